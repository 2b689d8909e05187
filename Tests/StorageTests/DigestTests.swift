import FoundationEssentials
import Reports
import Storage
import TestSupport
import Testing

struct DigestTests {
    let folder: TemporaryFolder
    let store: Store
    let day = Day(number: 20_717)

    init() throws {
        folder = try TemporaryFolder()
        store = try Making.store(folder)
    }

    private func freeze(_ number: Int, _ day: Day, until: Double) async throws {
        try await store.freeze(
            Making.digest(number, day, from: Making.start, until: Making.start.addingTimeInterval(until)),
            json: Array("{}".utf8),
            deliveries: [
                NewDelivery(eventID: "digest-\(number)", webhook: "office", type: .digestDaily, body: [1, 2])
            ],
            at: Making.start.addingTimeInterval(until))
    }

    @Test func aDayHasOneDigestAndItsDeliveryComesWithIt() async throws {
        try await freeze(1, day, until: 100)
        await #expect(throws: (any Error).self) { try await freeze(2, day, until: 200) }
        #expect(try store.digests(limit: 10).map(\.number) == [1])
        #expect(try store.due(at: Making.start.addingTimeInterval(1000), limit: 10).map(\.eventID) == ["digest-1"])
        #expect(try store.digest(day: day) == Array("{}".utf8))
    }

    @Test func whatIsCommittedAfterTheFreezeGoesIntoTheNextWindowWhateverItsTime() async throws {
        try await freeze(1, day, until: 100)
        // Fetched before the window closed, committed after: it would be in no digest if its time stayed.
        _ = try await store.commit(
            [Making.batch([Making.item("late", "A late letter", at: 50)])], decide: Making.decide)
        let next = try store.digestInput(
            from: Making.start.addingTimeInterval(100), until: Making.start.addingTimeInterval(200), number: 2,
            day: day.adding(1), sources: ["letters"])
        #expect(next.ledger == Ledger(received: 1, new: 1))
    }

    @Test func aDigestOfAWrongClockBindsNobodyUntilThen() async throws {
        try await freeze(1, day, until: 100)
        try await freeze(2, day.adding(40), until: 40 * 86_400)
        let now = Making.start.addingTimeInterval(200)
        let state = try store.digestState(at: now)
        #expect(state.last?.number == 1)
        #expect(state.highestNumber == 2)
        _ = try await store.commit([Making.batch([Making.item("a", "A letter", at: 200)])], decide: Making.decide)
        #expect(try store.reports(ReportQuery()).first?.receivedAt == now)
        #expect(try store.digestState(at: now.addingTimeInterval(41 * 86_400)).last?.number == 2)
    }

    @Test func aDeliveryIsDueUntilItIsDelivered() async throws {
        try await freeze(1, day, until: 100)
        let later = Making.start.addingTimeInterval(1000)
        let delivery = try #require(try store.due(at: later, limit: 10).first)
        try await store.startAttempt(delivery.id, at: later)
        // The process ended here: nothing says that it arrived, so it is due.
        #expect(try store.due(at: later.addingTimeInterval(86_400), limit: 10).count == 1)
        try await store.finishAttempt(
            delivery.id, at: later, result: .retry(at: later.addingTimeInterval(60), reason: "503"))
        #expect(try store.due(at: later.addingTimeInterval(59), limit: 10).isEmpty)
        #expect(try store.due(at: later.addingTimeInterval(60), limit: 10).first?.attempts == 1)
        #expect(try store.nextDue() == later.addingTimeInterval(60))
        try await store.startAttempt(delivery.id, at: later.addingTimeInterval(60))
        try await store.finishAttempt(delivery.id, at: later.addingTimeInterval(60), result: .delivered(status: 204))
        #expect(try store.due(at: later.addingTimeInterval(1e9), limit: 10).isEmpty)
    }

    @Test func whatWasGivenUpIsKeptAndTold() async throws {
        try await freeze(1, day, until: 100)
        let delivery = try #require(try store.due(at: Making.start.addingTimeInterval(1000), limit: 10).first)
        try await store.startAttempt(delivery.id, at: Making.start.addingTimeInterval(1000))
        try await store.finishAttempt(
            delivery.id, at: Making.start.addingTimeInterval(1000), result: .exhausted(reason: "410"))
        let input = try store.digestInput(
            from: Making.start, until: Making.start.addingTimeInterval(2000), number: 2, day: day.adding(1), sources: []
        )
        #expect(input.undelivered.count == 1)
        #expect(input.undelivered[0].contains("410"))
    }

    @Test func pastWindowsGiveTheUsualLevel() async throws {
        for number in 1...3 { try await freeze(number, day.adding(number), until: Double(number) * 100) }
        let input = try store.digestInput(
            from: Making.start.addingTimeInterval(300), until: Making.start.addingTimeInterval(400), number: 4,
            day: day.adding(4), sources: [])
        #expect(input.past.map { $0.themes[.housing] } == [2, 2, 2])
    }
}
