import FoundationEssentials
import Intake
import Reports

/// When a source is polled next. Pure: what happened and the time come in as values.
///
/// | what happened | the next poll |
/// |---|---|
/// | success, `every: 15m` | after 15 minutes, or later if the source says that it stays the same: up to 4 hours |
/// | success, `every: auto` or `10m..6h` | after half of its usual time between changes, within the bounds |
/// | it outran the interval | after half, a quarter … of that, whatever it says, but no minute or less |
/// | success, `every: idle` | when the server tells, and after 25 minutes all the same |
/// | failure 1, 2, 3 … | after the interval, twice, four times … up to a day |
/// | 429 or 503 with `Retry-After` | not before that, up to a day |
/// | 410 | `never`, until its address is changed |
///
/// All of it is drawn a tenth shorter or longer, and moved out of the hours and days that the source asked to be spared.
struct PollSchedule: Sendable {
    /// A source that fails is asked ever more rarely, but at least once a day.
    static let longestBackoff = 86_400
    /// Bounds of `every: auto`.
    static let autoShortest = 900
    static let autoLongest = 4 * 3600
    /// As far as a source can stretch a fixed interval by saying that it stays the same.
    static let longestByWish = 4 * 3600
    /// A feed that outruns its interval is asked more often, but as a guest no more often than this.
    static let shortestInHaste = 60
    /// `every: idle`: a look once in a while all the same, and the rhythm where the server cannot tell or fails.
    static let idleLook = 1500
    static let idleFallback = 60
    /// The interval is drawn this much shorter or longer, so that many sources do not ask in step.
    static let jitter = 0.1
    /// Hours for which it may ask to be spared: a weekend, and the days off around it.
    static let longestSpared = 96
    /// Noon of a year that no clock of ours will show: a source that is gone is due then.
    static let never = Date(timeIntervalSince1970: 253_370_808_000)

    let interval: SourceSetting.Interval

    /// The furthest ahead that a next poll may lie, in seconds: the longest backoff or the interval if that is longer, with
    /// its jitter, and the days that it asked to be spared. A time beyond it is left over from a clock that was wrong.
    var longestWait: Double {
        let usual =
            switch interval {
            case .every(let seconds): max(seconds, PollSchedule.longestByWish)
            case .auto(let bounds): bounds.upperBound
            case .idle: PollSchedule.idleLook
            }
        return Double(max(PollSchedule.longestBackoff, usual)) * (1 + 2 * PollSchedule.jitter)
            + Double((PollSchedule.longestSpared + 1) * 3600)
    }

    /// What a poll came to, as far as it matters here.
    struct Outcome: Sendable {
        /// Failures in a row, this one included; 0 after a success.
        var failures = 0
        /// What the server asked for; honoured up to a day.
        var notBefore: Date?
        /// The source is gone for good.
        var isGone = false
        /// What it said, or showed, about when it is worth asking.
        var hints = PollHints()
    }

    /// - Parameter random: 0 to 1.
    func next(after now: Date, _ outcome: Outcome, random: Double) -> Date {
        if outcome.isGone { return PollSchedule.never }
        var seconds = base(outcome.hints, failed: outcome.failures > 0)
        // A day is a day, however the dice fall.
        let longest = max(seconds, Double(PollSchedule.longestBackoff))
        if outcome.failures > 0 {
            // The first failure waits the usual time: most are over by then.
            let doubled = seconds * Double(1 << min(outcome.failures - 1, 16))
            seconds = max(seconds, min(doubled, Double(PollSchedule.longestBackoff)))
        }
        // Short intervals keep their beat; jitter serves servers, and those are not asked every second.
        if seconds >= 60 { seconds *= 1 + PollSchedule.jitter * (2 * random - 1) }
        if outcome.failures > 0 { seconds = min(seconds, longest) }
        let usual = spared(now.addingTimeInterval(seconds), outcome.hints, random)
        guard let notBefore = outcome.notBefore else { return usual }
        return max(usual, min(notBefore, now.addingTimeInterval(Double(PollSchedule.longestBackoff))))
    }

    /// Seconds of a healthy source's interval, before chance has a part in it.
    private func base(_ hints: PollHints, failed: Bool) -> Double {
        var seconds: Double
        let longest: Double
        switch interval {
        case .every(let fixed):
            seconds = Double(fixed)
            longest = max(seconds, Double(PollSchedule.longestByWish))
        case .idle:
            // Nothing that a mailbox says stretches it.
            return Double(failed ? PollSchedule.idleFallback : PollSchedule.idleLook)
        case .auto(let bounds):
            longest = Double(bounds.upperBound)
            seconds = min(max((hints.gap ?? 0) / 2, Double(bounds.lowerBound)), longest)
        }
        // What it says of itself counts as long as it keeps to it.
        guard hints.haste > 0 else { return max(seconds, min(Double(hints.freshFor), longest)) }
        let least = min(seconds, Double(PollSchedule.shortestInHaste))
        return max(least, seconds / Double(1 << min(hints.haste, 16)))
    }

    /// The same time, or the beginning of the first hour after it in which the source may be asked. Who asks to be spared
    /// always, or for more than four days, is not obeyed.
    private func spared(_ time: Date, _ hints: PollHints, _ random: Double) -> Date {
        guard !hints.skipHours.isEmpty || !hints.skipDays.isEmpty else { return time }
        let hour = Int((time.timeIntervalSince1970 / 3600).rounded(.down))
        for step in 0...PollSchedule.longestSpared {
            let (hours, days) = ((hour + step) % 24, (hour + step) / 24)
            // 1970-01-01 was a Thursday.
            if hints.skipHours.contains(hours) || hints.skipDays.contains((days + 4) % 7) { continue }
            if step == 0 { return time }
            // Not everybody who waits for the hour asks at its first second.
            return Date(timeIntervalSince1970: Double((hour + step) * 3600) + 600 * random)
        }
        return time
    }
}

extension PollSchedule.Outcome {
    init(_ result: PollResult, failuresBefore: Int) {
        failures = result.failure == nil ? 0 : failuresBefore + 1
        notBefore = result.failure?.notBefore ?? result.notBefore
        isGone = result.failure?.isGone ?? false
        hints = result.hints ?? PollHints()
    }
}
