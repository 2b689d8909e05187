import FoundationEssentials
import Outbox
import Reports
import Storage

/// What one attempt at one delivery came to.
struct DeliveryOutcome: Sendable {
    var delivery: Delivery
    var result: AttemptResult
}

/// One attempt at each delivery that is due. Several webhooks are tried at the same time, the deliveries of one in
/// their order.
struct DeliveryRound: Sendable {
    /// Rows read at once; the next round takes the rest.
    private static let atOnce = 100

    let house: House

    /// - Throws: what is wrong with the store; a receiver's failure is an outcome.
    func deliverDue() async throws -> [DeliveryOutcome] {
        let due = try house.store.due(at: Date(), limit: DeliveryRound.atOnce)
        let byWebhook = Dictionary(grouping: due, by: \.webhook)
        return try await withThrowingTaskGroup(of: [DeliveryOutcome].self) { group in
            for deliveries in byWebhook.values {
                group.addTask {
                    var outcomes: [DeliveryOutcome] = []
                    for delivery in deliveries { outcomes.append(try await attempt(delivery)) }
                    return outcomes
                }
            }
            var all: [DeliveryOutcome] = []
            for try await outcomes in group { all += outcomes }
            return all.sorted { $0.delivery.id < $1.delivery.id }
        }
    }

    private func attempt(_ delivery: Delivery) async throws -> DeliveryOutcome {
        let began = Date()
        try await house.store.startAttempt(delivery.id, at: began)
        let result = try await post(delivery, at: began)
        try await house.store.finishAttempt(delivery.id, at: Date(), result: result)
        return DeliveryOutcome(delivery: delivery, result: result)
    }

    private func post(_ delivery: Delivery, at now: Date) async throws -> AttemptResult {
        guard let setting = house.configuration.webhooks.first(where: { $0.name == delivery.webhook }) else {
            // It may come back under its name; the schedule ends the waiting.
            return retry(delivery, at: now, "no webhook of the name \(delivery.webhook) is configured")
        }
        let target: WebhookTarget
        do {
            target = try WebhookTarget(
                name: setting.name, url: setting.url,
                secrets: setting.secrets.map { try WebhookSecret($0.read()) }, caFile: setting.authorities)
        } catch {
            return retry(delivery, at: now, "\(error)")
        }
        let verdict = try await Courier(client: house.client).attempt(
            delivery, target: target, now: now, jitter: .random(in: 0...1))
        return AttemptResult(verdict)
    }

    private func retry(_ delivery: Delivery, at now: Date, _ reason: String) -> AttemptResult {
        AttemptResult(
            RetryPolicy.standard.decide(
                attempt: delivery.attempts + 1, at: now, outcome: .failed(reason), jitter: .random(in: 0...1)))
    }
}
