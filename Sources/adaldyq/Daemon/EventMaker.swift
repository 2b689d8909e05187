import Digests
import FoundationEssentials
import Outbox
import Reports
import Storage

/// Puts events other than the digest into the outbox: urgent reports, sources that fail and recover.
struct EventMaker: Sendable {
    /// A source of our own, a mailbox or a folder, is said to fail after so many polls in a row: one lost connection is no
    /// news.
    static let failuresUntilTold = 3
    /// A feed is others' business, and is said to fail after so many seconds of it: a day. Sites have bad nights.
    static let failingUntilTold = 86_400.0
    /// Reports told of in one transaction.
    private static let atOnce = 200
    /// What was written longer ago is in the digest only: a week, in seconds.
    private static let oldestUrgent = 7.0 * 86_400

    let house: House
    let courier: Bell
    /// Two that tell at once would tell the same.
    private let turn = Gate(limit: 1)

    init(house: House, courier: Bell) {
        self.house = house
        self.courier = courier
    }

    /// Tells what one poll gives to tell.
    /// - Parameter before: what was remembered of the source before it.
    func tell(of result: PollResult, before: SourceRecord?, at now: Date) async throws {
        if result.urgent > 0 { try await tellUrgent(at: now) }
        let isTold = before?.failingTold ?? false
        if let words = trouble(result, before, now) {
            guard !isTold else { return }
            try await enqueue(.sourceFailing, result.source, words, failing: true, at: now)
        } else if isTold, result.failure == nil {
            let words = Trouble(failures: before?.failures ?? 0, error: nil)
            try await enqueue(.sourceRecovered, result.source, words, failing: false, at: now)
        }
    }

    /// What is to be told of a source: how many polls failed in a row, and why.
    private struct Trouble {
        var failures: Int
        var error: String?
    }

    /// Nil as long as there is nothing that somebody would have to look after.
    private func trouble(_ result: PollResult, _ before: SourceRecord?, _ now: Date) -> Trouble? {
        if let failure = result.failure {
            let failures = (before?.failures ?? 0) + 1
            let seconds = before?.failingSince.map { now.timeIntervalSince($0) } ?? 0
            var isFeed = false
            if case .feed = house.setting(of: result.source)?.place { isFeed = true }
            let isLong = isFeed ? seconds >= EventMaker.failingUntilTold : failures >= EventMaker.failuresUntilTold
            return isLong || failure.isGone ? Trouble(failures: failures, error: failure.message) : nil
        }
        return result.hints?.silentSince.map {
            Trouble(
                failures: 0,
                error: "it answers, and has brought nothing new since \(house.local($0)), far longer than is its habit")
        }
    }

    private func enqueue(
        _ type: EventType, _ source: SourceName, _ trouble: Trouble, failing: Bool, at now: Date
    ) async throws {
        let deliveries = make(type, id: EventMaker.id(source, failing ? "failing" : "recovered", now), of: now, at: now)
        { _ in
            EventData.source(source, failures: trouble.failures, error: trouble.error)
        }
        try await house.store.enqueue(deliveries, source: source, failing: failing, at: now)
        courier.ring()
    }

    /// Tells of every urgent report that no event tells of yet; also of those that a crash left so.
    func tellUrgent(at now: Date) async throws { try await turn.pass { try await tellAll(at: now) } }

    private func tellAll(at now: Date) async throws {
        while true {
            let ids = try house.store.untoldUrgent(limit: EventMaker.atOnce)
            if ids.isEmpty { return }
            // Where nobody wants to know, the reports need not be read.
            let isWanted = house.configuration.webhooks.contains { $0.events.contains(.reportUrgent) }
            let reports = isWanted ? try house.store.reports(ReportQuery(ids: ids)) : []
            let deliveries = reports.filter { EventMaker.isRecent($0, now) }
                .sorted { $0.id.rawValue < $1.id.rawValue }
                .flatMap { report in
                    make(.reportUrgent, id: "report_\(report.id)_urgent", of: report.receivedAt, at: now) {
                        EventData.urgent(report, detail: $0)
                    }
                }
            try await house.store.enqueue(deliveries, urgent: ids, at: now)
            courier.ring()
        }
    }

    /// Whether somebody can still hurry: a mailbox read for the first time is full of old emergencies.
    private static func isRecent(_ report: Report, _ now: Date) -> Bool {
        guard let published = report.publishedAt else { return true }
        return now.timeIntervalSince(published) < oldestUrgent
    }

    private func make(
        _ type: EventType, id: String, of time: Date, at now: Date, data: (EventData.Detail) -> [UInt8]
    ) -> [NewDelivery] {
        house.configuration.webhooks.filter { $0.events.contains(type) }.map { webhook in
            NewDelivery(
                eventID: EventID.make(id, at: time, webhook: webhook.name), webhook: webhook.name, type: type,
                body: EventBody.make(
                    type: type, timestamp: now,
                    data: data(EventData.Detail(rawValue: webhook.detail.rawValue) ?? .titles)))
        }
    }

    private static func id(_ source: SourceName, _ word: String, _ now: Date) -> String {
        "source_\(source)_\(word)_\(Int(now.timeIntervalSince1970))"
    }
}
