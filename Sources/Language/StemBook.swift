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

    /// A value in one piece, so that a text's pass takes hold of it once and not at each word.
    var words = KnownWords()
    /// How often the numbers have begun anew: what is kept beside them is of no use then.
    public private(set) var edition = 0

    /// One that knows no word yet.
    public init() {}

    /// To be called before the words of a text are numbered: numbers hold until then.
    public func begin() {
        guard words.count >= StemBook.capacity else { return }
        words.forget()
        edition += 1
    }

    /// The numbers of a text's words, in order: 0, 1, 2, …, the same for the same folded word.
    public func numbers(of text: FoldedText) -> [Int32] { words.numbers(of: text) }

    /// The stems of a word that is no number.
    public func stems(_ word: FoldedText.Word, in text: FoldedText) -> WordStems { words.stems(word, in: text) }

    /// The stems of a folded word.
    public func stems(ofFolded word: String) -> WordStems { words.stems(ofFolded: word) }

    /// The stem of a folded word in one language.
    public func stem(_ word: String, _ kind: Kind) -> String { words.stem(word, kind) }

    /// Whose stem a key stands for; `word` is a whole folded word.
    public enum Kind: UInt8, Sendable { case russian = 1, kazakh, english, word }

    /// The key of a stem.
    public static func key(_ stem: some Sequence<UInt8>, _ kind: Kind) -> UInt64 {
        var hash = StableHash.add(StableHash.seed, kind.rawValue)
        for byte in stem { hash = StableHash.add(hash, byte) }
        return StableHash.mix(hash)
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
