import FoundationEssentials
import Transport

/// Where a feed is asked: at the configured address, unless that was seen to have moved for good or to be a page that
/// names a feed. Pure: time comes in as a value.
struct FeedAddress: Codable, Equatable {
    /// A redirect is believed to be for good after so many answers, over at least `span` seconds: servers that are set up
    /// wrongly say 301 too, and take it back.
    private static let repeats = 3
    private static let span = 86_400.0
    /// After so many failures in a row a learnt address is forgotten, and the configured one is asked again.
    private static let patience = 3

    /// The address that is asked instead of the configured one.
    private(set) var learnt: String?
    /// Where the last answers led by permanent redirects.
    private var target: String?
    private var times = 0
    private var since: Date?
    private var failures = 0

    init() {}

    /// The configured address is a page, and this is the feed that it names.
    mutating func found(_ address: String) { self = FeedAddress(learnt: address) }

    private init(learnt: String?) { self.learnt = learnt }

    /// Takes note of the redirects by which a feed was reached.
    /// - Returns: the new address, if the feed has moved with this answer.
    mutating func reached(by redirects: [HTTPRedirect], at now: Date) -> String? {
        failures = 0
        // What leads on from a temporary redirect is temporary too (RFC 9110 §15.4).
        guard let end = redirects.prefix(while: { $0.status == 301 || $0.status == 308 }).last?.to else {
            (target, times, since) = (nil, 0, nil)
            return nil
        }
        if target == end {
            times += 1
        } else {
            (target, times, since) = (end, 1, now)
        }
        guard times >= FeedAddress.repeats, let since, now.timeIntervalSince(since) >= FeedAddress.span else {
            return nil
        }
        self = FeedAddress(learnt: end)
        return end
    }

    /// A poll failed at the learnt address.
    mutating func failed() {
        guard learnt != nil else { return }
        failures += 1
        if failures >= FeedAddress.patience { self = FeedAddress() }
    }
}
