import Language
import Reports

/// One corrected text: what it says and what the office says of it. What a person did not say is not learned from.
public struct Lesson: Sendable {
    /// Its headline.
    public var title: String
    /// Its text.
    public var text: String
    /// What it is.
    public var kind: ReportKind?
    /// What it is about, the main theme first.
    public var themes: [Theme]?
    /// What it alleges; empty if nothing.
    public var signals: [Signal]?

    /// Collects the values.
    public init(title: String, text: String, kind: ReportKind? = nil, themes: [Theme]? = nil, signals: [Signal]? = nil)
    {
        self.title = title
        self.text = text
        self.kind = kind
        self.themes = themes
        self.signals = signals
    }
}

/// Learns from corrections, in seconds, and measures what was learned against the rules alone.
public struct Learner: Sendable {
    /// Fewer lessons teach nothing that could be measured.
    public static let fewest = 20
    /// Beyond so many the oldest are forgotten: training stays a matter of seconds.
    public static let most = 2000
    /// Parts that cross-validation makes.
    public static let folds = 5

    private let prepared: [Prepared]

    /// A lesson, read once.
    private struct Prepared: Sendable {
        var features: [Int32]
        var rules: Labels
        var lesson: Lesson
    }

    /// Reads the lessons.
    /// - Parameter classifier: labels by the rules alone.
    public init(_ lessons: [Lesson], rules classifier: Classifier) {
        prepared = lessons.suffix(Learner.most).map { lesson in
            StemBook.use { book in
                var words = FoldedText(lesson.title)
                words.append(lesson.text)
                return Prepared(
                    features: LearnedFeatures.of(words, book),
                    rules: classifier.byRules(title: lesson.title, text: lesson.text), lesson: lesson)
            }
        }
    }

    /// The model of all lessons, with its quality by cross-validation; nil if there are too few.
    public func model() -> LearnedModel? {
        guard prepared.count >= Learner.fewest else { return nil }
        let all = Array(prepared.indices)
        let layers = Learner.Layers(prepared, all)
        return LearnedModel(
            lessons: prepared.count, quality: crossValidated(all), theme: layers.theme, kind: layers.kind,
            signal: layers.signal)
    }

    // MARK: cross-validation

    private func crossValidated(_ lessons: [Int]) -> [LearnedModel.Quality] {
        var order = lessons
        var shuffle = SteadyRandom(seed: 5)
        order.shuffle(using: &shuffle)
        let parts = (0..<Learner.folds).map { fold in
            order.indices.filter { $0 % Learner.folds == fold }.map { order[$0] }
        }
        let layers = parts.indices.map { fold in
            Layers(prepared, parts.indices.filter { $0 != fold }.flatMap { parts[$0] })
        }
        return LearnedModel.Group.allCases.map { group in
            let pairs = parts.indices.map { fold in
                (rules: score(group, parts[fold], nil), learned: score(group, parts[fold], layers[fold]))
            }
            let differences = pairs.map { $0.learned - $0.rules }
            let mean = differences.reduce(0, +) / Double(Learner.folds)
            let spread = differences.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(Learner.folds - 1)
            let noise = (spread / Double(Learner.folds)).squareRoot()
            let isSurer = Learner.isSurer(parts.indices.map { sureness(group, parts[$0], layers[$0]) })
            return LearnedModel.Quality(
                group: group.rawValue, rules: pairs.reduce(0) { $0 + $1.rules } / Double(Learner.folds),
                learned: pairs.reduce(0) { $0 + $1.learned } / Double(Learner.folds), noise: noise,
                isUsed: mean > max(noise, 0.005) && isSurer)
        }
    }

    /// Whether what was gained in each fold is more than its noise.
    private static func isSurer(_ gains: [Double]) -> Bool {
        let mean = gains.reduce(0, +) / Double(gains.count)
        let spread = gains.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(gains.count - 1)
        return mean > (spread / Double(gains.count)).squareRoot()
    }

    /// How much surer of what is right the layers are than the rules: the mean difference of its log-probability. It sees what
    /// the share of right ones does not, and so is less a matter of chance.
    private func sureness(_ group: LearnedModel.Group, _ chosen: [Int], _ layers: Layers) -> Double {
        var gains: [Float] = []
        func add(_ layer: LearnedLayer, _ features: [Int32], _ rules: [Float], _ truth: [Bool]) {
            let learned = layer.probabilities(layer.logits(features, rules))
            let alone = layer.probabilities(rules)
            for (index, holds) in truth.enumerated() where holds || !layer.isExclusive {
                let (now, before) = holds ? (learned[index], alone[index]) : (1 - learned[index], 1 - alone[index])
                gains.append(
                    Logarithm.of(max(now, Learner.leastChance)) - Logarithm.of(max(before, Learner.leastChance)))
            }
        }
        for one in chosen.lazy.map({ prepared[$0] }) {
            switch group {
            case .theme:
                guard let main = one.lesson.themes?.first else { continue }
                add(layers.theme, one.features, LearnedModel.themeRules(one.rules), Theme.allCases.map { $0 == main })
            case .kind:
                guard let kind = one.lesson.kind else { continue }
                add(
                    layers.kind, one.features, LearnedModel.kindRules(one.rules), ReportKind.allCases.map { $0 == kind }
                )
            case .signal:
                guard let signals = one.lesson.signals else { continue }
                add(
                    layers.signal, one.features, LearnedModel.signalRules(one.rules),
                    Signal.allCases.map { signals.contains($0) })
            }
        }
        return gains.isEmpty ? 0 : Double(gains.reduce(0, +)) / Double(gains.count)
    }

