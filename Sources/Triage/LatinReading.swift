import Language

/// Kazakh and Russian written in Latin letters, read in Cyrillic ones: the same letter in the other script is the same
/// letter.
enum LatinReading {
    case kazakh, russian

    /// How a text's Latin words are to be read; nil where they are Latin by right, or few.
    static func of(_ text: FoldedText) -> LatinReading? {
        guard isMostlyLatin(text) else { return nil }
        let (tongue, isLatin) = LanguageIdentifier.reading(text)
        return of(text, tongue, isLatin: isLatin)
    }

    /// The same for a text whose language is known.
    static func of(_ text: FoldedText, _ tongue: Tongue, isLatin: Bool) -> LatinReading? {
        guard isLatin, isMostlyLatin(text) else { return nil }
        return tongue == .ru ? .russian : .kazakh
    }

    private static func isMostlyLatin(_ text: FoldedText) -> Bool {
        var latin = 0
        for word in text.words.prefix(sample) where word.traits.contains(.latin) { latin += 1 }
        return latin * 2 > min(text.words.count, sample)
    }

    /// Words that tell the script.
    private static let sample = 200

    /// A folded Latin word in folded Cyrillic letters.
    func cyrillic(_ word: ArraySlice<UInt8>) -> [UInt8] {
        switch self {
        case .kazakh: LatinKazakh.cyrillic(word)
        case .russian: LatinRussian.cyrillic(word)
        }
    }
}
