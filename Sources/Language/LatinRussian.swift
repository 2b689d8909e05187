/// Russian as people type it in Latin letters, read into the folded Cyrillic alphabet: `zdravstvuyte`, `kuda zhalovatsya`.
public enum LatinRussian {
    /// The Cyrillic reading of a folded Latin word's bytes.
    public static func cyrillic(_ word: some RandomAccessCollection<UInt8>) -> [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(word.count * 2)
        let bytes = Array(word)
        var index = 0
        var afterVowel = false
        while index < bytes.count {
            if let (length, letters) = cluster(bytes, index) {
                out.append(contentsOf: letters)
                index += length
                afterVowel = letters.suffix(2).elementsEqual(ya) || letters.suffix(2).elementsEqual(ye)
                continue
            }
            let byte = bytes[index]
            index += 1
            guard byte >= UInt8(ascii: "a"), byte <= UInt8(ascii: "z") else { continue }
            // y is й behind a vowel and ы elsewhere.
            if byte == UInt8(ascii: "y"), afterVowel {
                out.append(contentsOf: shortI)
                afterVowel = false
                continue
            }
            out.append(contentsOf: singles[Int(byte - UInt8(ascii: "a"))])
            afterVowel = vowels.contains(byte)
        }
        return out
    }

    /// The longest row of letters at a place that stands for letters of its own, and what it stands for.
    private static func cluster(_ bytes: [UInt8], _ at: Int) -> (Int, [UInt8])? {
        guard starts.contains(bytes[at]) else { return nil }
        var key: UInt32 = 0
        var found: (Int, [UInt8])?
        for length in 1...4 where at + length <= bytes.count {
            key = key << 8 | UInt32(bytes[at + length - 1])
            if length > 1, let letters = clusters[key] { found = (length, letters) }
        }
        return found
    }

    private static let vowels = Set("aeiouy".utf8)
    private static let ya = Array("я".utf8), ye = Array("е".utf8), shortI = Array("й".utf8)

    private static let written: [(String, String)] = [
        ("shch", "щ"), ("sch", "щ"), ("zh", "ж"), ("kh", "х"), ("ts", "ц"), ("ch", "ч"), ("sh", "ш"), ("yu", "ю"),
        ("ju", "ю"), ("iu", "ю"), ("ya", "я"), ("ja", "я"), ("ia", "ия"), ("yo", "е"), ("jo", "е"), ("ye", "е"),
        ("je", "е"), ("iy", "ий"), ("yy", "ый"), ("yj", "ый"), ("ij", "ий"), ("tsya", "тся"),
    ]

    private static let clusters: [UInt32: [UInt8]] = Dictionary(
        uniqueKeysWithValues: written.map { latin, letters in
            (latin.utf8.reduce(0) { $0 << 8 | UInt32($1) }, Array(letters.utf8))
        })

    private static let starts = Set(written.compactMap { $0.0.utf8.first })

    /// From a to z.
    private static let singles: [[UInt8]] = [
        "а", "б", "ц", "д", "е", "ф", "г", "х", "и", "й", "к", "л", "м", "н", "о", "п", "к", "р", "с", "т", "у", "в",
        "в", "х", "ы", "з",
    ].map { Array($0.utf8) }
}
