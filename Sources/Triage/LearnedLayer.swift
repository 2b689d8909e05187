import Language

/// A linear model on top of what the rules say: for each class the rules' own say, and to it the sums of the weights of a
/// text's words, traits and marks. With all weights zero it decides as the rules do.
struct LearnedLayer: Sendable {
    /// What it tells apart, and by what.
    struct Shape: Hashable, Sendable {
        /// Whether exactly one class holds (kinds, the main theme), or any number of them (signals).
        var isExclusive: Bool
        var classes: Int
        var traits = 0
        var marks = 0
    }

    let shape: Shape
    /// Feature by feature, class by class.
    var words: [Float]
    /// Trait by trait, class by class.
    var traits: [Float]
    /// One for each mark.
    var marks: [Float]
    /// One for each class.
    var biases: [Float]

    init(_ shape: Shape) {
        self.shape = shape
        words = [Float](repeating: 0, count: LearnedFeatures.count * shape.classes)
        traits = [Float](repeating: 0, count: shape.traits * shape.classes)
        marks = [Float](repeating: 0, count: shape.marks)
        biases = [Float](repeating: 0, count: shape.classes)
    }

    /// The logit of each class.
    func logits(_ text: LearnedText) -> [Float] { logits(text, sums(of: text.words)[...], text.words.count) }

    /// What features add to each class, before the text's length is taken into account.
    func sums(of features: [Int32]) -> [Float] {
        var sums = [Float](repeating: 0, count: shape.classes)
        for feature in features {
            let row = Int(feature) * shape.classes
            for index in 0..<shape.classes { sums[index] += words[row + index] }
        }
        return sums
    }

    /// The logit of each class.
    /// - Parameter added: what the text's features add, of which there are `count`.
    func logits(_ text: LearnedText, _ added: ArraySlice<Float>, _ count: Int) -> [Float] {
        var sums = Array(added)
        let scale = LearnedLayer.scale(count)
        for index in 0..<shape.classes { sums[index] = sums[index] * scale + biases[index] + text.rules[index] }
        for (trait, value) in text.traits.enumerated() where value != 0 {
            let row = trait * shape.classes
            for index in 0..<shape.classes { sums[index] += traits[row + index] * value }
        }
        if shape.marks > 0 {
            for index in 0..<shape.classes {
                let row = index * shape.marks
                for mark in 0..<shape.marks { sums[index] += marks[mark] * text.marks[row + mark] }
            }
        }
        return sums
    }

    /// How much one feature adds to a class, before the text's length is taken into account.
    func weight(_ feature: Int32, _ index: Int) -> Float { words[Int(feature) * shape.classes + index] }

    /// The probability of each class.
    func probabilities(_ logits: [Float]) -> [Float] {
        if !shape.isExclusive { return logits.map { 1 / (1 + Exponential.of(-$0)) } }
        let top = logits.max() ?? 0
        let powers = logits.map { Exponential.of($0 - top) }
        let sum = powers.reduce(0, +)
        return powers.map { $0 / sum }
    }

    /// Long texts have more features, not more to say.
    static func scale(_ features: Int) -> Float { features == 0 ? 0 : 1 / Float(features).squareRoot() }
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
