/// The terms that the search index is made of and asked by.
public enum SearchTerms {
    /// Changes when stemming or folding changes: the index is built anew then.
    public static let version = "3"

    /// The distinct terms of a text, separated by blanks. Personal data are left out.
    public static func index(_ text: String, tongue: Tongue) -> String {
        index(FoldedText(text), text, tongue: tongue)
    }

    /// The same for a text whose words are read already.
    /// - Parameter first: where the text's words begin in `folded`.
    public static func index(
        _ folded: FoldedText, from first: Int = 0, to last: Int? = nil, _ text: String, tongue: Tongue
    ) -> String {
        let personal = PersonalData.find(text)
        var out: [UInt8] = []
        // Each word gives two terms at the most.
        var seen = SmallHashSet(room: 2 * ((last ?? folded.words.count) - first))
        var next = 0
        StemBook.use { book in
            for word in folded.words[first..<(last ?? folded.words.count)] {
                while next < personal.count, personal[next].range.upperBound <= Int(word.from) { next += 1 }
                if next < personal.count, personal[next].range.lowerBound < Int(word.to) { continue }
                if word.traits.contains(.number) {
                    add(folded.folded(word), word.hash, &out, &seen)
                    continue
                }
                let stems = book.stems(word, in: folded)
                // Kazakh text is full of Russian words and the reverse is rare; a word with Kazakh letters tells.
                if tongue != .ru || !word.marks.isDisjoint(with: .anyKazakh) { add(stems.second, stems.secondHash, &out, &seen) }
                if tongue != .kk || word.marks.isDisjoint(with: .anyKazakh) { add(stems.first, stems.firstHash, &out, &seen) }
            }
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
                return stems.first == stems.second ? [stems.first] : [stems.first, stems.second]
            }
        }
    }

    /// Longer terms are encoded data, not words.
    private static let longestTerm = 64

    private static func add(_ term: String, _ hash: UInt64, _ out: inout [UInt8], _ seen: inout SmallHashSet) {
        guard !term.isEmpty, term.utf8.count <= longestTerm, seen.insert(hash) else { return }
        if !out.isEmpty { out.append(0x20) }
        out.append(contentsOf: term.utf8)
    }
}
