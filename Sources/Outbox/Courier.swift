import FoundationEssentials
import Reports
import Transport

/// Where events of one webhook go.
public struct WebhookTarget: Sendable {
    /// The configured name.
    public var name: String
    /// https, or http on loopback.
    public var url: String
    /// The first is the one in use; while a secret is changed, all of them sign.
    public var secrets: [WebhookSecret]
    /// Certificates to trust beside the system's.
    public var caFile: String?

    /// Collects a target.
    public init(name: String, url: String, secrets: [WebhookSecret], caFile: String? = nil) {
        self.name = name
        self.url = url
        self.secrets = secrets
        self.caFile = caFile
    }
}

/// Posts one delivery once.
public struct Courier: Sendable {
    /// A receiver has so long to answer (Standard Webhooks: 15 to 30 s).
    private static let patience = 30.0
    /// What a receiver says is read so far: it is a word of thanks, or a reason.
    private static let longestAnswer = 64 << 10

    private let client: HTTPClient
    private let policy: RetryPolicy

    /// - Parameter client: the wire.
    public init(client: HTTPClient, policy: RetryPolicy = .standard) {
        self.client = client
        self.policy = policy
    }

    /// Signs the stored body for this attempt and posts it; what comes back is a decision, never an error but
    /// cancellation.
    /// - Parameter jitter: 0 to 1.
    public func attempt(
        _ delivery: Delivery, target: WebhookTarget, now: Date, jitter: Double
    ) async throws -> RetryPolicy.Decision {
        let outcome: RetryPolicy.Outcome
        do {
            let response = try await client.send(request(delivery, target, now))
            let retryAfter = RetryAfter.seconds(response.headers["retry-after"], now: now)
            outcome = .answered(status: response.status, retryAfter: retryAfter)
        } catch is CancellationError {
            throw CancellationError()
        } catch let error as TransportError {
            if let status = error.status {
                // The head of the answer came, and its body was too large or too slow: the status counts.
                outcome = .answered(status: status, retryAfter: nil)
            } else {
                outcome = .failed("\(error)")
            }
        }
        return policy.decide(attempt: delivery.attempts + 1, at: now, outcome: outcome, jitter: jitter)
    }

    private func request(_ delivery: Delivery, _ target: WebhookTarget, _ now: Date) -> HTTPRequest {
        let timestamp = Int(now.timeIntervalSince1970)
        let signature = WebhookSignature.header(
            id: delivery.eventID, timestamp: timestamp, body: delivery.body, secrets: target.secrets)
        var request = HTTPRequest(method: "POST", url: target.url)
        request.headers = [
            HTTPField("content-type", "application/json"), HTTPField("webhook-id", delivery.eventID),
            HTTPField("webhook-timestamp", String(timestamp)), HTTPField("webhook-signature", signature),
        ]
        request.body = delivery.body
        // The operator named it; it may well stand in the office's own network.
        request.allowPrivate = true
        request.caFile = target.caFile
        request.limits.redirects = 0
        request.limits.maxBody = Courier.longestAnswer
        request.limits.firstByte = Courier.patience
        request.limits.whole = Courier.patience
        return request
    }
}
