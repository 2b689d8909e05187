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
        house.letters.tellAbsences(house.log)
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
        try await withThrowingTaskGroup(of: Step.self) { group in
            var failed = 0
            var waiting = settings[...]
            var running = 0
            while true {
                while running < PollPass.atOnce, let setting = waiting.popFirst() {
                    running += 1
                    group.addTask { try await take(setting, records[setting.name], story) }
                }
                switch try await group.next() {
                case .taken(let taken):
                    // Its record waits for the writer; meanwhile the next source may be fetched.
                    running -= 1
                    group.addTask { try await finish(taken, story, each) }
                case .finished(let hasFailed): if hasFailed { failed += 1 }
                case nil: return failed
                }
            }
        }
    }

    private enum Step: Sendable {
        case taken(Taken)
        case finished(hasFailed: Bool)
    }

    /// A source whose news are stored.
    private struct Taken: Sendable {
        var source: any Source
        var setting: SourceSetting
        var record: SourceRecord?
        var result: PollResult
        var at: Date
    }

    private func take(_ setting: SourceSetting, _ record: SourceRecord?, _ story: PollStory) async throws -> Step {
        let now = Date()
        let source = SourceFactory.source(
            setting, client: house.client, zone: house.configuration.office.zone, now: now)
        let result = try await story.take(source, record: record, now: now)
        return .taken(Taken(source: source, setting: setting, record: record, result: result, at: now))
    }

    private func finish(
        _ taken: Taken, _ story: PollStory,
        _ each: @Sendable (PollResult, SourceRecord?, Date) async throws -> Void
    ) async throws -> Step {
        let (now, before) = (taken.at, taken.record?.failures ?? 0)
        let schedule = PollSchedule(interval: taken.setting.interval)
        let result = try await story.finish(taken.result, of: taken.source, at: now) { result in
            schedule.next(after: now, .init(result, failuresBefore: before), random: .random(in: 0...1))
        }
        await taken.source.rest()
        try await each(result, taken.record, now)
        return .finished(hasFailed: result.failure != nil)
    }
}
