import FeedParsing
import FoundationEssentials
import Transport

/// A body that should be a feed, with what is known of it from outside.
struct FeedAnswer: Sendable {
    var body: [UInt8]
    var contentType: String?
    /// The address that it came from, against which its links are resolved.
    var base: String

    func parse(zone: FeedZone) throws(FeedError) -> ParsedFeed {
        try FeedParser.parse(body, contentType: contentType, base: base, zone: zone)
    }
}

extension FeedAnswer {
    init(_ response: HTTPResponse) {
        body = response.body
        contentType = response.headers["content-type"]
        base = response.finalURL
    }
}

/// What a server's status means for a feed.
enum FeedStatus {
    /// Seconds to wait where a server says that it is busy and not for how long.
    private static let usualPause = 600.0

    /// Throws for every answer that is no feed's.
    static func check(_ response: HTTPResponse, now: Date) throws(IntakeError) {
        switch response.status {
        case 200, 203: return
        case 304: throw IntakeError("the server answers 304 (not modified) to a request that set no condition")
        case 401, 403:
            throw IntakeError("the server answers \(response.status): it does not let us read this feed; ask the site")
        case 404:
            throw IntakeError(
                "the server answers 404: there is no feed at this address (any more); correct it in the configuration")
        case 410:
            throw IntakeError(
                "the server answers 410: the feed is gone for good, and is not asked again; "
                    + "correct or remove its address in the configuration", isGone: true)
        case 429, 503:
            let pause = RetryAfter.seconds(response.headers["retry-after"], now: now) ?? usualPause
            throw IntakeError(
                "the server answers \(response.status): it is busy and asks to be left alone for \(Int(min(pause, 1e9))) s",
                notBefore: now.addingTimeInterval(pause))
        default: throw IntakeError("the server answers \(response.status); it is asked again later")
        }
    }
}
