// A list of subscriptions from anywhere: `scripts/fuzz feeds` builds and runs this. What is read and written again is read
// as the same.
import FeedParsing

/// One input of libFuzzer.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    if let list = try? OPML(bytes) {
        guard let again = try? OPML(Array(list.xml.utf8)) else { fatalError("a list of ours cannot be read") }
        precondition(Set(again.feeds.map(\.address)) == Set(list.feeds.map(\.address)))
    }
    // A page goes the same way to its feeds.
    for address in FeedDiscovery.candidates(in: bytes, at: "https://example.kz/a/b") {
        precondition(address.hasPrefix("http"))
    }
    return 0
}
