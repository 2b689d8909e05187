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
    /// Only these.
    public var ids: [ReportID]?
    /// First received at this time or later.
    public var since: Date?
    /// First received before this time.
    public var until: Date?
    /// About this.
    public var theme: Theme?
    /// Alleging this.
    public var signal: Signal?
    /// Naming this district.
    public var district: District?
    /// Of this kind.
    public var kind: ReportKind?
    /// In this language.
    public var language: TextLanguage?
    /// Seen in this source.
    public var source: SourceName?
    /// Only what comes after this place.
    public var before: Position?
    /// At most so many; nil for all.
    public var limit: Int?

    /// Collects the values.
    public init(words: String? = nil, ids: [ReportID]? = nil) {
        self.words = words
        self.ids = ids
    }
}
