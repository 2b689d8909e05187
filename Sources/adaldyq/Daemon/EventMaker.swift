import Digests
import FoundationEssentials
import Outbox
import Reports
import Storage

/// Puts events other than the digest into the outbox: urgent reports, sources that fail and recover.
struct EventMaker: Sendable {
    /// A source is said to fail after so many polls in a row: one lost connection is no news.
    static let failuresUntilTold = 3

    let house: House
    let courier: Bell

    /// What one poll gives to tell.
    func tell(of result: PollResult, failuresBefore: Int, at now: Date) async throws {
        var deliveries: [NewDelivery] = []
        for id in result.newUrgent {
            for report in try house.store.reports(ReportQuery(ids: [id])) {
                deliveries += make(.reportUrgent, id: "report_\(id)_urgent", at: now) {
                    EventData.urgent(report, detail: $0)
                }
            }
        }
        let failures = result.failure == nil ? 0 : failuresBefore + 1
        if failures == EventMaker.failuresUntilTold, let failure = result.failure {
            deliveries += make(.sourceFailing, id: EventMaker.id(result.source, "failing", now), at: now) { _ in
                EventData.source(result.source, failures: failures, error: failure.message)
            }
        } else if failures == 0, failuresBefore >= EventMaker.failuresUntilTold {
            deliveries += make(.sourceRecovered, id: EventMaker.id(result.source, "recovered", now), at: now) { _ in
                EventData.source(result.source, failures: failuresBefore, error: nil)
            }
        }
        guard !deliveries.isEmpty else { return }
        try await house.store.enqueue(deliveries, at: now)
        courier.ring()
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
