import Language

/// What two texts are compared by: their folded words, their word triples, their numbers.
struct Sketch {
    /// Hashes of the words in order, without the prefixes of a forwarded subject.
    private(set) var words: [UInt64] = []
    /// Hashes of each three words in a row, ascending, distinct.
    private(set) var shingles: [UInt64] = []
    /// The numbers, ascending, distinct.
    private(set) var numbers: [UInt64] = []
    /// The beginnings of all words, and of those that are written like names, ascending, distinct: names are bent by
    /// case, so only their first letters are compared.
    private(set) var heads: [UInt64] = []
    private(set) var names: [UInt64] = []
    /// The text's words, for the few comparisons that need their letters and their places.
    let folded: FoldedText

    /// Words in a row that make a shingle.
    static let width = 3

    init(title: String, text: String) {
        var folded = FoldedText(title)
        folded.append(QuotedText.plain(text))
        self.init(folded)
    }

    init(_ folded: FoldedText) {
        self.folded = folded
        words.reserveCapacity(folded.words.count)
        heads.reserveCapacity(folded.words.count)
        var previous: FoldedText.Word?
        for word in folded.words {
            if words.isEmpty, Sketch.prefixes.contains(word.hash) { continue }
            if word.traits.contains(.number) {
                if let last = previous, word.length == 3, last.length <= 3, (1...2).contains(word.from - last.to),
                    let value = numbers.last
                {
                    // 1 540 is the number 1540.
                    let grouped = Sketch.digits(folded, word, value)
                    numbers[numbers.count - 1] = grouped
                    words[words.count - 1] = grouped
                    previous = word
                    continue
                }
                let value = Sketch.digits(folded, word, StableHash.seed)
                words.append(value)
                numbers.append(value)
                previous = word
                continue
            }
            previous = nil
            words.append(word.hash)
            let head = Sketch.head(folded, word)
            heads.append(head)
            if Sketch.isName(word) { names.append(head) }
        }
        heads = Sketch.distinct(heads)
        names = Sketch.distinct(names)
        numbers = Sketch.distinct(numbers)
        guard words.count >= Sketch.width else { return }
        shingles.reserveCapacity(words.count)
        for index in 0...(words.count - Sketch.width) {
            // Each word turned by its place, so that the same words in another order are another shingle.
            let first = words[index], second = words[index + 1], third = words[index + 2]
            shingles.append(
                StableHash.mix(first &+ (second << 21 | second >> 43) &+ (third << 42 | third >> 22)))
        }
        shingles = Sketch.distinct(shingles)
    }

    /// The hash of the whole text.
    var textHash: UInt64 {
        words.reduce(StableHash.seed) { StableHash.mix(($0 << 5 | $0 >> 59) ^ $1) }
    }

    /// How many different words there are.
    var distinctWords: Int { Sketch.distinct(words).count }

    /// Whether each has a number that the other lacks: they tell of two things, however alike their words.
    func contradictsInNumbers(_ other: Sketch) -> Bool {
        let common = Sketch.common(numbers, other.numbers)
        return common < numbers.count && common < other.numbers.count
    }

    /// Digits hashed so that a number in groups has the hash of the number in one piece.
    private static func digits(_ folded: FoldedText, _ word: FoldedText.Word, _ seed: UInt64) -> UInt64 {
        var hash = seed
        for index in Int(word.start)..<Int(word.start + word.length) {
            hash = StableHash.add(hash, folded.bytes[index])
        }
        return hash
    }

    /// Bytes of a word's beginning: four Cyrillic letters.
    private static let headLength: Int32 = 8

    static func isName(_ word: FoldedText.Word) -> Bool {
        word.traits.contains(.capital) && word.traits.isDisjoint(with: [.opens, .allCapitals])
    }

    static func head(_ folded: FoldedText, _ word: FoldedText.Word) -> UInt64 {
        var hash = StableHash.seed
        for index in Int(word.start)..<Int(word.start + min(word.length, headLength)) {
            hash = StableHash.add(hash, folded.bytes[index])
        }
        return StableHash.mix(hash)
    }

    /// The sketch without some of its shingles, which are given in ascending order.
    func without(_ form: [UInt64]) -> Sketch {
        guard !form.isEmpty else { return self }
        var sketch = self
        var next = 0
        sketch.shingles.removeAll { shingle in
            while next < form.count, form[next] < shingle { next += 1 }
            return next < form.count && form[next] == shingle
        }
        return sketch
    }

    /// How many shingles both have.
    func shared(with other: Sketch) -> Int { Sketch.common(shingles, other.shingles) }

    /// How many elements two ascending lists of distinct values share.
    static func common(_ left: [UInt64], _ right: [UInt64]) -> Int {
        var (i, j, count) = (0, 0, 0)
        while i < left.count, j < right.count {
            if left[i] == right[j] {
                count += 1
                i += 1
                j += 1
            } else if left[i] < right[j] {
                i += 1
            } else {
                j += 1
            }
        }
        return count
    }

    /// In ascending order. Hashes are spread evenly, so a place for each by its first bits leaves little to sort; what is
    /// not spread so is sorted as usual.
    private static func ascending(_ values: [UInt64]) -> [UInt64] {
        guard values.count > 24, values.count < 1 << 16 else { return values.sorted() }
        let bits = UInt64(UInt64.bitWidth - values.count.leadingZeroBitCount)
        let shift = 64 - bits
        var ends = [Int32](repeating: 0, count: 1 << Int(bits))
        for value in values { ends[Int(value >> shift)] += 1 }
        var sum: Int32 = 0
        for place in ends.indices {
            guard ends[place] <= mostInOnePlace else { return values.sorted() }
            sum += ends[place]
            ends[place] = sum
        }
        var sorted = [UInt64](repeating: 0, count: values.count)
        for value in values {
            let place = Int(value >> shift)
            ends[place] -= 1
            sorted[Int(ends[place])] = value
        }
        for index in 1..<sorted.count {
            let value = sorted[index]
            var hole = index
            while hole > 0, sorted[hole - 1] > value {
                sorted[hole] = sorted[hole - 1]
                hole -= 1
            }
            if hole != index { sorted[hole] = value }
        }
        return sorted
    }

    /// Values with the same first bits that are still sorted by insertion: words that come often are there often.
    private static let mostInOnePlace: Int32 = 48

    static func distinct(_ values: [UInt64]) -> [UInt64] {
        guard values.count > 1 else { return values }
        var sorted = ascending(values)
        var last = 0
        for index in 1..<sorted.count where sorted[index] != sorted[last] {
            last += 1
            sorted[last] = sorted[index]
        }
        sorted.removeLast(sorted.count - last - 1)
        return sorted
    }

    /// `Re:`, `Fwd:` and their like, folded, at the head of a subject.
    private static let prefixes = Set(
        ["re", "fwd", "fw", "на", "отв", "пересл", "ответ", "aw", "wg", "жауап"].map { StableHash.of($0) })
}
