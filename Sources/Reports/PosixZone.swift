/// A TZ string of POSIX.1 §8.3 with the extensions of RFC 9636 §3.3.1: `CET-1CEST,M3.5.0,M10.5.0/3`, `<+05>-5`.
struct PosixZone: Sendable {
    /// A day of each year, and a time of it that may lie outside the day.
    private enum Rule: Sendable {
        case month(Int, week: Int, weekday: Int)
        /// Days from 1, 29 February never counted.
        case julian(Int)
        /// Days from 0, 29 February counted.
        case zeroBased(Int)
    }

    private let standard: Int
    private let summer: (offset: Int, start: Rule, startTime: Int, end: Rule, endTime: Int)?

    /// Nil if the text is no TZ string.
    init?(_ text: String) {
        var scanner = Scanner(text)
        guard scanner.name(), let standard = scanner.offset() else { return nil }
        self.standard = -standard
        guard !scanner.isAtEnd else {
            summer = nil
            return
        }
        guard scanner.name() else { return nil }
        let summerOffset = scanner.peek == UInt8(ascii: ",") ? self.standard + 3600 : scanner.offset().map { -$0 }
        guard let summerOffset, scanner.take(","), let start = scanner.rule(), let startTime = scanner.time(),
            scanner.take(","), let end = scanner.rule(), let endTime = scanner.time(), scanner.isAtEnd
        else { return nil }
        summer = (summerOffset, start, startTime, end, endTime)
    }

    /// Seconds east of UTC at an instant.
    func offset(at seconds: Int64) -> Int {
        guard let summer else { return standard }
        let local = seconds + Int64(standard)
        let dayNumber = (local >= 0 ? local : local - 86_399) / 86_400
        let year = Day(number: Int(dayNumber)).civil.year
        // The year by standard time may be the neighbour's by summer time: the three around are asked.
        for year in [year - 1, year, year + 1] {
            let start = PosixZone.day(summer.start, year) * 86_400 + Int64(summer.startTime - standard)
            var end = PosixZone.day(summer.end, year) * 86_400 + Int64(summer.endTime - summer.offset)
            // South of the equator the summer ends in the next year.
            if end <= start {
                end = PosixZone.day(summer.end, year + 1) * 86_400 + Int64(summer.endTime - summer.offset)
            }
            if seconds >= start, seconds < end { return summer.offset }
        }
        return standard
    }

    private static func day(_ rule: Rule, _ year: Int) -> Int64 {
        let firstDay = Day(year: min(max(year, 1), 9998), month: 1, day: 1) ?? Day(number: 0)
        switch rule {
        case .zeroBased(let day): return Int64(firstDay.number + day)
        case .julian(let day):
            let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
            return Int64(firstDay.number + day - 1 + (isLeap && day >= 60 ? 1 : 0))
        case .month(let month, let week, let weekday):
            let first = Day(year: firstDay.civil.year, month: month, day: 1) ?? firstDay
            // 0 is Sunday here, 7 in ISO 8601.
            var day = (weekday - first.weekday % 7 + 7) % 7 + (week - 1) * 7
            let next = month == 12 ? firstDay.civil.year + 1 : firstDay.civil.year
            let after = Day(year: next, month: month % 12 + 1, day: 1) ?? first.adding(28)
            while day >= after.number - first.number { day -= 7 }
            return Int64(first.number + day)
        }
    }

    private struct Scanner {
        private var rest: Substring.UTF8View

        init(_ text: String) { rest = Substring(text).utf8 }

        var isAtEnd: Bool { rest.isEmpty }
        var peek: UInt8? { rest.first }

        mutating func take(_ character: Unicode.Scalar) -> Bool {
            guard rest.first == UInt8(ascii: character) else { return false }
            rest.removeFirst()
            return true
        }

        mutating func name() -> Bool {
            if take("<") {
                while let byte = rest.popFirst() { if byte == UInt8(ascii: ">") { return true } }
                return false
            }
            var length = 0
            while let byte = rest.first, (65...90).contains(byte) || (97...122).contains(byte) {
                rest.removeFirst()
                length += 1
            }
            return length >= 3
        }

        mutating func number() -> Int? {
            var value: Int?
            while let byte = rest.first, (48...57).contains(byte), (value ?? 0) < 1000 {
                value = (value ?? 0) * 10 + Int(byte - 48)
                rest.removeFirst()
            }
            return value
        }

        /// `[+-]hh[:mm[:ss]]` in seconds.
        mutating func offset() -> Int? {
            let sign = take("-") ? -1 : 1
            if sign == 1 { _ = take("+") }
            guard let hours = number(), hours <= 167 else { return nil }
            var seconds = hours * 3600
            for unit in [60, 1] where take(":") {
                guard let part = number(), part < 60 else { return nil }
                seconds += part * unit
            }
            return sign * seconds
        }

        /// The time of a rule; 02:00 if it is left out.
        mutating func time() -> Int? { take("/") ? offset() : 7200 }

        mutating func rule() -> Rule? {
            if take("M") {
                guard let month = number(), (1...12).contains(month), take("."), let week = number(),
                    (1...5).contains(week),
                    take("."), let weekday = number(), (0...6).contains(weekday)
                else { return nil }
                return .month(month, week: week, weekday: weekday)
            }
            if take("J") {
                guard let day = number(), (1...365).contains(day) else { return nil }
                return .julian(day)
            }
            guard let day = number(), (0...365).contains(day) else { return nil }
            return .zeroBased(day)
        }
    }
}
