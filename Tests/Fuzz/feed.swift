// A feed from anywhere: `scripts/fuzz feeds` builds and runs this. Whatever the bytes are, reading ends, and what it gives
// keeps within its limits.
import FeedParsing

/// One input of libFuzzer.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    guard
        let feed = try? FeedParser.parse(bytes, contentType: nil, base: "https://example.kz/feed", zone: .fixed(18_000))
    else { return 0 }
    precondition(feed.entries.count <= FeedLimits.entries)
    for entry in feed.entries {
        precondition((entry.text?.utf8.count ?? 0) <= FeedLimits.text + 4)
        precondition((entry.title?.utf8.count ?? 0) <= FeedLimits.field + 4)
        precondition(entry.attachments.count <= FeedLimits.list && entry.categories.count <= FeedLimits.list)
        if let id = FeedIdentity.id(of: entry) {
            let key = FeedIdentity.key(of: id)
            precondition(!key.isEmpty || id.isEmpty)
        }
    }
    return 0
}
