import Language
import Reports

/// What a text's patterns come to.
struct Tally {
    /// What speaks for one label.
    private struct Account {
        var sum = 0.0
        /// How many matches spoke for it, and how many against it, with words that had not spoken.
        var pro = 0
        var contra = 0
    }

    /// A match that brought its label new words.
    private struct Hit {
        var match: PatternMatch
        var target: Int32
        var isPro: Bool
    }

    /// Bounds of the decisions, found on the tuning set and rounded.
    private enum Bound {
        /// A theme needs two single words, or one that is telling.
        static let theme = 2.0
        /// A second theme needs this share of the first one's sum.
        static let secondTheme = 2.0
        static let secondShare = 0.33
        static let mostThemes = 2
        /// An advert shows itself twice: who says one such word complains of a loan or a price.
        static let spam = 4.0
        /// One word of the news' language is met in complaints.
        static let news = 4.0
        static let signal = 3.0
        static let secondSignal = 4.0
        static let mostSignals = 2
        static let urgency = 3.0
        /// A text is a complaint unless something else speaks louder.
        static let complaint = 1.5
        /// Words of a text that is more than a question or thanks.
        static let longQuestion = 60
        /// What stands in the title counts more.
        static let title = 1.3
        /// A word that only tells where something is.
        static let onlyWhere = 0.3
        /// A pattern's second match counts less, further ones nothing.
        static let again = 0.4
        /// The sum at which a score is 0.63.
        static let scale = 5.0
        static let mostEvidence = 6
        static let mostPlaces = 12
        static let longestEvidence = 80
    }

    private let taxonomy: Taxonomy
    private let reading: Reading
    private var symbols: WordSymbols
    /// By the target's number.
    private var accounts: [Account]
    /// The words that have spoken for each label, and those that have spoken against it.
    private var spoken: WordSets
    private var matches = PatternMatches()
    /// The strongest first.
    private var hits: [Hit] = []
    private(set) var districts: [District] = []
    private(set) var places: [Place] = []

    init(_ taxonomy: Taxonomy, _ reading: Reading, _ book: ReadingBook) {
        self.taxonomy = taxonomy
        self.reading = reading
        accounts = [Account](repeating: Account(), count: taxonomy.labels)
        spoken = WordSets(2 * taxonomy.labels, words: reading.words.words.count)
        symbols = taxonomy.lexicon.symbols(reading, book)
    }

    /// Gives the rows back that the next text fills. What was counted stays.
    mutating func giveBack(to book: ReadingBook) { swap(&symbols, &book.symbols) }

    mutating func count() {
        var named: [(District, Range<Int>)] = []
        var covered: [District: [Range<Int>]] = [:]
        var placesAt: [(place: Place, at: Int)] = []
        matches = taxonomy.lexicon.matches(reading.words, symbols)
        hits.reserveCapacity(matches.all.count)
        for match in Tally.ordered(matches, by: taxonomy.lexicon.facts) {
            let pattern = taxonomy.lexicon.facts[Int(match.pattern)]
            let target = taxonomy.targets[Int(pattern.target)]
            switch target {
            case .district(let district): named.append((district, matches.span(match, 0)))
            case .notDistrict(let district): covered[district, default: []].append(matches.span(match, 0))
            case .place(let number):
                let span = matches.span(match, 0)
                if !pattern.isName || isName(span) {
                    placesAt.append((numbered(taxonomy.places[number], span), span.lowerBound))
                }
            case .signal, .urgency:
                if pattern.holdsNegation || pattern.weight < 0 || !isNegated(match) {
                    add(match, pattern)
                }
            case .theme: add(match, pattern, isWhere(match) ? Bound.onlyWhere : 1)
            case .kind: add(match, pattern)
            }
        }
        for (district, span) in named where !districts.contains(district) {
            if covered[district]?.contains(where: { $0.overlaps(span) }) != true { districts.append(district) }
        }
        districts.sort { $0.rawValue < $1.rawValue }
        places = placesAt.sorted { $0.at < $1.at }.map(\.place).reduce(into: []) {
            if !$0.contains($1), $0.count < Bound.mostPlaces { $0.append($1) }
        }
        let byNumber = NumberedPlaces(taxonomy: taxonomy, reading: reading, symbols: symbols).find()
        places += byNumber.prefix(max(0, Bound.mostPlaces - places.count))
    }

