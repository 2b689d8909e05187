import FoundationEssentials

/// What a webhook can be told of.
public enum EventType: String, CaseIterable, Codable, Sendable {
    case digestDaily = "digest.daily"
    case reportUrgent = "report.urgent"
    case sourceFailing = "source.failing"
    case sourceRecovered = "source.recovered"
}

/// One event to one webhook: a row of the outbox until a 2xx.
public struct Delivery: Hashable, Sendable {
    /// How a delivery stands.
    public enum State: String, CaseIterable, Codable, Sendable {
        /// Waits for its time, or for an answer.
        case pending
        /// A 2xx was received.
        case delivered
        /// The schedule ran out, or the receiver said 410. Kept, shown, never deleted.
        case exhausted
    }

    /// The row's number.
    public var id: Int64
    /// `webhook-id`: the same in every attempt. Letters, digits, `_` and `-` only.
    public var eventID: String
    /// The webhook's configured name.
    public var webhook: String
    /// What it tells of.
    public var type: EventType
    /// The body, byte for byte as it is signed and sent.
    public var body: [UInt8]
    /// When the event was made.
    public var createdAt: Date
    /// How it stands.
    public var state: State
    /// Attempts made.
    public var attempts: Int
    /// When it is due.
    public var dueAt: Date
    /// What the last attempt came to.
    public var lastResult: String?

    /// Collects a row.
    public init(
        id: Int64, eventID: String, webhook: String, type: EventType, body: [UInt8], createdAt: Date,
        state: State = .pending, attempts: Int = 0, dueAt: Date, lastResult: String? = nil
    ) {
        self.id = id
        self.eventID = eventID
        self.webhook = webhook
        self.type = type
        self.body = body
        self.createdAt = createdAt
        self.state = state
        self.attempts = attempts
        self.dueAt = dueAt
        self.lastResult = lastResult
    }
}

/// A delivery not yet stored: its row gets its number there.
public struct NewDelivery: Hashable, Sendable {
    /// `webhook-id`.
    public var eventID: String
    /// The webhook's configured name.
    public var webhook: String
    /// What it tells of.
    public var type: EventType
    /// The body.
    public var body: [UInt8]

    /// Collects an event.
    public init(eventID: String, webhook: String, type: EventType, body: [UInt8]) {
        self.eventID = eventID
        self.webhook = webhook
        self.type = type
        self.body = body
    }
}
