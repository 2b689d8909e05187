import Foundation
import Intake
import Testing

@testable import adaldyq

@Suite struct PollScheduleTests {
    private let now = Date(timeIntervalSince1970: 1_795_410_000)

    private func wait(
        _ interval: SourceSetting.Interval, failures: Int = 0, notBefore: Double? = nil, random: Double = 0.5,
        hints: (inout PollHints) -> Void = { _ in }
    ) -> Double {
        var outcome = PollSchedule.Outcome(failures: failures, notBefore: notBefore.map { now.addingTimeInterval($0) })
        hints(&outcome.hints)
        return PollSchedule(interval: interval).next(after: now, outcome, random: random).timeIntervalSince(now)
    }

    @Test func aHealthySourceKeepsItsInterval() {
        #expect(wait(.every(900)) == 900)
        #expect(wait(.every(900), random: 0) >= 810 && wait(.every(900), random: 1) <= 990)
        #expect(wait(.every(10), random: 1) == 10, "short intervals are for our own folders")
    }

    @Test func aFailingOneIsAskedEverMoreRarelyButEveryDay() {
        let waits = (1...20).map { wait(.every(900), failures: $0) }
        #expect(waits.first == 900)
        #expect(zip(waits, waits.dropFirst()).allSatisfy { $0 <= $1 })
        #expect(waits.last == 86_400)
        #expect(wait(.every(172_800), failures: 9) == 172_800, "an interval longer than a day stays")
    }

    @Test func aServerThatAsksForAPauseGetsItUpToADay() {
        #expect(wait(.every(900), failures: 1, notBefore: 3600) == 3600)
        #expect(wait(.every(900), notBefore: -5) == 900)
        #expect(wait(.every(900), notBefore: 315_360_000) == 86_400)
    }

    @Test func anAdaptingOneKeepsWithinItsBounds() {
        #expect(wait(.auto(600...21_600)) == 600, "nothing is known yet")
        #expect(wait(.auto(600...21_600)) { $0.gap = 4000 } == 2000)
        #expect(wait(.auto(600...21_600)) { $0.gap = 60 } == 600)
        #expect(wait(.auto(600...21_600)) { $0.gap = 1e9 } == 21_600)
        #expect(wait(.auto(600...21_600)) { $0.freshFor = 1_000_000 } == 21_600)
    }

    @Test func aWishStretchesAFixedIntervalToFourHoursAndNeverShortensIt() {
        #expect(wait(.every(900)) { $0.freshFor = 3600 } == 3600)
        #expect(wait(.every(900)) { $0.freshFor = 60 } == 900)
        #expect(wait(.every(900)) { $0.freshFor = 604_800 } == 14_400)
        #expect(wait(.every(86_400)) { $0.freshFor = 604_800 } == 86_400)
    }

    @Test func hasteHalvesTheIntervalDownToAMinute() {
        #expect((1...6).map { haste in wait(.every(900)) { $0.haste = haste } } == [450, 225, 112.5, 60, 60, 60])
        #expect(wait(.every(10)) { $0.haste = 3 } == 10)
        #expect(wait(.every(900)) { ($0.haste, $0.freshFor) = (1, 3600) } == 450, "it does not keep to its word")
    }

    @Test func whoAsksToBeSparedAlwaysIsNotObeyed() {
        #expect(wait(.every(900)) { $0.skipHours = Set(0...23) } == 900)
        #expect(wait(.every(900)) { $0.skipDays = Set(0...6) } == 900)
    }

    @Test func aWeekendIsSparedFromItsFirstHourOn() {
        // 2026-11-23 is a Monday.
        let monday = Date(timeIntervalSince1970: 1_795_392_000)
        var hints = PollHints()
        hints.skipDays = [0, 6]
        for hours in [-47.0, -30, -2] {
            let outcome = PollSchedule.Outcome(hints: hints)
            let next = PollSchedule(interval: .every(900))
                .next(after: monday.addingTimeInterval(hours * 3600), outcome, random: 0.5)
            #expect(next == monday.addingTimeInterval(300), "\(hours)")
            #expect(next < monday.addingTimeInterval(hours * 3600 + PollSchedule(interval: .every(900)).longestWait))
        }
    }

    @Test func whoFailsIsAskedOnceADayWhateverTheDice() {
        let outcome = PollSchedule.Outcome(failures: 40)
        let next = PollSchedule(interval: .every(900)).next(after: now, outcome, random: 1)
        #expect(next.timeIntervalSince(now) == 86_400)
    }

    @Test func whatIsGoneIsNeverDue() {
        let outcome = PollSchedule.Outcome(failures: 1, isGone: true)
        #expect(PollSchedule(interval: .every(900)).next(after: now, outcome, random: 0) == PollSchedule.never)
    }
}
