/// Folding of text for matching.
public enum Folding {
    /// The text with each word folded as `FoldedText` says; what stands between words is kept as it is.
    public static func fold(_ text: String) -> String {
        let folded = FoldedText(text)
        let source = Array(text.utf8)
        var out: [UInt8] = []
        out.reserveCapacity(source.count)
        var position = 0
        for word in folded.words {
            out.append(contentsOf: source[position..<Int(word.from)])
            out.append(contentsOf: folded.bytes[Int(word.start)..<Int(word.start + word.length)])
            position = Int(word.to)
        }
        out.append(contentsOf: source[position...])
        return String(decoding: out, as: UTF8.self)
    }
}
