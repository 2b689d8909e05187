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
            let (length, letters) = longest(bytes[index...], afterVowel: afterVowel)
            out.append(contentsOf: letters.utf8)
            index += length
            afterVowel = letters.unicodeScalars.last.map { vowels.contains($0) } ?? false
        }
        return out
    }

    private static func longest(_ rest: ArraySlice<UInt8>, afterVowel: Bool) -> (Int, String) {
        for length in stride(from: min(4, rest.count), to: 1, by: -1) {
            if let letters = clusters[String(decoding: rest.prefix(length), as: UTF8.self)] { return (length, letters) }
        }
        guard let byte = rest.first else { return (1, "") }
        // y is й behind a vowel and ы elsewhere; -iy and -yy end adjectives.
        if byte == UInt8(ascii: "y") { return (1, afterVowel ? "й" : "ы") }
        return (1, singles[byte] ?? "")
    }

    private static let vowels = Set("аеиоуыэюя".unicodeScalars)

    private static let clusters: [String: String] = [
        "shch": "щ", "sch": "щ", "zh": "ж", "kh": "х", "ts": "ц", "ch": "ч", "sh": "ш", "yu": "ю", "ju": "ю", "iu": "ю",
        "ya": "я", "ja": "я", "ia": "ия", "yo": "е", "jo": "е", "ye": "е", "je": "е", "iy": "ий", "yy": "ый",
        "yj": "ый",
        "ij": "ий", "ks": "кс", "tsya": "тся",
    ]

    private static let singles: [UInt8: String] = Dictionary(
        uniqueKeysWithValues: zip(
            "abcdefghijklmnopqrstuvwxyz".utf8,
            [
                "а", "б", "ц", "д", "е", "ф", "г", "х", "и", "й", "к", "л", "м", "н", "о", "п", "к", "р", "с", "т", "у",
                "в", "в", "х", "ы", "з",
            ]))
}
