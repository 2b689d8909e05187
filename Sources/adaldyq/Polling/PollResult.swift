import FoundationEssentials
import Intake
import Reports
import Storage

/// What one poll of one source came to.
struct PollResult: Sendable {
    var source: SourceName
    var ledger = Ledger()
    /// Items noted as older than the source's `since`.
    var earlier = 0
    /// Items that were known already.
    var known = 0
    /// Reports whose text changed.
    var revised = 0
    /// Reports that cannot wait, new or newly so.
    var urgent = 0
    /// The server said that nothing changed.
    var unchanged = false
    /// The server asked not to be polled before this.
    var notBefore: Date?
    /// What was odd and survived.
    var notes: [String] = []
    /// What is worth a line in the digest.
    var events: [SourceNote] = []
    /// What the source says of when to ask again.
    var hints: PollHints?
    /// What the source remembers, if the poll changed it without items.
    var cursor: Cursor?
    /// Why the poll failed; what came before the failure is stored.
    var failure: PollFailure?

    /// Whether anything was stored.
    var hasNews: Bool { ledger.received > 0 || revised > 0 }
}

/// Why a poll failed, in words fit for a log and the digest.
struct PollFailure: Error, CustomStringConvertible, Sendable {
    /// No line of a log grows longer than this.
    private static let longest = 400

    let message: String
    /// The server asked not to be asked before this.
    let notBefore: Date?
    /// The source is gone for good.
    let isGone: Bool
    /// What the source remembers of it; nil leaves what is stored.
    let cursor: Cursor?

    init(_ error: any Error) {
        let text = String(describing: error)
        message = text.count > PollFailure.longest ? text.prefix(PollFailure.longest) + "…" : text
        let known = error as? IntakeError
        notBefore = known?.notBefore
        isGone = known?.isGone ?? false
        cursor = known?.cursor
    }

    var description: String { message }
}

/// How far a poll is, for whoever watches.
struct PollProgress: Sendable {
    var source: SourceName
    /// Items and messages committed so far.
    var done: Int
    /// How many there are, where that is known.
    var total: Int?
}

/// Adds up the batches of one poll.
actor PollTally {
    private var result: PollResult
    private var total: Int?
    private let progress: @Sendable (PollProgress) -> Void

    init(source: SourceName, progress: @escaping @Sendable (PollProgress) -> Void) {
        result = PollResult(source: source)
        self.progress = progress
    }

    /// Learns how many messages there are.
    func expect(_ total: Int?) {
        if let total { self.total = total }
    }

    /// Adds a committed batch.
    func add(_ outcome: BatchOutcome, of batch: ParsedBatch) {
        result.ledger.add(outcome.ledger)
        result.earlier += outcome.earlier
        result.known += outcome.known
        result.revised += outcome.revised
        result.urgent += outcome.urgent
        result.notes += batch.notes
        result.events += batch.events
        result.hints = batch.hints ?? result.hints
        let done = result.ledger.received + result.earlier + result.known + result.revised
        progress(PollProgress(source: result.source, done: done, total: total))
    }

    /// The sum, with what the source said at the end.
    func result(_ note: PollNote?) -> PollResult {
        var sum = result
        if let note {
            sum.unchanged = note.unchanged
            sum.notBefore = note.notBefore
            sum.notes += note.notes
            sum.events += note.events
            sum.hints = note.hints ?? sum.hints
        }
        return sum
    }
}

extension Ledger {
    /// Adds another's counts.
    mutating func add(_ other: Ledger) {
        received += other.received
        new += other.new
        repeated += other.repeated
        automatic += other.automatic
        setAside += other.setAside
    }
}
