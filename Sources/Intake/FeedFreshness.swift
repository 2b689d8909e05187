import FeedParsing
import FoundationEssentials
import Transport

/// For how long a feed and its server say that an answer stays good.
struct FeedFreshness: Codable, Equatable {
    /// Seconds by the answer's header (RFC 9111 §4.2.1); 0 if it says nothing.
    var server = 0
    /// Seconds by the feed itself: the longer one of RSS' `ttl` and the syndication module's period.
    var feed = 0
    /// RSS' `skipHours` and `skipDays`, in order.
    var skipHours: [Int] = []
    var skipDays: [Int] = []

    /// No more than this is believed, in seconds: a week.
    private static let longest = 604_800

    /// Reads the header of an answer, of a 304 as well.
    mutating func read(_ headers: [HTTPField], now: Date) {
        server = FeedFreshness.lifetime(headers, now: now)
    }

    /// Reads what a feed asks for.
    mutating func read(_ parsed: ParsedFeed) {
        let minutes = max(parsed.ttlMinutes ?? 0, parsed.updateMinutes ?? 0)
        feed = min(minutes, FeedFreshness.longest / 60) * 60
        skipHours = parsed.skipHours.sorted()
        skipDays = parsed.skipDays.sorted()
    }

    /// `Cache-Control: max-age`, else `Expires`; less the age that the answer had already.
    static func lifetime(_ headers: [HTTPField], now: Date) -> Int {
        var age: Int?
        for field in headers where field.name.lowercased() == "cache-control" {
            for directive in field.value.lowercased().split(separator: ",") {
                let parts = directive.split(separator: "=", maxSplits: 1).map {
                    FeedFreshness.trimmed($0)
                }
                switch parts.first {
                case "no-cache", "no-store": return 0
                case "max-age" where parts.count == 2 && age == nil:
                    age = Int(parts[1].filter { $0 != "\"" }) ?? 0
                default: continue
                }
            }
        }
        if age == nil, let expires = headers["expires"] {
            // `0` and everything else that is no date means that it is stale (RFC 9111 §5.3).
            guard expires.utf8.count > 8, let end = FeedDate.read(expires, zone: .utc) else { return 0 }
            let start = headers["date"].flatMap { FeedDate.read($0, zone: .utc) } ?? now
            age = Int(max(-1, min(end.timeIntervalSince(start), Double(longest))))
        }
        let spent = headers["age"].flatMap { Int(trimmed($0[...])) } ?? 0
        guard let age, age > 0 else { return 0 }
        return min(max(0, age - max(0, spent)), longest)
    }

    private static func trimmed(_ text: Substring) -> String {
        String(text.drop { $0 == " " || $0 == "\t" }.reversed().drop { $0 == " " || $0 == "\t" }.reversed())
    }
}
