import Language

/// A pattern of a taxonomy, compiled: parts that stand in one sentence, each a row of words.
struct Pattern: Sendable {
    /// One word of a part.
    struct Element: Sendable {
        /// What the word must be.
        var symbol: Int32
        /// How many words may stand between it and the one before.
        var gap: Int
    }

    var parts: [[Element]]
    /// What it speaks for.
    var target: Int32
    /// How strongly; below zero it speaks against.
    var weight: Double
    /// Whether it names a negation itself, so that one beside it means nothing.
    var holdsNegation: Bool
    /// Whether its parts may stand in different sentences.
    var isFar = false
    /// Whether it is written with a capital, as names are.
    var isName = false
}

/// What is asked of a pattern at each of its matches, without its parts: those would be counted as used at each question.
struct PatternFacts: Sendable {
    var target: Int32
    var weight: Double
    var holdsNegation: Bool
    var isName: Bool

    init(_ pattern: Pattern) {
        target = pattern.target
        weight = pattern.weight
        holdsNegation = pattern.holdsNegation
        isName = pattern.isName
    }

    /// How strongly it speaks, for or against.
    var strength: Double { abs(weight) }
}

/// A pattern found in a text: the words that each part covers.
struct PatternMatch {
    var pattern: Int32
    var facts: PatternFacts
    var spans: Spans
}

/// The words that the parts of a match cover: nearly always one part's.
struct Spans: RandomAccessCollection {
    let opening: Range<Int>
    let others: [Range<Int>]

    var startIndex: Int { 0 }
    var endIndex: Int { 1 + others.count }
    subscript(index: Int) -> Range<Int> { index == 0 ? opening : others[index - 1] }
}

/// Words to symbols, symbols to the patterns that have them. Immutable; one pass over a text's words finds all.
final class Lexicon: Sendable {
    /// How far apart the parts of a pattern may stand, in words: sentences of hostile length stay linear.
    static let reach = 16
    /// The same for parts of different sentences.
    static let farReach = 60
    /// Words that `..` may stand for.
    static let gap = 3
    /// Matches of one text; more tell nothing new.
    static let mostMatches = 2000
    /// Words looked at for the parts of patterns in one text: above any article, and a hostile one costs no more.
    static let mostSteps = 20_000_000

    /// What is looked for in words of one language.
    struct Table: Sendable {
        /// Stems and whole words by their key.
        var keys = HashTable<[Int32]>()
        /// Beginnings of words by their hash.
        var prefixes = HashTable<[Int32]>()
        /// Bit n: there are prefixes of n bytes.
        var prefixLengths: UInt64 = 0
    }

    /// A pattern where its anchor is met, with the rarest of its other symbols: it alone tells of most that they are not in
    /// the text.
    private struct Anchored {
        var pattern: Int32
        /// -1 if it has no other.
        var other: Int32
    }

    private let id: Int
    private let kazakh: Table
    private let russian: Table
    private let english: Table
    private let symbolCount: Int
    /// Where the numbers of the patterns that a symbol anchors stand in `anchored`, and where the last one's end. A pattern
    /// is looked for where its most telling symbol is met: the one that the fewest patterns have.
    private let bounds: [Int32]
    private let anchored: [Anchored]
    /// Of each pattern, the first symbol, whether that is all of it, and what else it is.
    private let firsts: [Int32]
    private let isOneWord: [Bool]
    private let facts: [PatternFacts]
    /// Of each pattern, all its symbols but the anchor, one after the other: where they begin and end, and they.
    private let otherBounds: [Int32]
    private let others: [Int32]
    /// The symbol of a question mark.
    private let question: Int32?
    /// The symbol of a large number.
    private let sum: Int32?
    let patterns: [Pattern]

