import Foundation
import TestSupport
import Testing

@testable import Attachments

/// Real files and hostile ones; `Tests/Data/attachments/make.py` says how each was made.
@Suite(.enabled(if: AttachmentReader.obstacle == nil)) struct AttachmentReaderTests {
    private let reader = AttachmentReader(program: Program.adaldyq, libraries: Self.libraries)

    /// The toolchain's libraries, against which the program under test is built.
    private static let libraries: [String] = {
        // Foundation reads as many bytes as a file has, and those of /proc have none.
        guard let file = fopen("/proc/self/maps", "re") else { return [] }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 1 << 16)
        while case let count = fread(&piece, 1, piece.count, file), count > 0 { bytes += piece[..<count] }
        return Set(
            String(decoding: bytes, as: UTF8.self).split(separator: "\n").filter { $0.contains(".so") }.compactMap {
                line in
                line.firstIndex(of: "/").map { String(line[$0..<(line.lastIndex(of: "/") ?? $0)]) }
            }
        ).sorted()
    }()

    private static func file(_ name: String) throws -> [UInt8] {
        Array(
            try Data(contentsOf: URL(fileURLWithPath: "\(SharedData.project)/Tests/Data/attachments/\(name)")))
    }

    private func read(_ name: String) async throws -> FileText {
        let form = try #require(FileForm(rawValue: String(name.split(separator: ".").last ?? "")))
        return try await reader.read(try Self.file(name), as: form).text
    }

    @Test func aPDFsTextIsRead() async throws {
        #expect(
            try await read("complaint.pdf")
                == .text(
                    "Во дворе дома 8 по улице Сейфуллина\nне вывозят мусор вторую неделю.\n\nАула қоқысқа толы.",
                    isCut: false))
    }

    @Test func aDOCXsTextIsReadWithoutWhatWasDeletedOrStandsThereTwice() async throws {
        #expect(
            try await read("complaint.docx")
                == .text(
                    """
                    В подъезде дома 12 по улице Толе би
                    третий месяц нет света.
                    Телефон: +7 701 123 45 67
                    Дата\tОтвет
                    3 ноября\tнет
                    дописано
                    в рамке

                    до\tпосле
                    ниже
                    """, isCut: false))
        #expect(try await read("main-part-by-another-name.docx") == .text("Имя части другое", isCut: false))
    }

    @Test func anODTsTextIsReadWithoutWhatWasDeletedAndWithoutRemarks() async throws {
        #expect(
            try await read("complaint.odt")
                == .text(
                    "Өтініш\nМектепте ақша  жинап жатыр.\nсынып\tсомасы\nбірінші\nекінші\tүшінші", isCut: false))
    }

    @Test(arguments: [
        ("scan.pdf", "there is no text in it: a scan or a picture"), ("locked.pdf", "it needs a password"),
        ("bomb.docx", "it unpacks to more than 8 MB"),
        ("noise.docx", "it is encrypted or damaged: there is no XML in it"),
    ])
    func whatCannotBeReadHasItsReason(name: String, reason: String) async throws {
        #expect(try await read(name) == .unread(reason))
    }

    @Test func whatADocumentsXMLDeclaresIsNotFetched() async throws {
        #expect(try await read("entities.docx") == .text("&e;", isCut: false))
    }

    @Test func aDocumentThatBreaksOffIsReadAsFarAsItGoes() throws {
        let xml = #"<w:document xmlns:w="w"><w:body><w:p><w:t>Начало</w:t></w:p><w:p><w:t>и конец"#
        let (text, isWhole) = try OfficeText.plain(Array(xml.utf8), as: .docx)
        #expect(text == "Начало\nи конец" && !isWhole)
        #expect(try OfficeText.plain(Array((xml + "</w:t></w:p></w:body></w:document>").utf8), as: .docx).isWhole)
    }

    @Test func aFileOnWhichTheProgramHangsIsGivenUp() async throws {
        let start = Date()
        let hasty = AttachmentReader(program: Program.adaldyq, seconds: 30, processorSeconds: 1)
        let busy = try await hasty.read(try Self.file("endless.pdf"), as: .pdf)
        #expect(busy.text == .unread("it took more than 1 seconds of a processor") && busy.seconds > 0.5)
        let impatient = AttachmentReader(program: Program.adaldyq, seconds: 0.3, processorSeconds: 10)
        #expect(
            try await impatient.read(try Self.file("endless.pdf"), as: .pdf).text
                == .unread("it was not read within 0.3 seconds"))
        #expect(Date().timeIntervalSince(start) < 10)
    }

    @Test func filesThatAreNotWhatTheirNameSaysAreToldApart() async throws {
        let docx = try Self.file("complaint.docx")
        func outcome(_ bytes: [UInt8], _ form: FileForm) async throws -> FileText {
            try await reader.read(bytes, as: form).text
        }
        let damaged = FileText.unread("it is damaged, or not what its name says")
        #expect(try await outcome(docx, .odt) == damaged)
        #expect(try await outcome(Array(docx.prefix(300)), .docx) == damaged)
        #expect(try await outcome(docx, .pdf) == damaged)
        #expect(try await outcome([], .pdf) == damaged)
        #expect(try await outcome(Array("nonsense".utf8), .docx) == damaged)
        #expect(
            try await outcome([0xD0, 0xCF, 0x11, 0xE0, 0xA1], .docx)
                == .unread("it needs a password, or is of an older form than its name says"))
        let large = [UInt8](repeating: 0x25, count: AttachmentLimits.file + 1)
        #expect(
            try await outcome(large, .pdf) == .unread("its 16777217 bytes are over the limit of 16777216"))
    }

    @Test func aProgramThatIsNotInstalledIsNamedWithItsPackage() async throws {
        let without = AttachmentReader(program: Program.adaldyq, find: { _ in nil })
        #expect(
            try await without.read(try Self.file("complaint.pdf"), as: .pdf).text
                == .unread("pdftotext is not installed (Debian: apt-get install poppler-utils)"))
        #expect(
            try await without.read(try Self.file("complaint.odt"), as: .odt).text
                == .unread("bsdtar is not installed (Debian: apt-get install libarchive-tools)"))
    }

    @Test func aCancelledReadLeavesNobodyBehind() async throws {
        let bytes = try Self.file("endless.pdf")
        let start = Date()
        let task = Task { try await reader.read(bytes, as: .pdf).text }
        task.cancel()
        await #expect(throws: CancellationError.self) { _ = try await task.value }
        #expect(Date().timeIntervalSince(start) < 5)
    }
}
