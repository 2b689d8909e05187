import Language

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

        /// - Parameter prefix: how long a beginning of words the key is of; 0 if it is of a stem or a whole word.
        mutating func add(_ key: UInt64, prefix: Int32, _ symbol: Int32) {
            guard prefix > 0 else {
                let symbols = keys[key] ?? []
                if !symbols.contains(symbol) { keys.set(key, symbols + [symbol]) }
                return
            }
            prefixLengths |= 1 << UInt64(prefix)
            let symbols = prefixes[key] ?? []
            if !symbols.contains(symbol) { prefixes.set(key, symbols + [symbol]) }
        }
    }

    /// A word of a pattern's parts.
    private struct Element {
        var symbol: Int32
        /// How many words may stand between it and the one before.
        var gap: Int16
        /// Whether a part begins with it.
        var opens: Bool
    }

    /// A pattern's words: where they begin and end in the row of all patterns' ones.
    private struct Shape {
        var first: Int32
        var start: Int32
        var end: Int32
        /// Whether its parts may stand in different sentences.
        var isFar: Bool
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
    private let shapes: [Shape]
    private let elements: [Element]
    let facts: [PatternFacts]
    /// Of each pattern, all its symbols but the anchor, one after the other: where they begin and end, and they.
    private let otherBounds: [Int32]
    private let others: [Int32]
    /// The symbol of a question mark.
    private let question: Int32?
    /// The symbol of a large number.
    private let sum: Int32?

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
        var shapes: [Shape] = []
        var elements: [Element] = []
        for pattern in patterns {
            let start = Int32(elements.count)
            for part in pattern.parts {
                for (place, element) in part.enumerated() {
                    elements.append(
                        Element(symbol: element.symbol, gap: Int16(clamping: element.gap), opens: place == 0))
                }
            }
            shapes.append(
                Shape(
                    first: pattern.parts.first?.first?.symbol ?? 0, start: start, end: Int32(elements.count),
                    isFar: pattern.isFar))
        }
        self.shapes = shapes
        self.elements = elements
        let strengths = Set(patterns.map { abs($0.weight) }).sorted(by: >)
        facts = patterns.map { pattern in
            PatternFacts(
                weight: pattern.weight, target: pattern.target,
                rank: UInt16(min(strengths.firstIndex(of: abs(pattern.weight)) ?? 0, PatternFacts.lastRank)),
                holdsNegation: pattern.holdsNegation, isName: pattern.isName)
        }
        self.anchored = anchored.flatMap { $0 }
        bounds = anchored.reduce(into: [0]) { $0.append(($0.last ?? 0) + Int32($1.count)) }
        self.others = others.flatMap { $0 }
        otherBounds = others.reduce(into: [0]) { $0.append(($0.last ?? 0) + Int32($1.count)) }
    }

    /// Which tables a word is looked up in. Kazakh and Russian stems fall together often enough that a word is not
    /// asked for the language that it cannot be of.
    private enum Script {
        case russian, kazakh, both, latin, latinKazakh, latinRussian, number

        /// Its place among those that one folded word may be read by: words with other letters are the same when folded,
        /// теңге and тенге.
        var place: Int {
            switch self {
            case .russian, .latin, .number: 0
            case .both, .latinKazakh: 1
            case .kazakh, .latinRussian: 2
            }
        }
    }

    /// The symbols of each word.
    func symbols(_ text: Reading, _ book: ReadingBook) -> WordSymbols {
        var symbols = WordSymbols()
        swap(&symbols, &book.symbols)
        symbols.begin(symbols: symbolCount)
        book.notes.begin(id)
        add(text, to: &symbols, &book.notes, book.stems)
        symbols.finish()
        return symbols
    }

    private func add(
        _ text: Reading, to symbols: inout WordSymbols, _ notes: inout SymbolNotes, _ stems: StemBook
    ) {
        for (index, word) in text.words.words.enumerated() {
            let script = Lexicon.script(word, text.tongue, text.isLatin)
            notes.add(
                text.numbers[index], reading: script.place, more: word.traits.contains(.asks) ? question : nil,
                to: &symbols
            ) {
                self.symbols(word, script, text.words, stems)
            }
        }
    }

    private static func script(_ word: FoldedText.Word, _ tongue: Tongue, _ isLatin: Bool) -> Script {
        if word.traits.contains(.number) { return .number }
        if word.traits.contains(.latin) {
            return !isLatin ? .latin : tongue == .kk ? .latinKazakh : .latinRussian
        }
        if word.hasKazakhLetters { return .kazakh }
        return tongue == .ru ? .russian : .both
    }

    private func symbols(
        _ word: FoldedText.Word, _ script: Script, _ text: FoldedText, _ book: StemBook
    ) -> [Int32] {
        let bytes = text.bytes[Int(word.start)..<Int(word.start + word.length)]
        var found: [Int32] = []
        switch script {
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
            if script != .kazakh {
                Lexicon.add(russian, stems.firstKey, &found)
                Lexicon.addWhole(russian, bytes, &found)
            }
            if script != .russian {
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
    func matches(_ text: FoldedText, _ symbols: WordSymbols) -> PatternMatches {
        var matches = PatternMatches()
        matches.all.reserveCapacity(256)
        var steps = 0
        for symbol in symbols.met {
            for place in Int(bounds[Int(symbol)])..<Int(bounds[Int(symbol) + 1]) {
                let other = anchored[place].other
                // Most patterns want a word that is nowhere in the text.
                if other >= 0, !symbols.hasAnywhere(other) { continue }
                let number = anchored[place].pattern
                if other >= 0, !canMatch(Int(number), symbols) { continue }
                let shape = shapes[Int(number)]
                for index in symbols.range(of: Int(shape.first)) {
                    let at = symbols.words[index]
                    let others = Int32(matches.others.count)
                    var end: Int32? = at + 1
                    if shape.end - shape.start > 1 {
                        end = find(shape, Int(at), text, symbols, &matches.others, &steps)
                    }
                    if let end {
                        matches.all.append(
                            PatternMatch(
                                pattern: number, opening: at..<end, others: others..<Int32(matches.others.count)))
                        if matches.all.count == Lexicon.mostMatches { return matches }
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

    /// Looks for a pattern of several words that begins at a word.
    /// - Returns: where its first part ends; nil if it does not stand there. The spans of its other parts are added.
    private func find(
        _ shape: Shape, _ at: Int, _ text: FoldedText, _ symbols: WordSymbols, _ others: inout [Range<Int32>],
        _ steps: inout Int
    ) -> Int32? {
        steps += 1
        var next = Int(shape.start)
        guard let end = row(&next, Int(shape.end), at, text, symbols) else { return nil }
        let before = others.count
        while next < Int(shape.end) {
            let reach = shape.isFar ? Lexicon.farReach : Lexicon.reach
            let low = max(0, at - reach), high = min(symbols.count, end + reach)
            let first = elements[next]
            // A question mark belongs to the word before it, which may be the first part's own.
            let isQuestion = first.symbol == question && (next + 1 == Int(shape.end) || elements[next + 1].opens)
            var found: Range<Int32>?
            let part = next
            for index in symbols.range(of: Int(first.symbol), from: low) {
                let start = Int(symbols.words[index])
                guard start < high else { break }
                steps += 1
                guard shape.isFar || text.words[start].sentence == text.words[at].sentence,
                    isQuestion || !(at..<end).contains(start)
                else { continue }
                next = part
                if let stop = row(&next, Int(shape.end), start, text, symbols) {
                    found = Int32(start)..<Int32(stop)
                    break
                }
            }
            guard let found else {
                // Nobody asks for them; but a hostile text would leave millions.
                others.removeLast(others.count - before)
                return nil
            }
            others.append(found)
        }
        return Int32(end)
    }

    /// Where a row of words that begins at a word ends; nil if it does not stand there.
    /// - Parameter next: the part's first element; if it is found, the one behind its last.
    private func row(
        _ next: inout Int, _ last: Int, _ at: Int, _ text: FoldedText, _ symbols: WordSymbols
    ) -> Int? {
        guard symbols.has(at, elements[next].symbol) else { return nil }
        var element = next + 1
        var position = at + 1
        let sentence = text.words[at].sentence
        while element < last, !elements[element].opens {
            let (symbol, furthest) = (
                elements[element].symbol, min(symbols.count - 1, position + Int(elements[element].gap))
            )
            while position <= furthest, text.words[position].sentence != sentence || !symbols.has(position, symbol) {
                position += 1
            }
            guard position <= furthest else { return nil }
            position += 1
            element += 1
        }
        next = element
        return position
    }
}
