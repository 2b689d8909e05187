import FoundationEssentials
import Reports

/// Which digest is due. Pure. It follows from the last digest's day, not from a timer, so neither an absence nor a
/// clock that was set makes two digests for one civil day or none.
struct DigestSchedule: Sendable {
    /// A window to be closed.
    struct Due: Hashable, Sendable {
        var day: Day
        var from: Date
        var until: Date
        /// Days passed without a digest.
        var isCatchUp: Bool
    }

    /// What is known of the digests so far.
    struct Past: Hashable, Sendable {
        /// The last digest's day and where its window ended; nil if there is none yet.
        var last: Last?
        /// When the store was made: the first window begins there.
        var began: Date

        struct Last: Hashable, Sendable {
            var day: Day
            var until: Date
        }
    }

    let zone: ZoneRules
    /// Seconds of the office's day at which a window ends.
    let at: Int

    /// The digest whose window has ended and that is not made; nil if there is none.
    func due(at now: Date, _ past: Past) -> Due? {
        let day = closedDay(at: now)
        let until = end(of: day)
        if let last = past.last {
            guard last.day < day, last.until < until else { return nil }
            return Due(day: day, from: last.until, until: until, isCatchUp: last.day < day.adding(-1))
        }
        guard past.began < until else { return nil }
        let usualStart = end(of: day.adding(-1))
        let from = min(past.began, usualStart)
        return Due(day: day, from: from, until: until, isCatchUp: past.began < usualStart)
    }

    /// The window that is open now, as if it closed at `now`. Its day is the day on which it will close.
    func open(at now: Date, _ past: Past) -> Due {
        let day = max(closedDay(at: now).adding(1), past.last?.day.adding(1) ?? Day(number: .min / 2))
        let from = past.last?.until ?? min(past.began, end(of: closedDay(at: now)))
        return Due(day: day, from: from, until: max(now, from), isCatchUp: false)
    }

    /// Whether the open window may be closed early: its day has no digest yet.
    func mayCloseEarly(at now: Date, _ past: Past) -> Bool {
        guard let last = past.last else { return true }
        return last.day <= closedDay(at: now)
    }

    /// When the next window closes.
    func nextClose(after now: Date, _ past: Past) -> Date {
        let day = max(closedDay(at: now).adding(1), past.last?.day.adding(1) ?? Day(number: .min / 2))
        return end(of: day)
    }

    /// The latest day whose window has ended.
    func closedDay(at now: Date) -> Day {
        let today = zone.local(now).day
        return end(of: today) <= now ? today : today.adding(-1)
    }

    func end(of day: Day) -> Date { zone.instant(of: day, secondsOfDay: at) }
}
