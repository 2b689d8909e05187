import Language

/// What a text is learned by: the stems of its words and the letters in them, each as a number below `count`. Two that
/// fall on one number are one to the model; with some thousand words of a few hundred corrections that is rare.
enum LearnedFeatures {
    /// How many numbers there are.
    static let count = 1 << 14
    /// Letters in a row that make a feature, the word's ends being letters, too.
    private static let gram = 4
    /// A text's first words tell enough, and a longer one costs no more.
    static let mostWords = 400

    /// The features of a text: those of each of its words, once.
    static func of(_ reading: Reading, _ book: StemBook) -> [Int32] {
        let latin = latin(reading)
        var seen: Set<UInt64> = []
        return reading.words.words.prefix(mostWords).flatMap { word in
            seen.insert(word.hash).inserted ? of(word, reading.words, latin: latin, book) : []
        }
    }

    /// In which language a text in Latin letters is read in Cyrillic ones; its words' features are then this text's own.
    static func latin(_ reading: Reading) -> LatinReading? {
        LatinReading.of(reading.words, reading.tongue, isLatin: reading.isLatin)
    }

    /// The features of a word; numbers have none.
    static func of(_ word: FoldedText.Word, _ text: FoldedText, latin: LatinReading?, _ book: StemBook) -> [Int32] {
        guard !word.traits.contains(.number) else { return [] }
        let stems = book.stems(word, in: text)
        var features = [place(stems.firstKey)]
        if stems.secondKey != stems.firstKey { features.append(place(stems.secondKey)) }
        let bytes = word.bytes(in: text)
        let read = word.traits.contains(.latin) ? latin?.cyrillic(bytes)[...] : nil
        addGrams(read ?? bytes, isWhole: true, &features)
        return features
    }

    /// Adds the letters in a row of a folded word.
    /// - Parameter isWhole: false for the beginning of words.
    static func addGrams(_ word: ArraySlice<UInt8>, isWhole: Bool, _ features: inout [Int32]) {
        let bytes = [0x5E] + word + (isWhole ? [0x24] : [])
        // A gram begins at a letter, not inside of one.
        let letters = bytes.indices.filter { bytes[$0] & 0xC0 != 0x80 } + [bytes.count]
        for first in 0..<max(1, letters.count - gram) {
            let end = letters[min(first + gram, letters.count - 1)]
            var hash = StableHash.seed
            for byte in bytes[letters[first]..<end] { hash = StableHash.add(hash, byte) }
            features.append(place(StableHash.mix(hash)))
        }
    }

    private static func place(_ key: UInt64) -> Int32 { Int32(truncatingIfNeeded: key & UInt64(count - 1)) }
}
