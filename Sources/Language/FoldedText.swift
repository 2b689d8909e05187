/// A text's words, folded for matching: the one pass over the bytes that everything else here builds on.
///
/// Folding: lower case; ә→а ғ→г қ→к ң→н ө→о ұ,ү→у һ→х і→и ё→е (й stays); marks of Latin letters, combining marks,
/// soft hyphens and invisible characters dropped; Latin letters inside a Cyrillic word read as the Cyrillic letters
/// that they look like, and the reverse. Letters and digits never share a word. Linear in the text's length.
public struct FoldedText: Sendable {
    /// One word.
    public struct Word: Sendable {
        /// Where its folded UTF-8 begins in `bytes`.
        public var start: Int32
        /// The length of its folded UTF-8.
        public var length: Int32
        /// Where it begins in the original text, in UTF-8 bytes.
        public var from: Int32
        /// Where it ends there.
        public var to: Int32
        /// Which sentence it stands in; patterns do not cross sentences.
        public var sentence: Int32
        /// What it is made of.
        public var traits: Traits
        /// A hash of its folded bytes, the same in every run and release.
        public var hash: UInt64

        var marks: LetterMarks
        var letters: UInt16

        /// Whether it has a letter that Kazakh adds to the Russian alphabet: ә ғ қ ң ө ұ ү һ і.
        public var hasKazakhLetters: Bool { !marks.isDisjoint(with: .anyKazakh) }
    }

    /// What a word is made of and what surrounds it.
    public struct Traits: OptionSet, Sendable {
        /// The bits.
        public let rawValue: UInt8
        /// Wraps bits.
        public init(rawValue: UInt8) { self.rawValue = rawValue }
        /// Digits.
        public static let number = Traits(rawValue: 1)
        /// Cyrillic letters.
        public static let cyrillic = Traits(rawValue: 2)
        /// Latin letters.
        public static let latin = Traits(rawValue: 4)
        /// It begins with a capital.
        public static let capital = Traits(rawValue: 8)
        /// A question mark follows.
        public static let asks = Traits(rawValue: 16)
        /// An exclamation mark follows.
        public static let exclaims = Traits(rawValue: 32)
        /// All of its letters are capitals, and there are two or more.
        public static let allCapitals = Traits(rawValue: 64)
        /// It begins a sentence.
        public static let opens = Traits(rawValue: 128)
    }

    /// The folded words, back to back.
    public private(set) var bytes: [UInt8] = []
    /// The words in order.
    public private(set) var words: [Word] = []
    /// The sentences begun so far.
    public private(set) var sentences: Int32 = 0

    /// Longer words are cut to this many folded bytes: nobody writes them, and what is longer is encoded data.
    static let longestWord = 128
    /// What lies beyond so many bytes of a text is not read: offsets are of 32 bits, and no letter is as long.
    static let mostBytes = 64 << 20
    /// The most words of a text that are read: far above any letter; keeps hostile input cheap.
    static let mostWords = 200_000

    /// Reads a text.
    public init(_ text: String) { append(text) }

    /// Reads another text behind the first; its words' offsets are its own. It begins a sentence of its own.
    public mutating func append(_ text: String) {
        var text = text
        text.withUTF8 { whole in
            let bytes = UnsafeBufferPointer(rebasing: whole.prefix(FoldedText.mostBytes))
            self.bytes.reserveCapacity(self.bytes.count + bytes.count)
            words.reserveCapacity(words.count + bytes.count / 8 + 1)
            var scanner = WordScanner(bytes, sentence: words.isEmpty ? 0 : sentences + 1)
            scanner.run(&self.bytes, &words)
            sentences = scanner.sentence
        }
    }

    /// The folded word.
    public func folded(_ word: Word) -> String {
        String(decoding: bytes[Int(word.start)..<Int(word.start + word.length)], as: UTF8.self)
    }
}
