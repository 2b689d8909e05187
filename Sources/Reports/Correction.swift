/// What a person says of a report's labels; what is nil was not said.
public struct Correction: Hashable, Codable, Sendable {
    /// What it is to the office.
    public var kind: ReportKind?
    /// What it is about, the main theme first; not empty.
    public var themes: [Theme]?
    /// What it alleges; empty for nothing.
    public var signals: [Signal]?
    /// The districts that it names; empty for none.
    public var districts: [District]?
    /// Whether it cannot wait.
    public var urgent: Bool?

    /// Collects the values.
    public init(
        kind: ReportKind? = nil, themes: [Theme]? = nil, signals: [Signal]? = nil, districts: [District]? = nil,
        urgent: Bool? = nil
    ) {
        self.kind = kind
        self.themes = themes
        self.signals = signals
        self.districts = districts
        self.urgent = urgent
    }

    /// Whether it says nothing at all.
    public var isEmpty: Bool { self == Correction() }

    /// What this one says, and where it says nothing, what the other says.
    public func over(_ earlier: Correction) -> Correction {
        Correction(
            kind: kind ?? earlier.kind, themes: themes ?? earlier.themes, signals: signals ?? earlier.signals,
            districts: districts ?? earlier.districts, urgent: urgent ?? earlier.urgent)
    }

    /// The labels as the person has them: sure, with the words that spoke for those that were right already.
    public func applied(to labels: Labels) -> Labels {
        var labels = labels
        if let kind { labels.kind = kind }
        if let themes { labels.themes = Correction.sure(themes, labels.themes) }
        if let signals { labels.signals = Correction.sure(signals, labels.signals) }
        if let districts { labels.districts = districts }
        if let urgent { labels.urgent = urgent }
        return labels
    }

    private static func sure<ID>(_ ids: [ID], _ labels: [Label<ID>]) -> [Label<ID>] {
        ids.map { id in Label(id: id, score: 1, evidence: labels.first { $0.id == id }?.evidence ?? []) }
    }
}
