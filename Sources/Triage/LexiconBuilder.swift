import Language
import Synchronization

/// Compiles patterns as they are written in the taxonomy.
struct LexiconBuilder {
    /// The languages that a pattern can be written in; `any` is read as each of them.
    enum PatternLanguage: String, CaseIterable { case kk, ru, en, any }

    /// Why a pattern cannot be compiled.
    struct Refusal: Error {
        var problem: String
    }

    /// A prefix shorter than this matches everything; beside another word, two letters tell.
    private static let shortestPrefix = 3
    private static let shortestBeside = 2
    private var leastLetters = LexiconBuilder.shortestPrefix

    private var kazakh = Lexicon.Table()
    private var russian = Lexicon.Table()
    private var english = Lexicon.Table()
    private var symbols = 0
    private var named: [String: Int32] = [:]
    private var met: [[Entry]: Int32] = [:]
    private var groups: [String: Int32] = [:]
    private var question: Int32?
    private var sum: Int32?
    private var patterns: [Pattern] = []
    private let book: StemBook

    /// The stems that function words leave, and those words.
    private let stopStems: [StemBook.Kind: [String: Set<String>]]

    init(book: StemBook) {
        self.book = book
        stopStems = [
            // Kazakh typed in Russian letters is read as both.
            .russian: LexiconBuilder.stems(FunctionWords.russian + FunctionWords.kazakh, .russian, book),
            .kazakh: LexiconBuilder.stems(FunctionWords.kazakh + FunctionWords.russian, .kazakh, book),
            .english: LexiconBuilder.stems(FunctionWords.english, .english, book),
        ]
    }

    private static func stems(
        _ words: [String], _ kind: StemBook.Kind, _ book: StemBook
    ) -> [String: Set<String>] {
        var stems: [String: Set<String>] = [:]
        for word in words {
            let folded = Folding.fold(word)
            stems[book.stem(folded, kind), default: []].insert(folded)
        }
        return stems
    }

    func finish() -> Lexicon {
        Lexicon(
            id: LexiconBuilder.number.wrappingAdd(1, ordering: .relaxed).newValue, kazakh: kazakh,
            russian: russian, english: english, symbols: symbols, question: question, sum: sum,
            patterns: patterns)
    }

    /// Each lexicon has a number of its own, for what is remembered of words.
    private static let number = Atomic<Int>(0)

    /// The symbol of a group, which words are added to.
    mutating func group(_ name: String) -> Int32 {
        if let symbol = groups[name] { return symbol }
        let symbol = newSymbol()
        groups[name] = symbol
        return symbol
    }

    /// The symbol of a group that there is.
    func known(group name: String) -> Int32? { groups[name] }

    /// Adds a word to a group.
    mutating func add(_ word: String, _ language: PatternLanguage, to group: Int32) throws(Refusal) {
        let parts = word.split(separator: " ")
        leastLetters = LexiconBuilder.shortestPrefix
        guard parts.count == 1, let part = parts.first, !part.hasPrefix("$"), part != "&", part != ".." else {
            throw Refusal(problem: "a group holds single words: \"\(word)\"")
        }
        for entry in try entries(String(part), language) { add(entry, group) }
    }

    /// Adds a pattern.
    mutating func add(
        _ source: String, _ language: PatternLanguage, target: Int32, weight: Double, phraseBonus: Double = 0
    ) throws(Refusal) {
        var parts: [[Pattern.Element]] = [[]]
        var gap = 0
        var isFar = false
        let words = source.split(separator: " ").count { !["&", "&&", ".."].contains($0) }
        leastLetters = words > 1 ? LexiconBuilder.shortestBeside : LexiconBuilder.shortestPrefix
        for piece in source.split(separator: " ") {
            switch piece {
            case "&", "&&":
                if piece == "&&" { isFar = true }
                parts.append([])
                gap = 0
            case "..": gap = Lexicon.gap
            default:
                for (index, symbol) in try elements(String(piece), language).enumerated() {
                    parts[parts.count - 1].append(Pattern.Element(symbol: symbol, gap: index == 0 ? gap : 0))
                }
                gap = 0
            }
        }
        guard parts.allSatisfy({ !$0.isEmpty }), gap == 0 else {
            throw Refusal(problem: "\"\(source)\" has nothing before or after & or ..")
        }
        let negations = ["negation-before", "negation-after"].compactMap { groups[$0] }
        let holds =
            source.contains("=не") || parts.joined().contains { negations.contains($0.symbol) }
            || LexiconBuilder.isNegative(source)
        let isPhrase = parts.count > 1 || parts[0].count > 1
        patterns.append(
            Pattern(
                parts: parts, target: target, weight: weight + (isPhrase ? phraseBonus : 0), holdsNegation: holds,
                isFar: isFar, isName: source.contains { $0.isUppercase } && !source.contains { $0.isNumber }))
    }

