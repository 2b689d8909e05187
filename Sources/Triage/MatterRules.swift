import Language
import Reports

/// Decides whether two reports in different words are about one concrete thing: by the names, numbers, institutions,
/// concepts and rare words that both have. Cautious, for a wrong join hides a report behind another: a form with other
/// facts in it is another matter, however alike its words; a street alone, a topic alone join nothing; the more reports
/// there are and the further apart they came, the more two must have in common. Pure.
public enum MatterRules {
    /// What two reports must have in common at the least, …
    static let least: Float = 3.3
    /// … of it in names, numbers and institutions, …
    static let leastAnchors: Float = 0.6
    /// … or, without those, in concepts and in words beside them.
    static let leastTopic: Float = 3.3
    static let leastConcepts: Float = 2.0
    static let mostWords: Float = 2.4
    /// So much must be no name: one street is not one matter.
    static let leastBesideNames: Float = 1
    /// Long texts share much by chance: more is asked of them, from so many units on.
    static let short = 20
    static let long = 60
    /// Share of the shorter text's word pairs from which on two texts are one form, filled in twice.
    static let formShare: Float = 0.09
    /// From this share on, whatever the one says and the other does not is what was filled in; in long texts from that one.
    static let plainForm: Float = 0.25
    static let plainLongForm: Float = 0.5
    /// How much less probable than one in all stored reports a chance meeting must be, as a logarithm.
    static let beyondChance: Float = 3
    /// Each e-fold of stored reports, any of which may be met by chance, asks for so much more.
    static let perEFold: Float = 0.5
    /// Days apart that ask for nothing more, and what each further day asks for, at most `mostForTime`.
    static let freshDays: Float = 7
    static let perDay: Float = 0.05
    static let mostForTime: Float = 2.5

    /// The decision for a new report, given the stored ones that its traces have found: the likest of those that are
    /// alike enough.
    public static func decide(_ item: PreparedItem, _ question: MatterQuestion) -> MatterDecision {
        decide(item, question) { Particulars(title: $0.title, text: $0.text) }
    }

    static func decide(
        _ item: PreparedItem, _ question: MatterQuestion,
        reading: (MatterQuestion.Candidate) -> Particulars
    ) -> MatterDecision {
        guard !question.candidates.isEmpty else { return .alone }
        let own = Particulars(title: item.item.title, text: item.item.text)
        let rarity = question.counts.mapValues { Rarity.of(count: $0, stored: question.stored) }
        let uncounted = question.stored < Rarity.fewToCount ? 1 : Rarity.bounds.lowerBound
        var best: (strength: Float, report: ReportID, shared: [Particulars.Unit])?
        for candidate in question.candidates {
            let days = Float(abs(item.item.received.timeIntervalSince(candidate.received)) / 86_400)
            let needed = self.needed(days: days, stored: question.stored)
            guard let found = likeness(own, reading(candidate), rarity: rarity, uncounted: uncounted, needed: needed),
                found.strength - needed > best?.strength ?? -1,
                isBeyondChance(found.shared, question)
            else { continue }
            best = (found.strength - needed, candidate.report, found.shared)
        }
        guard let best else { return .alone }
        return .joins(best.report, reason: reason(item.item, best.shared))
    }

    /// Whether no stored report is expected to share so much by chance: the telling things of the new one that both have
    /// are together rarer than one in all reports, in as many ways as there are to choose them.
    static func isBeyondChance(_ shared: [Particulars.Unit], _ question: MatterQuestion) -> Bool {
        guard question.stored >= Rarity.fewToCount else { return true }
        var (surprise, number) = (Float(0), 0)
        for unit in shared {
            guard let count = question.counts[unit.index] else { continue }
            surprise += Rarity.surprise(count: count, stored: question.stored)
            number += 1
        }
        return surprise - Rarity.ways(number, of: question.counts.count)
            >= Logarithm.of(Float(question.stored)) + beyondChance
    }

    /// What two reports must have in common.
    /// - Parameters:
    ///   - days: how far apart they came.
    ///   - stored: how many reports the index holds.
    static func needed(days: Float, stored: Int) -> Float {
        least + Logarithm.of(Float(max(1, stored))) * perEFold
            + min(mostForTime, max(0, days - freshDays) * perDay)
    }

    private static let mostNamed = 6
    private static let longestNamed = 40

    /// The words that both have, as the new report writes them.
    private static func reason(_ item: Item, _ shared: [Particulars.Unit]) -> String {
        let plain = QuotedText.plain(item.text)
        let title = FoldedText(item.title)
        let text = FoldedText(plain)
        // Who may be reached where is nobody's reason.
        let hidden = (PersonalData.find(item.title), PersonalData.find(plain))
        var named: [String] = []
        for unit in shared {
            let index = Int(unit.word)
            let (source, words, place) =
                index < title.words.count
                ? (item.title, title.words, index) : (plain, text.words, index - title.words.count)
            guard words.indices.contains(place), words[place].to - words[place].from <= longestNamed
            else { continue }
            let word = Int(words[place].from)..<Int(words[place].to)
            let isHidden = (index < title.words.count ? hidden.0 : hidden.1).contains { $0.range.overlaps(word) }
            if isHidden { continue }
            let utf8 = source.utf8
            let start = utf8.index(utf8.startIndex, offsetBy: Int(words[place].from))
            let written = String(
                Substring(utf8[start..<utf8.index(utf8.startIndex, offsetBy: Int(words[place].to))]))
            if !named.contains(written) { named.append(written) }
            if named.count == mostNamed { break }
        }
        return "in common: " + named.joined(separator: ", ")
    }

