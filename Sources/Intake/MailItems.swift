import FoundationEssentials
import MailParsing
import Reports

/// ParsedMessage → Item, in one place for mailboxes, Maildirs and mboxes.
enum MailItems {
    /// A message's item. What cannot be read is kept as it came, with the reason.
    /// - Parameters:
    ///   - origin: where it lay.
    ///   - delivered: when the server got it, where that is known; it decides over `since` before the letter's own date.
    ///   - since: older ones are noted as seen and not reported.
    static func item(
        _ bytes: [UInt8], origin: String, source: SourceName, received: Date, delivered: Date?, since: Date?,
        reread: Bool = false
    ) -> Item {
        let hash = Digest256.of(bytes)
        var item = Item(
            source: source, id: Digest256.name(hash), origin: origin, reread: reread, title: "", text: "",
            received: received,
            contentHash: hash, raw: bytes)
        do {
            let message = try MailParser.parse(bytes)
            fill(&item, message)
            if let since, let date = delivered ?? message.date, date < since { item.standing = .earlier }
        } catch {
            item.standing = .setAside(String(describing: error))
            if let since, let delivered, delivered < since { item.standing = .earlier }
        }
        return item
    }

    /// The item of a message that is too large to be fetched: kept aside by its beginning, its header fields. The message
    /// itself stays where it lies.
    /// - Parameter beginning: what was fetched of it; its header fields, and perhaps more.
    static func tooLarge(
        size: Int, limit: Int, origin: String, source: SourceName, received: Date, beginning: [UInt8] = [],
        delivered: Date? = nil, since: Date? = nil
    ) -> Item {
        aside(
            "the message's \(size) bytes are over the limit of \(limit); it is left where it lies", origin: origin,
            source: source, received: received, beginning: beginning, delivered: delivered, since: since)
    }

    /// The item of a message of which no more than the beginning can be had.
    static func aside(
        _ reason: String, origin: String, source: SourceName, received: Date, beginning: [UInt8],
        delivered: Date?, since: Date?
    ) -> Item {
        let hash = beginning.isEmpty ? Digest256.of("\(source.rawValue)/\(origin)") : Digest256.of(beginning)
        var item = Item(
            source: source, id: Digest256.name(hash), origin: origin, title: "", text: "", received: received,
            contentHash: hash, raw: beginning)
        item.isWhole = false
        // What of its beginning can be read tells what it is; if nothing can, its reason stands all the same.
        if !beginning.isEmpty, let message = try? MailParser.parse(beginning) { fill(&item, message) }
        item.text = ""
        item.attachments = []
        item.standing = .setAside(reason)
        if let since, let date = delivered ?? item.published, date < since { item.standing = .earlier }
        return item
    }

    /// Lines for the log that say where letters lie that were set aside, so that the operator finds them. A place is a
    /// file, a position or a number, and no word of a sender's.
    static func notes(of aside: [(item: Item, place: String)]) -> [String] {
        let found = aside.compactMap { item, place -> String? in
            guard case .setAside(let reason) = item.standing else { return nil }
            return "set aside: \(place): \(reason)"
        }
        guard found.count > mostPlaces else { return found }
        return found.prefix(mostPlaces) + ["set aside: \(found.count - mostPlaces) more of the same batch"]
    }

    /// Places told of one batch: who drops a folder of something else gets no log of thousands of lines.
    private static let mostPlaces = 10

    private static func fill(_ item: inout Item, _ message: ParsedMessage) {
        if let id = message.messageID { item.id = id }
        item.title = message.subject ?? ""
        item.text = message.text
        if let date = message.date, date <= item.received.addingTimeInterval(86_400) { item.published = date }
        if let author = message.from.first {
            item.sender = Sender(address: author.address, name: author.name)
        }
        item.attachments = message.attachments.map {
            Attachment(name: $0.name, type: $0.type, size: $0.size, sha256: $0.sha256)
        }
        item.letter = facts(message)
        if let written = message.written {
            // A few words above a quotation ("the same here") say nothing without it.
            if saysEnough(written) { item.text = written } else { item.letter?.own = written }
        }
        if let automatic = message.automatic {
            item.standing = .automatic(automatic.rawValue)
        } else {
            item.standing = MailItems.reading(item, message)
        }
    }

    /// What a person's letter is to be taken for.
    private static func reading(_ item: Item, _ message: ParsedMessage) -> Item.Standing {
        if message.encrypted, isBlank(message.text) || message.armoured {
            return .setAside("it is encrypted: only who has the key can read it")
        }
        if isBlank(item.title), isBlank(message.text), message.attachments.isEmpty {
            return .setAside("it is empty: it has neither subject nor text nor files")
        }
        return .report
    }

    private static func facts(_ message: ParsedMessage) -> LetterFacts {
        var facts = LetterFacts()
        for id in [message.inReplyTo].compactMap(\.self) + message.references.reversed()
        where facts.answers.count < mostAnswers && !facts.answers.contains(id) { facts.answers.append(id) }
        facts.code = message.subject.flatMap { ReceiptCode.find(in: $0) }
        facts.list = message.list
        facts.isBulk = message.isBulk
        facts.mayBeAnswered = message.mayBeAnswered
        if message.mended { facts.remarks.append("its letters came spoilt and were mended") }
        if message.encrypted { facts.remarks.append("a part of it is encrypted and could not be read") }
        if message.written != nil { facts.remarks.append("quotations and signatures were told from what was written") }
        return facts
    }

    /// A thread's letters beyond these are not looked for.
    private static let mostAnswers = 20

    /// Whether there are words enough to stand alone.
    private static func saysEnough(_ text: String) -> Bool {
        text.split(maxSplits: fewestWords, whereSeparator: \.isWhitespace).count > fewestWords
    }

    private static let fewestWords = 10

    private static func isBlank(_ text: String) -> Bool { !text.utf8.contains { $0 > 0x20 } }
}
