import FeedParsing
import Foundation
import Intake
import Testing

@testable import adaldyq

/// Dates of feeds by the rules of the system's tz database.
@Suite struct FeedZoneTests {
    @Test(arguments: [
        ("Europe/Berlin", "2024-07-15T14:05:00", "2024-07-15T12:05:00Z"),
        ("Europe/Berlin", "2025-01-15T14:05:00", "2025-01-15T13:05:00Z"),
        ("Europe/Moscow", "2013-01-15T14:05:00", "2013-01-15T10:05:00Z"),
        ("Asia/Almaty", "2024-01-15T14:05:00", "2024-01-15T08:05:00Z"),
        ("Asia/Almaty", "2024-07-15T14:05:00", "2024-07-15T09:05:00Z"),
        ("Asia/Almaty", "Mon, 15 Jul 2024 14:05:00 Europe/Berlin", "2024-07-15T12:05:00Z"),
        // Clocks skip it, and show it twice.
        ("Europe/Berlin", "2024-03-31T02:30:00", "2024-03-31T01:00:00Z"),
        ("Europe/Berlin", "2024-10-27T02:30:00", "2024-10-27T00:30:00Z"),
        ("+05:00", "2024-01-15T14:05:00", "2024-01-15T09:05:00Z"),
    ])
    func aDateIsReadByTheRulesOfItsOwnDay(zone: String, text: String, instant: String) throws {
        let zone = FeedZone(try TimeZoneFile.rules(zone), named: TimeZoneFile.place)
        #expect(FeedDate.read(text, zone: zone)?.formatted(.iso8601) == instant, "\(text)")
    }
}
