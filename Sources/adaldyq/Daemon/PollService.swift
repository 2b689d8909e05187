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
    /// Seconds from one poll to the next that news bring about. A letter is stored within a second.
    private static let shortestPause = 0.4

    let house: House
    let commits: CommitQueue
    let events: EventMaker
    let beat: Heartbeat

    func run() async throws {
        try await untilShutdown {
            try await tellWhatACrashLeft()
            house.letters.tellAbsences(house.log)
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
        // A source keeps what it needs between polls, such as a connection. It is made anew each day: `since: 30d` and the
        // zone's offset are those of the day.
        let zone = house.configuration.office.zone
        func make() -> any Source {
            SourceFactory.source(setting, client: house.client, zone: zone, now: Date())
        }
        var source = make()
        var madeOn = zone.local(Date()).day
        let isIdle = setting.interval == .idle
        var isFirst = true
        do {
            while true {
                do {
                    let record = try await house.store.sourceRecord(setting.name)
                    if source.rests(record?.cursor) {
                        // A changed address comes with a reload, which begins all of this anew.
                        log.notice("it said that it is gone for good; it is asked again once its address is changed")
                        try await Task.sleep(for: PollService.restful)
                        continue
                    }
                    // Who is to wait for news has to have looked once: what came while nobody watched is seen now.
                    if !(isFirst && (isIdle || source.tellsOfNews) && record?.failures == 0) {
                        let longest = PollSchedule(interval: setting.interval).longestWait
                        try await waitUntilDue(record, source, isIdle: isIdle, longest: longest, log)
                    }
                    isFirst = false
                    let today = zone.local(Date()).day
                    if today != madeOn {
                        await source.rest()
                        source = make()
                        madeOn = today
                    }
                    let current = try await house.store.sourceRecord(setting.name)
                    let polled = source
                    try await gate.pass {
                        try await pollOnce(polled, setting, current, log)
                    }
                } catch let error as StoreError {
                    // Nothing was acknowledged. The disk may have room again in a minute.
                    log.error("polled, but nothing could be stored: \(error)")
                    beat.trouble("the store refuses writes")
                    try await Task.sleep(for: PollService.longestSleep)
                }
            }
        } catch {
            await source.rest()
            throw error
        }
    }

    /// Waits for a source's time, or for the source to tell that it is time.
    private func waitUntilDue(
        _ record: SourceRecord?, _ source: any Source, isIdle: Bool, longest: Double, _ log: Logger
    ) async throws {
        guard let record else { return }
        var due = record.nextPollAt
        var canTell = record.failures == 0
        while let time = due {
            let rest = time.timeIntervalSinceNow
            if rest <= 0 || rest > longest { return }
            if canTell {
                do {
                    switch try await source.awaitNews(for: rest) {
                    case .news: return try await breathe(after: record.lastPollAt)
                    case .quiet: continue
                    case .cannotTell: canTell = false
                    }
                } catch is CancellationError {
                    throw CancellationError()
                } catch {
                    log.debug("the wait for news ended: \(error)")
                    canTell = false
                }
                try Task.checkCancellation()
                // It is asked in the usual rhythm then.
                let usual = (record.lastPollAt ?? Date()).addingTimeInterval(Double(PollSchedule.idleFallback))
                if isIdle { due = min(time, usual) }
                continue
            }
            try await Task.sleep(for: min(Duration.seconds(rest), PollService.longestSleep), clock: .continuous)
        }
    }

    /// A source that tells of news without end is not polled without end.
    private func breathe(after last: Date?) async throws {
        let pause = PollService.shortestPause - (last.map { Date().timeIntervalSince($0) } ?? 1)
        if pause > 0 { try await Task.sleep(for: .seconds(min(pause, PollService.shortestPause)), clock: .continuous) }
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
