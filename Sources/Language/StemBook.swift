import Synchronization

/// What is known of one folded word: its stems as text and as the keys that patterns are found by.
public struct WordStems: Sendable {
    /// Russian for Cyrillic words, English for Latin ones.
    public var first: String
    /// Kazakh for Cyrillic words; the same as `first` where both agree, and for Latin words.
    public var second: String
    /// The key of `first`.
    public var firstKey: UInt64
    /// The key of `second`, of another kind than `firstKey` even where the texts agree.
    public var secondKey: UInt64
    /// Hashes of the two texts: equal where they agree.
    var firstHash: UInt64
    var secondHash: UInt64
}

/// Stemmers and what is known of the words that were met, for one thread at a time. Borrow one with `StemBook.use`.
///
/// Each word has a number here, so that a text's words are looked up once and all that is known of them stands in rows
/// under their numbers. Frequent words come early and stand together.
public final class StemBook {
    /// Words remembered; then it is begun anew, so that memory does not grow with what is read.
    private static let capacity = 30_000

    private let russian = Snowball("russian")
    private let english = Snowball("english")
    private var numbers = HashTable<Int32>()
    /// By the word's number.
    private var known: [WordStems?] = []
    private var voices: [WordVoice?] = []
    private var terms: [SearchTerms.Term?] = []
    /// The terms of the search index, each once: by its number the place of its bytes, and by its hash the number.
    private(set) var termBytes: [UInt8] = []
    private(set) var termRanges: [Range<Int32>] = []
    private var termNumbers = HashTable<Int32>()
    // Which text had a term, or a word, last: each text has a mark of its own.
    private var termMarks: [Int] = []
    private var wordMarks: [Int] = []
    private var text = 0
    /// How often the numbers have begun anew: what is kept beside them is of no use then.
    public private(set) var edition = 0

    /// One that knows no word yet.
    public init() {}

    /// To be called before the words of a text are numbered: numbers hold until then.
    public func begin() {
        guard known.count >= StemBook.capacity else { return }
        numbers.removeAll()
        (known, voices, terms, wordMarks) = ([], [], [], [])
        (termBytes, termRanges, termMarks) = ([], [], [])
        termNumbers.removeAll()
        edition += 1
    }

    /// The numbers of a text's words, in order: 0, 1, 2, …, the same for the same folded word.
    public func numbers(of text: FoldedText) -> [Int32] { text.words.map { Int32(number(of: $0.hash)) } }

    private func number(of hash: UInt64) -> Int {
        if let number = numbers[hash] { return Int(number) }
        let number = known.count
        numbers.set(hash, Int32(number))
        known.append(nil)
        voices.append(nil)
        terms.append(nil)
        wordMarks.append(0)
        return number
    }

    /// The stems of a word that is no number.
    public func stems(_ word: FoldedText.Word, in text: FoldedText) -> WordStems {
        stems(word, number(of: word.hash), in: text)
    }

    private func stems(_ word: FoldedText.Word, _ number: Int, in text: FoldedText) -> WordStems {
        if let stems = known[number] { return stems }
        let range = Int(word.start)..<Int(word.start + word.length)
        let stems = text.bytes[range].withUnsafeBufferPointer {
            make($0, isCyrillic: word.traits.contains(.cyrillic), isLatin: word.traits.contains(.latin))
        }
        known[number] = stems
        return stems
    }

    /// The stems of a folded word.
    public func stems(ofFolded word: String) -> WordStems {
        let number = number(of: StableHash.of(word))
        if let stems = known[number] { return stems }
        var word = word
        let stems = word.withUTF8 { bytes in
            let first = bytes.first ?? 0
            return make(bytes, isCyrillic: first >= 0xD0 && first <= 0xD4, isLatin: first < 0x80)
        }
        known[number] = stems
        return stems
    }

    /// What a word says of its text's language.
    /// - Parameter number: the word's.
    func voice(_ word: FoldedText.Word, _ number: Int32, in text: FoldedText) -> WordVoice {
        if let voice = voices[Int(number)] { return voice }
        let bytes = text.bytes[Int(word.start)..<Int(word.start + word.length)]
        let voice = WordVoice(bytes, hash: word.hash, letters: word.letters, isLatin: word.traits.contains(.latin))
        voices[Int(number)] = voice
        return voice
    }

