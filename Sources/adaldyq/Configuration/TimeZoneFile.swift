import Intake
import Reports

/// A zone's rules, from the system's own tz database, so that a change of the law needs no new build of this program.
enum TimeZoneFile {
    struct Failure: Error {
        let problem: String
    }

    /// The largest file of the database has under 4 kB.
    private static let longest = 64 << 10

    /// The rules of an IANA zone, or of a fixed offset written as `+05:00`.
    static func rules(_ name: String) throws(Failure) -> ZoneRules {
        if let seconds = fixedOffset(name) { return ZoneRules(name: name, fixedOffset: seconds) }
        guard !name.hasPrefix("/"), !name.split(separator: "/").contains(".."), !name.isEmpty else {
            throw Failure(problem: "must be a zone such as Asia/Almaty, or a fixed offset such as +05:00")
        }
        do {
            let bytes = try LocalFile.read("/usr/share/zoneinfo/\(name)", limit: longest)
            return try ZoneRules(name: name, tzif: bytes)
        } catch let error as LocalFile.Failure {
            throw Failure(
                problem: "no such zone in /usr/share/zoneinfo (\(error.why)); is the package tzdata installed? "
                    + "A fixed offset such as +05:00 needs none")
        } catch {
            throw Failure(problem: "the zone's file cannot be read: \(error)")
        }
    }

    /// The rules of a place that a feed names; nil for what is none.
    static func place(_ name: String) -> ZoneRules? { try? rules(name) }

    private static func fixedOffset(_ text: String) -> Int? {
        guard let sign = text.utf8.first, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-"),
            let seconds = TimeSpan.timeOfDay(String(text.dropFirst())), seconds <= 14 * 3600
        else { return nil }
        return sign == UInt8(ascii: "-") ? -seconds : seconds
    }
}
