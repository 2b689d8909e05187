import Foundation
import Reports
import Testing

@testable import adaldyq

/// One digest a civil day, whatever clocks, absences and zones do. Time is a value here.
@Suite struct DigestScheduleTests {
    private func schedule(_ zone: String = "Asia/Almaty", at: Int = 8 * 3600 + 1800) throws -> DigestSchedule {
        DigestSchedule(zone: try TimeZoneFile.rules(zone), at: at)
    }

    private func instant(_ text: String) throws -> Date { try Date(text, strategy: .iso8601) }

    /// Lives through a span in steps and returns the digests that were made.
    private func live(
        _ schedule: DigestSchedule, from start: Date, to end: Date, step: Double, began: Date? = nil
    ) -> [DigestSchedule.Due] {
        var past = DigestSchedule.Past(last: nil, began: began ?? start)
        var made: [DigestSchedule.Due] = []
        var now = start
        while now <= end {
            if let due = schedule.due(at: now, past) {
                made.append(due)
                past.last = .init(day: due.day, until: due.until)
            }
            now += step
        }
        return made
    }

    @Test(arguments: ["Asia/Almaty", "America/New_York", "Europe/London", "Pacific/Apia", "+05:00"])
    func aYearHasADigestADayAndTheirWindowsMeet(zone: String) throws {
        for at in [0, 2 * 3600 + 1800, 8 * 3600 + 1800, 23 * 3600 + 3540] {
            let made = live(
                try schedule(zone, at: at), from: try instant("2024-01-01T00:00:00Z"),
                to: try instant("2025-01-05T00:00:00Z"), step: 1800)
            #expect(
                zip(made, made.dropFirst()).allSatisfy { $0.until == $1.from && $0.day.adding(1) == $1.day }, "\(zone)")
            #expect(made.count >= 369 && !made.contains(where: \.isCatchUp), "\(zone) at \(at): \(made.count)")
        }
    }

    @Test func anAbsenceGivesOneCatchUpWithItsWholeWindow() throws {
        let schedule = try schedule()
        let last = try #require(Day("2026-11-20"))
        let past = DigestSchedule.Past(
            last: .init(day: last, until: schedule.end(of: last)), began: try instant("2026-01-01T00:00:00Z"))
        let due = try #require(schedule.due(at: try instant("2026-11-24T12:00:00Z"), past))
        #expect(due.isCatchUp && due.day == last.adding(4) && due.from == schedule.end(of: last))
        #expect(due.until == schedule.end(of: last.adding(4)))
        var after = past
        after.last = .init(day: due.day, until: due.until)
        #expect(schedule.due(at: try instant("2026-11-24T12:00:00Z"), after) == nil)
    }

    @Test func aClockSetBackMakesNoSecondDigestAndOneSetForwardLosesNothing() throws {
        let schedule = try schedule()
        let day = try #require(Day("2026-11-24"))
        let past = DigestSchedule.Past(
            last: .init(day: day, until: schedule.end(of: day)), began: try instant("2026-01-01T00:00:00Z"))
        #expect(schedule.due(at: try instant("2026-11-21T12:00:00Z"), past) == nil)
        #expect(schedule.due(at: try instant("2026-11-25T03:29:59Z"), past) == nil)
        let next = try #require(schedule.due(at: try instant("2026-11-25T03:30:00Z"), past))
        #expect(next.from == past.last?.until && next.day == day.adding(1))
    }

    @Test func aWindowClosedEarlyIsFollowedByTheNextDays() throws {
        let schedule = try schedule()
        let now = try instant("2026-11-24T10:00:00Z")
        let yesterday = try #require(Day("2026-11-24"))
        var past = DigestSchedule.Past(last: .init(day: yesterday, until: schedule.end(of: yesterday)), began: now)
        let early = schedule.open(at: now, past)
        #expect(schedule.mayCloseEarly(at: now, past) && early.day == yesterday.adding(1) && early.until == now)
        past.last = .init(day: early.day, until: early.until)
        #expect(!schedule.mayCloseEarly(at: now.addingTimeInterval(60), past), "a day has one digest")
        #expect(schedule.due(at: schedule.end(of: early.day).addingTimeInterval(60), past) == nil)
        let next = try #require(schedule.due(at: schedule.end(of: early.day.adding(1)), past))
        #expect(next.from == now && !next.isCatchUp)
    }

    @Test func theFirstDayBeginsWhenTheOfficeDid() throws {
        let schedule = try schedule()
        let began = try instant("2026-11-24T02:00:00Z")
        #expect(schedule.due(at: began, .init(last: nil, began: began)) == nil)
        let due = try #require(schedule.due(at: try instant("2026-11-24T03:30:00Z"), .init(last: nil, began: began)))
        #expect(due.day == Day("2026-11-24") && due.from <= began)
    }
}
