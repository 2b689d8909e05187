import Language
import Reports

/// The concrete things that a text tells of, each under a key that is the same however it is bent, spelt or said in
/// another of the three languages: names, numbers, numbered institutions, concepts of the city's life, rare words.
struct Particulars: Sendable {
    /// What a key stands for; the order is that of how much it tells.
    enum Kind: UInt8, Comparable, Sendable {
        case word, concept, number, name, institution

        static func < (left: Kind, right: Kind) -> Bool { left.rawValue < right.rawValue }
    }

    /// One thing.
    struct Unit: Sendable {
        var key: UInt64
        var kind: Kind
        /// How rare it is: the logarithm of texts a text that has it.
        var rarity: Float
        /// For numbers: the value.
        var value: Int32
        /// The first word that names it, as an index into the text's words.
        var word: Int32

        /// How much it says that another text has it too.
        var weight: Float {
            switch kind {
            case .institution: 2.8
            case .name: min(3, max(0, (rarity - 2.5) * 0.75))
            case .concept: min(2.2, max(0, (rarity - 3.3) * 0.8))
            case .word: min(1.4, max(0, (rarity - 3.3) * 0.42))
            case .number: Unit.numberWeight(Int(value))
            }
        }

        /// The key as the store's index has it.
        var index: Int32 { Int32(truncatingIfNeeded: key >> 32) }

        /// Small numbers are dates and counts, round ones guesses, and years stand everywhere.
        private static func numberWeight(_ value: Int) -> Float {
            if (1990...2040).contains(value) { return 0.2 }
            let weight: Float = value <= 31 ? 0.7 : value < 100 ? 0.9 : value < 1000 ? 1.6 : 2.4
            return value % 10 == 0 ? weight * 0.75 : weight
        }
    }

    /// Ascending by key, each key once.
    private(set) var units: [Unit] = []
    /// Hashes of each two words in a row, ascending, distinct, all numbers alike: what a form's copies share.
    private(set) var pairs: [UInt64] = []
    /// Units that weigh less are left out.
    private var least: Float = 0

    /// Units of a text that are kept: those of its first words. A novel is compared by its beginning.
    private static let mostWords = 1500
    /// A word that is in no table comes in fewer than two of a thousand texts.
    private static let unknown: Float = 6.8
    private static let yearless = 10

    /// The particulars of a title and a text, quoted or not.
    init(title: String, text: String) {
        // What is beyond is not read, so nothing is looked for in it.
        let text =
            text.utf8.count > Sketch.mostBytes
            ? String(decoding: text.utf8.prefix(Sketch.mostBytes), as: UTF8.self) : text
        let (words, titleCount, _) = ComparedWords.read(title: title, text: text)
        let hidden = HiddenWords(
            words, titleCount: titleCount, title: PersonalData.find(title),
            text: PersonalData.find(QuotedText.plain(text)))
        self = ReadingBook.use {
            Particulars(
                words, $0.stems.numbers(of: words), LatinReading.of(words), hidden, isForTraces: false, &$0.facts)
        }
    }

    /// What the store's index finds a text by, the most telling first.
    /// - Parameters:
    ///   - numbers: the words' numbers in the book.
    ///   - latin: how its Latin words are to be read.
    ///   - hidden: the words that tell nothing of the matter.
    static func traces(
        _ text: FoldedText, _ numbers: [Int32], latin: LatinReading?, hidden: HiddenWords, _ book: ReadingBook
    ) -> [Trace] {
        Particulars(text, numbers, latin, hidden, isForTraces: true, &book.facts).traces
    }

