/// The terms that the search index is made of and asked by.
public enum SearchTerms {
    /// Changes when stemming or folding changes: the index is built anew then.
    public static let version = "4"

    /// The distinct terms of a text, separated by blanks. Personal data are left out.
    public static func index(_ text: String, tongue: Tongue) -> String {
        index(FoldedText(text), text, tongue: tongue)
    }

    /// The same for a text whose words are read already.
    /// - Parameters:
    ///   - first: where the text's words begin in `folded`.
    ///   - personal: what was found in the text, where somebody looked already.
    public static func index(
        _ folded: FoldedText, from first: Int = 0, to last: Int? = nil, _ text: String, tongue: Tongue,
        personal: [PersonalData.Found]? = nil
    ) -> String {
        let personal = personal ?? PersonalData.find(text)
        var out: [UInt8] = []
        out.reserveCapacity(text.utf8.count)
        // Each word gives two terms at the most.
        var seen = HashSet(room: 2 * ((last ?? folded.words.count) - first))
        var next = 0
        StemBook.use { book in
            for word in folded.words[first..<(last ?? folded.words.count)] {
                while next < personal.count, personal[next].range.upperBound <= Int(word.from) { next += 1 }
                if next < personal.count, personal[next].range.lowerBound < Int(word.to) { continue }
                if word.traits.contains(.number) {
                    let digits = Int(word.start)..<Int(word.start + word.length)
                    if digits.count <= longestTerm, seen.insert(word.hash) { add(folded.bytes[digits], &out) }
                    continue
                }
                let term = book.term(word, in: folded)
                // Kazakh text is full of Russian words and the reverse is rare; a word with Kazakh letters tells.
                if tongue != .ru || !word.marks.isDisjoint(with: .anyKazakh) {
                    add(term.second, term.secondHash, book, &out, &seen)
                }
                if tongue != .kk || word.marks.isDisjoint(with: .anyKazakh) {
                    add(term.first, term.firstHash, book, &out, &seen)
                }
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
                let root = String(decoding: SearchRoots.root(ofStem: Array(stems.first.utf8)), as: UTF8.self)
                return root == stems.second ? [root] : [root, stems.second]
            }
        }
    }

    /// Longer terms are encoded data, not words.
    static let longestTerm = 64

    /// The stems of one word, as places in its book's bytes; empty where a stem is too long to be a word's.
    struct Term {
        var first: Range<Int32>
        var second: Range<Int32>
        var firstHash: UInt64
        var secondHash: UInt64
    }

    private static func add(
        _ stem: Range<Int32>, _ hash: UInt64, _ book: StemBook, _ out: inout [UInt8], _ seen: inout HashSet
    ) {
        guard !stem.isEmpty, seen.insert(hash) else { return }
        add(book.termBytes[Int(stem.lowerBound)..<Int(stem.upperBound)], &out)
    }

    private static func add(_ term: ArraySlice<UInt8>, _ out: inout [UInt8]) {
        if !out.isEmpty { out.append(0x20) }
        out.append(contentsOf: term)
    }
}
