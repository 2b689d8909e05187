import FoundationEssentials
import Reports

/// What the store remembers of a source.
public struct SourceRecord: Hashable, Sendable {
    /// The cursor.
    public var cursor: Cursor?
    /// When it was last polled.
    public var lastPollAt: Date?
    /// When it was last polled with success.
    public var lastSuccessAt: Date?
    /// When it is due.
    public var nextPollAt: Date?
    /// Failures in a row.
    public var failures: Int
    /// When the first of them was.
    public var failingSince: Date?
    /// Since when it has been silent against its habit; nil if it is not.
    public var silentSince: Date?
    /// Whether an event told of it, and none of the recovery yet.
    public var failingTold: Bool
    /// Why the last poll failed; nil after a success.
    public var error: String?
}

/// How a poll ended; written in the transaction of its last batch.
public struct PollRecord: Hashable, Sendable {
    /// When.
    public var at: Date
    /// Why it failed; nil for a success.
    public var error: String?
    /// When it is due next.
    public var nextPollAt: Date?
    /// What is worth a line in the digest, other than silence.
    public var notes: [SourceNote] = []
    /// Whether it brings nothing against its habit.
    public var silence = Silence.untold

    /// What a poll showed of a source's silence.
    public enum Silence: Hashable, Sendable {
        /// Nothing: what is stored stays.
        case untold
        /// Since when it has been silent; nil if it is not.
        case known(Date?)
    }

    /// Collects the values.
    public init(at: Date, error: String?, nextPollAt: Date?) {
        self.at = at
        self.error = error
        self.nextPollAt = nextPollAt
    }
}

/// What goes into one transaction for one source.
public struct StoreBatch: Sendable {
    /// The source.
    public var source: SourceName
    /// The items.
    public var items: [PreparedItem]
    /// The cursor as it is after these items; nil leaves the one that is stored.
    public var cursor: Cursor?
    /// How the poll ended, with its last batch.
    public var poll: PollRecord?
    /// Whether the origins are to be acknowledged at the source after the commit.
    public var acknowledge: Bool
    /// How its letters are answered; nil if they are not.
    public var receipts: ReceiptPlan?

    /// Collects the values.
    public init(
        source: SourceName, items: [PreparedItem], cursor: Cursor?, poll: PollRecord?, acknowledge: Bool,
        receipts: ReceiptPlan? = nil
    ) {
        self.source = source
        self.items = items
        self.cursor = cursor
        self.poll = poll
        self.acknowledge = acknowledge
        self.receipts = receipts
    }
}

/// What a committed batch came to.
public struct BatchOutcome: Hashable, Sendable {
    /// What was received.
    public var ledger = Ledger()
    /// Items older than the source's `since`, noted only.
    public var earlier = 0
    /// Items that were stored already.
    public var known = 0
    /// Reports whose text changed at the source.
    public var revised = 0
    /// New reports that are about a matter others have told of.
    public var joined = 0
    /// Reports that cannot wait, new or newly so.
    public var urgent = 0

    /// Collects the values.
    public init() {}
}
