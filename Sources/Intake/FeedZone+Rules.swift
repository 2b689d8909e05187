import FeedParsing
import FoundationEssentials
import Reports

extension FeedZone {
    /// A zone of the tz database.
    /// - Parameter named: another zone of it by its name; nil for what is none.
    public init(_ rules: ZoneRules, named: @escaping @Sendable (String) -> ZoneRules? = { _ in nil }) {
        self.init(
            offset: { rules.offset(atLocal: $0) },
            ofPlace: { place, local in named(place)?.offset(atLocal: local) })
    }
}

extension ZoneRules {
    /// Seconds east of UTC when clocks show this; where they show it twice, the first time.
    fileprivate func offset(atLocal local: Int) -> Int {
        let day = (local >= 0 ? local : local - 86_399) / 86_400
        let instant = instant(of: Day(number: day), secondsOfDay: local - day * 86_400)
        return local - Int(instant.timeIntervalSince1970)
    }
}
