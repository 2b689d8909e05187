import FoundationEssentials

/// What a feed says, as far as it could be read. Nothing here is trusted and nothing is required.
public struct ParsedFeed: Hashable, Codable, Sendable {
    /// The dialects.
    public enum Format: String, Codable, Sendable {
        /// RSS 0.91 to 2.0 (and 0.90 where it is no RDF).
        case rss
        /// Atom 0.3 and 1.0 (RFC 4287).
        case atom
        /// RSS 0.90 and 1.0, which are RDF.
        case rdf
        /// Microsoft's Channel Definition Format, from before RSS.
        case cdf
        /// JSON Feed 1 and 1.1.
        case json
    }

    /// The dialect.
    public var format: Format?
    /// The feed's name.
    public var title: String?
    /// The site that it is of.
    public var link: String?
    /// The language it says that it is in.
    public var language: String?
    /// Minutes for which it asks not to be polled again (RSS `ttl`).
    public var ttlMinutes: Int?
    /// Minutes after which it says that it changes (RSS 1.0 syndication module, `sy:updatePeriod` by `sy:updateFrequency`).
    public var updateMinutes: Int?
    /// Hours of the day in GMT, 0 to 23, in which it asks not to be polled (RSS `skipHours`).
    public var skipHours: Set<Int> = []
    /// Days in GMT, 0 for Sunday to 6, on which it asks not to be polled (RSS `skipDays`).
    public var skipDays: Set<Int> = []
    /// Its entries, in the order in which they stand.
    public var entries: [ParsedEntry] = []
    /// What was wrong with it and survived, in a few words each.
    public var damage: [String] = []
    /// Entries over `FeedLimits.entries`, which were not read.
    public var skipped = 0
    /// Whether it ends before it should; the entry in which it ends is left out.
    public var isTruncated = false

    /// An empty feed.
    public init() {}
}

/// One entry of a feed.
public struct ParsedEntry: Hashable, Codable, Sendable {
    /// The id as given: guid, atom:id, rdf:about, JSON Feed's id.
    public var id: String?
    /// The headline, as plain text on one line.
    public var title: String?
    /// Its own address.
    public var link: String?
    /// Who wrote it, as given.
    public var author: String?
    /// When it was published.
    public var published: Date?
    /// When it was last changed.
    public var updated: Date?
    /// What it says, as plain text.
    public var text: String?
    /// What it says, as HTML where it came so. Untrusted.
    public var html: String?
    /// The language it says that it is in.
    public var language: String?
    /// Its categories.
    public var categories: [String] = []
    /// Files that belong to it.
    public var attachments: [ParsedLink] = []

    /// An empty entry.
    public init() {}
}

/// A file that an entry points to.
public struct ParsedLink: Hashable, Codable, Sendable {
    /// Where it lies.
    public var url: String
    /// Its media type, as given.
    public var type: String?
    /// Its size in bytes, as given.
    public var length: Int?

    /// Describes a file.
    public init(url: String, type: String? = nil, length: Int? = nil) {
        self.url = url
        self.type = type
        self.length = length
    }
}

/// What a feed may cost.
public enum FeedLimits {
    /// Bytes of a feed.
    public static let feed = 16 << 20
    /// Entries read of one fetch: what large sites publish in weeks. The first ones count, which are the newest.
    public static let entries = 2000
    /// UTF-8 bytes of an entry's text and of its HTML; a long article has 60 KiB. What is over is cut.
    public static let text = 256 << 10
    /// UTF-8 bytes of titles, ids, links, names.
    public static let field = 8 << 10
    /// Categories and attachments of one entry.
    public static let list = 100
    /// Braces within braces of a JSON feed.
    public static let depth = 64
}
