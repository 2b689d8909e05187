import Language

/// A linear model on top of what the rules say: for each class a sum of the weights of a text's features, added to the
/// rules' own say. With all weights zero it decides as the rules do.
struct LearnedLayer: Sendable {
    /// Whether exactly one class holds (kinds, the main theme), or any number of them (signals).
    let isExclusive: Bool
    let classes: Int
    /// Feature by feature, class by class.
    private(set) var weights: [Float]
    private(set) var biases: [Float]

    /// One text to learn from.
    struct Example: Sendable {
        var features: [Int32]
        /// What the rules say for each class, as a logit.
        var rules: [Float]
        /// Which classes hold.
        var truth: [Bool]
    }

    private static let rate: Float = 0.35
    private static let rounds = 14
    /// Draws weights towards zero, so that what few corrections say does not outshout the rules.
    private static let decay: Float = 0.02

    init(isExclusive: Bool, classes: Int) {
        self.isExclusive = isExclusive
        self.classes = classes
        weights = [Float](repeating: 0, count: LearnedFeatures.count * classes)
        biases = [Float](repeating: 0, count: classes)
    }

    init?(isExclusive: Bool, classes: Int, weights: [Float], biases: [Float]) {
        guard weights.count == LearnedFeatures.count * classes, biases.count == classes else { return nil }
        self.isExclusive = isExclusive
        self.classes = classes
        self.weights = weights
        self.biases = biases
    }

    /// The logit of each class.
    func logits(_ features: [Int32], _ rules: [Float]) -> [Float] {
        var sums = [Float](repeating: 0, count: classes)
        for feature in features {
            let row = Int(feature) * classes
            for index in 0..<classes { sums[index] += weights[row + index] }
        }
        let scale = LearnedLayer.scale(features.count)
        for index in 0..<classes { sums[index] = sums[index] * scale + biases[index] + rules[index] }
        return sums
    }

    /// How much one feature adds to a class, before the text's length is taken into account.
    func weight(_ feature: Int32, _ index: Int) -> Float { weights[Int(feature) * classes + index] }

    /// AdaGrad over the examples in a steady shuffled order: the same examples give the same weights.
    mutating func train(_ examples: [Example]) {
        var squares = [Float](repeating: 1e-6, count: weights.count)
        var biasSquares = [Float](repeating: 1e-6, count: classes)
        var order = Array(examples.indices)
        var shuffle = SteadyRandom(seed: UInt64(examples.count))
        for _ in 0..<LearnedLayer.rounds {
            order.shuffle(using: &shuffle)
            for index in order { step(examples[index], &squares, &biasSquares) }
        }
    }

    private mutating func step(_ example: Example, _ squares: inout [Float], _ biasSquares: inout [Float]) {
        let scale = LearnedLayer.scale(example.features.count)
        let said = probabilities(logits(example.features, example.rules))
        for index in 0..<classes {
            let error = said[index] - (example.truth[index] ? 1 : 0)
            guard abs(error) > 0.01 else { continue }
            biasSquares[index] += error * error
            biases[index] -= LearnedLayer.rate * 0.3 * error / biasSquares[index].squareRoot()
            for feature in example.features {
                let place = Int(feature) * classes + index
                let gradient = error * scale + LearnedLayer.decay * scale * weights[place]
                squares[place] += gradient * gradient
                weights[place] -= LearnedLayer.rate * gradient / squares[place].squareRoot()
            }
        }
    }

    /// The probability of each class.
    func probabilities(_ logits: [Float]) -> [Float] {
        if !isExclusive { return logits.map { 1 / (1 + Exponential.of(-$0)) } }
        let top = logits.max() ?? 0
        let powers = logits.map { Exponential.of($0 - top) }
        let sum = powers.reduce(0, +)
        return powers.map { $0 / sum }
    }

    /// Long texts have more features, not more to say.
    private static func scale(_ features: Int) -> Float { features == 0 ? 0 : 1 / Float(features).squareRoot() }
}

/// e to a power, without a mathematics library: (1 + x/1024)^1024, near enough for decisions and the same everywhere.
enum Exponential {
    static func of(_ power: Float) -> Float {
        let clamped = Double(max(-30, min(30, power)))
        var value = 1 + clamped / 1024
        for _ in 0..<10 { value *= value }
        return Float(value)
    }
}

/// The same numbers in every run (SplitMix64).
struct SteadyRandom: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed &+ 0x9E37_79B9_7F4A_7C15 }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        return StableHash.mix(state)
    }
}
