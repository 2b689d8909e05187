import FoundationEssentials
import Reports

/// Times as the contract has them: ISO 8601 in UTC with `Z`, to the millisecond where there is one, so that what was
/// frozen is read back as it was.
enum Timestamp {
    /// Writes `YYYY-MM-DDThh:mm:ssZ` or `YYYY-MM-DDThh:mm:ss.sssZ`.
    static func text(_ date: Date) -> String {
        let total = Int64((date.timeIntervalSince1970 * 1000).rounded())
        let (days, rest) = total >= 0 ? (total / 86_400_000, total % 86_400_000) : before(total)
        let seconds = rest / 1000
        func two(_ value: Int64) -> String { value < 10 ? "0\(value)" : "\(value)" }
        let clock = "\(two(seconds / 3600)):\(two(seconds / 60 % 60)):\(two(seconds % 60))"
        let thousandths = rest % 1000
        let padding = thousandths < 10 ? "00" : thousandths < 100 ? "0" : ""
        return "\(Day(number: Int(days)))T\(clock)\(thousandths == 0 ? "" : ".\(padding)\(thousandths)")Z"
    }

    /// Reads what `text` writes, with one to nine places behind the point; nil if it is anything else.
    static func date(_ text: String) -> Date? {
        let bytes = Array(text.utf8)
        guard bytes.count >= 20, bytes.count <= 30, bytes.last == UInt8(ascii: "Z"), bytes[10] == UInt8(ascii: "T"),
            bytes[13] == UInt8(ascii: ":"), bytes[16] == UInt8(ascii: ":"), let day = Day(String(text.prefix(10))),
            let hours = number(bytes[11..<13]), let minutes = number(bytes[14..<16]),
            let seconds = number(bytes[17..<19]),
            hours < 24, minutes < 60, seconds <= 60
        else { return nil }
        var milliseconds = 0
        if bytes.count > 20 {
            let places = bytes[20..<bytes.count - 1]
            guard bytes[19] == UInt8(ascii: "."), !places.isEmpty, let value = number(places) else { return nil }
            var scaled = Double(value)
            for _ in 0..<places.count { scaled /= 10 }
            milliseconds = Int((scaled * 1000).rounded())
        }
        let whole = Int64(day.number) * 86_400 + Int64(hours * 3600 + minutes * 60 + seconds)
        return Date(timeIntervalSince1970: Double(whole * 1000 + Int64(milliseconds)) / 1000)
    }

    private static func before(_ total: Int64) -> (Int64, Int64) {
        let days = (total - 86_399_999) / 86_400_000
        return (days, total - days * 86_400_000)
    }

    private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
        var value = 0
        for digit in digits {
            guard (48...57).contains(digit) else { return nil }
            value = value * 10 + Int(digit - 48)
        }
        return value
    }
}

extension JSONEncoder {
    /// For what the contract describes: keys in order, times by `Timestamp`.
    static func contract(pretty: Bool = false) -> JSONEncoder {
        let encoder = JSONEncoder()
        encoder.dateEncodingStrategy = .custom { date, encoder in
            var container = encoder.singleValueContainer()
            try container.encode(Timestamp.text(date))
        }
        encoder.outputFormatting =
            pretty ? [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted] : [.sortedKeys, .withoutEscapingSlashes]
        return encoder
    }
}
