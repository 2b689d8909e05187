import Foundation
import Reports
import TestSupport
import Testing

@testable import Attachments
@testable import Intake

/// What the files of letters add to them, and what they may cost.
@Suite struct LetterFilesTests {
    private static func file(_ name: String) throws -> Data {
        try Data(contentsOf: URL(fileURLWithPath: "\(SharedData.project)/Tests/Data/attachments/\(name)"))
    }

    private func item(_ origin: String, _ text: String, _ files: [Data], type: String = "application/pdf") -> Item {
        MailItems.item(
            LetterWithFiles.bytes(subject: origin, text: text, files.map { (type, "a", $0) }), origin: origin,
            source: SourceName(rawValue: "drop"), received: Date(), delivered: nil, since: nil)
    }

    private func files(seconds: Double = 15, letter: Double = 30, batch: Double = 120) -> LetterFiles {
        LetterFiles(
            reader: AttachmentReader(program: Program.adaldyq, seconds: seconds), letterSeconds: letter,
            batchSeconds: batch)
    }

    @Test func aLetterWhoseFilesCannotBeTakenOutSaysSoAndStays() async throws {
        var letter = item("1", "Письмо", [try Self.file("complaint.pdf")])
        letter.raw = Array(repeating: "X: y", count: 20_000).joined(separator: "\r\n").utf8.map { $0 }
        let (items, tally) = try await files().read([letter])
        #expect(items.first?.text == "Письмо" && items.first?.standing == .report)
        #expect(items.first?.letter?.files.first?.hasPrefix("its files were not read: cannot read the message") == true)
        #expect(tally.unread.count == 1 && tally.note?.contains("cannot read the message") == true)
    }

    @Test func filesOnWhichProgramsHangCostALetterAndABatchNoMoreThanTheirTime() async throws {
        let endless = try Self.file("endless.pdf")
        let start = Date()
        let letters = (1...8).map { item("\($0)", "Письмо номер \($0)", Array(repeating: endless, count: 4)) }
        let (read, tally) = try await files(seconds: 0.2, letter: 0.3, batch: 0.9).read(letters)
        #expect(Date().timeIntervalSince(start) < 5)
        #expect(read.map(\.text) == letters.map(\.text) && tally.read == 0)
        #expect(tally.unread["it was not read within 0.2 seconds"] ?? 0 >= 3)
        #expect(tally.unread["the time for the files of its letter, or of those beside it, was over"] ?? 0 >= 20)
        #expect(tally.unread.values.reduce(0, +) == 32)
        // Each letter says what became of each of its files.
        #expect(read.allSatisfy { $0.letter?.files.count == 4 && $0.standing == .report })
    }

    @Test func ofManyFilesTheFirstAreReadAndTheTextIsBounded() async throws {
        let (read, tally) = try await files().read([
            item("1", "Письмо", Array(repeating: Data("Строка\n".utf8), count: 25), type: "text/plain"),
            item(
                "2", "Письмо", Array(repeating: Data(repeating: 0x61, count: 300 << 10), count: 3), type: "text/plain"),
        ])
        #expect(tally.read == 20 + 2 && tally.unread.values.sorted() == [1, 5], "\(tally)")
        #expect(read[0].text == "Письмо\n\n" + Array(repeating: "📎 TXT\nСтрока", count: 20).joined(separator: "\n\n"))
        #expect(read[1].text.utf8.count < 520 << 10 && read[1].letter?.files.last?.contains("TXT, cut") == true)
    }

    @Test func aProgramThatIsNotInstalledIsInTheLettersRemarksAndNotInEveryLine() async throws {
        let without = LetterFiles(reader: AttachmentReader(program: Program.adaldyq, find: { _ in nil }))
        let (read, tally) = try await without.read([item("1", "Письмо", [try Self.file("complaint.pdf")])])
        #expect(tally.unread.count == 1 && tally.note == nil)
        #expect(
            read[0].letter?.remark
                == "a file (PDF) was not read: pdftotext is not installed (Debian: apt-get install poppler-utils)")
        #expect(read[0].text == "Письмо" && read[0].standing == .report)
    }

    @Test func whatIsKnownOrNoReportIsNotReadAgain() async throws {
        let pdf = try Self.file("complaint.pdf")
        var automatic = item("a", "Письмо", [pdf])
        automatic.standing = .automatic("auto-reply")
        let (read, tally) = try await files().read([automatic, item("known", "Письмо", [pdf])], except: ["known"])
        #expect(read.map(\.text) == ["Письмо", "Письмо"] && tally.read == 0 && tally.note == nil)
    }
}
