import FoundationEssentials

/// Dates in the forms that feeds have: RFC 822 and 5322, ISO 8601 and RFC 3339, asctime, unix times, and the same with
/// Russian and Kazakh names. Pure: without a zone, the caller's counts.
public enum FeedDate {
    /// The instant; nil for what names none.
    /// - Parameter zone: for dates that name no zone, or a place.
    public static func read(_ text: String, zone: FeedZone) -> Date? {
        guard text.utf8.count <= longest else { return nil }
        if let parts = FeedDateUsual.read(text) { return parts.instant(zone: zone) }
        let text = FeedText.trimmed(text)
        guard !text.isEmpty else { return nil }
        let tail = FeedDateTail(text)
        guard var parts = FeedDateISO.read(tail.rest) ?? FeedDateWords.read(tail.rest) else { return nil }
        parts.zone = parts.zone ?? tail.zone
        parts.place = tail.place
        return parts.instant(zone: zone)
    }

    private static let longest = 128
}

/// A date's numbers before they are an instant.
struct FeedDateParts {
    var year: Int
    var month = 1
    var day = 1
    var hour = 0
    var minute = 0
    var second = 0
    /// Seconds east of Greenwich; nil if none was named.
    var zone: Int?
    /// A place of the tz database, where no offset was named.
    var place: String?

    /// The instant; nil if a number is impossible. A leap second is the second before it.
    func instant(zone reader: FeedZone) -> Date? {
        guard (1...9999).contains(year), (1...12).contains(month), day >= 1, day <= FeedDateParts.days(month, year),
            (0...24).contains(hour), (0...59).contains(minute), (0...60).contains(second),
            hour < 24 || (minute == 0 && second == 0)
        else { return nil }
        let days = FeedDateParts.dayNumber(year, month, day)
        let local = days * 86400 + hour * 3600 + minute * 60 + min(second, 59)
        let offset = zone ?? reader.offset(atLocal: local, place: place)
        guard abs(offset) <= 15 * 3600 else { return nil }
        return Date(timeIntervalSince1970: Double(local - offset))
    }

    private static func days(_ month: Int, _ year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// Days since 1970-01-01 of the Gregorian calendar (Hinnant, "chrono-compatible low-level date algorithms").
    private static func dayNumber(_ year: Int, _ month: Int, _ day: Int) -> Int {
        let shifted = month <= 2 ? year - 1 : year
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }
}
