import Attachments
import FeedParsing
import FoundationEssentials
import MailParsing

/// A feed as CONTRACT's `inspect --format json` has it: what is not known is left out.
struct InspectedFeed: Encodable {
    struct Entry: Encodable {
        var id: String?
        var title: String?
        var link: String?
        var author: String?
        var published: Date?
        var updated: Date?
        var text: String?
        var html: String?
        var language: String?
        var categories: [String]?
        var attachments: [File]?
    }

    struct File: Encodable {
        var url: String
        var type: String?
        var length: Int?
    }

    var format: String
    var title: String?
    var link: String?
    var language: String?
    var items: [Entry]

    init(_ feed: ParsedFeed) {
        format = feed.format?.rawValue ?? "unknown"
        title = feed.title
        link = feed.link
        language = feed.language
        items = feed.entries.map { entry in
            Entry(
                id: FeedIdentity.id(of: entry), title: entry.title, link: entry.link, author: entry.author,
                published: entry.published, updated: entry.updated, text: entry.text, html: entry.html,
                language: entry.language, categories: entry.categories.isEmpty ? nil : entry.categories,
                attachments: entry.attachments.isEmpty
                    ? nil : entry.attachments.map { File(url: $0.url, type: $0.type, length: $0.length) })
        }
    }
}

/// A message as CONTRACT's `inspect --format json` has it.
struct InspectedMessage: Encodable {
    struct Person: Encodable {
        var name: String?
        var address: String?
    }

    struct File: Encodable {
        var name: String?
        var type: String
        var size: Int
        var sha256: String?
        /// What it says, where that was asked for.
        var text: String?
        /// Why that is not known.
        var unread: String?
    }

    var format = "mail"
    var messageID: String?
    var subject: String?
    var from: [Person]
    var to: [Person]
    var cc: [Person]
    var date: Date?
    var text: String
    var written: String?
    var html: String?
    var inReplyTo: String?
    var references: [String]
    var attachments: [File]
    var automatic: Bool
    var kind: String?
    var mended: Bool?
    var encrypted: Bool?

    /// - Parameter texts: what its files say, by their place.
    init(_ message: ParsedMessage, texts: [Int: FileText] = [:]) {
        messageID = message.messageID
        subject = message.subject
        from = message.from.map { Person(name: $0.name, address: $0.address) }
        to = message.to.map { Person(name: $0.name, address: $0.address) }
        cc = message.cc.map { Person(name: $0.name, address: $0.address) }
        date = message.date
        text = message.text
        written = message.written
        html = message.html
        inReplyTo = message.inReplyTo
        references = message.references
        attachments = message.attachments.enumerated().map { number, file in
            var shown = File(name: file.name, type: file.type, size: file.size, sha256: file.sha256)
            switch texts[number] {
            case .text(let text, _): shown.text = text
            case .unread(let reason): shown.unread = reason
            case nil: break
            }
            return shown
        }
        automatic = message.automatic != nil
        kind = message.automatic?.rawValue
        mended = message.mended ? true : nil
        encrypted = message.encrypted ? true : nil
    }
}
