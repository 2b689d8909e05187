import Reports
import Triage

/// Where Storage's question meets Triage's answer.
enum RepeatDecisions {
    /// Whether an item repeats one of the reports that share its fingerprints.
    @Sendable static func decide(_ item: PreparedItem, _ candidates: [Candidate]) -> RepeatDecision {
        RepeatRules.decide(item, candidates)
    }
}
