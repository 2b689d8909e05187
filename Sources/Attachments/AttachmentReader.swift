import Glibc
import Transport

/// Reads the text of files, one at a time, each in a process without network, bounded in time, memory and output.
public actor AttachmentReader {
    private let executor = BlockingExecutor()
    private let ownProgram: String
    private let ownLibraries: [String]
    private let seconds: Double
    private let processorSeconds: Int
    private let find: @Sendable (Tool) -> String?

    /// It waits for other programs, on a thread of its own.
    public nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    /// - Parameters:
    ///   - program: this program by its path, which is run again, held back like all others, to read XML
    ///     (`ownVariable`).
    ///   - libraries: folders beside the system's in which its libraries lie.
    public init(program: String, libraries: [String]) {
        self.init(program: program, libraries: libraries, seconds: AttachmentLimits.seconds)
    }

    /// With other limits, and another place where the tools lie.
    init(
        program: String, libraries: [String] = [], seconds: Double = AttachmentLimits.seconds,
        processorSeconds: Int = AttachmentLimits.processorSeconds,
        find: @escaping @Sendable (Tool) -> String? = { $0.path }
    ) {
        ownProgram = program
        ownLibraries = libraries
        self.seconds = seconds
        self.processorSeconds = processorSeconds
        self.find = find
    }

    /// Why no file can be read here, since the kernel cannot hold a program back; nil if it can.
    public static var obstacle: String? { Box.obstacle }

    /// The variable whose value, a `FileForm`, tells this program to read a document's XML and nothing else. Not an argument:
    /// a Swift program finds its arguments in `/proc`, which Landlock closes to it.
    public static let ownVariable = "ADALDYQ_ATTACHMENT_TEXT"

    /// Reads a file.
    /// - Returns: what it says or why that is not known, and the seconds that it took.
    /// - Throws: `CancellationError`.
    public func read(_ bytes: [UInt8], as form: FileForm) throws -> (text: FileText, seconds: Double) {
        let start = Box.now
        let text: FileText
        do {
            text = try form == .pdf ? pdf(bytes) : document(bytes, form)
        } catch let failure as Box.Failure {
            text = .unread(failure.description)
        }
        return (text, Box.now - start)
    }

    private func pdf(_ bytes: [UInt8]) throws -> FileText {
        guard bytes.count <= AttachmentLimits.file else { return AttachmentReader.tooLarge(bytes.count) }
        guard let path = find(.pdftotext) else { return .unread(Tool.pdftotext.absence) }
        let pages = String(AttachmentLimits.pages)
        // The file is standard input: no name of a sender's is ever an argument.
        let run = try box(path, ["-enc", "UTF-8", "-nopgbrk", "-l", pages, "-", "-"])
            .run(on: bytes, limit: AttachmentLimits.text)
        let text = PlainLines.settled(run.output)
        if run.end == .full { return .text(text, isCut: true) }
        if run.end != .exit(0) {
            let complaint = String(decoding: run.complaints, as: UTF8.self)
            if complaint.contains("Incorrect password") { return .unread("it needs a password") }
            return text.isEmpty || run.end == .late ? failed(run.end) : .text(text, isCut: true)
        }
        return text.isEmpty ? .unread("there is no text in it: a scan or a picture") : .text(text, isCut: false)
    }

    private func document(_ bytes: [UInt8], _ form: FileForm) throws -> FileText {
        guard bytes.count <= AttachmentLimits.file else { return AttachmentReader.tooLarge(bytes.count) }
        // Word wraps a document with a password in its older form of file [MS-OFFCRYPTO].
        if bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) {
            return .unread("it needs a password, or is of an older form than its name says")
        }
        guard bytes.starts(with: [0x50, 0x4B]) else { return .unread("it is damaged, or not what its name says") }
        guard let path = find(.bsdtar) else { return .unread(Tool.bsdtar.absence) }
        let part = form == .odt ? "content.xml" : "word/document*.xml"
        let unpacked = try box(path, ["-x", "-O", "-q", "-f", "-", part])
            .run(on: bytes, limit: AttachmentLimits.xml)
        if unpacked.end == .full { return .unread("it unpacks to more than \(AttachmentLimits.xml >> 20) MB") }
        guard unpacked.end == .exit(0), !unpacked.output.isEmpty else { return failed(unpacked.end) }
        let run = try Box(
            path: ownProgram, arguments: [], readable: ownLibraries,
            told: ["\(AttachmentReader.ownVariable)=\(form.rawValue)"], seconds: seconds,
            processorSeconds: processorSeconds
        ).run(on: unpacked.output, limit: AttachmentLimits.text)
        switch run.end {
        case .exit(0), .full, .exit(DocumentEnd.cut.rawValue):
            let text = PlainLines.settled(run.output)
            return text.isEmpty ? .unread("there is no text in it") : .text(text, isCut: run.end != .exit(0))
        case .exit(DocumentEnd.noXML.rawValue): return .unread("it is encrypted or damaged: there is no XML in it")
        default: return failed(run.end)
        }
    }

    private func box(_ path: String, _ arguments: [String]) -> Box {
        Box(path: path, arguments: arguments, seconds: seconds, processorSeconds: processorSeconds)
    }

    private var span: String { seconds == seconds.rounded() ? "\(Int(seconds))" : "\(seconds)" }

    private static func tooLarge(_ size: Int) -> FileText {
        .unread("its \(size) bytes are over the limit of \(AttachmentLimits.file)")
    }

    private func failed(_ end: Box.End) -> FileText {
        switch end {
        case .late: .unread("it was not read within \(span) seconds")
        case .signal(SIGXCPU), .signal(SIGKILL):
            .unread("it took more than \(processorSeconds) seconds of a processor")
        case .signal: .unread("the program that reads it failed on it, or was given too little memory")
        case .exit, .full: .unread("it is damaged, or not what its name says")
        }
    }
}
