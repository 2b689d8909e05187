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
    public static func of(title: String, text: String) -> Fingerprint { of(Sketch(title: title, text: text)) }

    static func of(_ sketch: Sketch) -> Fingerprint {
        let shingles =
            sketch.words.count < fewestWords
            ? [] : sketch.shingles.prefix(sample).map { Int64(bitPattern: $0) }
        return Fingerprint(text: Int64(bitPattern: sketch.textHash), shingles: shingles)
    }
}
