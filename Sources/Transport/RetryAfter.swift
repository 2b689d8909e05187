import FoundationEssentials
import Glibc

/// The Retry-After header (RFC 9110 §10.2.3): seconds, or a date.
public enum RetryAfter {
    /// What is asked for beyond this is no pause but a fault; it also keeps the number within every integer.
    static let longest = 366.0 * 86_400

    /// Seconds from now, a year at most; nil for what is neither, and for the past.
    public static func seconds(_ value: String?, now: Date) -> Double? {
        guard let value = value?.split(separator: " ", omittingEmptySubsequences: true).joined(separator: " "),
            !value.isEmpty
        else { return nil }
        if value.utf8.allSatisfy({ (48...57).contains($0) }) {
            return Double(value).map { min($0, longest) }
        }
        return httpDate(value).flatMap { date in
            let rest = date.timeIntervalSince(now)
            return rest > 0 ? min(rest, longest) : nil
        }
    }

    /// An IMF-fixdate: `Sun, 06 Nov 1994 08:49:37 GMT` (RFC 9110 §5.6.7); the obsolete forms are not sent any more.
    static func httpDate(_ text: String) -> Date? {
        let parts = text.split(separator: " ")
        guard parts.count == 6, parts[5] == "GMT", let day = Int(parts[1]), let year = Int(parts[3]) else { return nil }
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        let time = parts[4].split(separator: ":").compactMap { Int($0) }
        guard let month = months.firstIndex(of: String(parts[2])), time.count == 3, (0..<24).contains(time[0]),
            (0..<60).contains(time[1]), (0...60).contains(time[2]), (1...31).contains(day), (1970...9999).contains(year)
        else { return nil }
        var fields = tm()
        fields.tm_year = Int32(year - 1900)
        fields.tm_mon = Int32(month)
        fields.tm_mday = Int32(day)
        fields.tm_hour = Int32(time[0])
        fields.tm_min = Int32(time[1])
        fields.tm_sec = Int32(time[2])
        return Date(timeIntervalSince1970: Double(timegm(&fields)))
    }
}
