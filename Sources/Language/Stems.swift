/// Stems of folded words.
public enum Stems {
    /// All stems a folded word may have: Russian and Kazakh for Cyrillic, English for Latin. Distinct, best first.
    public static func stems(ofFolded word: String) -> [String] {
        let stems = StemBook.use { $0.stems(ofFolded: word) }
        return stems.first == stems.second ? [stems.first] : [stems.first, stems.second]
    }

    /// Snowball's Russian stem.
    public static func russian(_ folded: String) -> String { StemBook.use { $0.stem(folded, .russian) } }

    /// The Kazakh stem over the folded alphabet.
    public static func kazakh(_ folded: String) -> String { StemBook.use { $0.stem(folded, .kazakh) } }

    /// Snowball's English stem.
    public static func english(_ folded: String) -> String { StemBook.use { $0.stem(folded, .english) } }
}