    /// How two texts meet.
    struct Meeting {
        var names: Float = 0, numbers: Float = 0, concepts: Float = 0, words: Float = 0
        var sharedNames = 0, sharedNumbers = 0
        var leftNames = 0, rightNames = 0, leftNumbers = 0, rightNumbers = 0
        var leftWeight: Float = 0, rightWeight: Float = 0
        /// What both have, with its weight and its place in the left text.
        var shared: [(weight: Float, unit: Particulars.Unit)] = []
        var total: Float { names + numbers + concepts + words }
    }

    /// Whether two texts are about one thing, and how strongly; nil if not.
    static func likeness(
        _ left: Particulars, _ right: Particulars, rarity: [Int32: Float] = [:], uncounted: Float = 1,
        needed: Float = least
    ) -> (strength: Float, shared: [Particulars.Unit])? {
        let meeting = meet(left, right, rarity, uncounted: uncounted)
        let fewer = min(left.units.count, right.units.count)
        let beyond = Float(max(0, fewer - short))
        let strength = meeting.total / (1 + beyond / 60)
        guard strength >= needed else { return nil }
        let whole = (meeting.leftWeight * meeting.rightWeight).squareRoot()
        guard whole > 0, meeting.total / whole >= min(0.28, 0.07 + beyond * 0.0022) else { return nil }
        let share = formShare(left, right)
        let isPlainForm = fewer < long && share >= plainForm
        let contradicts =
            contradict(meeting.leftNames, meeting.rightNames, isPlainForm ? 0 : meeting.sharedNames)
            || contradict(
                meeting.leftNumbers, meeting.rightNumbers, isPlainForm ? 0 : meeting.sharedNumbers)
        let anchors = meeting.sharedNames + meeting.sharedNumbers
        if fewer < long {
            if share >= formShare, contradicts || anchors < 2 { return nil }
            if contradicts, anchors == 0, meeting.names + meeting.numbers + meeting.concepts < 6 {
                return nil
            }
        } else if meeting.sharedNames < 2 || (share >= plainLongForm && contradicts) {
            return nil
        }
        guard meeting.concepts + meeting.words >= leastBesideNames else { return nil }
        guard
            meeting.names + meeting.numbers >= leastAnchors
                || (meeting.concepts >= leastConcepts
                    && meeting.concepts + min(meeting.words, mostWords) >= leastTopic)
        else { return nil }
        return (strength, meeting.shared.sorted { $0.weight > $1.weight }.map(\.unit))
    }

    /// Each says what the other does not, and they agree on little.
    private static func contradict(_ left: Int, _ right: Int, _ shared: Int) -> Bool {
        left > 0 && right > 0 && shared <= 2 * min(left, right)
    }

    private static func formShare(_ left: Particulars, _ right: Particulars) -> Float {
        let fewer = min(left.pairs.count, right.pairs.count)
        return fewer == 0 ? 0 : Float(Sketch.common(left.pairs, right.pairs)) / Float(fewer)
    }

    /// One pass over both lists of units.
    static func meet(_ left: Particulars, _ right: Particulars, _ rarity: [Int32: Float], uncounted: Float) -> Meeting {
        var meeting = Meeting()
        var (i, j) = (0, 0)
        func lone(_ unit: Particulars.Unit, isLeft: Bool) {
            if isLeft { meeting.leftWeight += unit.weight } else { meeting.rightWeight += unit.weight }
            switch (unit.kind, isLeft) {
            case (.name, true), (.institution, true): meeting.leftNames += 1
            case (.name, false), (.institution, false): meeting.rightNames += 1
            case (.number, true): meeting.leftNumbers += 1
            case (.number, false): meeting.rightNumbers += 1
            default: break
            }
        }
        while i < left.units.count || j < right.units.count {
            guard i < left.units.count, j < right.units.count, left.units[i].key == right.units[j].key
            else {
                if j >= right.units.count
                    || (i < left.units.count && left.units[i].key < right.units[j].key)
                {
                    lone(left.units[i], isLeft: true)
                    i += 1
                } else {
                    lone(right.units[j], isLeft: false)
                    j += 1
                }
                continue
            }
            let (one, other) = (left.units[i], right.units[j])
            i += 1
            j += 1
            meeting.leftWeight += one.weight
            meeting.rightWeight += other.weight
            // A name here that is a plain word there is a word.
            let unit = one.kind < other.kind ? one : other
            // What was not counted is not among the most telling things of the new text.
            let weight = unit.weight * (rarity[unit.index] ?? uncounted)
            switch unit.kind {
            case .name, .institution: meeting.names += weight
            case .number: meeting.numbers += weight
            case .concept: meeting.concepts += weight
            case .word: meeting.words += weight
            }
            if max(one.kind, other.kind) >= .name { meeting.sharedNames += 1 }
            if unit.kind == .number { meeting.sharedNumbers += 1 }
            meeting.shared.append((weight, one))
        }
        return meeting
    }
}
