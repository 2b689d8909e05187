import Language
import Reports

/// What finds the repeats of a text without reading every report.
public enum Fingerprints {
    /// Shorter texts are compared whole only: their few triples say nothing.
    static let fewestWords = 12
    /// Shingles kept of a text, the smallest hashes: a random sample that is the same for the same words, so two
    /// texts that share most of their triples share most of their samples.
    static let sample = 12

    /// The fingerprint of a text; equal for texts whose folded words are equal, quoted or not.
    public static func of(title: String, text: String) -> Fingerprint { of(ComparedWords(title: title, text: text)) }

    static func of(_ words: ComparedWords) -> Fingerprint {
        Fingerprint(
            text: Int64(bitPattern: words.textHash),
            shingles: words.words.count < fewestWords ? [] : smallest(words).map { Int64(bitPattern: $0) })
    }

    /// The smallest shingles, ascending, distinct: after the first few hardly any is smaller than what is kept.
    private static func smallest(_ words: ComparedWords) -> [UInt64] {
        var kept: [UInt64] = []
        kept.reserveCapacity(sample + 1)
        words.eachShingle { shingle in
            if kept.count == sample, shingle >= kept[sample - 1] { return }
            var place = kept.count
            while place > 0, kept[place - 1] > shingle { place -= 1 }
            if place > 0, kept[place - 1] == shingle { return }
            kept.insert(shingle, at: place)
            if kept.count > sample { kept.removeLast() }
        }
        return kept
    }
}
