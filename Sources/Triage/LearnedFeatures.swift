import Language

/// What a text is learned by: the stems of its words and the letters in them, each as a number below `count`. Two that
/// fall on one number are one to the model; with some thousand words of a few hundred corrections that is rare.
enum LearnedFeatures {
    /// How many numbers there are.
    static let count = 1 << 14
    /// Letters in a row that make a feature, as folded bytes: four Cyrillic letters, with the word's ends.
    private static let gram = 8
    /// A text's first words tell enough, and a longer one costs no more.
    private static let mostWords = 400

    /// The features of each word, in the words' order; numbers and what is not read have none.
    static func ofWords(_ text: FoldedText, _ book: StemBook) -> [[Int32]] {
        text.words.prefix(mostWords).map { word in
            guard !word.traits.contains(.number) else { return [] }
            let stems = book.stems(word, in: text)
            var features = [place(stems.firstKey)]
            if stems.secondKey != stems.firstKey { features.append(place(stems.secondKey)) }
            let bytes = [0x5E] + text.bytes[Int(word.start)..<Int(word.start + word.length)] + [0x24]
            var start = 0
            while start + gram <= bytes.count {
                // A gram begins at a letter, not inside of one.
                if bytes[start] & 0xC0 != 0x80 {
                    var hash = StableHash.seed
                    for byte in bytes[start..<start + gram] { hash = StableHash.add(hash, byte) }
                    features.append(place(StableHash.mix(hash)))
                }
                start += 1
            }
            return features
        }
    }

    /// The distinct features of a text, ascending.
    static func of(_ text: FoldedText, _ book: StemBook) -> [Int32] { distinct(ofWords(text, book).flatMap { $0 }) }

    static func distinct(_ features: [Int32]) -> [Int32] {
        var distinct: [Int32] = []
        for feature in features.sorted() where feature != distinct.last { distinct.append(feature) }
        return distinct
    }

    private static func place(_ key: UInt64) -> Int32 { Int32(truncatingIfNeeded: key & UInt64(count - 1)) }
}
