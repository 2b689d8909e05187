import Language

/// Names that two otherwise like texts do not share: another street, another school, another person.
extension Sketch {
    /// Words around a name by which its place is found in the other text, and how far they are looked for.
    private static let reach = 3
    /// Things of the city's life that two short letters about different faults have in common at most: the house, who is
    /// written to, what is asked for. A letter that tells of more and has one word changed is the same letter, edited.
    private static let mostThings = 6
    /// Words between the two that surround a name, at most.
    private static let widest = 4
    /// The last words of a letter are its signature.
    private static let signature = 4
    /// Lone words that a name is held against as its misspelling.
    private static let mostLone = 200

    /// Whether each has a name that the other lacks; a misspelt name is none.
    func contradictsInNames(_ other: Sketch) -> Bool {
        guard Sketch.common(names, other.heads) < names.count, Sketch.common(other.names, heads) < other.names.count
        else { return false }
        return hasLoneName(against: other) && other.hasLoneName(against: self)
    }

    /// Whether the same words surround different names in both: a form with another street in it. What is signed with
    /// another name is the same letter.
    func replacesNames(of other: Sketch) -> Bool {
        let own = Set(folded.words.lazy.map(\.hash))
        return replaces(other) { word in
            Sketch.isName(word) && !other.contains(head: Sketch.head(folded, word))
        } by: { word in
            Sketch.isName(word) && !own.contains(word.hash)
        }
    }

    /// Whether the same words surround different things of the city's life in both: the same address and another fault.
    func replacesThings(of other: Sketch) -> Bool {
        let (own, others) = (concepts, other.concepts)
        guard own.intersection(others).count <= Sketch.mostThings else { return false }
        return replaces(other) { word in
            Concepts.of(folded.word(word)).map { !others.contains($0) } ?? false
        } by: { word in
            Concepts.of(other.folded.word(word)).map { !own.contains($0) } ?? false
        }
    }

    /// Whether each tells of things of the city's life that the other does not: the same polite frame around two complaints.
    func tellsOfOtherThings(than other: Sketch) -> Bool {
        let (own, others) = (concepts, other.concepts)
        let common = own.intersection(others).count
        guard common <= Sketch.mostThings else { return false }
        let (here, there) = (own.count - common, others.count - common)
        return here > 0 && there > 0 && here + there >= Sketch.otherThings
    }

    /// One thing more or another word for it is an edit; so many are another matter.
    private static let otherThings = 3

    /// Whether it says no where the other, in the same words, says yes.
    func negates(_ other: Sketch) -> Bool {
        let words = folded.words
        var followed: Set<UInt64> = []
        for (first, second) in zip(other.folded.words, other.folded.words.dropFirst()) {
            followed.insert(StableHash.mix(first.hash &* 31 &+ second.hash))
        }
        for index in words.indices.dropFirst().dropLast() where words[index].hash == Sketch.not {
            let (before, after) = (words[index - 1].hash &* 31, words[index + 1].hash)
            if followed.contains(StableHash.mix(before &+ after)),
                !followed.contains(StableHash.mix(before &+ Sketch.not))
            {
                return true
            }
        }
        return false
    }

    private static let not = StableHash.of("не")

    private var concepts: Set<Concepts.Number> { Set(folded.words.lazy.compactMap { Concepts.of(folded.word($0)) }) }

    /// Whether a word of the one kind stands where the other text has a word of the other kind, between the same words. The
    /// end of a letter is its signature and is left out.
    private func replaces(
        _ other: Sketch, _ isLone: (FoldedText.Word) -> Bool, by isOther: (FoldedText.Word) -> Bool
    ) -> Bool {
        let known = Set(other.folded.words.lazy.map(\.hash))
        let words = folded.words
        for index in words.indices.dropLast(min(words.count, Sketch.signature))
        where !known.contains(words[index].hash) && isLone(words[index]) {
            guard
                let before = (max(0, index - Sketch.reach)..<index).last(where: { known.contains(words[$0].hash) }),
                let after = (index + 1..<min(words.count, index + 1 + Sketch.reach)).first(where: {
                    known.contains(words[$0].hash)
                })
            else { continue }
            if let place = other.word(between: words[before].hash, and: words[after].hash, isOther),
                !Sketch.isMisspelt(folded.word(words[index]), other.folded.word(other.folded.words[place]))
            {
                return true
            }
        }
        return false
    }

    /// The first word of a kind that stands between two words, closely.
    private func word(between first: UInt64, and last: UInt64, _ isWanted: (FoldedText.Word) -> Bool) -> Int? {
        let words = folded.words
        for start in words.indices where words[start].hash == first {
            let end = min(words.count, start + 2 + Sketch.widest)
            guard let stop = (start + 1..<max(start + 1, end)).first(where: { words[$0].hash == last }) else {
                continue
            }
            if let found = (start + 1..<stop).first(where: { isWanted(words[$0]) }) { return found }
        }
        return nil
    }

    private func contains(head: UInt64) -> Bool {
        var (low, high) = (0, heads.count)
        while low < high {
            let middle = (low + high) / 2
            if heads[middle] < head { low = middle + 1 } else { high = middle }
        }
        return low < heads.count && heads[low] == head
    }

    private func hasLoneName(against other: Sketch) -> Bool {
        let own = Set(folded.words.lazy.map(\.hash))
        var lone: [ArraySlice<UInt8>]?
        for word in folded.words where Sketch.isName(word) && !other.contains(head: Sketch.head(folded, word)) {
            if lone == nil {
                lone = other.folded.words.lazy.filter { !own.contains($0.hash) && !$0.traits.contains(.number) }
                    .prefix(Sketch.mostLone).map { other.folded.word($0) }
            }
            let name = folded.word(word)
            if lone?.contains(where: { Sketch.isMisspelt(name, $0) }) != true { return true }
        }
        return false
    }

    /// Whether one of two folded words may be the other with a typing error in it: at most two letters differ, of five
    /// or more.
    static func isMisspelt(_ left: ArraySlice<UInt8>, _ right: ArraySlice<UInt8>) -> Bool {
        let longest = max(left.count, right.count)
        let allowed = longest >= 10 ? 4 : 2
        guard longest >= 6, longest <= 40, abs(left.count - right.count) <= allowed else { return false }
        var row = Array(0...right.count)
        for (i, byte) in left.enumerated() {
            var diagonal = row[0]
            row[0] = i + 1
            for (j, other) in right.enumerated() {
                let change = diagonal + (byte == other ? 0 : 1)
                diagonal = row[j + 1]
                row[j + 1] = min(change, row[j] + 1, row[j + 1] + 1)
            }
        }
        return row[right.count] <= allowed
    }
}

extension FoldedText {
    /// A word's folded bytes.
    fileprivate func word(_ word: Word) -> ArraySlice<UInt8> { bytes[Int(word.start)..<Int(word.start + word.length)] }
}
