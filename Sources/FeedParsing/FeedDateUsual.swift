/// The two forms that nearly all dates have, read from their bytes: `Mon, 23 Nov 2026 10:00:00 +0500` (RFC 5322 §3.3) and
/// `2026-11-23T10:00:00+05:00` (RFC 3339). Anything else is nil and goes the longer way.
enum FeedDateUsual {
    static func read(_ text: String) -> FeedDateParts? {
        var text = text
        return text.withUTF8 { bytes in
            guard (20...31).contains(bytes.count) else { return nil }
            return bytes[4] == 0x2D ? rfc3339(bytes) : rfc5322(bytes)
        }
    }

    private typealias Bytes = UnsafeBufferPointer<UInt8>

    private static func rfc3339(_ bytes: Bytes) -> FeedDateParts? {
        guard let year = number(bytes, 0, 4), let month = number(bytes, 5, 2), bytes[7] == 0x2D,
            let day = number(bytes, 8, 2), bytes[10] == 0x54, let time = time(bytes, 11)
        else { return nil }
        var parts = FeedDateParts(year: year, month: month, day: day)
        (parts.hour, parts.minute, parts.second) = time
        switch (bytes.count, bytes[19]) {
        case (20, 0x5A): parts.zone = 0
        case (25, 0x2B), (25, 0x2D):
            guard bytes[22] == 0x3A, let hours = number(bytes, 20, 2), let minutes = number(bytes, 23, 2) else {
                return nil
            }
            parts.zone = (hours * 3600 + minutes * 60) * (bytes[19] == 0x2B ? 1 : -1)
        default: return nil
        }
        return parts
    }

    private static func rfc5322(_ bytes: Bytes) -> FeedDateParts? {
        // Three letters, a comma, a blank; the day has one digit or two.
        guard bytes[0..<3].allSatisfy({ (0x61...0x7A).contains($0 | 0x20) }), bytes[3] == 0x2C, bytes[4] == 0x20 else {
            return nil
        }
        let width = bytes[6] == 0x20 ? 1 : 2
        let at = 5 + width
        guard let day = number(bytes, 5, width), bytes.count >= at + 18, bytes[at] == 0x20, bytes[at + 4] == 0x20,
            let month = month(bytes, at + 1), let year = number(bytes, at + 5, 4), bytes[at + 9] == 0x20,
            let time = time(bytes, at + 10)
        else { return nil }
        var parts = FeedDateParts(year: year, month: month, day: day)
        (parts.hour, parts.minute, parts.second) = time
        let zone = at + 18
        guard bytes.count > zone + 3, bytes[zone] == 0x20 else { return nil }
        let rest = bytes[(zone + 1)...]
        if rest.elementsEqual("GMT".utf8) || rest.elementsEqual("UTC".utf8) {
            parts.zone = 0
            return parts
        }
        guard rest.count == 5, rest[zone + 1] == 0x2B || rest[zone + 1] == 0x2D,
            let hours = number(bytes, zone + 2, 2), let minutes = number(bytes, zone + 4, 2)
        else { return nil }
        parts.zone = (hours * 3600 + minutes * 60) * (rest[zone + 1] == 0x2B ? 1 : -1)
        return parts
    }

    private static func time(_ bytes: Bytes, _ at: Int) -> (Int, Int, Int)? {
        guard bytes.count >= at + 8, bytes[at + 2] == 0x3A, bytes[at + 5] == 0x3A, let hour = number(bytes, at, 2),
            let minute = number(bytes, at + 3, 2), let second = number(bytes, at + 6, 2)
        else { return nil }
        return (hour, minute, second)
    }

    private static func number(_ bytes: Bytes, _ at: Int, _ count: Int) -> Int? {
        guard at + count <= bytes.count else { return nil }
        var value = 0
        for byte in bytes[at..<(at + count)] {
            guard (0x30...0x39).contains(byte) else { return nil }
            value = value * 10 + Int(byte - 0x30)
        }
        return value
    }

    private static let months = "janfebmaraprmayjunjulaugsepoctnovdec".utf8.map { $0 }

    private static func month(_ bytes: Bytes, _ at: Int) -> Int? {
        guard at + 3 <= bytes.count else { return nil }
        return (0..<12).first { month in (0..<3).allSatisfy { months[month * 3 + $0] == bytes[at + $0] | 0x20 } }.map {
            $0 + 1
        }
    }
}
