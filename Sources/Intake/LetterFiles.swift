import Attachments
import FoundationEssentials
import MailParsing
import Reports

/// Reads the text of letters' files into what they say, where their source is configured so (`attachments: text`).
///
/// A letter is never lost for its files: what cannot be read in time is told in the letter's remarks, and the letter goes
/// its way. The time that files of one batch may take is bounded, so that whoever floods a mailbox with files on which
/// programs hang delays the others' letters by minutes and not for days.
public struct LetterFiles: Sendable {
    /// What the files of a batch of letters came to.
    public struct Tally: Sendable {
        /// Files whose text is in the letters now.
        public internal(set) var read = 0
        /// Files whose text is not, by the reason.
        public internal(set) var unread: [String: Int] = [:]

        /// A line for the log, which names no file; nil if there is nothing to tell. What this machine has not is told
        /// when the polls begin, and not with every letter.
        public var note: String? {
            let absences = Tool.allCases.map(\.absence) + [AttachmentReader.obstacle].compactMap { $0 }
            let told = unread.filter { !absences.contains($0.key) }
            guard !told.isEmpty else { return nil }
            let reasons = told.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
                .prefix(LetterFiles.mostReasons).map { "\($0.value): \($0.key)" }
            return "files of letters were not read: " + reasons.joined(separator: "; ")
        }
    }

    /// Files of one letter that are read.
    private static let mostFiles = 20
    /// UTF-8 bytes that all files of one letter add to its text.
    private static let mostText = 512 << 10
    /// Reasons named in one line of the log.
    private static let mostReasons = 5

    private let reader: AttachmentReader
    private let letterSeconds: Double
    private let batchSeconds: Double

    /// Reads by that reader.
    public init(reader: AttachmentReader) { self.init(reader: reader, letterSeconds: 30, batchSeconds: 120) }

    /// - Parameters:
    ///   - letterSeconds: what the files of one letter may take. One that has begun is read to its own limit.
    ///   - batchSeconds: what those of a batch may take.
    init(reader: AttachmentReader, letterSeconds: Double, batchSeconds: Double) {
        self.reader = reader
        self.letterSeconds = letterSeconds
        self.batchSeconds = batchSeconds
    }

    /// Reads the files of a batch of letters.
    /// - Parameters:
    ///   - items: the letters, their bytes with them.
    ///   - known: origins of letters that are stored already, whose files are not read again.
    /// - Throws: `CancellationError`.
    public func read(_ items: [Item], except known: Set<String> = []) async throws -> (items: [Item], tally: Tally) {
        var (items, tally) = (items, Tally())
        var left = batchSeconds
        for place in items.indices where items[place].standing == .report && !known.contains(items[place].origin) {
            guard !items[place].attachments.isEmpty else { continue }
            let files: [MailFile]
            do {
                files = try MailParser.files(in: items[place].raw)
            } catch {
                tally.unread["\(error)", default: 0] += 1
                items[place].letter?.files.append("its files were not read: \(error)")
                continue
            }
            if files.isEmpty { continue }
            left -= try await read(files, into: &items[place], within: min(left, letterSeconds), &tally)
        }
        return (items, tally)
    }

    /// The texts of one letter's files, by their place among its attachments; what is no text is not among them.
    /// - Throws: `MailError`, `CancellationError`.
    public func texts(of bytes: [UInt8]) async throws -> [Int: FileText] {
        var texts: [Int: FileText] = [:]
        for file in try MailParser.files(in: bytes).prefix(LetterFiles.mostFiles) {
            texts[file.number] = try await read(file.content).text
        }
        return texts
    }

    /// - Returns: the seconds that it took.
    private func read(
        _ files: [MailFile], into item: inout Item, within seconds: Double, _ tally: inout Tally
    ) async throws -> Double {
        var taken = 0.0
        var parts: [String] = []
        var forms: [String] = []
        var room = LetterFiles.mostText
        for (number, file) in files.enumerated() {
            let outcome: FileText
            if number >= LetterFiles.mostFiles {
                outcome = .unread("of one letter \(LetterFiles.mostFiles) files are read")
            } else if room <= 0 {
                outcome = .unread("the letter's other files say enough")
            } else if taken >= seconds {
                outcome = .unread("the time for the files of its letter, or of those beside it, was over")
            } else {
                let (text, cost) = try await read(file.content)
                taken += cost
                outcome = text
            }
            switch outcome {
            case .text(let text, let isCut):
                let kept = LetterFiles.cut(text, to: room)
                room -= kept.utf8.count
                parts.append("\(LetterFiles.mark) \(file.content.form)\n\(kept)")
                let cut = isCut || kept.utf8.count < text.utf8.count ? ", cut" : ""
                forms.append(file.content.form + cut)
            case .unread(let reason):
                tally.unread[reason, default: 0] += 1
                item.letter?.files.append("a file (\(file.content.form)) was not read: \(reason)")
            }
        }
        guard !parts.isEmpty else { return taken }
        tally.read += parts.count
        let added = parts.joined(separator: "\n\n")
        item.text = item.text.isEmpty ? added : "\(item.text)\n\n\(added)"
        if let own = item.letter?.own { item.letter?.own = "\(own)\n\n\(added)" }
        item.letter?.files.append("the text of its files was read (\(forms.joined(separator: "; ")))")
        return taken
    }

    private func read(_ content: MailFile.Content) async throws -> (text: FileText, seconds: Double) {
        switch content {
        case .text(let text, _):
            let kept = LetterFiles.cut(text, to: AttachmentLimits.text)
            guard kept.utf8.contains(where: { $0 > 0x20 }) else { return (.unread("there is no text in it"), 0) }
            return (.text(kept, isCut: kept.utf8.count < text.utf8.count), 0)
        case .pdf(let bytes): return try await reader.read(bytes, as: .pdf)
        case .docx(let bytes): return try await reader.read(bytes, as: .docx)
        case .odt(let bytes): return try await reader.read(bytes, as: .odt)
        }
    }

    /// What stands above a file's text: a sign and the form, in no language, and never the file's name.
    private static let mark = "📎"

    /// At most so many bytes, cut between letters.
    private static func cut(_ text: String, to limit: Int) -> String {
        guard text.utf8.count > limit else { return text }
        var end = text.utf8.index(text.startIndex, offsetBy: max(0, limit))
        while end > text.startIndex, end.samePosition(in: text.unicodeScalars) == nil {
            end = text.utf8.index(before: end)
        }
        return String(text[..<end])
    }
}

extension MailFile.Content {
    /// What kind of file it is, for people.
    var form: String {
        switch self {
        case .text(_, let form): form
        case .pdf: "PDF"
        case .docx: "DOCX"
        case .odt: "ODT"
        }
    }
}
