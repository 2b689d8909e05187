import Reports

/// The lessons of one group of labels: what they teach, and how well that is told apart from chance.
struct Course: Sendable {
    /// One lesson.
    private struct Case: Sendable {
        var text: LearnedText
        var truth: [Bool]
        var byRules: [Bool]
        var rulesAreRight: Bool { truth == byRules }
    }

    /// People correct what is wrong: of the texts that come in, the rules are wrong on no more than this share, and if
    /// they are on more of the lessons those count less, so that what is learned is not "never what the rules say".
    private var mostWrong: Float {
        switch group {
        case .theme: 0.2
        case .kind: 0.06
        case .signal: 0.15
        }
    }
    /// With fewer lessons on which the rules are right nothing tells what learning would spoil.
    private static let fewestRight = 5
    /// Cross-validation is repeated, where that is quick: a single one depends on how the parts fall.
    private static let repeats = 3
    private static let quick = 300
    /// One that is sure and wrong shall not outweigh all others.
    private static let leastChance: Float = 0.001
    /// What is gained must be more than what rounding makes. Whether that is chance is told by how much surer of what is
    /// right the layer is: the share of right ones moves by whole texts, and fifty of them cannot show a gain of two in a
    /// hundred.
    private static let leastGain = 0.002
    private static let sureness = 1.5

    let group: LearnedModel.Group
    private let start: LearnedLayer
    /// By the lesson's number; nil where it says nothing of the group.
    private let cases: [Case?]

    init(
        _ group: LearnedModel.Group, start: LearnedLayer,
        _ lessons: [(lesson: Lesson, words: [Int32], sums: RuleSums, labels: Labels)]
    ) {
        self.group = group
        self.start = start
        cases = lessons.map { one in
            guard let truth = group.truth(one.lesson), one.labels.kind != .spam else { return nil }
            return Case(
                text: group.text(one.words, one.sums, one.labels), truth: truth, byRules: group.found(one.labels))
        }
    }

    /// Whether the rules are right in a lesson.
    func rulesAreRight(_ lesson: Int) -> Bool { cases[lesson]?.rulesAreRight ?? true }

    /// The layer of some of the lessons.
    func layer(_ lessons: [Int]) -> LearnedLayer {
        let weights = weights(lessons)
        var layer = start
        layer.train(
            lessons.compactMap { number in
                cases[number].map {
                    LearnedLayer.Example(
                        text: $0.text, truth: $0.truth, weight: $0.rulesAreRight ? weights.right : weights.wrong)
                }
            })
        return layer
    }

    /// What a lesson counts in which the rules are right, and one in which they are wrong.
    private func weights(_ lessons: [Int]) -> (right: Float, wrong: Float) {
        let known = lessons.compactMap { cases[$0] }
        let wrong = Float(known.count { !$0.rulesAreRight }) / Float(max(1, known.count))
        guard wrong > mostWrong, wrong < 1 else { return (1, 1) }
        return ((1 - mostWrong) / (1 - wrong), mostWrong / wrong)
    }

    // MARK: measuring

    /// What a decision adds to micro-F1: found and right, found, and to be found. Where one class holds, that is the
    /// share of right decisions.
    private struct Count {
        var both: Double = 0
        var sum: Double = 0

        init() {}

        init(_ found: [Bool], _ truth: [Bool]) {
            both = Double(zip(found, truth).count { $0 && $1 })
            sum = Double(found.count { $0 } + truth.count { $0 })
        }

        mutating func add(_ other: Count, _ weight: Double = 1) {
            both += other.both * weight
            sum += other.sum * weight
        }

        /// 1 where nothing is to be found and nothing was.
        var score: Double { sum == 0 ? 1 : 2 * both / sum }
    }

