import FoundationEssentials

/// Who sent an item. It is kept in a table of its own and reaches no log, digest, webhook or search index.
public struct Sender: Hashable, Sendable {
    /// The address or, for a feed, the author as given; lower-cased, never empty.
    public var address: String
    /// The display name, if one was given.
    public var name: String?

    /// - Parameter address: trimmed and lower-cased here, so that one person has one spelling.
    public init(address: String, name: String? = nil) {
        self.address = address.trimmed.lowercased()
        self.name = name
    }
}

/// A file that came with an item. Its name may betray the sender, so it is stored beside the sender.
public struct Attachment: Hashable, Codable, Sendable {
    /// The name that the sender gave it.
    public var name: String?
    /// Its media type.
    public var type: String
    /// Its decoded size in bytes.
    public var size: Int
    /// SHA-256 of its decoded bytes in lower-case hexadecimal; absent for what was linked and not fetched.
    public var sha256: String?
    /// Where a feed says that it lies.
    public var url: String?

    /// Describes a file.
    public init(name: String?, type: String, size: Int, sha256: String? = nil, url: String? = nil) {
        self.name = name
        self.type = type
        self.size = size
        self.sha256 = sha256
        self.url = url
    }
}

/// One feed entry or one message, as received from a source.
public struct Item: Sendable {
    /// What an item is to be taken for.
    public enum Standing: Hashable, Sendable {
        /// Somebody says something.
        case report
        /// A bounce, an auto-reply, a receipt: kept and counted, no report. The word names which.
        case automatic(String)
        /// Kept as it came, with the reason.
        case setAside(String)
        /// Older than the source's `since`: noted as seen and counted, not reported.
        case earlier
    }

    /// Which source it came from.
    public var source: SourceName
    /// The id by the identity rule: the feed entry's, or the Message-ID without its angle brackets, or `sha256:` and a hash.
    public var id: String
    /// Where in the source it lay: `FOLDER/UIDVALIDITY/UID`, a POP3 unique id, a Maildir file's unique name, a feed
    /// entry's id. Unique in a source.
    public var origin: String
    /// True if the source is being read anew (UIDVALIDITY changed), so an equal item that is known is not a new sighting.
    public var reread: Bool
    /// The headline or subject; may be empty.
    public var title: String
    /// What it says, as plain text.
    public var text: String
    /// The entry's own address, http or https only.
    public var link: String?
    /// When its author dated it.
    public var published: Date?
    /// When it was received here.
    public var received: Date
    /// Who sent it, where that is known.
    public var sender: Sender?
    /// The files that came with it.
    public var attachments: [Attachment]
    /// SHA-256 of what came, 32 bytes: tells a revision from the same again.
    public var contentHash: [UInt8]
    /// The bytes as they came: the whole message; for a feed entry, its title, text and link as JSON.
    public var raw: [UInt8]
    /// What it is to be taken for.
    public var standing: Standing
    /// Whether `raw` holds all that lies at the source.
    public var isWhole = true
    /// What it tells as a letter; nil for what is none.
    public var letter: LetterFacts?

    /// Makes an item; the defaults are those of a plain report.
    public init(
        source: SourceName, id: String, origin: String, reread: Bool = false, title: String, text: String,
        link: String? = nil, published: Date? = nil, received: Date, sender: Sender? = nil,
        attachments: [Attachment] = [], contentHash: [UInt8], raw: [UInt8], standing: Standing = .report
    ) {
        self.source = source
        self.id = id
        self.origin = origin
        self.reread = reread
        self.title = title
        self.text = text
        self.link = link
        self.published = published
        self.received = received
        self.sender = sender
        self.attachments = attachments
        self.contentHash = contentHash
        self.raw = raw
        self.standing = standing
    }
}

extension Item {
    /// Whether it may be marked, moved or deleted at its source: only if all of it is stored here.
    public var mayBeAcknowledged: Bool { isWhole && standing != .earlier }
}

extension String {
    /// Without white space at either end.
    var trimmed: String {
        guard let start = firstIndex(where: { !$0.isWhitespace }), let end = lastIndex(where: { !$0.isWhitespace })
        else { return "" }
        return String(self[start...end])
    }
}
