import FoundationEssentials
import Intake
import Logging
import Reports
import ServiceLifecycle
import Storage

/// Polls every source in its own rhythm until it is told to stop. The times are kept in the store, so a restart
/// asks nobody early.
struct PollService: Service {
    /// Sources polled at the same time. More only wait for each other at the writer, and each may hold a large body.
    private static let atOnce = 32
    /// The clock is looked at again after this, so that one that was set does not delay a poll for days.
    private static let longestSleep = Duration.seconds(60)
    /// How often the log names a source that is gone for good.
    private static let restful = Duration.seconds(86_400)

    let house: House
    let commits: CommitQueue
    let events: EventMaker
    let beat: Heartbeat

    func run() async throws {
        try await untilShutdown {
            try await tellWhatACrashLeft()
            let gate = Gate(limit: PollService.atOnce)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for setting in house.configuration.sources {
                    group.addTask { try await keepPolling(setting, gate) }
                }
                try await group.waitForAll()
            }
        }
    }

    private func tellWhatACrashLeft() async throws {
        do {
            try await events.tellUrgent(at: Date())
        } catch let error as StoreError {
            // The next urgent report brings them along.
            house.log.error("cannot put events into the outbox: \(error)")
        }
    }

    private func keepPolling(_ setting: SourceSetting, _ gate: Gate) async throws {
        var own = house.log
        own[metadataKey: "source"] = "\(setting.name)"
        let log = own
        // Made anew for each poll: `since: 30d` and the zone's offset are those of the day.
        @Sendable func source() -> any Source {
            SourceFactory.source(
                setting, client: house.client, zone: house.configuration.office.zone, now: Date())
        }
        while true {
            do {
                let record = try await house.store.sourceRecord(setting.name)
                if source().rests(record?.cursor) {
                    // A changed address comes with a reload, which begins all of this anew.
                    log.notice("it said that it is gone for good; it is asked again once its address is changed")
                    try await Task.sleep(for: PollService.restful)
                    continue
                }
                try await waitUntilDue(record, longest: PollSchedule(interval: setting.interval).longestWait)
                let current = try await house.store.sourceRecord(setting.name)
                try await gate.pass {
                    try await pollOnce(source(), setting, current, log)
                }
            } catch is CancellationError {
                throw CancellationError()
            } catch let error as StoreError {
                // Nothing was acknowledged. The disk may have room again in a minute.
                log.error("polled, but nothing could be stored: \(error)")
                beat.trouble("the store refuses writes")
                try await Task.sleep(for: PollService.longestSleep)
            }
        }
    }

    private func waitUntilDue(_ record: SourceRecord?, longest: Double) async throws {
        while let due = record?.nextPollAt {
            let rest = due.timeIntervalSinceNow
            if rest <= 0 || rest > longest { return }
            try await Task.sleep(for: min(Duration.seconds(rest), PollService.longestSleep), clock: .continuous)
        }
    }

    private func pollOnce(_ source: any Source, _ setting: SourceSetting, _ record: SourceRecord?, _ log: Logger)
        async throws
    {
        let story = PollStory(house: house, commits: commits)
        let schedule = PollSchedule(interval: setting.interval)
        let now = Date()
        let failuresBefore = record?.failures ?? 0
        let result = try await story.poll(source, record: record, now: now) { result in
            schedule.next(after: now, .init(result, failuresBefore: failuresBefore), random: .random(in: 0...1))
        }
        beat.polled(result)
        PollLog.write(result, failuresBefore: failuresBefore, to: log)
        try await events.tell(of: result, before: record, at: now)
        if setting.receipt, result.hasNews { events.courier.ring() }
    }
}