    /// How well some of the lessons are told by a layer, or by the rules alone.
    func score(_ lessons: [Int], _ layer: LearnedLayer?) -> Double {
        var total = Count()
        for one in lessons.lazy.compactMap({ cases[$0] }) {
            total.add(Count(layer.map { group.found($0.logits(one.text)) } ?? one.byRules, one.truth))
        }
        return total.score
    }

    /// One lesson, told by what was learned from others.
    private struct Answer {
        var rules = Count()
        var learned = Count()
        /// By how much surer of what is right the layer is than the rules, as a logarithm.
        var surer = 0.0
        var weight = 1.0
    }

    /// What some of the lessons are worth, by cross-validation.
    func quality(_ lessons: [Int]) -> LearnedModel.Quality {
        let known = lessons.filter { cases[$0] != nil }
        let weights = weights(known)
        var answers = [Int: Answer](minimumCapacity: known.count)
        let repeats = known.count <= Course.quick ? Course.repeats : 1
        for round in 0..<repeats {
            var order = known
            var shuffle = SteadyRandom(seed: UInt64(5 + round))
            order.shuffle(using: &shuffle)
            for fold in 0..<Learner.folds {
                let rest = order.indices.filter { $0 % Learner.folds != fold }.map { order[$0] }
                let layer = layer(rest)
                for index in order.indices where index % Learner.folds == fold {
                    guard let one = cases[order[index]] else { continue }
                    let logits = layer.logits(one.text)
                    var answer = answers[order[index]] ?? Answer()
                    answer.weight = Double(one.rulesAreRight ? weights.right : weights.wrong)
                    answer.rules = Count(one.byRules, one.truth)
                    answer.learned.add(Count(group.found(logits), one.truth), 1 / Double(repeats))
                    answer.surer += surer(logits, one) / Double(repeats)
                    answers[order[index]] = answer
                }
            }
        }
        let right = known.count { cases[$0]?.rulesAreRight == true }
        return quality(known.compactMap { answers[$0] }, isTelling: right >= Course.fewestRight)
    }

    private func quality(_ answers: [Answer], isTelling: Bool) -> LearnedModel.Quality {
        var (rules, learned) = (Count(), Count())
        for answer in answers {
            rules.add(answer.rules, answer.weight)
            learned.add(answer.learned, answer.weight)
        }
        // How much each lesson moves the difference of the scores, to the first order: its spread is the noise.
        let gain = Course.mean(
            answers.map { answer in
                let (one, other) = (answer.learned, answer.rules)
                return answer.weight
                    * ((2 * one.both - learned.score * one.sum) / max(learned.sum, 1)
                        - (2 * other.both - rules.score * other.sum) / max(rules.sum, 1)) * Double(answers.count)
            })
        let surer = Course.mean(answers.map { $0.surer * $0.weight })
        let difference = learned.score - rules.score
        return LearnedModel.Quality(
            group: group.rawValue, rules: rules.score, learned: learned.score, noise: gain.noise,
            isUsed: isTelling && difference > Course.leastGain
                && surer.mean > Course.sureness * surer.noise)
    }

    private func surer(_ logits: [Float], _ one: Case) -> Double {
        let (learned, alone) = (start.probabilities(logits), start.probabilities(one.text.rules))
        var gains: [Float] = []
        for (index, holds) in one.truth.enumerated() where holds || !group.shape.isExclusive {
            let (now, before) = holds ? (learned[index], alone[index]) : (1 - learned[index], 1 - alone[index])
            gains.append(Logarithm.of(max(now, Course.leastChance)) - Logarithm.of(max(before, Course.leastChance)))
        }
        return gains.isEmpty ? 0 : Double(gains.reduce(0, +)) / Double(gains.count)
    }

    /// The mean and its standard error.
    static func mean(_ values: [Double]) -> (mean: Double, noise: Double) {
        guard values.count > 1 else { return (values.first ?? 0, 0) }
        let n = Double(values.count)
        let mean = values.reduce(0, +) / n
        let spread = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (n - 1)
        return (mean, (spread / n).squareRoot())
    }
}
