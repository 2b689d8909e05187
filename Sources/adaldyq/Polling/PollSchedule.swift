import FoundationEssentials
import Reports

/// When a source is polled next. Pure: what happened and the time come in as values.
struct PollSchedule: Sendable {
    /// A source that fails is asked ever more rarely, but at least once a day.
    static let longestBackoff = 86_400
    /// Bounds of `every: auto`.
    static let autoShortest = 900
    static let autoLongest = 4 * 3600
    /// The interval is drawn this much shorter or longer, so that many sources do not ask in step.
    static let jitter = 0.1

    let interval: SourceSetting.Interval

    /// - Parameters:
    ///   - failures: failures in a row, this one included; 0 after a success.
    ///   - previous: seconds between the last two polls, for `auto`; nil at first.
    ///   - changed: whether the poll brought anything.
    ///   - notBefore: what the server asked for; honoured up to a day.
    ///   - random: 0 to 1.
    func next(
        after now: Date, failures: Int, previous: Int?, changed: Bool, notBefore: Date?, random: Double
    ) -> Date {
        var seconds = Double(base(previous: previous, changed: changed))
        if failures > 0 {
            // The first failure waits the usual time: most are over by then.
            let doubled = seconds * pow2(min(failures - 1, 16))
            seconds = max(seconds, min(doubled, Double(PollSchedule.longestBackoff)))
        }
        // Short intervals keep their beat; jitter serves servers, and those are not asked every second.
        if seconds >= 60 { seconds *= 1 + PollSchedule.jitter * (2 * random - 1) }
        let usual = now.addingTimeInterval(seconds)
        guard let notBefore else { return usual }
        return max(usual, min(notBefore, now.addingTimeInterval(Double(PollSchedule.longestBackoff))))
    }

    private func base(previous: Int?, changed: Bool) -> Int {
        switch interval {
        case .every(let seconds): return seconds
        case .auto:
            let last = min(
                max(previous ?? PollSchedule.autoShortest, PollSchedule.autoShortest), PollSchedule.autoLongest)
            return changed ? max(PollSchedule.autoShortest, last / 2) : min(PollSchedule.autoLongest, last + last / 2)
        }
    }

    private func pow2(_ exponent: Int) -> Double { Double(1 << exponent) }
}
