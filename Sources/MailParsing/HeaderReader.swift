import FoundationEssentials

/// The fields of a message's header that say who, when and what about.
enum HeaderReader {
    /// Fills in what the header says.
    /// - Parameter charset: the body's, for bytes that are not encoded.
    static func read(_ header: HeaderBlock, charset: String?, into message: inout ParsedMessage) {
        message.messageID = header.value("message-id").flatMap { identifier($0) }
        message.subject = subject(header, charset: charset)
        var dropped = 0
        func people(_ name: String) -> [MailAddress] {
            let values = header.values(name)
            // Several From fields are one too many; several To or Cc fields are one list in pieces.
            var all: [MailAddress] = []
            for value in name == "from" ? Array(values.prefix(1)) : values {
                let list = AddressList(value, hint: charset)
                dropped += list.dropped
                all += list.people
            }
            if all.count > MailLimits.addresses {
                dropped += all.count - MailLimits.addresses
                all.removeLast(all.count - MailLimits.addresses)
            }
            return all
        }
        message.from = people("from")
        message.to = people("to")
        message.cc = people("cc")
        if dropped > 0 { message.damage.append("\(dropped) addresses were left out") }
        if let date = header.value("date") {
            message.date = MailDate.read(date)
            if message.date == nil { message.damage.append("the date cannot be read") }
        }
        message.inReplyTo = header.value("in-reply-to").flatMap { identifiers($0).first }
        let references = header.values("references").flatMap { identifiers($0) }
        message.references = references.suffix(MailLimits.references)
    }

    /// The subject of a message, nil if it has none.
    static func subject(_ header: HeaderBlock, charset: String?) -> String? {
        guard let value = header.value("subject") else { return nil }
        let text = EncodedWords.decode(value, hint: charset)
        return text.isEmpty ? nil : text
    }

    /// All Message-IDs of a field (RFC 5322 §3.6.4), without angle brackets and without the blanks of folding.
    static func identifiers(_ value: [UInt8]) -> [String] {
        var found: [String] = []
        var start: Int?
        for (index, byte) in value.enumerated() {
            if byte == 0x3C {
                start = index + 1
            } else if byte == 0x3E, let from = start {
                let identifier = value[from..<index].filter { $0 > 0x20 && $0 != 0x7F }
                if !identifier.isEmpty { found.append(String(decoding: identifier, as: UTF8.self)) }
                start = nil
            }
        }
        return found
    }

    /// A Message-ID; one without brackets is taken whole if it is one word.
    private static func identifier(_ value: [UInt8]) -> String? {
        if let first = identifiers(value).first { return first }
        let bare = value.filter { $0 != 0x3C && $0 != 0x3E }
        guard !bare.isEmpty, !bare.contains(where: { $0 <= 0x20 || $0 == 0x7F }) else { return nil }
        return String(decoding: bare, as: UTF8.self)
    }
}
