import Language
import Reports
import Synchronization

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
    /// A layer for each group of labels.
    let layers: [Group: LearnedLayer]
    /// Each model has a number of its own, for what is remembered of words.
    let id: Int
    /// The layers that are used, with where each begins in a word's row.
    private let used: [(group: Group, layer: LearnedLayer, from: Int)]
    /// How long a word's row is: the classes of all layers that are used.
    let width: Int

    private static let number = Atomic<Int>(0)

    init(lessons: Int, quality: [Quality], layers: [Group: LearnedLayer]) {
        self.lessons = lessons
        self.quality = quality
        self.layers = layers
        id = LearnedModel.number.wrappingAdd(1, ordering: .relaxed).newValue
        var (used, width) = ([(group: Group, layer: LearnedLayer, from: Int)](), 0)
        for group in Group.allCases where quality.contains(where: { $0.group == group.rawValue && $0.isUsed }) {
            guard let layer = layers[group] else { continue }
            used.append((group, layer, width))
            width += layer.shape.classes
        }
        self.used = used
        self.width = width
    }

    /// What features add to each class of the layers that are used.
    func sums(of features: [Int32]) -> [Float] { used.flatMap { $0.layer.sums(of: features) } }

    /// Whether any of it is used.
    public var isUsed: Bool { quality.contains(where: \.isUsed) }

    // MARK: deciding

    private static let mostThemes = 2
    private static let mostEvidence = 4

    /// The rules' labels, changed where what was learned says otherwise; the words that said so are the evidence.
    func adjusted(_ labels: Labels, _ sums: RuleSums, _ reading: Reading, _ book: ReadingBook) -> Labels {
        let (added, count) = added(reading, book)
        var adjusted = labels
        var learned: [String] = []
        for (group, layer, from) in used {
            let logits = layer.logits(
                group.text([], sums, labels), added[from..<from + layer.shape.classes], count)
            let found = group.found(logits)
            guard found != group.found(labels) else { continue }
            let chances = layer.probabilities(logits)
            let chosen = found.indices.filter { found[$0] }.sorted { chances[$0] > chances[$1] }
            func evidence(_ index: Int) -> [String] { self.evidence(layer, index, reading, book.stems) }
            switch group {
            case .theme:
                guard let best = chosen.first else { continue }
                let main = Label(
                    id: Theme.allCases[best], score: LearnedModel.rounded(chances[best]), evidence: evidence(best))
                adjusted.themes =
                    [main]
                    + labels.themes.filter { $0.id != main.id && $0.id != .other }.prefix(LearnedModel.mostThemes - 1)
            case .kind:
                guard let best = chosen.first else { continue }
                adjusted.kind = ReportKind.allCases[best]
                adjusted.reasons = evidence(best) + labels.reasons
            case .signal:
                adjusted.signals = chosen.map { index in
                    labels.signals.first { $0.id == Signal.allCases[index] }
                        ?? Label(
                            id: Signal.allCases[index], score: LearnedModel.rounded(chances[index]),
                            evidence: evidence(index))
                }
            }
            learned.append(group.rawValue)
        }
        // What is no complaint and no news alleges nothing, and only a complaint cannot wait.
        if adjusted.kind != .complaint, adjusted.kind != .news { adjusted.signals = [] }
        if adjusted.kind != .complaint { adjusted.urgent = false }
        if !learned.isEmpty {
            adjusted.reasons.append("\(learned.joined(separator: ", ")) learned from \(lessons) corrections")
        }
        return adjusted
    }

    private static func rounded(_ chance: Float) -> Double { (Double(chance) * 100).rounded() / 100 }

    private func added(_ reading: Reading, _ book: ReadingBook) -> (sums: [Float], count: Int) {
        guard LearnedFeatures.latin(reading) != nil else { return book.learned.sums(of: reading, self, book.stems) }
        let features = LearnedFeatures.of(reading, book.stems)
        return (sums(of: features), features.count)
    }

    /// The words that add the most to a class.
    private func evidence(_ layer: LearnedLayer, _ index: Int, _ reading: Reading, _ book: StemBook) -> [String] {
        let latin = LearnedFeatures.latin(reading)
        var sums: [(place: Int, sum: Float)] = []
        for (place, word) in reading.words.words.prefix(LearnedFeatures.mostWords).enumerated() {
            let sum = LearnedFeatures.of(word, reading.words, latin: latin, book)
                .reduce(0) { $0 + layer.weight($1, index) }
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