    /// A microdistrict with the number behind its name: Орбита-3.
    private func numbered(_ place: Place, _ span: Range<Int>) -> Place {
        let words = reading.words.words
        guard place.kind == "microdistrict", span.upperBound < words.count, let last = span.last else { return place }
        let next = words[span.upperBound]
        guard next.traits.contains(.number), next.length <= 2, next.from == words[last].to + 1,
            !words[last].traits.contains(.number)
        else { return place }
        var place = place
        place.name += "-" + reading.words.folded(next)
        return place
    }

    /// What counts most comes first: of several patterns that a word belongs to, a label hears the strongest. Then what
    /// stands first, so that the same text always has the same labels.
    private static func ordered(_ matches: PatternMatches, by facts: [PatternFacts]) -> [PatternMatch] {
        // All that decides the order in one number: 12 bits of rank, 20 of place (there are no more words), 20 of pattern,
        // and 12 that say which match it is.
        var keys: [UInt64] = []
        keys.reserveCapacity(matches.all.count)
        for (index, match) in matches.all.enumerated() {
            let rank = UInt64(facts[Int(match.pattern)].rank) << 52
            let at = UInt64(match.opening.lowerBound) << 32
            keys.append(rank | at | UInt64(match.pattern) << 12 | UInt64(index))
        }
        keys.sort()
        return keys.map { matches.all[Int($0 & 0xFFF)] }
    }

    /// Names are written with a capital by those who write any.
    private func isName(_ span: Range<Int>) -> Bool {
        reading.words.words[span].contains { $0.traits.contains(.capital) } || !writesCapitals
    }

    private var writesCapitals: Bool {
        reading.words.words.prefix(60).contains { $0.traits.contains(.capital) }
    }

    private mutating func add(_ match: PatternMatch, _ pattern: PatternFacts, _ share: Double = 1) {
        let number = Int(pattern.target)
        let isPro = pattern.weight > 0
        var isNew = false
        for part in 0..<matches.parts(match) {
            if spoken.insert(matches.span(match, part), into: 2 * number + (isPro ? 0 : 1)) { isNew = true }
        }
        guard isNew else { return }
        if isPro { accounts[number].pro += 1 } else { accounts[number].contra += 1 }
        var times = 0
        for hit in hits where hit.match.pattern == match.pattern { times += 1 }
        hits.append(Hit(match: match, target: pattern.target, isPro: isPro))
        guard times < 2 else { return }
        let place = match.opening.lowerBound < reading.titleWords ? Bound.title : 1
        accounts[number].sum += pattern.weight * share * place * (times == 0 ? 1 : Bound.again)
    }

    /// Whether a negation stands up to two words before the match, or right behind it, in the same sentence.
    private func isNegated(_ match: PatternMatch) -> Bool {
        (0..<matches.parts(match)).contains {
            isBeside(matches.span(match, $0), taxonomy.negationBefore, taxonomy.negationAfter)
        }
    }

    /// Whether the match only tells where something is: возле школы, near the bus stop, мектептің жанында.
    private func isWhere(_ match: PatternMatch) -> Bool {
        match.others.isEmpty
            && isBeside(
                Int(match.opening.lowerBound)..<Int(match.opening.upperBound), taxonomy.whereBefore,
                taxonomy.whereAfter)
    }

    /// Whether one symbol stands up to two words before a span, or the other up to two behind it, in the same sentence.
    private func isBeside(_ span: Range<Int>, _ before: Int32?, _ after: Int32?) -> Bool {
        let words = reading.words.words
        let sentence = words[span.lowerBound].sentence
        if let before, symbols.hasAnywhere(before) {
            for index in max(0, span.lowerBound - 2)..<span.lowerBound
            where words[index].sentence == sentence && symbols.has(index, before) { return true }
        }
        if let after, symbols.hasAnywhere(after) {
            for index in span.upperBound..<min(words.count, span.upperBound + 2)
            where words[index].sentence == sentence && symbols.has(index, after) { return true }
        }
        return false
    }

    // MARK: decisions

    private func sum(_ target: Taxonomy.Target) -> Double { taxonomy.numbers[target].map { accounts[$0].sum } ?? 0 }

    private func account(_ target: Taxonomy.Target) -> Account? { taxonomy.numbers[target].map { accounts[$0] } }

