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

/// Stemmers and the stems that they have found, for one thread at a time. Borrow one with `StemBook.use`.
public final class StemBook {
    /// Words remembered; then it is begun anew, so that memory does not grow with what is read.
    private static let capacity = 30_000

    private let russian = Snowball("russian")
    private let english = Snowball("english")
    private var known = HashTable<WordStems>()

    /// The stems of a word that is no number.
    public func stems(_ word: FoldedText.Word, in text: FoldedText) -> WordStems {
        if let stems = known[word.hash] { return stems }
        let range = Int(word.start)..<Int(word.start + word.length)
        let stems = text.bytes[range].withUnsafeBufferPointer {
            make($0, isCyrillic: word.traits.contains(.cyrillic), isLatin: word.traits.contains(.latin))
        }
        remember(word.hash, stems)
        return stems
    }

    /// The stems of a folded word.
    public func stems(ofFolded word: String) -> WordStems {
        let hash = StableHash.of(word)
        if let stems = known[hash] { return stems }
        var word = word
        let stems = word.withUTF8 { bytes in
            let first = bytes.first ?? 0
            return make(bytes, isCyrillic: first >= 0xD0 && first <= 0xD4, isLatin: first < 0x80)
        }
        remember(hash, stems)
        return stems
    }

    // What the search index has of words: by the word's hash, the stems in one row of bytes.
    private var terms = HashTable<SearchTerms.Term>()
    private(set) var termBytes: [UInt8] = []
    private static let mostTermBytes = 4 << 20

    /// What the search index has of a word that is no number.
    func term(_ word: FoldedText.Word, in text: FoldedText) -> SearchTerms.Term {
        if let term = terms[word.hash] { return term }
        if terms.count >= StemBook.capacity || termBytes.count >= StemBook.mostTermBytes {
            terms.removeAll()
            termBytes.removeAll(keepingCapacity: true)
        }
        let stems = stems(word, in: text)
        func range(_ stem: some Collection<UInt8>) -> Range<Int32> {
            let start = Int32(termBytes.count)
            if stem.count <= SearchTerms.longestTerm { termBytes += stem }
            return start..<Int32(termBytes.count)
        }
        let root = SearchRoots.root(ofStem: Array(stems.first.utf8))
        let rootHash = StableHash.of(root, 0)
        let first = range(root)
        let term = SearchTerms.Term(
            first: first, second: rootHash == stems.secondHash ? first : range(stems.second.utf8),
            firstHash: rootHash, secondHash: stems.secondHash)
        terms.set(word.hash, term)
        return term
    }

    private func remember(_ hash: UInt64, _ stems: WordStems) {
        if known.count >= StemBook.capacity { known.removeAll() }
        known.set(hash, stems)
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

    // What words say of a text's language, by the hash of their folded bytes.
    private var voices = HashTable<WordVoice>()

    /// What a word says of its text's language.
    func voice(of word: FoldedText.Word, in text: FoldedText) -> WordVoice {
        if let voice = voices[word.hash] { return voice }
        if voices.count >= StemBook.capacity { voices.removeAll() }
        let bytes = text.bytes[Int(word.start)..<Int(word.start + word.length)]
        let voice = WordVoice(bytes, hash: word.hash, letters: word.letters, isLatin: word.traits.contains(.latin))
        voices.set(word.hash, voice)
        return voice
    }

    // What a borrower noted of words, so that it need not look again: by the word's hash, for one owner at a time, all in one
    // row, since an array of its own for each word would be counted as used at each look.
    private var noteRanges = HashTable<Range<Int32>>()
    private var noteRow: [Int32] = []
    private var notesOwner = 0
    private static let mostNotes = 1 << 20

    /// Where in the row stands what the owner noted of a word; made on the first question. It holds until the next one.
    /// - Parameter owner: a number of its own for each thing whose notes differ, never 0.
    public func note(of hash: UInt64, owner: Int, _ make: () -> [Int32]) -> Range<Int32> {
        if owner != notesOwner || noteRanges.count >= StemBook.capacity || noteRow.count >= StemBook.mostNotes {
            noteRanges.removeAll()
            noteRow.removeAll(keepingCapacity: true)
            notesOwner = owner
        }
        if let range = noteRanges[hash] { return range }
        let start = Int32(noteRow.count)
        noteRow += make()
        let range = start..<Int32(noteRow.count)
        noteRanges.set(hash, range)
        return range
    }

    /// The notes of a range of the row.
    public func notes(_ range: Range<Int32>) -> ArraySlice<Int32> {
        noteRow[Int(range.lowerBound)..<Int(range.upperBound)]
    }

    private init() {}

    /// Lends a book to the body; no two bodies have the same one at a time.
    public static func use<Result>(_ body: (StemBook) -> Result) -> Result {
        shelf.lend({ StemBook() }, to: body)
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
