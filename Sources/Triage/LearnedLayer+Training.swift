import Language

extension LearnedLayer {
    /// One text to learn from.
    struct Example: Sendable {
        var text: LearnedText
        /// Which classes hold.
        var truth: [Bool]
        /// How much it counts beside the others.
        var weight: Float = 1
    }

    /// Draws each kind of weight back to where it began, so that what few corrections say does not outshout what was known.
    private struct Draw {
        static let words: Float = 0.3
        static let traits: Float = 1
        static let marks: Float = 0.5
        static let biases: Float = 30
    }
    private static let rate: Float = 0.3
    /// A pattern is met in a few passes only.
    private static let patternRate: Float = 1
    /// A word that is like one of a theme tells less than that one itself.
    private static let likeness: Float = 0.5
    /// Steps over the examples: few of them need many, many need few.
    private static let steps = 4000
    private static let fewestRounds = 6
    private static let mostRounds = 25
    private static let patternRounds = 12

    /// AdaGrad over the examples in a steady shuffled order: the same examples give the same weights.
    mutating func train(_ examples: [Example]) {
        guard !examples.isEmpty else { return }
        let rounds = max(
            LearnedLayer.fewestRounds, min(LearnedLayer.mostRounds, LearnedLayer.steps / examples.count))
        train(examples, rounds: rounds, rate: LearnedLayer.rate)
    }

    private mutating func train(_ examples: [Example], rounds: Int, rate: Float) {
        var steps = Steps(start: self, examples: Float(examples.count))
        var order = Array(examples.indices)
        var shuffle = SteadyRandom(seed: UInt64(examples.count))
        for _ in 0..<rounds {
            order.shuffle(using: &shuffle)
            for index in order { step(examples[index], rate, &steps) }
        }
    }

    /// Where the weights began, and how far each has been moved.
    private struct Steps {
        let start: LearnedLayer
        let examples: Float
        var words: [Float]
        var traits: [Float]
        var marks: [Float]
        var biases: [Float]

        init(start: LearnedLayer, examples: Float) {
            self.start = start
            self.examples = examples
            // So much that the many small features of a text move together as one, and not each as far as a whole.
            let least: Float = 1
            words = [Float](repeating: least, count: start.words.count)
            traits = [Float](repeating: least, count: start.traits.count)
            marks = [Float](repeating: least, count: start.marks.count)
            biases = [Float](repeating: least, count: start.biases.count)
        }
    }

    private mutating func step(_ example: Example, _ rate: Float, _ steps: inout Steps) {
        let text = example.text
        let scale = LearnedLayer.scale(text.words.count)
        let said = probabilities(logits(text))
        let classes = shape.classes
        var wrong: [(index: Int, error: Float)] = []
        var marked = [Float](repeating: 0, count: shape.marks)
        for index in 0..<classes {
            let error = (said[index] - (example.truth[index] ? 1 : 0)) * example.weight
            let drawn = Draw.biases / steps.examples * biases[index]
            LearnedLayer.move(&biases[index], &steps.biases[index], error + drawn, rate)
            for (trait, value) in text.traits.enumerated() where value != 0 {
                let place = trait * classes + index
                let back = Draw.traits / steps.examples * traits[place]
                LearnedLayer.move(&traits[place], &steps.traits[place], error * value + back, rate)
            }
            for mark in 0..<shape.marks { marked[mark] += error * text.marks[index * shape.marks + mark] }
            if abs(error) > 0.005 { wrong.append((index, error)) }
        }
        let (draw, start) = (Draw.words / steps.examples, steps.start)
        for feature in text.words {
            let row = Int(feature) * classes
            for (index, error) in wrong {
                let place = row + index
                let gradient = error * scale + draw * (words[place] - start.words[place])
                let square = steps.words[place] + gradient * gradient
                steps.words[place] = square
                words[place] -= rate * gradient / square.squareRoot()
            }
        }
        for mark in 0..<shape.marks {
            let back = Draw.marks / steps.examples * marks[mark]
            LearnedLayer.move(&marks[mark], &steps.marks[mark], marked[mark] + back, rate)
        }
    }

    private static func move(_ weight: inout Float, _ square: inout Float, _ gradient: Float, _ rate: Float) {
        square += gradient * gradient
        weight -= rate * gradient / square.squareRoot()
    }

    // MARK: what the taxonomy teaches

    /// A layer of the main theme that knows the letters of the taxonomy's words.
    static func themes(_ words: ThemeWords, _ shape: Shape) -> LearnedLayer {
        var layer = LearnedLayer(shape)
        let rules = [Float](repeating: 0, count: shape.classes)
        let examples = words.features().map { pattern in
            Example(
                text: LearnedText(words: pattern.features, rules: rules),
                truth: (0..<shape.classes).map { $0 == pattern.theme })
        }
        layer.train(examples, rounds: patternRounds, rate: patternRate)
        // That a theme has more words than another says nothing of texts.
        layer.biases = rules
        for place in layer.words.indices { layer.words[place] *= likeness }
        return layer
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