    /// Spam takes a report out of the lists: an advert shows itself by two signs that outweigh every theme, or by one
    /// where nothing else speaks.
    private var isSpam: Bool {
        guard let spam = account(.kind(.spam)), spam.sum >= Bound.signal else { return false }
        let best = Theme.allCases.filter { $0 != .other }.map { sum(.theme($0)) }.max() ?? 0
        let signs = Set(hits(.kind(.spam), isPro: true).map(\.match.pattern)).count
        if signs >= 2, spam.sum >= Bound.spam, spam.sum > best { return true }
        return max(best, sum(.theme(.other))) < Bound.theme && districts.isEmpty && places.isEmpty
            && sum(.urgency) < Bound.urgency
            && account(.kind(.complaint))?.pro == 0
            && Signal.allCases.allSatisfy { sum(.signal($0)) < Bound.signal }
    }

    var kind: ReportKind {
        if isSpam { return .spam }
        var best = (ReportKind.complaint, sum(.kind(.complaint)) + Bound.complaint)
        // An allegation is a complaint, whatever else it asks for.
        if Signal.allCases.contains(where: { sum(.signal($0)) >= Bound.signal }) { best.1 += 1 }
        if sum(.urgency) >= Bound.urgency { best.1 += 1 }
        for kind in ReportKind.allCases where kind != .complaint && kind != .spam {
            var sum = sum(.kind(kind))
            // Who tells a long story and ends it with a question or a word of thanks complains.
            if kind == .question || kind == .thanks, reading.words.words.count > Bound.longQuestion { sum *= 0.6 }
            if kind == .news, sum > 0, looksLikeNews { sum += 1 }
            // What speaks against a complaint speaks for nothing else.
            if sum <= 0 { continue }
            if kind == .news, sum < (reading.titleWords > 0 ? Bound.signal : Bound.news) { continue }
            if kind == .thanks || kind == .idea, sum < Bound.signal { continue }
            if sum > best.1 { best = (kind, sum) }
        }
        return best.0
    }

    /// A headline, and nobody who speaks for himself, asks or cries out.
    private var looksLikeNews: Bool {
        reading.titleWords > 0 && account(.kind(.news))?.contra == 0
            && !reading.words.words.contains { !$0.traits.isDisjoint(with: [.asks, .exclaims]) }
    }

    var themes: [Label<Theme>] {
        var sums = Theme.allCases.map { ($0, sum(.theme($0))) }.filter { $0.1 >= Bound.theme }
        sums.sort { $0.1 > $1.1 }
        guard let first = sums.first else { return [Classifier.other] }
        let second = sums.dropFirst().filter {
            $0.1 >= Bound.secondTheme && $0.1 >= first.1 * Bound.secondShare && $0.0 != .other
        }
        if first.0 == .other {
            return [label(.other, .theme(.other))] + second.prefix(1).map { label($0.0, .theme($0.0)) }
        }
        return ([first] + second).prefix(Bound.mostThemes).map { label($0.0, .theme($0.0)) }
    }

    /// Only complaints and news allege; ideas, questions and thanks speak of corruption in general or of its absence.
    func signals(_ kind: ReportKind) -> [Label<Signal>] {
        guard kind == .complaint || kind == .news else { return [] }
        var sums = Signal.allCases.map { ($0, sum(.signal($0))) }.filter { $0.1 >= Bound.signal }
        sums.sort { $0.1 > $1.1 }
        guard let first = sums.first else { return [] }
        let second = sums.dropFirst().filter { $0.1 >= Bound.secondSignal && $0.1 >= first.1 * 0.7 }
        return ([first] + second).prefix(Bound.mostSignals).map { label($0.0, .signal($0.0)) }
    }

    func isUrgent(_ kind: ReportKind) -> Bool {
        kind == .complaint && sum(.urgency) >= Bound.urgency
    }

    func reasons(kind: ReportKind, urgent: Bool) -> [String] {
        evidence(.kind(kind)) + (urgent ? evidence(.urgency) : [])
    }

    private func label<ID: Hashable & Codable & Sendable>(_ id: ID, _ target: Taxonomy.Target) -> Label<ID> {
        Label(id: id, score: Tally.score(sum(target)), evidence: evidence(target))
    }

    /// 0 to 1, rounded to two places: 1 − e^(−sum/scale) without a mathematics library, by a rational of its shape.
    private static func score(_ sum: Double) -> Double {
        let share = max(0, sum) / Bound.scale
        return ((1 - 1 / (1 + share + share * share / 2)) * 100).rounded() / 100
    }

