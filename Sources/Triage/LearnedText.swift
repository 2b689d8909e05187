import Reports

/// One text as a layer reads it.
struct LearnedText: Sendable {
    /// The numbers of its words and letters; none where their sums are known.
    var words: [Int32]
    /// What is told of the whole text, weighed for each class on its own.
    var traits: [Float] = []
    /// What is told of each class, class by class, weighed alike for all of them.
    var marks: [Float] = []
    /// What the rules say for each class, as a logit.
    var rules: [Float]

    /// How many traits and marks each group of labels has.
    static let kindTraits = 13 + 2 * ReportKind.allCases.count
    static let signalMarks = 13

    // What the rules say weighs so much that few corrections turn what is nearly even, and nothing else: at these weights
    // their sums, taken for probabilities, fit texts that they were not made from best.
    private static let themeWeight: Float = 3
    private static let kindWeight: Float = 3
    private static let signalPresent: Float = 1
    private static let signalAbsent: Float = -1.25
    /// The sum of a text of no theme, for `other`.
    private static let nothing: Float = 2
    /// What the rules put first stands first while nothing was learned.
    private static let first: Float = 0.02

    /// For the main theme.
    static func theme(_ words: [Int32], _ sums: RuleSums, _ labels: Labels) -> LearnedText {
        var logits = sums.themes.map { Logarithm.of(1 + max($0, 0)) }
        if let main = labels.themes.first?.id, let place = Theme.allCases.firstIndex(of: main) {
            if main == .other { logits[place] = max(logits[place], Logarithm.of(1 + nothing)) }
            logits[place] = max(logits[place], (logits.max() ?? 0) + first)
        }
        return LearnedText(words: words, rules: logits.map { $0 * themeWeight })
    }

    /// For the kind.
    static func kind(_ words: [Int32], _ sums: RuleSums, _ labels: Labels) -> LearnedText {
        let manner = sums.manner
        let isImpersonal = manner.hasTitle && manner.againstNews == 0
        var traits: [Float] = [
            manner.hasTitle ? 1 : 0, grown(manner.againstNews), isImpersonal ? 1 : 0,
            isImpersonal && manner.asks + manner.exclaims == 0 ? 1 : 0, grown(manner.asks),
            manner.endsAsking ? 1 : 0, grown(manner.exclaims), grown(manner.numbers),
            Logarithm.of(Float(max(1, manner.words)) / 40), manner.words < 25 ? 1 : 0,
            sums.signals.contains { $0 >= 3 } ? 1 : 0, grown(manner.forComplaint),
            Logarithm.of(1 + max(sums.themes.max() ?? 0, 0)),
        ]
        traits += sums.kinds.map { Logarithm.of(1 + max($0, 0)) }
        traits += sums.kinds.map { max(-$0, 0) / 5 }
        return LearnedText(
            words: words, traits: traits, rules: ReportKind.allCases.map { $0 == labels.kind ? kindWeight : 0 })
    }

    /// For the signals.
    static func signal(_ words: [Int32], _ sums: RuleSums, _ labels: Labels) -> LearnedText {
        let money = Theme.allCases.firstIndex(of: .budgetProcurement).map { sums.themes[$0] } ?? 0
        let positive = sums.signals.map { max($0, 0) }
        var marks: [Float] = []
        for (index, sum) in positive.enumerated() {
            let other = positive.indices.reduce(Float(0)) { $1 == index ? $0 : max($0, positive[$1]) }
            marks += [
                Logarithm.of(1 + sum), sum >= 3 ? 1 : 0, sum > 0 ? 1 : 0, Logarithm.of(1 + other),
                Logarithm.of(1 + max(sum - other, 0)), sum > 0 && sum >= other ? 1 : 0,
                labels.kind == .complaint ? 1 : 0, labels.kind == .news ? 1 : 0,
                [.idea, .question, .thanks].contains(labels.kind) ? 1 : 0, sums.signals[index] < 0 ? 1 : 0,
                Logarithm.of(1 + max(money, 0)), Float(min(sums.manner.words, 400)) / 100, 1,
            ]
        }
        return LearnedText(
            words: words, marks: marks,
            rules: Signal.allCases.map { signal in
                labels.signals.contains { $0.id == signal } ? signalPresent : signalAbsent
            })
    }

    private static func grown(_ count: Int) -> Float { Logarithm.of(1 + Float(count)) }
}
