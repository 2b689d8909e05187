import Language
import Reports

/// Decides whether an item says something new. Pure: what is stored comes in as candidates.
///
/// - The same words are a repeat whoever sends them, unless they are so few and general that two people may well have
///   written them: then only from the same sender.
/// - Most of the same word triples are a near repeat: forwarded, quoted, lightly edited. Two texts that each have a
///   number which the other lacks (a house, a date, a sum) tell of two things, however alike their words are.
public enum RepeatRules {
    /// Different words that make a text nobody else would write by chance, …
    static let tellingWords = 12
    /// … with a name in it, …
    static let tellingWordsWithName = 10
    /// … with a number in it.
    static let tellingWordsWithNumber = 5
    /// Share of all triples that two texts have in common at least.
    static let nearShare = 0.5
    /// From this share on a name differs only where the same words surround another one: names are harder to tell than
    /// numbers, and letters are signed.
    static let sureShare = 0.7
    /// Fewer do where nearly all the single words are the same: typing errors and sentences put in another order.
    static let looseShare = 0.38
    static let wordShare = 0.64
    /// So many reports that share a triple make it part of a form; a letter that is sent again is one report.
    static let mostSharing = 3
    /// Triples beyond a form's that are compared at least.
    static let fewestShingles = 4
    /// Share of the shorter text's triples that the longer one has, at least, …
    static let containedShare = 0.8
    /// … and how long the shorter one is against it, at least.
    static let containedRatio = 0.3

    /// The decision, given the stored reports that share its fingerprints.
    public static func decide(_ item: PreparedItem, _ candidates: [Candidate]) -> RepeatDecision {
        guard !candidates.isEmpty else { return .new }
        return decide(item, candidates) { Sketch(title: $0.title, text: $0.text) }
    }

    static func decide(
        _ item: PreparedItem, _ candidates: [Candidate], sketching: (Candidate) -> Sketch
    ) -> RepeatDecision {
        let sketch = Sketch(title: item.item.title, text: item.item.text)
        let others = candidates.map(sketching)
        for (candidate, other) in zip(candidates, others) where sketch.hasTheWords(of: other) {
            if isSame(sketch, other, sameSender: candidate.sameSender) {
                return .repeats(candidate.report, relation: .sameText, reason: "the same words")
            }
        }
        let form = form(others)
        let own = sketch.without(form)
        var best: (likeness: Double, report: ReportID)?
        for (candidate, other) in zip(candidates, others) where !sketch.hasTheWords(of: other) {
            if let likeness = likeness(own, other.without(form)), likeness > best?.likeness ?? 0 {
                best = (likeness, candidate.report)
            }
        }
        guard let best else { return .new }
        let percent = Int((best.likeness * 100).rounded())
        return .repeats(best.report, relation: .near, reason: "\(percent) % of the word triples are the same")
    }

    /// Whether two reports with the same text are one: whatever their titles if the text tells enough, and else with the same
    /// title from the same sender.
    private static func isSame(_ left: Sketch, _ right: Sketch, sameSender: Bool) -> Bool {
        if left.contradictsInTitle(right) { return false }
        if isTelling(left) { return true }
        guard left.titleWords == right.titleWords else { return false }
        // "Яма, Навои 15", and below it what everybody writes.
        return sameSender
            || (left.distinctWords >= tellingWordsWithNumber && left.hasNumbers && left.words == right.words)
    }

    /// Whether two people would hardly write these words by chance.
    static func isTelling(_ sketch: Sketch) -> Bool {
        let count = sketch.distinctWords
        return count >= tellingWords || (count >= tellingWordsWithName && sketch.namesInBody)
            || (count >= tellingWordsWithNumber && !sketch.numbers.isEmpty)
    }

    /// The triples that several of the stored reports have in common: the words of a form, of a petition, of the
    /// footer that a source sets below each entry. What was filled in is what tells.
    private static func form(_ others: [Sketch]) -> [UInt64] {
        guard others.count > mostSharing else { return [] }
        var all: [UInt64] = []
        for other in others { all.append(contentsOf: other.shingles) }
        all.sort()
        var form: [UInt64] = []
        var start = 0
        for index in 0...all.count where index == all.count || all[index] != all[start] {
            if index - start >= mostSharing { form.append(all[start]) }
            start = index
        }
        return form
    }

    /// How alike two different texts are; nil if they are no near repeats.
    static func likeness(_ left: Sketch, _ right: Sketch) -> Double? {
        guard min(left.words.count, right.words.count) >= Fingerprints.fewestWords else { return nil }
        let (few, many) = (
            min(left.shingles.count, right.shingles.count), max(left.shingles.count, right.shingles.count)
        )
        guard few >= fewestShingles, Double(few) >= containedRatio * Double(many) else { return nil }
        let shared = left.shared(with: right)
        let share = Double(shared) / Double(few + many - shared)
        let contained = Double(shared) / Double(few)
        guard share >= nearShare || contained >= containedShare || isLoose(left, right, share),
            !left.contradictsInNumbers(right), !left.contradictsInTitle(right),
            share >= sureShare ? !left.replacesNames(of: right) : !left.contradictsInNames(right),
            !left.replacesThings(of: right), share >= sureShare || !left.tellsOfOtherThings(than: right),
            !left.negates(right), !right.negates(left)
        else { return nil }
        return max(share, contained * containedShare)
    }

    private static func isLoose(_ left: Sketch, _ right: Sketch, _ share: Double) -> Bool {
        guard share >= looseShare else { return false }
        let (first, second) = (Sketch.distinct(left.words), Sketch.distinct(right.words))
        let common = Sketch.common(first, second)
        return Double(common) >= wordShare * Double(first.count + second.count - common)
    }
}