    /// Whether a pattern is written with a negation of its own.
    private static func isNegative(_ source: String) -> Bool {
        source.split(separator: " ").contains {
            ["не", "нет", "без", "ни", "no", "not", "жоқ", "емес"].contains(String($0))
        }
    }

    /// The symbols of one written word: several where it has a hyphen or digits in it.
    private mutating func elements(_ piece: String, _ language: PatternLanguage) throws(Refusal) -> [Int32] {
        if piece.hasPrefix("$") {
            guard let symbol = groups[String(piece.dropFirst())] else {
                throw Refusal(problem: "there is no group \"\(piece.dropFirst())\"")
            }
            return [symbol]
        }
        if piece == "#" {
            let symbol = sum ?? newSymbol()
            sum = symbol
            return [symbol]
        }
        if piece == "?" {
            let symbol = question ?? newSymbol()
            question = symbol
            return [symbol]
        }
        let bare = piece.filter { $0 != "*" && $0 != "=" }
        let words = FoldedText(bare).words
        guard !words.isEmpty else { throw Refusal(problem: "\"\(piece)\" holds no letter") }
        if words.count == 1 { return [try symbol(piece, language)] }
        let folded = FoldedText(bare)
        var found: [Int32] = []
        for word in folded.words { found.append(try symbol(folded.folded(word), language)) }
        return found
    }

    private mutating func symbol(_ piece: String, _ language: PatternLanguage) throws(Refusal) -> Int32 {
        let name = language.rawValue + " " + piece
        if let symbol = named[name] { return symbol }
        let entries = try entries(piece, language)
        // What is met in the same words is one symbol, however it is written: взятка, взятку.
        let symbol = met[entries] ?? newSymbol()
        if met[entries] == nil {
            met[entries] = symbol
            for entry in entries { add(entry, symbol) }
        }
        named[name] = symbol
        return symbol
    }

    /// What a word of a pattern is looked up by in one table.
    private struct Entry: Hashable {
        enum Table { case kazakh, russian, english }
        var table: Table
        var key: UInt64
        /// The length of a beginning of words; 0 where the key is of a stem or a whole word.
        var prefix: Int32
    }

    private func entries(_ piece: String, _ language: PatternLanguage) throws(Refusal) -> [Entry] {
        let text = FoldedText(piece.filter { $0 != "*" && $0 != "=" })
        guard let word = text.words.first, text.words.count == 1 else {
            throw Refusal(problem: "\"\(piece)\" is not one word")
        }
        let folded = text.folded(word)
        let isLatin = word.traits.contains(.latin)
        let shortest = Int32(leastLetters * (isLatin ? 1 : 2))
        if piece.hasSuffix("*"), word.length < shortest || word.length > 62 {
            throw Refusal(problem: "\"\(piece)\": a prefix has at least \(leastLetters) letters")
        }
        let read = Piece(written: piece, folded: folded, word: word)
        var entries: [Entry] = []
        // Kazakh text is full of Russian words and has its own; Latin words are met in text of each language.
        if language == .kk || language == .any {
            entries.append(entry(read, .kazakh, isLatin ? .word : .kazakh))
        }
        if !isLatin, language == .ru || language == .any { entries.append(entry(read, .russian, .russian)) }
        if isLatin || language == .en || language == .any || word.traits.contains(.number) {
            entries.append(entry(read, .english, .english))
        }
        return entries
    }

    /// One word as it is written in a pattern.
    private struct Piece {
        var written: String
        var folded: String
        var word: FoldedText.Word
    }

    private func entry(_ piece: Piece, _ table: Entry.Table, _ kind: StemBook.Kind) -> Entry {
        let (folded, word) = (piece.folded, piece.word)
        if piece.written.hasSuffix("*") {
            return Entry(table: table, key: StableHash.of(folded), prefix: word.length)
        }
        var isWhole = piece.written.hasPrefix("=") || word.traits.contains(.number) || kind == .word
        if kind == .kazakh, !isWhole {
            // A long word of which little is left is met in that form only: what is left is another word.
            let stem = book.stem(folded, kind).utf8.count
            isWhole = stem <= 6 && folded.utf8.count >= 10
        }
        // What a function word is stemmed to would be met in every text; the word itself may be meant all the same.
        if !isWhole, let stops = stopStems[kind]?[book.stem(folded, kind)], stops != [folded] { isWhole = true }
        let key = isWhole ? StemBook.key(folded.utf8, .word) : StemBook.key(book.stem(folded, kind).utf8, kind)
        return Entry(table: table, key: key, prefix: 0)
    }

    private mutating func add(_ entry: Entry, _ symbol: Int32) {
        switch entry.table {
        case .kazakh: kazakh.add(entry.key, prefix: entry.prefix, symbol)
        case .russian: russian.add(entry.key, prefix: entry.prefix, symbol)
        case .english: english.add(entry.key, prefix: entry.prefix, symbol)
        }
    }

    private mutating func newSymbol() -> Int32 {
        symbols += 1
        return Int32(symbols - 1)
    }
}
