import FoundationEssentials
import Transport

/// Hands one receipt to the mail server once.
public struct ReceiptCourier: Sendable {
    /// Attempts end within a day: a receipt that comes later puzzles more than it helps.
    public static let policy = RetryPolicy(delays: [60, 600, 3600, 4 * 3600, 12 * 3600])

    private let client: SMTPClient

    /// - Parameter client: the wire.
    public init(client: SMTPClient) { self.client = client }

    /// - Parameters:
    ///   - attempt: its number, from 1.
    ///   - jitter: 0 to 1.
    /// - Returns: what is to be done; what comes back is a decision, never an error but cancellation.
    public func attempt(
        _ letter: ReceiptLetter, attempt: Int, now: Date, jitter: Double
    ) async throws -> RetryPolicy.Decision {
        do {
            return .delivered(status: try await send(letter))
        } catch is CancellationError {
            throw CancellationError()
        } catch let error as TransportError {
            // RFC 5321 §4.2.1: 5xx will be the same the next time.
            if case .refused = error, let status = error.status, status >= 500 { return .exhausted(reason: "\(error)") }
            if case .badAddress = error { return .exhausted(reason: "\(error)") }
            return ReceiptCourier.policy.decide(
                attempt: attempt, at: now, outcome: .failed("\(error)"), jitter: jitter)
        }
    }

    /// The null path, so that nothing ever comes back for it (RFC 3834 §4). A server that takes no such letter from those
    /// who log in gets the office's own address, and the letter's marks prevent the loop.
    private func send(_ letter: ReceiptLetter) async throws -> Int {
        do {
            return try await client.send(from: nil, to: letter.to, letter: letter.bytes())
        } catch let error as TransportError {
            guard case .refused = error, let status = error.status, status >= 500 else { throw error }
            return try await client.send(from: letter.from, to: letter.to, letter: letter.bytes())
        }
    }
}