    /// - Parameter isForTraces: whether only the traces are wanted: what tells too little for one is left out then.
    private init(
        _ text: FoldedText, _ numbers: [Int32], _ latin: LatinReading?, _ hidden: HiddenWords, isForTraces: Bool,
        _ known: inout KnownFacts
    ) {
        let words = text.words.prefix(Particulars.mostWords)
        least = isForTraces ? Particulars.leastTrace : 0
        units.reserveCapacity(isForTraces ? 64 : words.count)
        if !isForTraces { pairs.reserveCapacity(words.count) }
        var previous: UInt64?
        func pair(_ mark: UInt64) {
            if !isForTraces, let previous { pairs.append(StableHash.mix(previous &* 31 &+ mark)) }
            previous = mark
        }
        var index = 0
        var lastInstitution: (concept: Concepts.Number, at: Int)?
        var lastNumber: (value: Int, at: Int)?
        while index < words.count {
            let word = words[index]
            if !hidden.ranges.isEmpty, hidden.contains(index) {
                previous = nil
                index += 1
                continue
            }
            let facts: WordFacts?
            if word.traits.contains(.number) {
                facts = nil
            } else if let latin, word.traits.contains(.latin) {
                facts = WordFacts(latin.cyrillic(word.bytes(in: text))[...])
            } else {
                facts = known.of(word, numbers[index], in: text)
            }
            pair(facts?.mark ?? 1)
            if let (value, next) = Particulars.number(text, words, index) {
                if value >= Particulars.yearless { add(Particulars.numberKey(value), .number, Int32(value), index) }
                if value < 1000, let near = lastInstitution, index - near.at <= 2 {
                    add(Particulars.institutionKey(near.concept, value), .institution, Int32(value), index)
                }
                lastNumber = (value, next - 1)
                for skipped in (index + 1)..<max(index + 1, next) {
                    pair(words[skipped].traits.contains(.number) ? 1 : 2)
                }
                index = next
                continue
            }
            if let facts { addWord(word, facts, index, &lastInstitution, lastNumber) }
            index += 1
        }
        units.sort { $0.key != $1.key ? $0.key < $1.key : $0.kind > $1.kind }
        var last = 0
        if units.count > 1 {
            for next in 1..<units.count where units[next].key != units[last].key {
                last += 1
                units[last] = units[next]
            }
            units.removeLast(units.count - last - 1)
        }
        pairs = Sketch.distinct(pairs)
    }

    /// What the store's index finds the text by.
    var traces: [Trace] {
        units.lazy.map { (key: $0.key, trace: Trace(key: $0.index, weight: $0.weight)) }
            .filter { $0.trace.weight >= Particulars.leastTrace }
            .sorted { ($0.trace.weight, $1.key) > ($1.trace.weight, $0.key) }
            .prefix(Particulars.mostTraces).map(\.trace)
    }

    /// What tells less finds nothing.
    private static let leastTrace: Float = 0.9
    private static let mostTraces = 12

    private mutating func addWord(
        _ word: FoldedText.Word, _ facts: WordFacts, _ index: Int,
        _ lastInstitution: inout (concept: Concepts.Number, at: Int)?, _ lastNumber: (value: Int, at: Int)?
    ) {
        let isName = word.traits.contains(.capital) && word.traits.isDisjoint(with: [.opens, .allCapitals])
        // Тастак is a quarter and no tile; English headlines write everything with capitals.
        if let concept = facts.concept,
            !isName || word.traits.contains(.latin) || Concepts.numbered.contains(concept)
        {
            add(Particulars.conceptKey(concept), .concept, 0, index)
            if Concepts.numbered.contains(concept) {
                lastInstitution = (concept, index)
                if let number = lastNumber, index - number.at <= 2, number.value < 1000, number.value > 0 {
                    add(Particulars.institutionKey(concept, number.value), .institution, Int32(number.value), index)
                }
            }
            return
        }
        guard facts.isLong || word.traits.contains(.allCapitals) else { return }
        let (key, rarity) = isName ? facts.asName : facts.asWord
        add(Unit(key: key, kind: isName ? .name : .word, rarity: rarity, value: 0, word: Int32(index)))
    }

