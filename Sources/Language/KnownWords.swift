/// What a `StemBook` knows of words, by their numbers.
struct KnownWords {
    private let russian = Snowball("russian")
    private let english = Snowball("english")
    private var numbers = HashTable<Int32>()
    /// By the word's number.
    private var known: [WordStems?] = []
    private var voices: [WordVoice?] = []
    private var terms: [SearchTerms.Term?] = []
    /// The terms of the search index, each once: by its number the place of its bytes, and by its hash the number.
    private(set) var termBytes: [UInt8] = []
    private(set) var termRanges: [Range<Int32>] = []
    private var termNumbers = HashTable<Int32>()
    // Which text had a term, or a word, last: each text has a mark of its own.
    private var termMarks: [Int] = []
    private var wordMarks: [Int] = []
    private var text = 0

    /// How many words have a number.
    var count: Int { known.count }

    mutating func forget() {
        numbers.removeAll()
        (known, voices, terms, wordMarks) = ([], [], [], [])
        (termBytes, termRanges, termMarks) = ([], [], [])
        termNumbers.removeAll()
    }

    /// The numbers of a text's words, in order.
    mutating func numbers(of text: FoldedText) -> [Int32] {
        var found: [Int32] = []
        found.reserveCapacity(text.words.count)
        for word in text.words { found.append(Int32(number(of: word.hash))) }
        return found
    }

    private mutating func number(of hash: UInt64) -> Int {
        if let number = numbers[hash] { return Int(number) }
        let number = known.count
        numbers.set(hash, Int32(number))
        known.append(nil)
        voices.append(nil)
        terms.append(nil)
        wordMarks.append(0)
        return number
    }

    /// The stems of a word that is no number.
    mutating func stems(_ word: FoldedText.Word, in text: FoldedText) -> WordStems {
        stems(word, number(of: word.hash), in: text)
    }

    private mutating func stems(_ word: FoldedText.Word, _ number: Int, in text: FoldedText) -> WordStems {
        if let stems = known[number] { return stems }
        let range = Int(word.start)..<Int(word.start + word.length)
        let stems = text.bytes[range].withUnsafeBufferPointer {
            make($0, isCyrillic: word.traits.contains(.cyrillic), isLatin: word.traits.contains(.latin))
        }
        known[number] = stems
        return stems
    }

    /// The stems of a folded word.
    mutating func stems(ofFolded word: String) -> WordStems {
        let number = number(of: StableHash.of(word))
        if let stems = known[number] { return stems }
        var word = word
        let stems = word.withUTF8 { bytes in
            let first = bytes.first ?? 0
            return make(bytes, isCyrillic: first >= 0xD0 && first <= 0xD4, isLatin: first < 0x80)
        }
        known[number] = stems
        return stems
    }

    /// What a word says of its text's language.
    /// - Parameter number: the word's.
    mutating func voice(_ word: FoldedText.Word, _ number: Int32, in text: FoldedText) -> WordVoice {
        if let voice = voices[Int(number)] { return voice }
        let bytes = text.bytes[Int(word.start)..<Int(word.start + word.length)]
        let voice = WordVoice(bytes, hash: word.hash, letters: word.letters, isLatin: word.traits.contains(.latin))
        voices[Int(number)] = voice
        return voice
    }

    /// What the search index has of a word that is no number.
    /// - Parameter number: the word's.
    mutating func term(_ word: FoldedText.Word, _ number: Int32, in text: FoldedText) -> SearchTerms.Term {
        if let term = terms[Int(number)] { return term }
        let stems = stems(word, Int(number), in: text)
        let root = SearchRoots.root(ofStem: Array(stems.first.utf8))
        let term = SearchTerms.Term(
            first: termNumber(StableHash.of(root, 0), root),
            second: termNumber(stems.secondHash, Array(stems.second.utf8)))
        terms[Int(number)] = term
        return term
    }

    private mutating func termNumber(_ hash: UInt64, _ bytes: [UInt8]) -> Int32 {
        if let number = termNumbers[hash] { return number }
        let start = Int32(termBytes.count)
        if bytes.count <= SearchTerms.longestTerm { termBytes += bytes }
        let number = Int32(termRanges.count)
        termRanges.append(start..<Int32(termBytes.count))
        termMarks.append(0)
        termNumbers.set(hash, number)
        return number
    }

    /// Writes a term behind those that a text has, if it has not got it yet.
    mutating func write(_ term: Int32, to out: inout [UInt8]) {
        guard mark(term: term) else { return }
        let range = termRanges[Int(term)]
        // A stem that is too long for a word's has no bytes.
        guard !range.isEmpty else { return }
        if !out.isEmpty { out.append(0x20) }
        for index in range { out.append(termBytes[Int(index)]) }
    }

    /// Begins another text: none of its words and terms has been marked.
    mutating func beginMarking() { text += 1 }

    /// Marks a term by its number.
    /// - Returns: whether this text had not marked it.
    mutating func mark(term: Int32) -> Bool {
        guard termMarks[Int(term)] != text else { return false }
        termMarks[Int(term)] = text
        return true
    }

    /// The same for a word.
    mutating func mark(word: Int32) -> Bool {
        guard wordMarks[Int(word)] != text else { return false }
        wordMarks[Int(word)] = text
        return true
    }

    private func make(_ word: UnsafeBufferPointer<UInt8>, isCyrillic: Bool, isLatin: Bool) -> WordStems {
        let first = isCyrillic ? russian.stem(word) : isLatin ? english.stem(word) : Array(word)
        let second = isCyrillic ? KazakhStemmer.stem(word) : first
        let firstText = String(decoding: first, as: UTF8.self)
        return WordStems(
            first: firstText, second: first == second ? firstText : String(decoding: second, as: UTF8.self),
            firstKey: StemBook.key(first, isCyrillic ? .russian : .english), secondKey: StemBook.key(second, .kazakh),
            firstHash: StableHash.of(first, 0), secondHash: StableHash.of(second, 0))
    }

    /// The stem of a folded word in one language.
    func stem(_ word: String, _ kind: StemBook.Kind) -> String {
        var word = word
        return word.withUTF8 { bytes in
            switch kind {
            case .russian: String(decoding: russian.stem(bytes), as: UTF8.self)
            case .english: String(decoding: english.stem(bytes), as: UTF8.self)
            case .kazakh: String(decoding: KazakhStemmer.stem(bytes), as: UTF8.self)
            case .word: String(decoding: bytes, as: UTF8.self)
            }
        }
    }
}
