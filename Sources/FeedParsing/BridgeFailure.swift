/// Programs that make feeds of sites without one publish their own failures as an entry. That is no report.
enum BridgeFailure {
    private static let marks = [
        "bridge returned error", "rss-bridge was unable", "rssbridge error", "rsshub error",
        "failed to fetch this feed",
        "welcome to rsshub", "looks like something went wrong", "this feed has been disabled",
        "your feed trial has ended",
    ]

    private static let initials = Set(marks.compactMap(\.utf8.first))

    /// Takes such entries out.
    /// - Throws: `FeedError.notAFeed` if nothing else is in the feed.
    static func remove(from feed: inout ParsedFeed) throws(FeedError) {
        let whole = feed.entries.count
        feed.entries.removeAll { entry in
            // Most titles begin otherwise, and there are many.
            guard let title = entry.title, let first = title.utf8.first, initials.contains(first | 0x20) else {
                return false
            }
            let lower = title.prefix(64).lowercased()
            return marks.contains { lower.hasPrefix($0) }
        }
        guard feed.entries.count < whole else { return }
        guard !feed.entries.isEmpty else {
            throw .notAFeed("the failure of the bridge that makes this feed: look at the bridge's own page")
        }
        feed.damage.append("the bridge that makes it says that it failed")
    }
}
