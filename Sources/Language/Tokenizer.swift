/// One word of a text: its folded form and where it stands in the original.
public struct Token: Hashable, Sendable {
    /// Its folded form.
    public var folded: String
    /// Where it stands in the original text, in UTF-8 bytes.
    public var range: Range<Int>
    /// Whether it is made of digits.
    public var isNumber: Bool
    /// Index of its sentence, so that patterns do not cross it.
    public var sentence: Int

    /// Describes a word.
    public init(folded: String, range: Range<Int>, isNumber: Bool, sentence: Int) {
        self.folded = folded
        self.range = range
        self.isNumber = isNumber
        self.sentence = sentence
    }
}

/// Cuts a text into words.
public enum Tokenizer {
    /// The words in order. Letters and digits never share one; a hyphen parts words.
    public static func tokens(_ text: String) -> [Token] {
        let folded = FoldedText(text)
        return folded.words.map {
            Token(
                folded: folded.folded($0), range: Int($0.from)..<Int($0.to), isNumber: $0.traits.contains(.number),
                sentence: Int($0.sentence))
        }
    }
}
