import MailParsing
import Testing

/// The four dialects of mbox, read in pieces of any size.
struct MboxDialectTests {
    private static let envelope = "From a@example.kz Mon Nov 23 10:00:00 2026\n"

    private func split(_ text: String, piece: Int, limit: Int = 1 << 20) -> [String] {
        var reader = MboxReader(limit: limit)
        var messages: [String] = []
        let bytes = Array(text.utf8)
        for start in stride(from: 0, to: bytes.count, by: piece) {
            reader.read(bytes[start..<min(start + piece, bytes.count)]) {
                messages.append(String(decoding: $0.bytes, as: UTF8.self))
            }
        }
        reader.finish { messages.append(String(decoding: $0.bytes, as: UTF8.self)) }
        return messages
    }

    private static let body = "One\n\nFrom b@example.kz Mon Nov 23 11:00:00 2026\nTwo\n"
    private static let hidden = "One\n\n>From b@example.kz Mon Nov 23 11:00:00 2026\nTwo\n"

    @Test(arguments: [1, 2, 7, 64, 10_000])
    func eachDialectGivesTheTextThatWasWritten(_ piece: Int) {
        let header = "Subject: x\n"
        let last = Self.envelope + "Subject: last\n\nEnd\n"
        // mboxo and mboxrd.
        #expect(
            split(Self.envelope + header + "\n" + Self.hidden + "\n" + last, piece: piece) == [
                header + "\n" + Self.body, "Subject: last\n\nEnd\n",
            ])
        #expect(
            split(Self.envelope + header + "\n>>From x\n\n" + last, piece: piece) == [
                header + "\n>From x\n", "Subject: last\n\nEnd\n",
            ])
        // mboxcl: hidden and counted.
        let counted = header + "Content-Length: \(Self.hidden.utf8.count)\n\n"
        #expect(
            split(Self.envelope + counted + Self.hidden + "\n" + last, piece: piece) == [
                counted + Self.body, "Subject: last\n\nEnd\n",
            ])
        // mboxcl2: counted and not hidden; a `>From ` in it was written so.
        let bare = Self.body + ">From there\n"
        let plain = header + "content-length: \(bare.utf8.count)\n\n"
        #expect(
            split(Self.envelope + plain + bare + "\n" + last, piece: piece) == [
                plain + bare, "Subject: last\n\nEnd\n",
            ])
        #expect(split(Self.envelope + plain + bare, piece: piece) == [plain + bare])
    }

    @Test(arguments: [1, 5, 10_000], [0, 3, 40, 100_000])
    func aLengthThatDoesNotHoldHidesNoLetter(_ piece: Int, _ stated: Int) {
        let header = "Subject: x\nContent-Length: \(stated)\n\n"
        let text = Self.envelope + header + "One\n\n" + Self.envelope + "Subject: y\n\nTwo\n"
        #expect(split(text, piece: piece) == [header + "One\n", "Subject: y\n\nTwo\n"])
    }

    @Test func aSentenceThatBeginsLikeAnEnvelopeIsNone() {
        let text = Self.envelope + "Subject: x\n\nOne\n\nFrom 10:30 to 11:00 there was no water.\n"
        #expect(split(text, piece: 100).count == 1)
    }
}
