import Language

/// What two texts are compared by: their folded words, their word triples, their numbers.
struct Sketch {
    /// Hashes of the words in order, without the prefixes of a forwarded subject.
    private(set) var words: [UInt64] = []
    /// Hashes of each three words in a row, ascending, distinct.
    private(set) var shingles: [UInt64] = []
    /// Where the text's own words begin among them; the title's stand before it. 0 where there is no text.
    private(set) var bodyStart = 0
    /// The numbers of the text, ascending, distinct. Those of a title are not compared: desks and portals put a number of
    /// their own into each subject.
    private(set) var numbers: [UInt64] = []
    /// Whether the title or the text has a number.
    private(set) var hasNumbers = false
    /// Whether a name stands in the text.
    private(set) var namesInBody = false
    /// The title's words without its numbers, and the beginnings of its names, ascending, distinct.
    private(set) var titleWords: [UInt64] = []
    private(set) var titleNames: [UInt64] = []
    /// The hash of the text, or of the title where there is no text.
    let textHash: UInt64
    /// What was not read of a very long text.
    let rest: UInt64
    /// The beginnings of all words, and of those that are written like names, ascending, distinct: names are bent by
    /// case, so only their first letters are compared.
    private(set) var heads: [UInt64] = []
    private(set) var names: [UInt64] = []
    /// The text's words, for the few comparisons that need their letters and their places.
    let folded: FoldedText
    /// How its Latin words were read.
    let latin: LatinReading?

    /// Bytes of a text that are taken apart; of what is beyond, all must be the same in a repeat. No letter is as long, and
    /// a flood of what is shall not hold up the writer.
    static let mostBytes = 64 << 10

    init(title: String, text: String) { self.init(ComparedWords(title: title, text: text)) }

    init(_ compared: ComparedWords) {
        let (folded, latin) = (compared.folded, compared.latin)
        self.folded = folded
        self.latin = latin
        rest = compared.rest
        words = compared.words
        bodyStart = compared.bodyStart
        textHash = compared.textHash
        hasNumbers = !compared.numbers.isEmpty
        numbers = Sketch.distinct(Array(compared.numbers[compared.titleNumbers...]))
        heads.reserveCapacity(folded.words.count)
        for index in compared.skipped..<folded.words.count {
            let word = folded.words[index]
            guard !word.traits.contains(.number) else { continue }
            let isTitle = index < compared.titleCount
            let head =
                if let latin, word.traits.contains(.latin) {
                    Sketch.head(latin.cyrillic(word.bytes(in: folded))[...])
                } else {
                    Sketch.head(folded, word)
                }
            heads.append(head)
            if isTitle { titleWords.append(word.hash) }
            guard Sketch.isName(word) else { continue }
            names.append(head)
            if isTitle { titleNames.append(head) } else { namesInBody = true }
        }
        titleNames = Sketch.distinct(titleNames)
        heads = Sketch.distinct(heads)
        names = Sketch.distinct(names)
        shingles.reserveCapacity(words.count)
        compared.eachShingle { shingles.append($0) }
        shingles = Sketch.distinct(shingles)
    }

    /// How many different words the text has, or the title where there is no text.
    var distinctWords: Int { Sketch.distinct(Array(words[bodyStart...])).count }

    /// Whether both texts are the same words, whatever stands above them.
    func hasTheWords(of other: Sketch) -> Bool {
        rest == other.rest && words[bodyStart...].elementsEqual(other.words[other.bodyStart...])
    }

    /// Whether each title has a name that the other text and title lack: "Яма на Абая", "Яма на Навои".
    func contradictsInTitle(_ other: Sketch) -> Bool {
        Sketch.common(titleNames, other.heads) < titleNames.count
            && Sketch.common(other.titleNames, heads) < other.titleNames.count
    }

    /// Whether each has a number that the other lacks: they tell of two things, however alike their words.
    func contradictsInNumbers(_ other: Sketch) -> Bool {
        let common = Sketch.common(numbers, other.numbers)
        return common < numbers.count && common < other.numbers.count
    }

    /// Bytes of a word's beginning: four Cyrillic letters.
    private static let headLength: Int32 = 8

    static func isName(_ word: FoldedText.Word) -> Bool {
        word.traits.contains(.capital) && word.traits.isDisjoint(with: [.opens, .allCapitals])
    }

    static func head(_ folded: FoldedText, _ word: FoldedText.Word) -> UInt64 {
        head(folded.bytes[Int(word.start)..<Int(word.start + word.length)])
    }

    private static func head(_ bytes: ArraySlice<UInt8>) -> UInt64 {
        StableHash.mix(bytes.prefix(Int(headLength)).reduce(StableHash.seed) { StableHash.add($0, $1) })
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
}
