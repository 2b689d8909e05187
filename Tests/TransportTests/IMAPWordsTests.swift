import FoundationEssentials
import Testing

@testable import Transport

@Suite("Words of IMAP")
struct IMAPWordsTests {
    @Test(arguments: [
        ("Входящие", "&BBIERQQ+BDQETwRJBDgENQ-"), ("Жалобы/2026", "&BBYEMAQ7BD4EMQRL-/2026"), ("INBOX", "INBOX"),
        ("R&D", "R&-D"), ("~peter/mail/台北/日本語", "~peter/mail/&U,BTFw-/&ZeVnLIqe-"), ("💬", "&2D3crA-"), ("", ""),
    ])
    func foldersHaveTheirNameOnTheWire(_ name: String, _ wire: String) {
        #expect(ModifiedUTF7.encode(name) == wire)
        #expect(ModifiedUTF7.decode(Array(wire.utf8)) == name)
    }

    @Test(arguments: ["&", "a&b", "&!!-", "плохо"])
    func aBrokenNameIsGivenAsItCame(_ wire: String) {
        #expect(ModifiedUTF7.decode(Array(wire.utf8)) == wire)
    }

    @Test func namesAreQuoted() {
        #expect(IMAPSyntax.mailbox("a\"b\\c", isPlain: false) == "\"a\\\"b\\\\c\"")
        #expect(IMAPSyntax.mailbox("x\r\nA1 DELETE y", isPlain: false) == "\"x&AA0ACg-A1 DELETE y\"")
        #expect(IMAPSyntax.mailbox("Жалобы", isPlain: true) == "\"Жалобы\"")
        #expect(IMAPSyntax.mailbox("x\r\nA1 DELETE y", isPlain: true) == "\"\"")
    }

    @Test func neighboursBecomeRanges() {
        #expect(IMAPSyntax.set([1, 2, 3, 5, 7, 8, .max]) == "1:3,5,7:8,4294967295")
        #expect(IMAPSyntax.set([UInt32]()) == "")
    }

    @Test(arguments: [
        ("17-Jul-1996 02:44:25 -0700", 837_596_665.0), (" 1-Jan-1970 00:00:00 +0000", 0),
        ("29-Feb-2024 23:30:00 +0600", 1_709_227_800), ("01-mar-2024 00:00:00 +0500", 1_709_233_200),
        ("31-Dec-1969 23:59:59 +0000", -1),
    ])
    func datesAreRead(_ text: String, _ seconds: Double) {
        let date = Array(text.utf8).withUnsafeBytes { IMAPDate.parse($0) }
        #expect(date == Date(timeIntervalSince1970: seconds))
    }

    @Test(arguments: [
        "", "17-Jul-1996", "17-Foo-1996 02:44:25 -0700", "17-Jul-1996 25:44:25 -0700", "99-Jul-1996 02:44:25 +0000",
    ])
    func otherThingsAreNoDate(_ text: String) {
        #expect(Array(text.utf8).withUnsafeBytes { IMAPDate.parse($0) } == nil)
    }

    @Test("A text in quotation marks is held to what was asked for as a literal is", arguments: [9, 10, 11, 3000])
    func quotedTextsAreBounded(length: Int) throws {
        let line = "(BODY[]<0> \"" + String(repeating: "x", count: length) + "\")\r\n"
        let reader = IMAPReader(SpokenWire(line))
        try reader.nextLine()
        switch length {
        case 9: #expect(try size(IMAPFetchReply(reader, mostBytes: 10)) == 9)
        case 10: #expect(try size(IMAPFetchReply(reader, mostBytes: 10)) == nil, "it may go on, and is not kept")
        default: #expect(throws: TransportError.self) { try IMAPFetchReply(reader, mostBytes: 10) }
        }
    }

    private func size(_ reply: IMAPFetchReply) -> Int? {
        if case .bytes(let bytes) = reply.body { bytes.count } else { nil }
    }
}

/// A line on which these words have come, and no more will.
private final class SpokenWire: MailWire {
    let peer = "test"
    let timeouts = MailEndpoint.Timeouts()
    private var words: [UInt8]

    init(_ words: String) { self.words = Array(words.utf8) }

    func receive(into buffer: UnsafeMutableRawBufferPointer, deadline: Double) throws -> Int {
        let count = min(words.count, buffer.count)
        guard count > 0 else { throw TransportError.gone(trouble("read", "it hung up")) }
        buffer.copyBytes(from: words.prefix(count))
        words.removeFirst(count)
        return count
    }

    func receive(into buffer: UnsafeMutableRawBufferPointer, patientlyUntil limit: Double) throws -> Int? {
        try receive(into: buffer, deadline: limit)
    }

    func send(_ bytes: [UInt8]) {}
    func close(_ farewell: String) {}
}
