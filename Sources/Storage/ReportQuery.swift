import FoundationEssentials
import Reports

/// What narrows a list of reports; all conditions hold at once. Newest first.
public struct ReportQuery: Sendable {
    /// A place in the list, to read on after it.
    public struct Position: Hashable, Sendable {
        let received: Int64
        let id: Int64

        /// The place of a report that was read.
        public init(_ report: Report) {
            received = Milliseconds.from(report.receivedAt)
            id = report.id.rawValue
        }
    }

    /// Words that must all be in title or text, in any inflection.
    public var words: String?
    public var ids: [ReportID]?
    /// First received at this time or later.
    public var since: Date?
    /// First received before this time.
    public var until: Date?
    public var theme: Theme?
    public var signal: Signal?
    public var district: District?
    public var kind: ReportKind?
    public var language: TextLanguage?
    /// Seen in this source.
    public var source: SourceName?
    /// Only what comes after this place.
    public var before: Position?
    public var limit: Int?

    public init(words: String? = nil, ids: [ReportID]? = nil) {
        self.words = words
        self.ids = ids
    }
}
