/// Tells a text's language by its words: frequent ones, their letters, their endings. Kazakh is found in its own
/// letters, in Russian letters only and in Latin ones, Russian in transliteration too; their neighbours, which share
/// letters and words with them, are told by what they have and Kazakh and Russian have not, and are `und`.
public enum LanguageIdentifier {
    /// The language of a title and a text together.
    public static func identify(title: String, text: String) -> Tongue {
        var folded = FoldedText(title)
        folded.append(text)
        return identify(folded)
    }

    /// The language of words already read.
    public static func identify(_ text: FoldedText) -> Tongue { reading(text).tongue }

    /// The language, and whether it is written in Latin letters though its own are Cyrillic.
    public static func reading(_ text: FoldedText) -> (tongue: Tongue, isLatin: Bool) {
        StemBook.use { reading(text, $0.numbers(of: text), $0) }
    }

    /// The same for words that have their numbers in a book.
    public static func reading(
        _ text: FoldedText, _ numbers: [Int32], _ book: StemBook
    ) -> (tongue: Tongue, isLatin: Bool) {
        let tally = tally(text, numbers, &book.words)
        let tongue = tally.verdict
        return (tongue, tally.isLatin && (tongue == .kk || tongue == .ru))
    }

    private static func tally(_ text: FoldedText, _ numbers: [Int32], _ known: inout KnownWords) -> LanguageTally {
        var tally = LanguageTally()
        for (index, word) in text.words.prefix(mostWords).enumerated() where !word.traits.contains(.number) {
            tally.add(word, known.voice(word, numbers[index], in: text))
        }
        return tally
    }

    /// So many words tell; the rest of a long text would only cost time.
    private static let mostWords = 600
}
