import Foundation
import Intake
import Logging
import Reports
import TestSupport
import Transport

@testable import adaldyq

/// The program's own parts around a real store and a real server, with a clock that the test turns: each poll runs at
/// the time that the schedule gave it, and nobody waits.
final class SimulatedOffice: Sendable {
    static let start = Date(timeIntervalSince1970: 1_795_410_000)  // 2026-11-23 05:00 UTC, a Monday.

    let folder: TemporaryFolder
    let house: House
    private let commits: CommitQueue
    private let committing: Task<Void, Never>

    /// - Parameter sources: the entries of `sources`, as they stand in the configuration.
    init(_ sources: String) throws {
        folder = try TemporaryFolder()
        let path = try folder.write(
            "c.yaml",
            """
            office: { timezone: Asia/Almaty, contact: office@example.kz }
            storage: { path: s.sqlite }
            sources:
            \(sources)
            webhooks:
              - { name: hook, url: "https://hook.example/", secret: { env: NONE }, events: [source.failing, source.recovered] }

            """)
        let configuration = try ConfigurationReader.read(path)
        house = try House(configuration, access: .write, log: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        let commits = CommitQueue(store: house.store)
        self.commits = commits
        committing = Task { await commits.run() }
    }

    /// Ends what runs beside the test.
    func close() async {
        await commits.close()
        await committing.value
        house.client.shutdown()
    }

    /// Polls a source once, tells of it as the daemon does, and says when it is due next.
    @discardableResult
    func poll(_ name: SourceName, at now: Date, random: Double = 0.5) async throws -> (result: PollResult, due: Date) {
        guard let setting = house.setting(of: name) else { throw TestFailure("no source \(name)") }
        let record = try await house.store.sourceRecord(name)
        let source = SourceFactory.source(
            setting, client: house.client, zone: house.configuration.office.zone, now: now)
        let story = PollStory(house: house, commits: commits)
        let schedule = PollSchedule(interval: setting.interval)
        let result = try await story.poll(source, record: record, now: now) { result in
            schedule.next(after: now, .init(result, failuresBefore: record?.failures ?? 0), random: random)
        }
        try await EventMaker(house: house, courier: Bell()).tell(of: result, before: record, at: now)
        guard let due = try await house.store.sourceRecord(name)?.nextPollAt else { throw TestFailure("no due time") }
        return (result, due)
    }

    /// The events that wait in the outbox, in their order.
    func events() throws -> [EventType] {
        try house.store.due(at: .distantFuture, limit: 1000).map(\.type)
    }

    /// How a source fares, in all.
    func health(_ name: SourceName, from: Date? = nil, until: Date? = nil) throws -> SourceHealth {
        guard let health = try house.store.health(sources: [name], from: from, until: until).first else {
            throw TestFailure("no health of \(name)")
        }
        return health
    }
}
