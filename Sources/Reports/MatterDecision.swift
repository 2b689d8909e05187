import FoundationEssentials

/// What is asked of the rules of matters for one new report.
public struct MatterQuestion: Sendable {
    /// A stored report that has telling things in common with the new one.
    public struct Candidate: Sendable {
        /// The report.
        public var report: ReportID
        /// Its title as stored, unmasked: it stays between Storage and Triage.
        public var title: String
        /// Its text.
        public var text: String
        /// When it was first received.
        public var received: Date

        /// Describes a stored report.
        public init(report: ReportID, title: String, text: String, received: Date) {
            self.report = report
            self.title = title
            self.text = text
            self.received = received
        }
    }

    /// Those that share the most.
    public var candidates: [Candidate]
    /// How many stored reports have each trace of the new one; `many` and more are not told apart.
    public var counts: [Int32: Int]
    /// How many reports the index holds.
    public var stored: Int

    /// Collects the values.
    public init(candidates: [Candidate], counts: [Int32: Int], stored: Int) {
        self.candidates = candidates
        self.counts = counts
        self.stored = stored
    }
}

/// Whether a new report is about the same concrete thing as a stored one.
public enum MatterDecision: Hashable, Sendable {
    /// About nothing that is known.
    case alone
    /// About what that report is about; the reason names what both have in common.
    case joins(ReportID, reason: String)
}
