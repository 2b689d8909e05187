import Reports
import Synchronization

/// `MatterRules` with a memory: the reports of a matter that is talked about are compared again and again, and are read
/// once. It changes no decision.
public final class MatterJudge: Sendable {
    /// Reports kept; forgotten all at once when there are more. A few megabytes at most.
    private static let most = 400

    private struct Known {
        var text: String
        var particulars: Particulars
    }

    private let memory = Mutex<[ReportID: Known]>([:])

    /// A judge who has seen nothing yet.
    public init() {}

    /// The decision of `MatterRules.decide`.
    public func decide(_ item: PreparedItem, _ question: MatterQuestion) -> MatterDecision {
        MatterRules.decide(item, question) { candidate in
            if let known = memory.withLock({ $0[candidate.report] }), known.text == candidate.text {
                return known.particulars
            }
            let particulars = Particulars(title: candidate.title, text: candidate.text)
            memory.withLock { memory in
                if memory.count >= MatterJudge.most { memory.removeAll(keepingCapacity: true) }
                memory[candidate.report] = Known(text: candidate.text, particulars: particulars)
            }
            return particulars
        }
    }
}
