import FoundationEssentials

/// INTERNALDATE: `17-Jul-1996 02:44:25 -0700`, a day below ten with a blank before it (RFC 3501 §9).
enum IMAPDate {
    private static let months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]

    /// Nil for what is no such date.
    static func parse(_ bytes: UnsafeRawBufferPointer) -> Date? {
        guard bytes.count == 26, bytes[2] == 0x2D, bytes[6] == 0x2D, bytes[11] == 0x20, bytes[20] == 0x20,
            let day = number(bytes, 0, 2), let year = number(bytes, 7, 4), let hour = number(bytes, 12, 2),
            let minute = number(bytes, 15, 2), let second = number(bytes, 18, 2),
            let zoneHour = number(bytes, 22, 2), let zoneMinute = number(bytes, 24, 2),
            let month = months.firstIndex(where: { name in
                zip(name.utf8, bytes[3..<6]).allSatisfy { $0 == $1 | 0x20 }
            }), (1...31).contains(day), hour < 24, minute < 60, second < 61
        else { return nil }
        let offset = (zoneHour * 3600 + zoneMinute * 60) * (bytes[21] == 0x2D ? -1 : 1)
        let seconds = daysFromEpoch(year, month + 1, day) * 86400 + hour * 3600 + minute * 60 + second - offset
        return Date(timeIntervalSince1970: Double(seconds))
    }

    private static func number(_ bytes: UnsafeRawBufferPointer, _ start: Int, _ count: Int) -> Int? {
        var value = 0
        for index in start..<start + count {
            switch bytes[index] {
            case 0x30...0x39: value = value * 10 + Int(bytes[index] - 0x30)
            case 0x20 where index == start: continue
            default: return nil
            }
        }
        return value
    }

    /// Days from 1970-01-01 in the proleptic Gregorian calendar, counted in years that begin with March.
    private static func daysFromEpoch(_ year: Int, _ month: Int, _ day: Int) -> Int {
        let shifted = month > 2 ? year : year - 1
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }
}
