import FoundationEssentials

/// What a feed is remembered by: the server's validators, byte for byte, and a hash for servers that have none.
struct FeedCursor: Codable, Equatable {
    /// The address that the validators belong to.
    var url: String
    var etag: String?
    var lastModified: String?
    /// The hash of the last body that was read whole.
    var body: String?
    /// When that body came. Some servers answer 304 for ever, so validators are dropped after `lifetime`.
    var fetched: Date

    /// Seconds for which validators are trusted.
    static let lifetime = 8.0 * 86_400

    /// Whether a conditional request may be made.
    func isFresh(for url: String, now: Date) -> Bool {
        self.url == url && now < fetched.addingTimeInterval(FeedCursor.lifetime)
    }
}
