// A date in a feed: `scripts/fuzz feeds` builds and runs this. It is an instant of the years 1 to 9999, or none; and what
// is written as ISO 8601 is read back as the same instant.
import FeedParsing
import FoundationEssentials

/// One input of libFuzzer.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let text = String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
    guard let date = FeedDate.read(text, zone: .fixed(18_000)) else { return 0 }
    let seconds = date.timeIntervalSince1970
    precondition(seconds > -62_200_000_000 && seconds < 253_500_000_000)
    // From 1583 on: before, Foundation writes the Julian calendar, and what feeds have is Gregorian (RFC 3339).
    if seconds > -12_212_553_600, seconds < 253_402_000_000 {
        let back = FeedDate.read(date.formatted(.iso8601), zone: .utc)
        precondition(back?.timeIntervalSince1970 == seconds.rounded(.down))
    }
    return 0
}
