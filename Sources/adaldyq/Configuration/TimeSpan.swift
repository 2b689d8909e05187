/// Spans of time as they are written in the configuration: `10s`, `15m`, `2h`, `30d`.
enum TimeSpan {
    /// Its seconds; nil if the text is no span or longer than ten years.
    static func seconds(_ text: String) -> Int? {
        guard let unit = text.utf8.last, let count = Int(text.dropLast()), count >= 0, count < 400_000_000,
            text.utf8.first != UInt8(ascii: "+")
        else { return nil }
        let scale: Int
        switch unit {
        case UInt8(ascii: "s"): scale = 1
        case UInt8(ascii: "m"): scale = 60
        case UInt8(ascii: "h"): scale = 3600
        case UInt8(ascii: "d"): scale = 86_400
        default: return nil
        }
        let seconds = count * scale
        return seconds <= 3660 * 86_400 ? seconds : nil
    }

    /// `HH:MM` as seconds of the day; nil if it is none.
    static func timeOfDay(_ text: String) -> Int? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, (1...2).contains(parts[0].count), parts[1].count == 2,
            parts.allSatisfy({ $0.utf8.allSatisfy { (48...57).contains($0) } }),
            let hours = Int(parts[0]), let minutes = Int(parts[1]), hours < 24, minutes < 60
        else { return nil }
        return hours * 3600 + minutes * 60
    }
}
