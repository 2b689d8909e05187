import FoundationEssentials
import Intake
import Reports
import Storage

/// One pass over several sources, now, whether they are due or not.
struct PollPass: Sendable {
    /// Sources polled at the same time; see `PollService`.
    private static let atOnce = 96

    let house: House
    var progress: @Sendable (PollProgress) -> Void = { _ in }

    /// Polls each source once and hands on its result, as it comes.
    /// - Returns: how many failed.
    /// - Throws: what is wrong with the store.
    func run(
        _ settings: [SourceSetting], each: @escaping @Sendable (PollResult, SourceRecord?, Date) async throws -> Void
    ) async throws -> Int {
        let commits = CommitQueue(store: house.store)
        let records = try await house.store.sourceRecords()
        let story = PollStory(house: house, commits: commits, progress: progress)
        return try await withThrowingTaskGroup(of: Int.self) { group in
            group.addTask {
                await commits.run()
                return 0
            }
            do {
                let failed = try await poll(settings, records, story, each)
                await commits.close()
                return failed
            } catch {
                // The writer answers what it was given, then ends.
                await commits.close()
                throw error
            }
        }
    }

    private func poll(
        _ settings: [SourceSetting], _ records: [SourceName: SourceRecord], _ story: PollStory,
        _ each: @escaping @Sendable (PollResult, SourceRecord?, Date) async throws -> Void
    ) async throws -> Int {
        try await withThrowingTaskGroup(of: Bool.self) { group in
            var failed = 0
            var waiting = settings[...]
            var running = 0
            while true {
                while running < PollPass.atOnce, let setting = waiting.popFirst() {
                    running += 1
                    group.addTask { try await poll(setting, records[setting.name], story, each) }
                }
                guard let hasFailed = try await group.next() else { return failed }
                running -= 1
                if hasFailed { failed += 1 }
            }
        }
    }

    private func poll(
        _ setting: SourceSetting, _ record: SourceRecord?, _ story: PollStory,
        _ each: @Sendable (PollResult, SourceRecord?, Date) async throws -> Void
    ) async throws -> Bool {
        let now = Date()
        let before = record?.failures ?? 0
        let schedule = PollSchedule(interval: setting.interval)
        let source = SourceFactory.source(
            setting, client: house.client, zone: house.configuration.office.zone, now: now)
        let result = try await story.poll(source, record: record, now: now) { result in
            schedule.next(after: now, .init(result, failuresBefore: before), random: .random(in: 0...1))
        }
        await source.rest()
        try await each(result, record, now)
        return result.failure != nil
    }
}