    private mutating func add(_ key: UInt64, _ kind: Kind, _ value: Int32, _ word: Int) {
        add(Unit(key: key, kind: kind, rarity: Particulars.rarity(key), value: value, word: Int32(word)))
    }

    private mutating func add(_ unit: Unit) {
        if unit.weight >= least { units.append(unit) }
    }

    /// How rare a thing is in ordinary texts.
    static func rarity(_ key: UInt64) -> Float { CommonWords.levels[key] ?? unknown }

    // MARK: keys

    /// The key of a beginning of a word as `CommonWords` has it, `@` before a concept's name.
    static func key(of word: Substring) -> UInt64 {
        if word.first == "@" {
            let number = Concepts.names.firstIndex { $0 == word.dropFirst() } ?? -1
            return conceptKey(Concepts.Number(number))
        }
        let bytes = Array(word.utf8)
        return head(bytes[...], 6)
    }

    private static func conceptKey(_ concept: Concepts.Number) -> UInt64 {
        StableHash.mix(0xC0_0000 &+ UInt64(bitPattern: Int64(concept)))
    }

    private static func numberKey(_ value: Int) -> UInt64 {
        StableHash.mix(0xD0_0000_0000 ^ UInt64(bitPattern: Int64(value)))
    }

    private static func institutionKey(_ concept: Concepts.Number, _ value: Int) -> UInt64 {
        StableHash.mix(0xE0_0000_0000_0000 ^ UInt64(bitPattern: Int64(concept)) << 20 ^ UInt64(value))
    }

    /// The hash of so many letters at the beginning.
    static func head(_ bytes: ArraySlice<UInt8>, _ letters: Int) -> UInt64 {
        var hash = StableHash.seed
        var seen = 0
        for byte in bytes {
            if byte & 0xC0 != 0x80 {
                seen += 1
                if seen > letters { break }
            }
            hash = StableHash.add(hash, byte)
        }
        return StableHash.mix(hash)
    }

    static func letters(_ bytes: ArraySlice<UInt8>) -> Int {
        bytes.reduce(0) { $0 + ($1 & 0xC0 != 0x80 ? 1 : 0) }
    }

    // MARK: numbers

    /// The number that begins at a word, in digits or in words, without its thousands: 600 тысяч, 600 000 and шестьсот
    /// are 600. Nil if there is none.
    /// - Returns: the number and the index of the word behind it.
    private static func number(
        _ text: FoldedText, _ words: ArraySlice<FoldedText.Word>, _ index: Int
    ) -> (value: Int, next: Int)? {
        let word = words[index]
        if word.traits.contains(.number) {
            var value = digits(text, word, 0)
            var next = index + 1
            while next < words.count, words[next].traits.contains(.number), words[next].length == 3,
                (1...2).contains(words[next].from - words[next - 1].to), value < 1_000_000_000
            {
                value = digits(text, words[next], value)
                next += 1
            }
            while value >= 1000, value % 1000 == 0 { value /= 1000 }
            return (value, next)
        }
        guard var value = Numerals.value(word.hash) else { return nil }
        var next = index + 1
        while next < words.count, value >= 20 {
            let word = words[next]
            let bytes = text.bytes[Int(word.start)..<Int(word.start + word.length)]
            guard let more = Numerals.value(word.hash) ?? (value % 100 >= 20 ? Numerals.ordinal(bytes) : nil),
                more < value, value % 100 == 0 || (more < 10 && value % 10 == 0)
            else { break }
            value += more
            next += 1
        }
        return (value, next)
    }

    /// Digits read on from a value; what no number of a letter has is cut.
    private static func digits(_ text: FoldedText, _ word: FoldedText.Word, _ start: Int) -> Int {
        var value = start
        for byte in text.bytes[Int(word.start)..<Int(word.start + word.length)] where (48...57).contains(byte) {
            guard value < 100_000_000 else { return value }
            value = value * 10 + Int(byte - 48)
        }
        return value
    }
}
