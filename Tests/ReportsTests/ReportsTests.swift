import Foundation
import Reports
import TestSupport
import Testing

struct DayTests {
    @Test func everyDayOfFourHundredYearsGoesThereAndBack() throws {
        var day = try #require(Day("1900-01-01"))
        var previous = day.civil
        for _ in 0..<146_097 {
            day = day.adding(1)
            let civil = day.civil
            #expect(Day(year: civil.year, month: civil.month, day: civil.day) == day)
            let isNext = civil.day == previous.day + 1 || (civil.day == 1 && civil.month == previous.month % 12 + 1)
            #expect(isNext)
            previous = civil
        }
        #expect(day.description == "2300-01-01")
    }

    @Test func impossibleDaysAreNone() {
        for text in [
            "2026-02-29", "2026-13-01", "2026-00-10", "2026-1-1", "2026-11-31", "", "2026-11-2x", "10000-01-01",
        ] {
            #expect(Day(text) == nil, "\(text) was taken")
        }
        #expect(Day("2024-02-29") != nil)
    }

    @Test func aMondayIsTheFirstDay() throws { #expect(try #require(Day("2026-11-23")).weekday == 1) }
}

struct ZoneTests {
    private func zone(_ name: String) throws -> ZoneRules {
        let bytes = try Array(Data(contentsOf: URL(fileURLWithPath: "/usr/share/zoneinfo/\(name)")))
        return try ZoneRules(name: name, tzif: bytes)
    }

    private func instant(_ text: String) throws -> Date { try Date(text, strategy: .iso8601) }

    @Test func almatyIsFiveHoursAheadSinceMarch2024AndWasSixBefore() throws {
        let almaty = try zone("Asia/Almaty")
        #expect(almaty.offset(at: try instant("2026-11-23T00:00:00Z")) == 5 * 3600)
        #expect(almaty.offset(at: try instant("2024-02-29T17:59:59Z")) == 6 * 3600)
        #expect(almaty.offset(at: try instant("2024-02-29T18:00:00Z")) == 5 * 3600)
    }

    @Test func theHourThatHappenedTwiceGivesOneInstant() throws {
        // At the end of 29 February 2024 the hour from 23:00 came twice in Almaty.
        let almaty = try zone("Asia/Almaty")
        let day = try #require(Day("2024-02-29"))
        let close = almaty.instant(of: day, secondsOfDay: 23 * 3600 + 1800)
        #expect(close == almaty.instant(of: day, secondsOfDay: 23 * 3600 + 1800))
        let (shown, seconds) = almaty.local(close)
        #expect(shown == day)
        #expect(seconds == 23 * 3600 + 1800)
    }

    @Test func theHourThatNeverWasStillGivesAnInstantOfThatDay() throws {
        // Berlin's clocks jump from 2:00 to 3:00 on 29 March 2026.
        let berlin = try zone("Europe/Berlin")
        let day = try #require(Day("2026-03-29"))
        let close = berlin.instant(of: day, secondsOfDay: 2 * 3600 + 1800)
        #expect(berlin.local(close).day == day)
        #expect(abs(close.timeIntervalSince(try instant("2026-03-29T01:00:00Z"))) <= 1800)
    }

    @Test func rulesGoOnBehindTheFilesLastTransition() throws {
        let berlin = try zone("Europe/Berlin")
        #expect(berlin.offset(at: try instant("2060-07-01T00:00:00Z")) == 7200)
        #expect(berlin.offset(at: try instant("2060-12-01T00:00:00Z")) == 3600)
    }

    @Test func rubbishIsNoZone() {
        #expect(throws: (any Error).self) { _ = try ZoneRules(name: "x", tzif: [1, 2, 3]) }
        #expect(throws: (any Error).self) {
            _ = try ZoneRules(name: "x", tzif: Array("TZif2".utf8) + [UInt8](repeating: 255, count: 200))
        }
    }
}
