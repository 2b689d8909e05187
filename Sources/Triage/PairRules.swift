import Reports

/// What the second of two items is to the first, as the store would bring it about if it held the first alone.
public enum PairDecision: Hashable, Sendable {
    /// Two reports.
    case different
    /// One report, seen twice.
    case repeats(Relation, reason: String)
    /// Two reports about one matter.
    case matter(reason: String)
}

/// The rules of repeats and of matters for a pair: for measuring them on pairs that people have judged.
public enum PairRules {
    /// Shingles that two fingerprints share at least before their texts are compared; the store asks the same.
    private static let leastShingles = 2
    /// What shared traces weigh together at least before texts are compared; the store asks the same.
    private static let leastTraces: Float = 1.4

    /// Decides; both items were sent by different people, at the same time.
    public static func decide(_ new: PreparedItem, after old: PreparedItem) -> PairDecision {
        let report = ReportID(rawValue: 1)
        let isSame = new.fingerprint.text == old.fingerprint.text
        let shingles = Set(new.fingerprint.shingles.map { $0 >> 32 })
            .intersection(old.fingerprint.shingles.map { $0 >> 32 })
        if isSame || shingles.count >= leastShingles {
            let candidate = Candidate(
                report: report, title: old.item.title, text: old.item.text, sameSender: false, sameSource: false,
                sameTextHash: isSame)
            if case .repeats(_, let relation, let reason) = RepeatRules.decide(new, [candidate]) {
                return .repeats(relation, reason: reason)
            }
        }
        let known = Set(old.traces.map(\.key))
        guard new.traces.reduce(0, { $0 + (known.contains($1.key) ? $1.weight : 0) }) >= leastTraces else {
            return .different
        }
        let question = MatterQuestion(
            candidates: [
                .init(report: report, title: old.item.title, text: old.item.text, received: new.item.received)
            ], counts: [:], stored: 1)
        if case .joins(_, let reason) = MatterRules.decide(new, question) { return .matter(reason: reason) }
        return .different
    }
}
