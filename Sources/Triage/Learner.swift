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
    public static let most = 5000
    /// Parts that cross-validation makes.
    public static let folds = 5

    private let lessons: [Int]
    private let courses: [Course]

    /// Reads the lessons.
    /// - Parameter classifier: labels by the rules alone; its taxonomy's words are learned from, too.
    public init(_ lessons: [Lesson], rules classifier: Classifier) {
        let read = lessons.suffix(Learner.most).map { lesson in
            let found = classifier.lesson(title: lesson.title, text: lesson.text)
            return (lesson: lesson, words: found.words, sums: found.sums, labels: found.labels)
        }
        self.lessons = Array(read.indices)
        courses = LearnedModel.Group.allCases.map { group in
            // The taxonomy's words take a while: nobody waits for them where nothing will be learned.
            let knowsWords = group == .theme && read.count >= Learner.fewest
            return Course(group, start: knowsWords ? classifier.themeLayer() : LearnedLayer(group.shape), read)
        }
    }

    /// The model of all lessons, with its quality by cross-validation; nil if there are too few.
    public func model() -> LearnedModel? {
        guard lessons.count >= Learner.fewest else { return nil }
        return LearnedModel(
            lessons: lessons.count, quality: courses.map { $0.quality(lessons) },
            layers: Dictionary(uniqueKeysWithValues: courses.map { ($0.group, $0.layer(lessons)) }))
    }

    // MARK: the learning curve

    /// How lessons are drawn.
    public enum Draw: String, CaseIterable, Sendable {
        /// Any of the texts.
        case any
        /// As an office corrects: four of five are texts on which the rules are wrong, while there are such.
        case wrong
    }

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
        /// The standard error of `used` − `rules` over the draws.
        public var noise: Double
        /// In how many of the draws what was learned is used.
        public var draws: Int
        /// What cross-validation of the corrections says, on average: what learning gains, and the noise of that.
        public var expected: Double
        /// The noise of a cross-validation.
        public var expectedNoise: Double
    }

    /// Each number of corrections is drawn so many times.
    public static let draws = 10
    private static let wrongShare = 0.8

    /// For each number of corrections: how well the rest is told.
    public func curve(_ counts: [Int], _ draw: Draw = .any, times: Int = Learner.draws) -> [Point] {
        counts.filter { $0 < lessons.count }.flatMap { count -> [Point] in
            let draws = (0..<(count < Learner.fewest ? 1 : times)).map { drawn(count, draw, seed: $0) }
            return courses.map { course in
                let results = draws.map { taught, rest in
                    (
                        rules: course.score(rest, nil), taught: taught, rest: rest,
                        quality: count < Learner.fewest ? nil : course.quality(taught)
                    )
                }
                let used = results.map { one in
                    one.quality?.isUsed == true ? course.score(one.rest, course.layer(one.taught)) : one.rules
                }
                func mean(_ values: [Double]) -> Double { Course.mean(values).mean }
                return Point(
                    lessons: count, group: course.group.rawValue, rules: mean(results.map(\.rules)),
                    used: mean(used), noise: Course.mean(zip(used, results).map { $0 - $1.rules }).noise,
                    draws: results.count { $0.quality?.isUsed == true },
                    expected: mean(results.map { ($0.quality?.learned ?? 0) - ($0.quality?.rules ?? 0) }),
                    expectedNoise: mean(results.map { $0.quality?.noise ?? 0 }))
            }
        }
    }

    private func drawn(_ count: Int, _ draw: Draw, seed: Int) -> (taught: [Int], rest: [Int]) {
        var order = lessons
        var shuffle = SteadyRandom(seed: UInt64(seed + 11))
        order.shuffle(using: &shuffle)
        if draw == .wrong {
            let wrong = order.filter { lesson in courses.contains { !$0.rulesAreRight(lesson) } }
                .prefix(Int(Double(count) * Learner.wrongShare))
            order = wrong + order.filter { !wrong.contains($0) }
        }
        return (Array(order.prefix(count)), Array(order.dropFirst(count)))
    }
}
