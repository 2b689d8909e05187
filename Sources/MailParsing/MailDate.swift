import CGMime
import FoundationEssentials

/// The Date field (RFC 5322 §3.3 and §4.3).
enum MailDate {
    /// The instant; nil for what names none, or one that no mail can be of.
    static func read(_ value: [UInt8]) -> Date? {
        guard value.count <= longest else { return nil }
        let instant = (value.map { CChar(bitPattern: $0) } + [0]).withUnsafeBufferPointer { text -> Int64? in
            guard let date = g_mime_utils_header_decode_date(text.baseAddress) else { return nil }
            defer { g_date_time_unref(date) }
            return Int64(g_date_time_to_unix(date))
        }
        guard let instant, possible.contains(instant) else { return nil }
        return Date(timeIntervalSince1970: TimeInterval(instant))
    }

    /// Longer fields hold something else.
    private static let longest = 256
    /// From the first mail to the year 9999.
    private static let possible: Range<Int64> = 0..<253_402_300_800
}
