import Language

/// What `Particulars` needs of one folded word, by its letters alone.
struct WordFacts {
    /// The concept that it belongs to.
    var concept: Concepts.Number?
    /// The hash of its beginning, for pairs of words.
    var mark: UInt64
    /// The key and the rarity that it has as a plain word, and as a name.
    var asWord: (key: UInt64, rarity: Float)
    var asName: (key: UInt64, rarity: Float)
    /// Whether it has more than two letters: shorter ones tell nothing.
    var isLong: Bool

    init(_ bytes: ArraySlice<UInt8>) {
        concept = Concepts.of(bytes)
        mark = Particulars.head(bytes, 6)
        isLong = Particulars.letters(bytes) > 2
        let word = Particulars.head(bytes, 5)
        asWord = (word, Particulars.rarity(word))
        // English texts name streets, too; what was read in Cyrillic letters is left as it is.
        let isLatin = bytes.first.map { $0 < 0x80 } ?? false
        let cyrillic = isLatin ? LatinKazakh.cyrillic(bytes)[...] : bytes
        let name = Particulars.head(cyrillic, Particulars.letters(cyrillic) > 7 ? 6 : 5)
        asName = (name, Particulars.rarity(name))
    }
}

extension FoldedText.Word {
    /// The word's folded bytes.
    func bytes(in text: FoldedText) -> ArraySlice<UInt8> { text.bytes[Int(start)..<Int(start + length)] }
}
