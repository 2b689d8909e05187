/// Dates that are numbers: ISO 8601, RFC 3339, W3C's profile, unix times, day.month.year.
enum FeedDateISO {
    static func read(_ text: String) -> FeedDateParts? {
        var scanner = FeedDateScanner(text)
        scanner.skipDay()
        guard let first = scanner.number() else { return nil }
        if first.digits <= 2, scanner.take(":") {
            // The time first: 14:05 15.11.2025.
            guard let time = scanner.restOfTime(hour: first.value) else { return nil }
            scanner.skipBetween()
            guard let day = scanner.number(), day.digits <= 2,
                scanner.take(".") || scanner.take("/") || scanner.take("-"),
                var parts = dayFirst(day.value, &scanner), (parts.hour, parts.minute, parts.second) == (0, 0, 0)
            else { return nil }
            (parts.hour, parts.minute, parts.second) = time
            return parts
        }
        if scanner.isAtEnd { return alone(first.value, digits: first.digits) }
        if first.digits == 4, scanner.take("-") || scanner.take("/") || scanner.take(".") {
            return yearFirst(first.value, &scanner)
        }
        if first.digits == 8 { return packed(first.value, &scanner) }
        let isSlash = first.digits <= 2 && scanner.take("/")
        guard first.digits <= 2, isSlash || scanner.take(".") || scanner.take("-"),
            var parts = dayFirst(first.value, &scanner)
        else { return nil }
        // Who writes AM and PM puts the month first.
        if isSlash, scanner.sawHalf, first.value == parts.day, parts.day <= 12 { swap(&parts.month, &parts.day) }
        return parts
    }

    /// Digits and nothing else: a unix time, or a date without separators.
    private static func alone(_ value: Int, digits: Int) -> FeedDateParts? {
        switch digits {
        case 4: FeedDateParts(year: value, zone: 0)
        case 6: FeedDateParts(year: FeedDateScanner.century(value / 10_000), month: value / 100 % 100, day: value % 100)
        case 8: FeedDateParts(year: value / 10_000, month: value / 100 % 100, day: value % 100)
        case 9, 10: unix(value)
        case 12...13: unix(value / 1000)
        case 14:
            FeedDateParts(
                year: value / 10_000_000_000, month: value / 100_000_000 % 100, day: value / 1_000_000 % 100,
                hour: value / 10_000 % 100, minute: value / 100 % 100, second: value % 100)
        default: nil
        }
    }

    private static func unix(_ seconds: Int) -> FeedDateParts {
        var days = seconds / 86400 + 719_468
        let rest = seconds % 86400
        let era = days / 146_097
        days -= era * 146_097
        let yearOfEra = (days - days / 1460 + days / 36_524 - days / 146_096) / 365
        let dayOfYear = days - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shifted = (5 * dayOfYear + 2) / 153
        let month = shifted < 10 ? shifted + 3 : shifted - 9
        return FeedDateParts(
            year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month: month,
            day: dayOfYear - (153 * shifted + 2) / 5 + 1,
            hour: rest / 3600, minute: rest / 60 % 60, second: rest % 60, zone: 0)
    }

    private static func yearFirst(_ year: Int, _ scanner: inout FeedDateScanner) -> FeedDateParts? {
        guard let month = scanner.number(), month.digits <= 2 else { return nil }
        var parts = FeedDateParts(year: year, month: month.value)
        if scanner.take("-") || scanner.take("/") || scanner.take(".") {
            guard let day = scanner.number(), day.digits <= 2 else { return nil }
            parts.day = day.value
        }
        return time(parts, &scanner)
    }

    private static func packed(_ value: Int, _ scanner: inout FeedDateScanner) -> FeedDateParts? {
        time(FeedDateParts(year: value / 10_000, month: value / 100 % 100, day: value % 100), &scanner)
    }

    private static func dayFirst(_ day: Int, _ scanner: inout FeedDateScanner) -> FeedDateParts? {
        guard let month = scanner.number(), month.digits <= 2,
            scanner.take(".") || scanner.take("/") || scanner.take("-"),
            let year = scanner.number(), year.digits == 2 || year.digits == 4
        else { return nil }
        var parts = FeedDateParts(
            year: year.digits == 2 ? FeedDateScanner.century(year.value) : year.value, month: month.value, day: day)
        // 12/31/2003 can only be American.
        if parts.month > 12, parts.day <= 12 { swap(&parts.month, &parts.day) }
        return time(parts, &scanner)
    }

    /// What may follow a date: a time, a fraction of a second, a zone.
    private static func time(_ date: FeedDateParts, _ scanner: inout FeedDateScanner) -> FeedDateParts? {
        var parts = date
        scanner.skipBlanks()
        let isFormal = scanner.take("T") || scanner.take("t")
        if isFormal { scanner.skipBlanks() } else { scanner.skipBetween() }
        if scanner.isAtEnd { return parts }
        guard let hour = scanner.number() else { return nil }
        parts.hour = hour.value
        if hour.digits == 6 || hour.digits == 4 {
            // Basic form: 101455.
            let full = hour.digits == 6 ? hour.value : hour.value * 100
            (parts.hour, parts.minute, parts.second) = (full / 10_000, full / 100 % 100, full % 100)
        } else if scanner.take(":") {
            guard let minute = scanner.number() else { return nil }
            parts.minute = minute.value
            if scanner.take(":") {
                guard let second = scanner.number() else { return nil }
                parts.second = second.value
            }
        } else if !isFormal, hour.digits <= 2, let rest = scanner.restOfLooseTime() {
            (parts.minute, parts.second) = rest
        }
        if scanner.take(".") || scanner.take(",") { _ = scanner.number() }
        scanner.skipBlanks()
        if scanner.isAtEnd { return parts }
        if let half = scanner.half() { parts.hour = half(parts.hour) }
        if scanner.isAtEnd { return parts }
        guard let zone = scanner.zone() else { return nil }
        parts.zone = zone
        return parts
    }
}
