/// Kazakh as people type it in Latin letters, read into the folded Cyrillic alphabet: `qoqys` is кокыс (қоқыс).
public enum LatinKazakh {
    /// The Cyrillic reading of a folded Latin word's bytes.
    public static func cyrillic(_ word: some RandomAccessCollection<UInt8>) -> [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(word.count * 2)
        let bytes = Array(word)
        var index = 0
        var afterVowel = false
        while index < bytes.count {
            let byte = bytes[index]
            let next = index + 1 < bytes.count ? bytes[index + 1] : 0
            if next == UInt8(ascii: "h"), let pair = pairs[byte] {
                out.append(contentsOf: pair.utf8)
                index += 2
                afterVowel = false
                continue
            }
            index += 1
            if byte == UInt8(ascii: "y") || byte == UInt8(ascii: "i"), afterVowel {
                out.append(contentsOf: "й".utf8)
                afterVowel = false
                continue
            }
            out.append(contentsOf: (letters[byte] ?? "").utf8)
            afterVowel = vowels.contains(byte)
        }
        return out
    }

    private static let vowels = Set("aeiouy".utf8)
    private static let pairs: [UInt8: String] = Dictionary(
        uniqueKeysWithValues: zip("scgkz".utf8, ["ш", "ч", "г", "х", "ж"]))
    private static let letters: [UInt8: String] = Dictionary(
        uniqueKeysWithValues: zip(
            "abcdefghijklmnopqrstuvwxyz".utf8,
            [
                "а", "б", "ц", "д", "е", "ф", "г", "х", "и", "ж", "к", "л", "м", "н", "о", "п", "к", "р", "с", "т", "у",
                "в", "у", "х", "ы", "з",
            ]))
}
