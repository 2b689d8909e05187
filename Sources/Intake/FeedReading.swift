import FeedParsing
import FoundationEssentials
import Reports

/// A feed's bytes made items, without a server and without a memory of the last fetch: what a first poll makes of them.
public enum FeedReading {
    /// - Throws: `FeedError` for what is no feed.
    public static func items(
        _ bytes: [UInt8], contentType: String?, base: String, source: SourceName, received: Date, zoneOffset: Int
    ) throws(FeedError) -> [Item] {
        let feed = try FeedParser.parse(bytes, contentType: contentType, base: base, zoneOffset: zoneOffset)
        return FeedItems(feed, last: nil, source: source, received: received).items
    }
}