    /// One that is sure and wrong shall not outweigh all others.
    private static let leastChance: Float = 0.001

    /// The layers learned from some of the lessons.
    private struct Layers: Sendable {
        var theme = LearnedLayer(isExclusive: true, classes: Theme.allCases.count)
        var kind = LearnedLayer(isExclusive: true, classes: ReportKind.allCases.count)
        var signal = LearnedLayer(isExclusive: false, classes: Signal.allCases.count)

        init(_ prepared: [Prepared], _ chosen: [Int]) {
            let lessons = chosen.map { prepared[$0] }
            theme.train(
                lessons.compactMap { one in
                    guard let main = one.lesson.themes?.first else { return nil }
                    return LearnedLayer.Example(
                        features: one.features, rules: LearnedModel.themeRules(one.rules),
                        truth: Theme.allCases.map { $0 == main })
                })
            kind.train(
                lessons.compactMap { one in
                    guard let kind = one.lesson.kind else { return nil }
                    return LearnedLayer.Example(
                        features: one.features, rules: LearnedModel.kindRules(one.rules),
                        truth: ReportKind.allCases.map { $0 == kind })
                })
            signal.train(
                lessons.compactMap { one in
                    guard let signals = one.lesson.signals else { return nil }
                    return LearnedLayer.Example(
                        features: one.features, rules: LearnedModel.signalRules(one.rules),
                        truth: Signal.allCases.map { signals.contains($0) })
                })
        }
    }

    /// The share of right decisions, or micro-F1 for signals; 1 where nothing is asked.
    private func score(_ group: LearnedModel.Group, _ chosen: [Int], _ layers: Layers?) -> Double {
        var (right, wrong, missed) = (0, 0, 0)
        for one in chosen.lazy.map({ prepared[$0] }) {
            switch group {
            case .theme:
                guard let main = one.lesson.themes?.first else { continue }
                let rules = LearnedModel.themeRules(one.rules)
                let found =
                    layers.flatMap { LearnedModel.best($0.theme.logits(one.features, rules)) }.map {
                        Theme.allCases[$0]
                    }
                    ?? one.rules.themes.first?.id
                if found == main { right += 1 } else { wrong += 1 }
            case .kind:
                guard let kind = one.lesson.kind else { continue }
                let rules = LearnedModel.kindRules(one.rules)
                let found =
                    layers.flatMap { LearnedModel.best($0.kind.logits(one.features, rules)) }.map {
                        ReportKind.allCases[$0]
                    } ?? one.rules.kind
                if found == kind { right += 1 } else { wrong += 1 }
            case .signal:
                guard let signals = one.lesson.signals else { continue }
                var found = Set(one.rules.signals.map(\.id))
                if let layers {
                    let logits = layers.signal.logits(one.features, LearnedModel.signalRules(one.rules))
                    found = Set(logits.indices.filter { logits[$0] >= 0 }.map { Signal.allCases[$0] })
                }
                right += found.intersection(signals).count
                wrong += found.subtracting(signals).count
                missed += Set(signals).subtracting(found).count
            }
        }
        if group == .signal {
            return right + wrong + missed == 0 ? 1 : Double(2 * right) / Double(2 * right + wrong + missed)
        }
        return right + wrong == 0 ? 1 : Double(right) / Double(right + wrong)
    }

    // MARK: the learning curve

    /// A point of the learning curve.
    public struct Point: Hashable, Sendable {
        /// Corrections learned from.
        public var lessons: Int
        /// `theme`, `kind` or `signal`.
        public var group: String
        /// The rules alone on the rest, over the draws.
        public var rules: Double
        /// As the program decides after these corrections: learned where that was measured better, else the rules.
        public var used: Double
        /// The standard error of `used` over the draws.
        public var noise: Double
    }

    /// For each number of corrections, drawn five times: how well the rest is told.
    public func curve(_ counts: [Int]) -> [Point] {
        counts.filter { $0 < prepared.count }.flatMap { count -> [Point] in
            var scores: [LearnedModel.Group: [(rules: Double, used: Double)]] = [:]
            for draw in 0..<Learner.folds {
                var order = Array(prepared.indices)
                var shuffle = SteadyRandom(seed: UInt64(draw + 11))
                order.shuffle(using: &shuffle)
                let (taught, rest) = (Array(order.prefix(count)), Array(order.dropFirst(count)))
                let quality = count >= Learner.fewest ? crossValidated(taught) : []
                let layers = Layers(prepared, taught)
                for group in LearnedModel.Group.allCases {
                    let isUsed = quality.contains { $0.group == group.rawValue && $0.isUsed }
                    let rules = score(group, rest, nil)
                    scores[group, default: []].append((rules, isUsed ? score(group, rest, layers) : rules))
                }
            }
            return LearnedModel.Group.allCases.map { group in
                let all = scores[group] ?? []
                let n = Double(max(1, all.count))
                let mean = all.reduce(0) { $0 + $1.used } / n
                let spread = all.reduce(0) { $0 + ($1.used - mean) * ($1.used - mean) } / max(1, n - 1)
                return Point(
                    lessons: count, group: group.rawValue, rules: all.reduce(0) { $0 + $1.rules } / n, used: mean,
                    noise: (spread / n).squareRoot())
            }
        }
    }
}
