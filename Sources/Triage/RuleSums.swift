/// What the rules found in a text, as the numbers that learning builds on: what speaks for each label, labels that the text
/// did not get included, and how it is written.
struct RuleSums: Sendable {
    /// What speaks for each theme, in the order of `Theme.allCases`.
    var themes: [Float]
    /// What speaks for each kind, in the order of `ReportKind.allCases`.
    var kinds: [Float]
    /// What speaks for each signal, in the order of `Signal.allCases`.
    var signals: [Float]
    /// How it is written.
    var manner: Manner

    /// What tells a paper's news from a letter, whatever either is about.
    struct Manner: Sendable {
        var words: Int
        var numbers: Int
        var asks: Int
        var exclaims: Int
        var endsAsking: Bool
        var hasTitle: Bool
        /// Words that speak against news: who writes of himself.
        var againstNews: Int
        /// Words that speak for a complaint.
        var forComplaint: Int
    }
}
