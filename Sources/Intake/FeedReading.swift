import FeedParsing
import FoundationEssentials
import Reports

/// A feed's bytes made items, without a server and without a memory of the last fetch: what a first poll makes of them.
public enum FeedReading {
    /// - Throws: `FeedError` for what is no feed.
    public static func items(
        _ bytes: [UInt8], contentType: String?, base: String, source: SourceName, received: Date, zone: FeedZone
    ) throws(FeedError) -> [Item] {
        let feed = try FeedParser.parse(bytes, contentType: contentType, base: base, zone: zone)
        return FeedItems(feed, last: nil, source: source, received: received).items
    }
}
