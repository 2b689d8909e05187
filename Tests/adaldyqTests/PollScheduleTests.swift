import Foundation
import Testing

@testable import adaldyq

@Suite struct PollScheduleTests {
    private let now = Date(timeIntervalSince1970: 1_795_410_000)

    private func wait(
        _ interval: SourceSetting.Interval, failures: Int = 0, previous: Int? = nil, changed: Bool = false,
        notBefore: Double? = nil, random: Double = 0.5
    ) -> Double {
        PollSchedule(interval: interval).next(
            after: now, failures: failures, previous: previous, changed: changed,
            notBefore: notBefore.map { now.addingTimeInterval($0) }, random: random
        ).timeIntervalSince(now)
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

    @Test func anAdaptingOneNarrowsWhenItChangesAndWidensWhenItDoesNot() {
        var interval = 900
        for _ in 0..<20 { interval = Int(wait(.auto, previous: interval)) }
        #expect(interval == PollSchedule.autoLongest)
        for _ in 0..<20 { interval = Int(wait(.auto, previous: interval, changed: true)) }
        #expect(interval == PollSchedule.autoShortest)
    }
}