    /// The sum that has a score.
    static func sum(_ score: Double) -> Double {
        let odds = 1 / (1 - min(score, 0.99)) - 1
        return Bound.scale * ((1 + 2 * odds).squareRoot() - 1)
    }

    /// What was counted, as numbers to learn from.
    var sums: RuleSums {
        let words = reading.words.words
        func count(_ trait: FoldedText.Traits) -> Int { words.count { $0.traits.contains(trait) } }
        return RuleSums(
            themes: Theme.allCases.map { Float(sum(.theme($0))) },
            kinds: ReportKind.allCases.map { Float(sum(.kind($0))) },
            signals: Signal.allCases.map { Float(sum(.signal($0))) },
            manner: RuleSums.Manner(
                words: words.count, numbers: count(.number), asks: count(.asks), exclaims: count(.exclaims),
                endsAsking: words.last?.traits.contains(.asks) == true, hasTitle: reading.titleWords > 0,
                againstNews: account(.kind(.news))?.contra ?? 0,
                forComplaint: account(.kind(.complaint))?.pro ?? 0))
    }

    /// Every label that a word spoke for or against, those that were taken and the strongest first.
    func verdicts(_ labels: Labels) -> [Verdict] {
        var verdicts: [Verdict] = []
        for (target, number) in taxonomy.numbers.all {
            let account = accounts[number]
            guard account.pro + account.contra > 0 else { continue }
            let (group, label, isTaken): (String, String, Bool)
            switch target {
            case .theme(let theme):
                (group, label, isTaken) = ("theme", theme.rawValue, labels.themes.contains { $0.id == theme })
            case .signal(let signal):
                (group, label, isTaken) = ("signal", signal.rawValue, labels.signals.contains { $0.id == signal })
            case .kind(let kind): (group, label, isTaken) = ("kind", kind.rawValue, labels.kind == kind)
            case .urgency: (group, label, isTaken) = ("urgency", "urgent", labels.urgent)
            case .district, .notDistrict, .place: continue
            }
            verdicts.append(
                Verdict(
                    group: group, label: label, sum: account.sum, isTaken: isTaken, pro: evidence(target, isPro: true),
                    contra: evidence(target, isPro: false)))
        }
        let order = ["theme", "signal", "kind", "urgency"]
        return verdicts.sorted {
            let (one, other) = (order.firstIndex(of: $0.group) ?? 0, order.firstIndex(of: $1.group) ?? 0)
            if one != other { return one < other }
            if $0.isTaken != $1.isTaken { return $0.isTaken }
            return $0.sum != $1.sum ? $0.sum > $1.sum : $0.label < $1.label
        }
    }

    private func hits(_ target: Taxonomy.Target, isPro: Bool) -> [Hit] {
        guard let number = taxonomy.numbers[target] else { return [] }
        return hits.filter { $0.target == number && $0.isPro == isPro }
    }

    private func evidence(_ target: Taxonomy.Target, isPro: Bool = true) -> [String] {
        let spans = hits(target, isPro: isPro).flatMap { hit in
            (0..<matches.parts(hit.match)).map { matches.span(hit.match, $0) }
        }
        var words: [String] = []
        var seen: [UInt64] = []
        for span in spans.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            let key = reading.words.words[span].reduce(StableHash.seed) { StableHash.mix($0 ^ $1.hash) }
            if seen.contains(key) { continue }
            seen.append(key)
            let written = reading.written(span)
            guard written.utf8.count <= Bound.longestEvidence else { continue }
            words.append(written)
            if words.count == Bound.mostEvidence { break }
        }
        return words
    }
}

/// Sets of a text's words, all in one row of bits.
private struct WordSets {
    private var bits: [UInt64]
    /// Numbers that one set takes.
    private let width: Int

    init(_ count: Int, words: Int) {
        width = words >> 6 + 1
        bits = [UInt64](repeating: 0, count: count * width)
    }

    /// Adds the words of a span to a set.
    /// - Returns: whether any of them is new.
    mutating func insert(_ span: Range<Int>, into set: Int) -> Bool {
        var isNew = false
        for word in span {
            let place = set * width + word >> 6
            let bit: UInt64 = 1 << UInt64(word & 63)
            if bits[place] & bit == 0 {
                bits[place] |= bit
                isNew = true
            }
        }
        return isNew
    }
}
