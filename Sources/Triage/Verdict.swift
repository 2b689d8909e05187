/// What the words of a text said for and against one label, and what came of it.
public struct Verdict: Hashable, Sendable {
    /// `theme`, `signal`, `kind` or `urgency`.
    public var group: String
    /// The label's id.
    public var label: String
    /// The sum of what spoke for it and against it; what each word counts stands in the taxonomy.
    public var sum: Double
    /// Whether the text got the label.
    public var isTaken: Bool
    /// The words that spoke for it, as they stand in the text.
    public var pro: [String]
    /// The words that spoke against it.
    public var contra: [String]
}
