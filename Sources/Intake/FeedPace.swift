import FoundationEssentials

/// How often a feed brings something, learnt from what it brought. Pure: time comes in as a value.
struct FeedPace: Codable, Equatable {
    /// Changes that are remembered: enough for a week's rhythm, few enough to follow a new one.
    private static let remembered = 16
    /// Fewer say nothing about a habit.
    private static let habitual = 4
    /// A feed that is silent for this many times its longest pause is silent for a reason; shorter than `leastSilence`,
    /// in seconds, it is a long weekend.
    private static let silentTimes = 3.0
    private static let leastSilence = 4.0 * 86_400
    /// Five halvings make a quarter of an hour half a minute: more is not asked for.
    private static let mostHaste = 5

    /// When a poll last brought something.
    private(set) var lastChange: Date?
    /// Seconds between changes, the newest last.
    private(set) var gaps: [Int] = []
    /// How often the interval is halved since the feed outran it.
    private(set) var haste = 0

    /// Before anything was observed, the entries' own dates tell how often they come.
    /// - Parameter dates: of the entries, in any order; nil for what has none.
    init(dates: [Date], at now: Date) {
        let sorted = dates.filter { $0 <= now }.sorted().suffix(FeedPace.remembered + 1)
        gaps = zip(sorted, sorted.dropFirst()).map { Int($1.timeIntervalSince($0).rounded()) }.filter { $0 > 0 }
        lastChange = now
    }

    /// A poll brought something that was not there before, or changed.
    mutating func changed(at now: Date) {
        if let lastChange, now > lastChange {
            gaps.append(Int(now.timeIntervalSince(lastChange).rounded()))
            if gaps.count > FeedPace.remembered { gaps.removeFirst(gaps.count - FeedPace.remembered) }
        }
        lastChange = now
    }

    /// Two polls had nothing in common.
    mutating func outran() { haste = min(haste + 1, FeedPace.mostHaste) }

    /// Two polls had most in common: there is time.
    mutating func calmed() { haste = max(0, haste - 1) }

    /// Seconds between changes: the mean of those observed, or a part of the time that nothing came, whichever is more.
    /// A feed that sleeps at night is asked more rarely as the night goes on, and one that has not changed since it is known
    /// more and more rarely.
    func gap(at now: Date) -> Double? {
        let mean = gaps.isEmpty ? 0 : Double(gaps.reduce(0, +)) / Double(gaps.count)
        let waited = lastChange.map { now.timeIntervalSince($0) } ?? 0
        return max(mean, waited / 4)
    }

    /// Since when the feed has been silent, if that is out of its habit.
    func silentSince(at now: Date) -> Date? {
        guard gaps.count >= FeedPace.habitual, let lastChange, let longest = gaps.max() else { return nil }
        let patience = max(FeedPace.leastSilence, FeedPace.silentTimes * Double(longest))
        return now.timeIntervalSince(lastChange) > patience ? lastChange : nil
    }
}
