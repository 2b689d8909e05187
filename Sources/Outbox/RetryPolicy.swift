import FoundationEssentials

/// What becomes of a delivery after an attempt. Pure: the time and the dice come in as values.
///
/// The delays after the attempts, each drawn up to a tenth longer: 5 s, 5 min, 30 min, 2 h, 5 h, 10 h, 14 h, 20 h,
/// 24 h; three days in all. After the tenth attempt the delivery is given up, kept, and told in the next digest.
public struct RetryPolicy: Sendable {
    /// How an attempt ended.
    public enum Outcome: Hashable, Sendable {
        /// The receiver answered.
        /// - Parameter retryAfter: what it asked for, in seconds from now.
        case answered(status: Int, retryAfter: Double?)
        /// There was no answer.
        case failed(String)
    }

    /// What is to be done.
    public enum Decision: Hashable, Sendable {
        case delivered(status: Int)
        case retry(at: Date, reason: String)
        case exhausted(reason: String)
    }

    /// The policy in use.
    public static let standard = RetryPolicy(delays: [5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400])

    /// A receiver may put an attempt off by a day at most: one that asks for years would lose the event.
    private static let longestRetryAfter = 86_400.0
    private static let jitter = 0.1

    /// Seconds after the first, the second … attempt.
    let delays: [Double]

    /// - Parameters:
    ///   - attempt: its number, from 1.
    ///   - jitter: 0 to 1.
    public func decide(attempt: Int, at now: Date, outcome: Outcome, jitter: Double) -> Decision {
        let reason: String
        var asked = 0.0
        switch outcome {
        case .answered(let status, _) where (200..<300).contains(status):
            return .delivered(status: status)
        case .answered(410, _):
            return .exhausted(reason: "the receiver answered 410: it is gone and wants no more")
        case .answered(let status, let retryAfter):
            reason =
                (300..<400).contains(status)
                ? "the receiver answered \(status): redirects are not followed; configure the final address"
                : "the receiver answered \(status)"
            asked = min(max(0, retryAfter ?? 0), RetryPolicy.longestRetryAfter)
        case .failed(let why):
            reason = why
        }
        guard attempt >= 1, attempt <= delays.count else {
            return .exhausted(reason: "\(reason); it was the last of \(delays.count + 1) attempts")
        }
        let usual = delays[attempt - 1] * (1 + RetryPolicy.jitter * min(max(0, jitter), 1))
        return .retry(at: now.addingTimeInterval(max(usual, asked)), reason: reason)
    }
}
