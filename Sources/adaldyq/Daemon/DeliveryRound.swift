import FoundationEssentials
import Outbox
import Reports
import Storage

/// What one attempt at one delivery came to.
struct DeliveryOutcome: Sendable {
    var delivery: Delivery
    var result: AttemptResult
}

/// One attempt at each delivery that is due.
struct DeliveryRound: Sendable {
    /// Rows read at once.
    private static let atOnce = 100
    /// A secret that cannot be read, or a webhook that is not configured, is looked for again after this: nothing was
    /// sent, so no attempt is counted and nothing is given up for it.
    private static let patience = 300.0

    let house: House

    /// Tries every webhook's due deliveries, several webhooks at the same time.
    /// - Throws: what is wrong with the store; a receiver's failure is an outcome.
    func deliverDue() async throws -> [DeliveryOutcome] {
        let now = Date()
        let webhooks = try house.store.dueByWebhook().filter { $0.value <= now }.keys
        return try await withThrowingTaskGroup(of: [DeliveryOutcome].self) { group in
            for webhook in webhooks {
                group.addTask {
                    var outcomes: [DeliveryOutcome] = []
                    try await deliverDue(to: webhook) { outcomes.append($0) }
                    return outcomes
                }
            }
            var all: [DeliveryOutcome] = []
            for try await outcomes in group { all += outcomes }
            return all.sorted { $0.delivery.id < $1.delivery.id }
        }
    }

    /// Tries one webhook's deliveries that are due now, each once, in their order.
    /// - Parameter each: is handed every outcome as it comes.
    func deliverDue(to webhook: String, each: (DeliveryOutcome) -> Void) async throws {
        let began = Date()
        var last: Int64 = 0
        while true {
            let due = try house.store.due(at: began, to: webhook, after: last, limit: DeliveryRound.atOnce)
            for delivery in due {
                each(try await attempt(delivery))
                last = delivery.id
            }
            if due.count < DeliveryRound.atOnce { return }
        }
    }

    private func attempt(_ delivery: Delivery) async throws -> DeliveryOutcome {
        let began = Date()
        let target: WebhookTarget
        do {
            target = try self.target(of: delivery)
        } catch {
            let again = began.addingTimeInterval(DeliveryRound.patience)
            let reason = "nothing was sent: \(error)"
            try await house.store.putOff(delivery.id, until: again, reason: reason)
            return DeliveryOutcome(delivery: delivery, result: .retry(at: again, reason: reason))
        }
        try await house.store.startAttempt(delivery.id, at: began)
        let verdict = try await Courier(client: house.client).attempt(
            delivery, target: target, now: began, jitter: .random(in: 0...1))
        let result = AttemptResult(verdict)
        try await house.store.finishAttempt(delivery.id, at: Date(), result: result)
        return DeliveryOutcome(delivery: delivery, result: result)
    }

    private func target(of delivery: Delivery) throws -> WebhookTarget {
        guard let setting = house.configuration.webhooks.first(where: { $0.name == delivery.webhook }) else {
            throw NoSuchWebhook(name: delivery.webhook)
        }
        return try WebhookTarget(
            name: setting.name, url: setting.url, secrets: setting.secrets.map { try WebhookSecret($0.read()) },
            caFile: setting.authorities)
    }
}

/// A delivery waits for a webhook that is not configured; it may come back under its name.
private struct NoSuchWebhook: Error, CustomStringConvertible {
    let name: String
    var description: String { "no webhook of the name \(name) is configured" }
}
