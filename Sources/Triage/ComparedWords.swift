import Language

/// The words that two texts are compared by, as hashes in order: without the prefixes of a forwarded subject, numbers in
/// groups as one, Latin letters read as the Cyrillic ones that they stand for.
struct ComparedWords {
    private(set) var words: [UInt64] = []
    /// Where the text's own words begin among them; the title's stand before it. 0 where there is no text.
    private(set) var bodyStart = 0
    /// The numbers in order, how many of them are the title's.
    private(set) var numbers: [UInt64] = []
    private(set) var titleNumbers = 0
    /// How many of the folded words are prefixes of a forwarded subject.
    private(set) var skipped = 0
    /// What was not read of a very long text.
    let rest: UInt64
    let folded: FoldedText
    /// How many of the folded words are the title's.
    let titleCount: Int
    /// How its Latin words were read.
    let latin: LatinReading?

    init(title: String, text: String) {
        let (own, titleCount, rest) = ComparedWords.read(title: title, text: text)
        self.init(own, titleCount: titleCount, latin: LatinReading.of(own), rest: rest)
    }

    /// - Parameter latin: how its Latin words are to be read.
    init(_ folded: FoldedText, titleCount: Int, latin: LatinReading?, rest: UInt64 = 0) {
        self.folded = folded
        self.titleCount = titleCount
        self.latin = latin
        self.rest = rest
        words.reserveCapacity(folded.words.count)
        var previous: FoldedText.Word?
        for (index, word) in folded.words.enumerated() {
            if index == titleCount {
                bodyStart = words.count
                titleNumbers = numbers.count
                previous = nil
            }
            if index < titleCount, words.isEmpty, ComparedWords.prefixes.contains(word.hash) {
                skipped = index + 1
                continue
            }
            if word.traits.contains(.number) {
                if let last = previous, word.length == 3, last.length <= 3, (1...2).contains(word.from - last.to),
                    let value = numbers.last
                {
                    // 1 540 is the number 1540.
                    let grouped = ComparedWords.digits(folded, word, value)
                    numbers[numbers.count - 1] = grouped
                    words[words.count - 1] = grouped
                    previous = word
                    continue
                }
                let value = ComparedWords.digits(folded, word, StableHash.seed)
                words.append(value)
                numbers.append(value)
                previous = word
                continue
            }
            previous = nil
            if let latin, word.traits.contains(.latin) {
                let cyrillic = latin.cyrillic(word.bytes(in: folded))
                words.append(StableHash.mix(cyrillic.reduce(StableHash.seed) { StableHash.add($0, $1) }))
            } else {
                words.append(word.hash)
            }
        }
    }

    /// The folded words of a title and a text without the marks of quoting, how many of them are the title's, and the
    /// hash of what is too long to be read.
    static func read(title: String, text: String) -> (words: FoldedText, titleCount: Int, rest: UInt64) {
        var (text, rest) = (text, UInt64(0))
        if text.utf8.count > Sketch.mostBytes {
            rest = StableHash.mix(
                text.utf8.dropFirst(Sketch.mostBytes).reduce(StableHash.seed) { StableHash.add($0, $1) })
            text = String(decoding: text.utf8.prefix(Sketch.mostBytes), as: UTF8.self)
        }
        var folded = FoldedText(title)
        let count = folded.words.count
        folded.append(QuotedText.plain(text))
        return (folded, count, rest)
    }

    /// The hash of the text, or of the title where there is no text.
    var textHash: UInt64 {
        words[bodyStart...].reduce(StableHash.seed ^ rest) { StableHash.mix(($0 << 5 | $0 >> 59) ^ $1) }
    }

    /// Words in a row that make a shingle.
    private static let width = 3

    /// The hash of each three words in a row.
    func eachShingle(_ body: (UInt64) -> Void) {
        guard words.count >= ComparedWords.width else { return }
        for index in 0...(words.count - ComparedWords.width) {
            // Each word turned by its place, so that the same words in another order are another shingle.
            let first = words[index], second = words[index + 1], third = words[index + 2]
            body(StableHash.mix(first &+ (second << 21 | second >> 43) &+ (third << 42 | third >> 22)))
        }
    }

    /// Digits hashed so that a number in groups has the hash of the number in one piece.
    private static func digits(_ folded: FoldedText, _ word: FoldedText.Word, _ seed: UInt64) -> UInt64 {
        var hash = seed
        for index in Int(word.start)..<Int(word.start + word.length) {
            hash = StableHash.add(hash, folded.bytes[index])
        }
        return hash
    }

    /// `Re:`, `Fwd:` and their like, folded, at the head of a subject.
    private static let prefixes = Set(
        ["re", "fwd", "fw", "на", "отв", "пересл", "ответ", "aw", "wg", "жауап"].map { StableHash.of($0) })
}