    /// What the search index has of a word that is no number.
    /// - Parameter number: the word's.
    func term(_ word: FoldedText.Word, _ number: Int32, in text: FoldedText) -> SearchTerms.Term {
        if let term = terms[Int(number)] { return term }
        let stems = stems(word, Int(number), in: text)
        let root = SearchRoots.root(ofStem: Array(stems.first.utf8))
        let term = SearchTerms.Term(
            first: termNumber(StableHash.of(root, 0), root),
            second: termNumber(stems.secondHash, Array(stems.second.utf8)))
        terms[Int(number)] = term
        return term
    }

    private func termNumber(_ hash: UInt64, _ bytes: [UInt8]) -> Int32 {
        if let number = termNumbers[hash] { return number }
        let start = Int32(termBytes.count)
        if bytes.count <= SearchTerms.longestTerm { termBytes += bytes }
        let number = Int32(termRanges.count)
        termRanges.append(start..<Int32(termBytes.count))
        termMarks.append(0)
        termNumbers.set(hash, number)
        return number
    }

    /// Begins another text: none of its words and terms has been marked.
    func beginMarking() { text += 1 }

    /// Marks a term by its number.
    /// - Returns: whether this text had not marked it.
    func mark(term: Int32) -> Bool {
        guard termMarks[Int(term)] != text else { return false }
        termMarks[Int(term)] = text
        return true
    }

    /// The same for a word.
    func mark(word: Int32) -> Bool {
        guard wordMarks[Int(word)] != text else { return false }
        wordMarks[Int(word)] = text
        return true
    }

    private func make(_ word: UnsafeBufferPointer<UInt8>, isCyrillic: Bool, isLatin: Bool) -> WordStems {
        let first = isCyrillic ? russian.stem(word) : isLatin ? english.stem(word) : Array(word)
        let second = isCyrillic ? KazakhStemmer.stem(word) : first
        let firstText = String(decoding: first, as: UTF8.self)
        return WordStems(
            first: firstText, second: first == second ? firstText : String(decoding: second, as: UTF8.self),
            firstKey: StemBook.key(first, isCyrillic ? .russian : .english), secondKey: StemBook.key(second, .kazakh),
            firstHash: StableHash.of(first, 0), secondHash: StableHash.of(second, 0))
    }

    /// Whose stem a key stands for; `word` is a whole folded word.
    public enum Kind: UInt8, Sendable { case russian = 1, kazakh, english, word }

    /// The key of a stem.
    public static func key(_ stem: some Sequence<UInt8>, _ kind: Kind) -> UInt64 {
        var hash = StableHash.add(StableHash.seed, kind.rawValue)
        for byte in stem { hash = StableHash.add(hash, byte) }
        return StableHash.mix(hash)
    }

    /// The stem of a folded word in one language.
    public func stem(_ word: String, _ kind: Kind) -> String {
        var word = word
        return word.withUTF8 { bytes in
            switch kind {
            case .russian: String(decoding: russian.stem(bytes), as: UTF8.self)
            case .english: String(decoding: english.stem(bytes), as: UTF8.self)
            case .kazakh: String(decoding: KazakhStemmer.stem(bytes), as: UTF8.self)
            case .word: String(decoding: bytes, as: UTF8.self)
            }
        }
    }

    /// Lends a book to the body; no two bodies have the same one at a time.
    public static func use<Result>(_ body: (StemBook) -> Result) -> Result {
        shelf.lend({ StemBook() }) { book in
            book.begin()
            return body(book)
        }
    }

    private static let shelf = Shelf<StemBook>()
}

/// Books for one reader at a time that nobody uses just now. The lock is here and nowhere else.
public final class Shelf<Book: AnyObject>: @unchecked Sendable {
    // Unchecked because a book is no Sendable; it is on the shelf or in one hand, never both.
    private let lock = Mutex<Void>(())
    private var books: [Book] = []
    /// Beyond so many, books are thrown away.
    private let mostKept = 8

    /// An empty one.
    public init() {}

    /// Lends a book to the body, a new one if all are lent.
    public func lend<Result>(_ make: () -> Book, to body: (Book) -> Result) -> Result {
        let lent = lock.withLock { _ in books.popLast() } ?? make()
        defer { lock.withLock { _ in if books.count < mostKept { books.append(lent) } } }
        return body(lent)
    }
}
