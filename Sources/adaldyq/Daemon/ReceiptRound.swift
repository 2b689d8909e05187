import FoundationEssentials
import Outbox
import Reports
import Storage
import Transport

/// What one attempt at one receipt came to. It names no address and no code: both belong to the writer.
struct ReceiptOutcome: Sendable {
    var id: Int64
    var result: AttemptResult
}

/// One attempt at each receipt that is due, one after the other: they are few, and mail servers like it so.
struct ReceiptRound: Sendable {
    /// Receipts sent at once; the next round takes the rest.
    private static let atOnce = 20

    let house: House

    /// - Throws: what is wrong with the store; a server's failure is an outcome.
    func deliverDue() async throws -> [ReceiptOutcome] {
        var outcomes: [ReceiptOutcome] = []
        for receipt in try house.store.dueReceipts(at: Date(), limit: ReceiptRound.atOnce) {
            try await house.store.startReceipt(receipt.id)
            let result = try await send(receipt, at: Date())
            try await house.store.finishReceipt(receipt.id, at: Date(), result: result)
            outcomes.append(ReceiptOutcome(id: receipt.id, result: result))
        }
        return outcomes
    }

    private func send(_ receipt: PendingReceipt, at now: Date) async throws -> AttemptResult {
        guard let smtp = house.configuration.smtp else {
            return retry(receipt, at: now, "no smtp account is configured")
        }
        let endpoint: SMTPEndpoint
        do {
            endpoint = try smtp.endpoint()
        } catch {
            return retry(receipt, at: now, "\(error)")
        }
        let letter = ReceiptLetter(
            office: house.configuration.office.name, from: smtp.from, to: receipt.address, code: receipt.code,
            messageID: receipt.messageID, inReplyTo: receipt.inReplyTo, language: receipt.language, date: now)
        let verdict = try await ReceiptCourier(client: SMTPClient(endpoint)).attempt(
            letter, attempt: receipt.attempts + 1, now: now, jitter: .random(in: 0...1))
        return AttemptResult(verdict)
    }

    private func retry(_ receipt: PendingReceipt, at now: Date, _ reason: String) -> AttemptResult {
        AttemptResult(
            ReceiptCourier.policy.decide(
                attempt: receipt.attempts + 1, at: now, outcome: .failed(reason), jitter: .random(in: 0...1)))
    }
}

extension AttemptResult {
    /// The policy's verdict as the store keeps it.
    init(_ decision: RetryPolicy.Decision) {
        self =
            switch decision {
            case .delivered(let status): .delivered(status: status)
            case .retry(let at, let reason): .retry(at: at, reason: reason)
            case .exhausted(let reason): .exhausted(reason: reason)
            }
    }
}
