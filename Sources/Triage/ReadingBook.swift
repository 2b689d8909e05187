import Language

/// What triage knows of the words met so far, under the numbers that the `StemBook` in it gives them, and the rows that
/// one text after another fills: for one thread at a time. A city's letters have few words, met again and again.
///
/// Each part is a value in one piece, so that a text's pass takes hold of it once and not at each word.
final class ReadingBook {
    let stems = StemBook()
    /// The symbols of a text's words, while nobody reads one: their rows are filled again and not made anew.
    var symbols = WordSymbols()
    var notes = SymbolNotes()
    var facts = KnownFacts()
    /// What was learned of words.
    var learned = LearnedWords()
    private var edition = 0

    private func begin() {
        stems.begin()
        guard stems.edition != edition || notes.isFull else { return }
        edition = stems.edition
        notes = SymbolNotes()
        facts = KnownFacts()
    }

    /// Lends a book to the body; no two bodies have the same one at a time.
    static func use<Result>(_ body: (ReadingBook) -> Result) -> Result {
        shelf.lend({ ReadingBook() }) { book in
            book.begin()
            return body(book)
        }
    }

    private static let shelf = Shelf<ReadingBook>()
}

/// The symbols that a lexicon has for each word, all in one row: an array of its own for each word would be counted as used
/// at each look.
struct SymbolNotes {
    /// In how many ways a word may be read.
    static let readings = 3
    private static let most = 1 << 20
    private static let unknown: Range<Int32> = -1 ..< -1

    private var lexicon = 0
    private var places: [Range<Int32>] = []
    private var row: [Int32] = []

    var isFull: Bool { row.count >= SymbolNotes.most }

    /// Begins another text: what another lexicon had is forgotten.
    mutating func begin(_ owner: Int) {
        guard owner != lexicon else { return }
        (places, row) = ([], [])
        lexicon = owner
    }

    /// Adds a word's symbols to a text's; what the lexicon has for it is made on the first question.
    /// - Parameters:
    ///   - number: the word's.
    ///   - reading: how it is read, below `readings`.
    ///   - more: a symbol of its place in the text.
    mutating func add(
        _ number: Int32, reading: Int, more: Int32?, to symbols: inout WordSymbols, _ make: () -> [Int32]
    ) {
        let place = Int(number) * SymbolNotes.readings + reading
        while places.count <= place { places.append(SymbolNotes.unknown) }
        if places[place] == SymbolNotes.unknown {
            let start = Int32(row.count)
            row += make()
            places[place] = start..<Int32(row.count)
        }
        symbols.append(row, places[place], and: more)
    }
}

/// The facts of words, by their numbers.
struct KnownFacts {
    private var facts: [WordFacts?] = []

    /// The facts of a word that is no number.
    /// - Parameter number: the word's.
    mutating func of(_ word: FoldedText.Word, _ number: Int32, in text: FoldedText) -> WordFacts {
        let number = Int(number)
        while facts.count <= number { facts.append(nil) }
        if let facts = facts[number] { return facts }
        let made = WordFacts(word.bytes(in: text))
        facts[number] = made
        return made
    }
}