    init(
        id: Int, kazakh: Table, russian: Table, english: Table, symbols: Int, question: Int32?, sum: Int32?,
        patterns: [Pattern]
    ) {
        self.id = id
        self.kazakh = kazakh
        self.russian = russian
        self.english = english
        self.question = question
        self.sum = sum
        self.patterns = patterns
        symbolCount = symbols
        let wanted = patterns.map { pattern in Set(pattern.parts.flatMap { $0.map(\.symbol) }).sorted() }
        var popularity = [Int](repeating: 0, count: symbols)
        for symbol in wanted.joined() { popularity[Int(symbol)] += 1 }
        var anchored = [[Anchored]](repeating: [], count: symbols)
        var others: [[Int32]] = []
        for (number, symbols) in wanted.enumerated() {
            let byRarity = symbols.sorted { (popularity[Int($0)], $0) < (popularity[Int($1)], $1) }
            others.append(Array(byRarity.dropFirst()))
            guard let anchor = byRarity.first else { continue }
            let other = byRarity.dropFirst().first ?? -1
            anchored[Int(anchor)].append(Anchored(pattern: Int32(number), other: other))
        }
        firsts = patterns.map { $0.parts.first?.first?.symbol ?? 0 }
        isOneWord = patterns.map { $0.parts.count == 1 && $0.parts[0].count == 1 }
        facts = patterns.map { PatternFacts($0) }
        self.anchored = anchored.flatMap { $0 }
        bounds = anchored.reduce(into: [0]) { $0.append(($0.last ?? 0) + Int32($1.count)) }
        self.others = others.flatMap { $0 }
        otherBounds = others.reduce(into: [0]) { $0.append(($0.last ?? 0) + Int32($1.count)) }
    }

    /// Which tables a word is looked up in. Kazakh and Russian stems fall together often enough that a word is not
    /// asked for the language that it cannot be of.
    private enum Reading: UInt64 { case russian, kazakh, both, latin, latinKazakh, latinRussian, number }

    /// The symbols of each word.
    func symbols(_ text: FoldedText, _ tongue: Tongue, isLatin: Bool, _ book: StemBook) -> WordSymbols {
        var symbols = WordSymbols(words: text.words.count, symbols: symbolCount)
        for word in text.words {
            let reading = Lexicon.reading(word, tongue, isLatin)
            let found = book.note(of: word.hash &+ reading.rawValue, owner: id) {
                self.symbols(word, reading, text, book)
            }
            symbols.append(book.notes(found), and: word.traits.contains(.asks) ? question : nil)
        }
        return symbols
    }

    private static func reading(_ word: FoldedText.Word, _ tongue: Tongue, _ isLatin: Bool) -> Reading {
        if word.traits.contains(.number) { return .number }
        if word.traits.contains(.latin) {
            return !isLatin ? .latin : tongue == .kk ? .latinKazakh : .latinRussian
        }
        if word.hasKazakhLetters { return .kazakh }
        return tongue == .ru ? .russian : .both
    }

    private func symbols(
        _ word: FoldedText.Word, _ reading: Reading, _ text: FoldedText, _ book: StemBook
    ) -> [Int32] {
        let bytes = text.bytes[Int(word.start)..<Int(word.start + word.length)]
        var found: [Int32] = []
        switch reading {
        case .number:
            for table in [kazakh, russian, english] { Lexicon.add(table, StemBook.key(bytes, .word), &found) }
            if let sum, Lexicon.isLarge(bytes) { found.append(sum) }
        case .latin:
            Lexicon.add(english, book.stems(word, in: text).firstKey, &found)
            Lexicon.addWhole(english, bytes, &found)
        case .latinKazakh:
            let cyrillic = LatinKazakh.cyrillic(bytes)
            let stem = book.stem(String(decoding: cyrillic, as: UTF8.self), .kazakh)
            Lexicon.add(kazakh, StemBook.key(stem.utf8, .kazakh), &found)
            Lexicon.addWhole(kazakh, cyrillic[...], &found)
        case .latinRussian:
            let cyrillic = LatinRussian.cyrillic(bytes)
            let stem = book.stem(String(decoding: cyrillic, as: UTF8.self), .russian)
            Lexicon.add(russian, StemBook.key(stem.utf8, .russian), &found)
            Lexicon.addWhole(russian, cyrillic[...], &found)
        case .russian, .kazakh, .both:
            let stems = book.stems(word, in: text)
            if reading != .kazakh {
                Lexicon.add(russian, stems.firstKey, &found)
                Lexicon.addWhole(russian, bytes, &found)
            }
            if reading != .russian {
                Lexicon.add(kazakh, stems.secondKey, &found)
                Lexicon.addWhole(kazakh, bytes, &found)
            }
        }
        return found
    }

    /// Whether it is a number of a thousand or more (or the last three digits of one) and no year.
    private static func isLarge(_ digits: ArraySlice<UInt8>) -> Bool {
        if digits.elementsEqual("000".utf8) { return true }
        guard digits.count >= 4, digits.first != UInt8(ascii: "0") else { return false }
        return digits.count > 4 || !(digits.starts(with: "19".utf8) || digits.starts(with: "20".utf8))
    }

