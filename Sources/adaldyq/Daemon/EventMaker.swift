import Digests
import FoundationEssentials
import Outbox
import Reports
import Storage

/// Puts events other than the digest into the outbox: urgent reports, sources that fail and recover.
struct EventMaker: Sendable {
    /// A source is said to fail after so many polls in a row: one lost connection is no news.
    static let failuresUntilTold = 3
    /// Reports told of in one transaction.
    private static let atOnce = 200
    /// What was written longer ago is in the digest only: a week, in seconds.
    private static let oldestUrgent = 7.0 * 86_400

    let house: House
    let courier: Bell

    /// Tells what one poll gives to tell.
    /// - Parameter before: what was remembered of the source before it.
    func tell(of result: PollResult, before: SourceRecord?, at now: Date) async throws {
        if result.urgent > 0 { try await tellUrgent(at: now) }
        let failures = result.failure == nil ? 0 : (before?.failures ?? 0) + 1
        let isTold = before?.failingTold ?? false
        if failures >= EventMaker.failuresUntilTold, !isTold, let failure = result.failure {
            let deliveries = make(.sourceFailing, id: EventMaker.id(result.source, "failing", now), at: now) { _ in
                EventData.source(result.source, failures: failures, error: failure.message)
            }
            try await house.store.enqueue(deliveries, source: result.source, failing: true, at: now)
            courier.ring()
        } else if failures == 0, isTold {
            let deliveries = make(.sourceRecovered, id: EventMaker.id(result.source, "recovered", now), at: now) { _ in
                EventData.source(result.source, failures: before?.failures ?? 0, error: nil)
            }
            try await house.store.enqueue(deliveries, source: result.source, failing: false, at: now)
            courier.ring()
        }
    }

    /// Tells of every urgent report that no event tells of yet; also of those that a crash left so.
    func tellUrgent(at now: Date) async throws {
        while true {
            let ids = try house.store.untoldUrgent(limit: EventMaker.atOnce)
            if ids.isEmpty { return }
            let deliveries = try house.store.reports(ReportQuery(ids: ids)).filter { EventMaker.isRecent($0, now) }
                .sorted { $0.id.rawValue < $1.id.rawValue }
                .flatMap { report in
                    make(.reportUrgent, id: "report_\(report.id)_urgent", at: now) {
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
        _ type: EventType, id: String, at now: Date, data: (EventData.Detail) -> [UInt8]
    ) -> [NewDelivery] {
        house.configuration.webhooks.filter { $0.events.contains(type) }.map { webhook in
            NewDelivery(
                eventID: EventID.make(id, webhook: webhook.name), webhook: webhook.name, type: type,
                body: EventBody.make(
                    type: type, timestamp: now,
                    data: data(EventData.Detail(rawValue: webhook.detail.rawValue) ?? .titles)))
        }
    }

    private static func id(_ source: SourceName, _ word: String, _ now: Date) -> String {
        "source_\(source)_\(word)_\(Int(now.timeIntervalSince1970))"
    }
}
