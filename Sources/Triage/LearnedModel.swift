import Language
import Reports

/// What was learned from the office's corrections: a layer for the main theme, one for the kind, one for the signals, each
/// used only where it was measured to be better than the rules alone.
public struct LearnedModel: Sendable {
    /// How well one group of labels is told, by cross-validation over the corrections.
    public struct Quality: Hashable, Codable, Sendable {
        /// `theme`, `kind` or `signal`.
        public var group: String
        /// The rules alone: the share of right ones (theme, kind) or micro-F1 (signal).
        public var rules: Double
        /// With what was learned.
        public var learned: Double
        /// The standard error of the difference over the folds.
        public var noise: Double
        /// Whether it is used: right more often than the rules, and surer of what is right, each by more than the noise.
        public var isUsed: Bool

        /// Collects the values.
        public init(group: String, rules: Double, learned: Double, noise: Double, isUsed: Bool) {
            self.group = group
            self.rules = rules
            self.learned = learned
            self.noise = noise
            self.isUsed = isUsed
        }
    }

    /// How many corrections it was made from.
    public let lessons: Int
    /// A line a group.
    public let quality: [Quality]
    let theme, kind, signal: LearnedLayer

    init(lessons: Int, quality: [Quality], theme: LearnedLayer, kind: LearnedLayer, signal: LearnedLayer) {
        self.lessons = lessons
        self.quality = quality
        self.theme = theme
        self.kind = kind
        self.signal = signal
    }

    /// Whether any of it is used.
    public var isUsed: Bool { quality.contains(where: \.isUsed) }

    func uses(_ group: Group) -> Bool { quality.contains { $0.group == group.rawValue && $0.isUsed } }

    enum Group: String, CaseIterable, Sendable { case theme, kind, signal }

    // MARK: what the rules say, as logits

    /// What a theme's evidence weighs against what was learned: by how much more of it the one theme has than the other, so
    /// that few corrections turn what is nearly even, and nothing else.
    private static let evidenceWeight: Float = 6
    /// The evidence of a text of no theme.
    private static let nothing: Float = 2
    /// What stands first by a hair stands first.
    private static let first: Float = 0.05
    private static let kindWeight: Float = 4
    private static let absent: Float = -1.5
    private static let present: Float = 1.5

    static func themeRules(_ labels: Labels) -> [Float] {
        Theme.allCases.map { theme in
            guard let place = labels.themes.firstIndex(where: { $0.id == theme }) else { return 0 }
            let score = labels.themes[place].score
            let sum = score == 0 ? nothing : Float(Tally.sum(score))
            return evidenceWeight * Logarithm.of(1 + sum) + (place == 0 ? first : 0)
        }
    }

    static func kindRules(_ labels: Labels) -> [Float] {
        ReportKind.allCases.map { $0 == labels.kind ? kindWeight : 0 }
    }

    static func signalRules(_ labels: Labels) -> [Float] {
        Signal.allCases.map { signal in
            labels.signals.first { $0.id == signal }.map { present + Float($0.score) } ?? absent
        }
    }

    // MARK: deciding

    private static let mostThemes = 2
    private static let mostSignals = 2
    private static let mostEvidence = 4

    /// The rules' labels, changed where what was learned says otherwise; the words that said so are the evidence.
    func adjusted(_ labels: Labels, _ reading: Reading, _ book: StemBook) -> Labels {
        guard isUsed, labels.kind != .spam else { return labels }
        let ofWords = LearnedFeatures.ofWords(reading.words, book)
        let features = LearnedFeatures.distinct(ofWords.flatMap { $0 })
        var labels = labels
        var learned: [String] = []
        if uses(.theme) {
            let rules = LearnedModel.themeRules(labels)
            let chances = theme.probabilities(theme.logits(features, rules))
            if let best = LearnedModel.best(chances), Theme.allCases[best] != labels.themes.first?.id {
                let main = Label(
                    id: Theme.allCases[best], score: LearnedModel.rounded(chances[best]),
                    evidence: evidence(theme, best, ofWords, reading))
                labels.themes =
                    [main]
                    + labels.themes.filter { $0.id != main.id && $0.id != .other }.prefix(LearnedModel.mostThemes - 1)
                learned.append("theme")
            }
        }
        if uses(.kind) {
            let chances = kind.probabilities(kind.logits(features, LearnedModel.kindRules(labels)))
            if let best = LearnedModel.best(chances), ReportKind.allCases[best] != labels.kind {
                labels.kind = ReportKind.allCases[best]
                labels.reasons = evidence(kind, best, ofWords, reading) + labels.reasons
                learned.append("kind")
            }
        }
        if uses(.signal) {
            let chances = signal.probabilities(signal.logits(features, LearnedModel.signalRules(labels)))
            let chosen = chances.indices.filter { chances[$0] >= 0.5 }.sorted { chances[$0] > chances[$1] }
                .prefix(LearnedModel.mostSignals)
            if Set(chosen.map { Signal.allCases[$0] }) != Set(labels.signals.map(\.id)) {
                labels.signals = chosen.map { index in
                    labels.signals.first { $0.id == Signal.allCases[index] }
                        ?? Label(
                            id: Signal.allCases[index], score: LearnedModel.rounded(chances[index]),
                            evidence: evidence(signal, index, ofWords, reading))
                }
                learned.append("signal")
            }
        }
        if !learned.isEmpty {
            labels.reasons.append("\(learned.joined(separator: ", ")) learned from \(lessons) corrections")
        }
        return labels
    }

    static func best(_ chances: [Float]) -> Int? { chances.indices.max { chances[$0] < chances[$1] } }

    private static func rounded(_ chance: Float) -> Double { (Double(chance) * 100).rounded() / 100 }

    /// The words that add the most to a class.
    private func evidence(_ layer: LearnedLayer, _ index: Int, _ ofWords: [[Int32]], _ reading: Reading) -> [String] {
        var sums: [(place: Int, sum: Float)] = []
        for (place, features) in ofWords.enumerated() {
            let sum = features.reduce(0) { $0 + layer.weight($1, index) }
            if sum > 0 { sums.append((place, sum)) }
        }
        var words: [String] = []
        for (place, _) in sums.sorted(by: { $0.sum > $1.sum }) where words.count < LearnedModel.mostEvidence {
            let word = reading.written(place..<place + 1)
            if !words.contains(word) { words.append(word) }
        }
        return words
    }
}
