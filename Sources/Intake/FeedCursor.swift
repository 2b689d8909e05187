import FoundationEssentials
import Reports

/// What a feed is remembered by, committed with the items that it describes.
struct FeedCursor: Equatable {
    /// The small part, which every poll reads.
    struct Head: Codable, Equatable {
        /// The configured address; all of this belongs to it.
        var url: String
        /// The server's validators, byte for byte.
        var etag: String?
        var lastModified: String?
        /// The hash of the last body that was read whole, for servers that have no validators.
        var body: String?
        /// When that body came. Some servers answer 304 for ever, so validators are dropped after `lifetime`.
        var fetched: Date
        /// Where it is asked; nil as long as that is the configured address and nothing else was seen.
        var address: FeedAddress?
        /// How often it changes.
        var pace: FeedPace?
        /// For how long it says that it stays the same.
        var freshness: FeedFreshness?
        /// When the server said that it is gone for good.
        var gone: Date?
        /// Whether the feed gives its entries other ids each time: that is said once.
        var renumbers: Bool?
        /// Hashes of ids that it has used for more than one entry: those entries go by their links.
        var reused: [UInt64]?
        /// How the roll was made: `FeedRoll.format`.
        var format: Int?
    }

    var head: Head
    /// The last fetch's entries as `FeedRoll.bytes`: read only where a body is.
    var roll: [UInt8] = []

    /// Seconds for which validators are trusted.
    static let lifetime = 8.0 * 86_400

    init(url: String, fetched: Date) { head = Head(url: url, fetched: fetched) }

    /// Whether a conditional request may be made.
    func isFresh(now: Date) -> Bool {
        head.gone == nil && now < head.fetched.addingTimeInterval(FeedCursor.lifetime)
    }

    /// Whether a request made now sets a condition. A 304 to one that set none is no answer.
    func isConditional(now: Date) -> Bool { isFresh(now: now) && (head.etag != nil || head.lastModified != nil) }

    /// The address that is asked.
    var asked: String { head.address?.learnt ?? head.url }

    /// What is known of when to ask again.
    func hints(now: Date) -> PollHints {
        var hints = PollHints()
        if let freshness = head.freshness {
            hints.freshFor = max(freshness.server, freshness.feed)
            hints.skipHours = Set(freshness.skipHours)
            hints.skipDays = Set(freshness.skipDays)
        }
        hints.gap = head.pace?.gap(at: now)
        hints.haste = head.pace?.haste ?? 0
        hints.silentSince = head.pace?.silentSince(at: now)
        return hints
    }
}

/// A line of JSON, which never holds a line feed, and behind it the roll.
extension FeedCursor {
    /// Nil if there is none, if it is of another address, or if it cannot be read: the feed is read anew then.
    init?(_ cursor: Cursor?, url: String) {
        guard let bytes = cursor?.bytes else { return nil }
        let end = bytes.firstIndex(of: 0x0A) ?? bytes.count
        guard let head = Remembered.read(Cursor(bytes: Array(bytes[..<end])), as: Head.self), head.url == url else {
            return nil
        }
        self.head = head
        // The hashes of an earlier release match nothing, and all of its entries would seem to be others.
        if head.format == FeedRoll.format { roll = Array(bytes[end...].dropFirst()) }
    }

    var stored: Cursor? {
        var head = head
        head.format = FeedRoll.format
        return Remembered.write(head).map { Cursor(bytes: $0.bytes + (roll.isEmpty ? [] : [0x0A] + roll)) }
    }
}