    private static func add(_ table: Table, _ key: UInt64, _ found: inout [Int32]) {
        for symbol in table.keys[key] ?? [] where !found.contains(symbol) { found.append(symbol) }
    }

    private static func addWhole(_ table: Table, _ bytes: ArraySlice<UInt8>, _ found: inout [Int32]) {
        add(table, StemBook.key(bytes, .word), &found)
        var hash = StableHash.seed
        for (count, byte) in bytes.prefix(63).enumerated() {
            hash = StableHash.add(hash, byte)
            guard table.prefixLengths & 1 << UInt64(count + 1) != 0 else { continue }
            for symbol in table.prefixes[StableHash.mix(hash)] ?? [] where !found.contains(symbol) {
                found.append(symbol)
            }
        }
    }

    /// All patterns in a text.
    func matches(_ text: FoldedText, _ symbols: WordSymbols) -> [PatternMatch] {
        let occurrences = Occurrences(symbols, of: symbolCount)
        var matches: [PatternMatch] = []
        var steps = 0
        for symbol in occurrences.met {
            for place in Int(bounds[Int(symbol)])..<Int(bounds[Int(symbol) + 1]) {
                let other = anchored[place].other
                // Most patterns want a word that is nowhere in the text.
                if other >= 0, !symbols.hasAnywhere(other) { continue }
                let number = Int(anchored[place].pattern)
                guard canMatch(number, symbols) else { continue }
                for index in occurrences.range(of: Int(firsts[number])) {
                    let at = Int(occurrences.words[index])
                    let spans =
                        isOneWord[number]
                        ? Spans(opening: at..<at + 1, others: [])
                        : spans(patterns[number], at, text, symbols, occurrences, &steps)
                    if let spans {
                        matches.append(
                            PatternMatch(pattern: Int32(number), facts: facts[number], spans: spans))
                        if matches.count == Lexicon.mostMatches { return matches }
                    }
                    if steps > Lexicon.mostSteps { return matches }
                }
            }
        }
        return matches
    }

    /// Whether all of a pattern's symbols but its anchor are somewhere in the text.
    private func canMatch(_ number: Int, _ symbols: WordSymbols) -> Bool {
        var index = Int(otherBounds[number])
        let end = Int(otherBounds[number + 1])
        while index < end {
            guard symbols.hasAnywhere(others[index]) else { return false }
            index += 1
        }
        return true
    }

    private func spans(
        _ pattern: Pattern, _ at: Int, _ text: FoldedText, _ symbols: WordSymbols, _ occurrences: Occurrences,
        _ steps: inout Int
    ) -> Spans? {
        steps += 1
        guard let end = row(pattern.parts[0], at, text, symbols) else { return nil }
        var others: [Range<Int>] = []
        for part in pattern.parts.dropFirst() {
            let reach = pattern.isFar ? Lexicon.farReach : Lexicon.reach
            let low = max(0, at - reach), high = min(symbols.count, end + reach)
            // A question mark belongs to the word before it, which may be the first part's own.
            let isQuestion = part.count == 1 && part[0].symbol == question
            var found: Range<Int>?
            for index in occurrences.range(of: Int(part[0].symbol), from: low) {
                let start = Int(occurrences.words[index])
                guard start < high else { break }
                steps += 1
                guard pattern.isFar || text.words[start].sentence == text.words[at].sentence,
                    isQuestion || !(at..<end).contains(start)
                else { continue }
                if let stop = row(part, start, text, symbols) {
                    found = start..<stop
                    break
                }
            }
            guard let found else { return nil }
            others.append(found)
        }
        return Spans(opening: at..<end, others: others)
    }

    /// Where a row of words that begins at a word ends; nil if it does not stand there.
    private func row(_ part: [Pattern.Element], _ at: Int, _ text: FoldedText, _ symbols: WordSymbols) -> Int? {
        guard symbols.has(at, part[0].symbol) else { return nil }
        var position = at + 1
        for element in part.dropFirst() {
            let last = min(symbols.count - 1, position + element.gap)
            guard position <= last,
                let next = (position...last).first(where: {
                    text.words[$0].sentence == text.words[at].sentence && symbols.has($0, element.symbol)
                })
            else { return nil }
            position = next + 1
        }
        return position
    }
}
