import FoundationEssentials
import Reports

/// What the store remembers of a source.
public struct SourceRecord: Hashable, Sendable {
    public var cursor: Cursor?
    public var lastPollAt: Date?
    public var lastSuccessAt: Date?
    /// When it is due.
    public var nextPollAt: Date?
    /// Failures in a row.
    public var failures: Int
    public var error: String?
}

/// How a poll ended; written in the transaction of its last batch.
public struct PollRecord: Hashable, Sendable {
    public var at: Date
    /// Why it failed; nil for a success.
    public var error: String?
    public var nextPollAt: Date?

    public init(at: Date, error: String?, nextPollAt: Date?) {
        self.at = at
        self.error = error
        self.nextPollAt = nextPollAt
    }
}

/// What goes into one transaction for one source.
public struct StoreBatch: Sendable {
    public var source: SourceName
    public var items: [PreparedItem]
    /// The cursor as it is after these items; nil leaves the one that is stored.
    public var cursor: Cursor?
    public var poll: PollRecord?
    /// Whether the origins are to be acknowledged at the source after the commit.
    public var acknowledge: Bool

    public init(source: SourceName, items: [PreparedItem], cursor: Cursor?, poll: PollRecord?, acknowledge: Bool) {
        self.source = source
        self.items = items
        self.cursor = cursor
        self.poll = poll
        self.acknowledge = acknowledge
    }
}

/// What a committed batch came to.
public struct BatchOutcome: Hashable, Sendable {
    public var ledger = Ledger()
    public var earlier = 0
    /// Items that were stored already.
    public var known = 0
    /// Reports whose text changed at the source.
    public var revised = 0
    public var newUrgent: [ReportID] = []

    public init() {}
}
