import CGMime
import FoundationEssentials
import Markup

/// Bytes made a message: RFC 5322, MIME (RFC 2045 to 2049, 2231, 3676), and what is really sent.
public enum MailParser {
    /// Reads one message. It may begin with an mbox "From " line.
    ///
    /// Throws only for what is no message or is over `MailLimits`; everything else is read as far as it goes, and what was
    /// wrong stands in `damage`. Pure and safe to call from many tasks at once.
    public static func parse(_ bytes: [UInt8]) throws(MailError) -> ParsedMessage {
        guard bytes.contains(where: { $0 > 0x20 }) else { throw .empty }
        guard bytes.count <= MailLimits.message else {
            throw .tooLarge(size: bytes.count, limit: MailLimits.message)
        }
        let bytes = lined(bytes)
        let header = try HeaderBlock(bytes)
        guard looksLikeMail(header) else { throw .notAMessage }
        var message = ParsedMessage()
        for name in once where header.count(name) > 1 {
            message.damage.append("the field \(name) is there more than once")
        }
        message.damage += header.damage

        var body = BodyReader(size: bytes.count)
        try body.read(header, bytes, depth: 0)
        HeaderReader.read(header, charset: body.charset, into: &message)
        body.finish(&message)
        mend(&message)
        message.written = WrittenPart.of(message.text)
        message.automatic = AutomaticSigns(header: header, message: message, body: body).verdict
        message.list = MailingList.id(header)
        message.isBulk = MailingList.isBulk(header)
        message.mayBeAnswered = AnswerRules.mayBeAnswered(header, message)
        return message
    }

    /// The files of a message whose text can be read, in the order of its attachments. A file whose text stands for the
    /// letter's own, because there is no other, is not among them. Throws what `parse` throws.
    public static func files(in bytes: [UInt8]) throws(MailError) -> [MailFile] {
        guard bytes.count <= MailLimits.message else {
            throw .tooLarge(size: bytes.count, limit: MailLimits.message)
        }
        let bytes = lined(bytes)
        var body = BodyReader(size: bytes.count, keepsFiles: true)
        try body.read(try HeaderBlock(bytes), bytes, depth: 0)
        var message = ParsedMessage()
        body.finish(&message)
        return body.files
    }

    private static func mend(_ message: inout ParsedMessage) {
        if let text = Mojibake.mended(message.text) {
            message.text = text
            message.mended = true
        }
        if let subject = message.subject, let better = Mojibake.mended(subject) {
            message.subject = better
            message.mended = true
        }
    }

    /// The header field that this program's own receipts bear, lower case: one that comes in has come round.
    public static let receiptField = "x-adaldyq-receipt"

    /// Fields of which there can be but one (RFC 5322 §3.6, RFC 2045 §3).
    private static let once = ["from", "subject", "date", "message-id", "content-type", "content-transfer-encoding"]

    /// Any of these makes it a message; a page or a program has none.
    private static let telling = [
        "from", "subject", "date", "message-id", "received", "to", "return-path", "mime-version", "content-type",
        "sender",
        "delivered-to", "reply-to", "cc", "bcc", "x-mailer", "content-transfer-encoding",
    ]

    private static func looksLikeMail(_ header: HeaderBlock) -> Bool { telling.contains { header.has($0) } }

    /// The message without blank lines before its header, and with line feeds where lines end in lone carriage returns.
    private static func lined(_ bytes: [UInt8]) -> [UInt8] {
        var bytes = bytes
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
        if let first = bytes.first, first == 0x0D || first == 0x0A {
            bytes = Array(bytes.drop { $0 == 0x0D || $0 == 0x0A })
        }
        if endsInCarriageReturns(bytes) {
            for index in bytes.indices where bytes[index] == 0x0D {
                if index + 1 == bytes.count || bytes[index + 1] != 0x0A { bytes[index] = 0x0A }
            }
        }
        return bytes
    }

    /// Whether the first lines end in lone carriage returns; a line feed at the very end, or from a relay, changes nothing.
    private static func endsInCarriageReturns(_ bytes: [UInt8]) -> Bool {
        var (lone, feeds) = (0, 0)
        var before: UInt8 = 0
        for byte in bytes.prefix(4096) {
            if byte == 0x0A { feeds += 1 } else if before == 0x0D { lone += 1 }
            before = byte
        }
        return lone > feeds
    }
}
