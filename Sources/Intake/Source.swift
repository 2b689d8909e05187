import FoundationEssentials
import Reports

/// A place that items come from. A poll hands over batches as they are fetched; nothing is marked there before
/// the batch is stored, and what is stored is known from the cursor that is committed with it.
public protocol Source: Sendable {
    /// Its name in the configuration.
    var name: SourceName { get }
    /// Whether what is stored is to be marked, moved or deleted at the source.
    var acknowledges: Bool { get }
    /// Fetches what came after the cursor. `hand` returns when there is room for more.
    /// - Throws: why the poll failed; what was handed over before stays good.
    func poll(
        _ request: PollRequest, hand: @escaping @Sendable (FetchedBatch) async throws -> Void
    ) async throws -> PollNote
    /// Marks, moves or deletes what is stored. Called only after the commit; may be called again for the same origins.
    func acknowledge(_ origins: [String]) async throws
    /// Waits until something may have come, where the source can tell. Called between polls.
    /// - Parameter seconds: at the most.
    /// - Throws: when what would tell is lost; a poll shows why.
    func awaitNews(for seconds: Double) async throws -> NewsWait
    /// Whether it tells of what comes, whatever its rhythm, once it was looked at; to look bothers nobody.
    var tellsOfNews: Bool { get }
    /// Lets go of what is kept between polls, such as a connection. The source can be polled again.
    func rest() async
    /// Tries whether the source answers, and changes nothing there.
    /// - Returns: one line for the operator.
    func check() async throws -> String
    /// Whether the source said that it is gone for good, so that nobody asks it again by himself.
    func rests(_ cursor: Cursor?) -> Bool
}

extension Source {
    /// Nothing is marked, unless a source says so.
    public var acknowledges: Bool { false }
    /// Nothing is marked, unless a source says how.
    public func acknowledge(_ origins: [String]) async throws {}
    /// Nothing is gone for good, unless a source says so.
    public func rests(_ cursor: Cursor?) -> Bool { false }
    /// Most sources do not tell.
    public var tellsOfNews: Bool { false }
    /// Most sources do not tell.
    public func awaitNews(for seconds: Double) async throws -> NewsWait { .cannotTell }
    /// Most sources keep nothing.
    public func rest() async {}
}

/// How a wait for something new ended.
public enum NewsWait: Sendable {
    /// It is time to look.
    case news
    /// Nothing came.
    case quiet
    /// This source does not tell: it has to be asked in its rhythm. Returned at once.
    case cannotTell
}

/// What a poll starts from.
public struct PollRequest: Sendable {
    /// What the source remembered after the last commit; nil at first.
    public var cursor: Cursor?
    /// The time of the poll, which becomes the items' time of receipt.
    public var now: Date
    /// Which of these origins are stored already.
    public var known: @Sendable ([String]) async throws -> Set<String>

    /// Makes a request.
    public init(cursor: Cursor?, now: Date, known: @escaping @Sendable ([String]) async throws -> Set<String>) {
        self.cursor = cursor
        self.now = now
        self.known = known
    }
}

/// Bytes that were fetched and wait to be parsed, which is work for another thread.
public struct FetchedBatch: Sendable {
    /// How many messages there are; 1 for a feed.
    public var size: Int
    /// How many the whole poll has, where that is known.
    public var total: Int?
    /// Bytes that it holds, or will hold when it is parsed: a bound over all sources counts them.
    public var bytes: Int
    /// Makes items of the bytes. Throws for what is no feed at all: the poll failed then, and nothing of it is kept.
    public var parse: @Sendable () throws -> ParsedBatch

    /// Makes a batch.
    public init(size: Int, total: Int?, bytes: Int = 0, parse: @escaping @Sendable () throws -> ParsedBatch) {
        self.size = size
        self.total = total
        self.bytes = bytes
        self.parse = parse
    }
}

/// A batch made items.
public struct ParsedBatch: Sendable {
    /// The items, in the order in which they stood.
    public var items: [Item]
    /// What the source remembers once these items are stored.
    public var cursor: Cursor?
    /// What was odd and survived, fit for a log.
    public var notes: [String]
    /// What is worth a line in the digest.
    public var events: [SourceNote] = []
    /// What the source says of when to ask again.
    public var hints: PollHints?

    /// Makes a batch.
    public init(items: [Item], cursor: Cursor?, notes: [String] = []) {
        self.items = items
        self.cursor = cursor
        self.notes = notes
    }
}

/// How a poll ended.
public struct PollNote: Sendable {
    /// Whether the source said, or its size and dates said, that nothing changed.
    public var unchanged: Bool
    /// The source asked not to be polled before this.
    public var notBefore: Date?
    /// What was odd and survived, fit for a log.
    public var notes: [String]
    /// What the source remembers, if that changed without items.
    public var cursor: Cursor?
    /// What is worth a line in the digest.
    public var events: [SourceNote] = []
    /// What the source says of when to ask again.
    public var hints: PollHints?

    /// Makes a note.
    public init(
        unchanged: Bool, notBefore: Date? = nil, notes: [String] = [], cursor: Cursor? = nil
    ) {
        self.unchanged = unchanged
        self.notBefore = notBefore
        self.notes = notes
        self.cursor = cursor
    }
}

/// What happens at a source to what is stored.
public enum AfterStoring: Hashable, Sendable {
    /// Nothing: the source is left as it was found.
    case keep
    /// It is marked as read.
    case seen
    /// It is moved to a folder.
    case move(String)
    /// It is deleted.
    case delete
}
