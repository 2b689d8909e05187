import Reports
import Synchronization

/// `RepeatRules` with a memory: the same few reports are asked for again and again by those that repeat them, and are
/// taken apart once. It changes no decision.
public final class RepeatJudge: Sendable {
    /// Reports kept; forgotten all at once when there are more. A few megabytes at most.
    private static let most = 400
    /// The words of longer texts are not kept.
    private static let longest = 16 << 10

    private struct Known {
        var title: String
        var text: String
        var sketch: Sketch
    }

    private let memory = Mutex<[ReportID: Known]>([:])

    /// A judge who has seen nothing yet.
    public init() {}

    /// The decision of `RepeatRules.decide`.
    public func decide(_ item: PreparedItem, _ candidates: [Candidate]) -> RepeatDecision {
        guard !candidates.isEmpty else { return .new }
        return RepeatRules.decide(item, candidates) { sketch($0) }
    }

    private func sketch(_ candidate: Candidate) -> Sketch {
        if let known = memory.withLock({ $0[candidate.report] }), known.text == candidate.text,
            known.title == candidate.title
        {
            return known.sketch
        }
        let sketch = Sketch(title: candidate.title, text: candidate.text)
        if candidate.text.utf8.count <= RepeatJudge.longest {
            memory.withLock { memory in
                if memory.count >= RepeatJudge.most { memory.removeAll(keepingCapacity: true) }
                memory[candidate.report] = Known(title: candidate.title, text: candidate.text, sketch: sketch)
            }
        }
        return sketch
    }
}
