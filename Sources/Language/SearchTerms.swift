/// The terms that the search index is made of and asked by.
public enum SearchTerms {
    /// Changes when stemming or folding changes: the index is built anew then.
    public static let version = "5"

    /// The distinct terms of a text, separated by blanks. Personal data are left out.
    public static func index(_ text: String, tongue: Tongue) -> String {
        let folded = FoldedText(text)
        return StemBook.use {
            index(
                folded, $0.numbers(of: folded), 0..<folded.words.count, tongue: tongue,
                personal: PersonalData.find(text), $0)
        }
    }

    /// The same for a text whose words are read already.
    /// - Parameters:
    ///   - numbers: the words' numbers in the book.
    ///   - range: which of the words are the text's.
    ///   - personal: what was found in the text.
    public static func index(
        _ folded: FoldedText, _ numbers: [Int32], _ range: Range<Int>, tongue: Tongue, personal: [PersonalData.Found],
        _ book: StemBook
    ) -> String {
        index(folded, numbers, range, tongue, personal, &book.words)
    }

    private static func index(
        _ folded: FoldedText, _ numbers: [Int32], _ range: Range<Int>, _ tongue: Tongue,
        _ personal: [PersonalData.Found], _ known: inout KnownWords
    ) -> String {
        var out: [UInt8] = []
        if let first = folded.words[range].first, let last = folded.words[range].last {
            out.reserveCapacity(Int(last.start + last.length - first.start) + range.count)
        }
        known.beginMarking()
        var next = 0
        for index in range {
            let word = folded.words[index]
            while next < personal.count, personal[next].range.upperBound <= Int(word.from) { next += 1 }
            if next < personal.count, personal[next].range.lowerBound < Int(word.to) { continue }
            if word.traits.contains(.number) {
                let digits = Int(word.start)..<Int(word.start + word.length)
                if digits.count <= longestTerm, known.mark(word: numbers[index]) {
                    if !out.isEmpty { out.append(0x20) }
                    out += folded.bytes[digits]
                }
                continue
            }
            let term = known.term(word, numbers[index], in: folded)
            // Kazakh text is full of Russian words and the reverse is rare; a word with Kazakh letters tells.
            if tongue != .ru || !word.marks.isDisjoint(with: .anyKazakh) { known.write(term.second, to: &out) }
            if tongue != .kk || word.marks.isDisjoint(with: .anyKazakh) { known.write(term.first, to: &out) }
        }
        return String(decoding: out, as: UTF8.self)
    }

    /// For each word of a query the terms that mean it: any of them matches, all words must.
    public static func query(_ words: String) -> [[String]] {
        let folded = FoldedText(words)
        return StemBook.use { book in
            folded.words.map { word in
                if word.traits.contains(.number) { return [folded.folded(word)] }
                let stems = book.stems(word, in: folded)
                let root = String(decoding: SearchRoots.root(ofStem: Array(stems.first.utf8)), as: UTF8.self)
                return root == stems.second ? [root] : [root, stems.second]
            }
        }
    }

    /// Longer terms are encoded data, not words.
    static let longestTerm = 64

    /// The stems of one word, by their numbers in its book.
    struct Term {
        var first: Int32
        var second: Int32
    }
}
