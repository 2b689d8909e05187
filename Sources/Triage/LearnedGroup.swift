import Reports

extension LearnedModel {
    /// The labels that are learned together.
    enum Group: String, CaseIterable, Sendable {
        case theme, kind, signal

        var shape: LearnedLayer.Shape {
            switch self {
            case .theme: LearnedLayer.Shape(isExclusive: true, classes: Theme.allCases.count)
            case .kind:
                LearnedLayer.Shape(
                    isExclusive: true, classes: ReportKind.allCases.count, traits: LearnedText.kindTraits)
            case .signal:
                LearnedLayer.Shape(
                    isExclusive: false, classes: Signal.allCases.count, marks: LearnedText.signalMarks)
            }
        }

        /// A text as the group's layer reads it.
        func text(_ words: [Int32], _ sums: RuleSums, _ labels: Labels) -> LearnedText {
            switch self {
            case .theme: .theme(words, sums, labels)
            case .kind: .kind(words, sums, labels)
            case .signal: .signal(words, sums, labels)
            }
        }

        /// Which classes hold by what a person said; nil if nothing was said of them.
        func truth(_ lesson: Lesson) -> [Bool]? {
            switch self {
            case .theme: lesson.themes?.first.map { main in Theme.allCases.map { $0 == main } }
            case .kind: lesson.kind.map { kind in ReportKind.allCases.map { $0 == kind } }
            case .signal: lesson.signals.map { signals in Signal.allCases.map { signals.contains($0) } }
            }
        }

        /// Which classes hold by the rules.
        func found(_ labels: Labels) -> [Bool] {
            switch self {
            case .theme: Theme.allCases.map { $0 == labels.themes.first?.id }
            case .kind: ReportKind.allCases.map { $0 == labels.kind }
            case .signal: Signal.allCases.map { signal in labels.signals.contains { $0.id == signal } }
            }
        }

        /// Half a chance is too much to ask where a miss costs as much as a find too many.
        private static let leastSignal: Float = -0.5
        private static let mostSignals = 2

        /// Which classes hold by a layer.
        func found(_ logits: [Float]) -> [Bool] {
            let order = logits.indices.sorted { logits[$0] > logits[$1] }
            let chosen =
                shape.isExclusive
                ? Array(order.prefix(1))
                : order.prefix(Group.mostSignals).filter { logits[$0] >= Group.leastSignal }
            return logits.indices.map { chosen.contains($0) }
        }
    }
}
