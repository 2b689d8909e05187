import Language

/// What triage knows of the words met so far, under the numbers that the `StemBook` in it gives them, and the rows that
/// one text after another fills: for one thread at a time. A city's letters have few words, met again and again.
final class ReadingBook {
    let stems = StemBook()
    /// The symbols of a text's words, while nobody reads one: their rows are filled again and not made anew.
    var symbols = WordSymbols()
    private var edition = 0
    private var facts: [WordFacts?] = []

    // The symbols that a lexicon has for each word, all in one row: an array of its own for each word would be counted as
    // used at each look. A word may be read in `readings` ways.
    private var lexicon = 0
    private var noted: [Range<Int32>] = []
    private var row: [Int32] = []
    static let readings = 3
    private static let mostNoted = 1 << 20
    private static let unknown: Range<Int32> = -1 ..< -1

    private func begin() {
        stems.begin()
        guard stems.edition != edition || row.count >= ReadingBook.mostNoted else { return }
        edition = stems.edition
        facts = []
        (noted, row) = ([], [])
    }

    /// The facts of a word that is no number.
    /// - Parameter number: the word's.
    func facts(of word: FoldedText.Word, _ number: Int32, in text: FoldedText) -> WordFacts {
        let number = Int(number)
        while facts.count <= number { facts.append(nil) }
        if let facts = facts[number] { return facts }
        let made = WordFacts(word.bytes(in: text))
        facts[number] = made
        return made
    }

    /// Adds a word's symbols to a text's; what a lexicon has for it is made on the first question.
    /// - Parameters:
    ///   - number: the word's.
    ///   - reading: how it is read, below `readings`.
    ///   - owner: the lexicon's number.
    ///   - more: a symbol of its place in the text.
    func addSymbols(
        _ number: Int32, reading: Int, owner: Int, more: Int32?, to symbols: inout WordSymbols, _ make: () -> [Int32]
    ) {
        if owner != lexicon {
            (noted, row) = ([], [])
            lexicon = owner
        }
        let place = Int(number) * ReadingBook.readings + reading
        while noted.count <= place { noted.append(ReadingBook.unknown) }
        if noted[place] == ReadingBook.unknown {
            let start = Int32(row.count)
            row += make()
            noted[place] = start..<Int32(row.count)
        }
        symbols.append(row, noted[place], and: more)
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
