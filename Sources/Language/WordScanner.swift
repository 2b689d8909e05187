/// The pass over a text's bytes that finds and folds its words.
struct WordScanner {
    private let text: UnsafeBufferPointer<UInt8>
    private var position = 0
    private(set) var sentence: Int32
    /// The state of the word in hand.
    private var start = 0, from = 0, to = 0
    private var cyrillic = 0, latin = 0, other = 0, digits = 0, upper = 0
    private var marks: LetterMarks = []
    private var startsUpper = false
    /// Where the last letter и was written, for a breve that follows it.
    private var lastI = -1
    private var opens = true
    private var newlines = 0
    /// The letter written last, and how many of it in a row.
    private var last: UInt16 = 0, run = 0

    init(_ text: UnsafeBufferPointer<UInt8>, sentence: Int32) {
        self.text = text
        self.sentence = sentence
    }

    private var inWord: Bool { cyrillic + latin + other + digits > 0 }

    mutating func run(_ out: inout [UInt8], _ words: inout [FoldedText.Word]) {
        let most = words.count + FoldedText.mostWords
        Letters.ascii.withUnsafeBufferPointer { ascii in
            Letters.cyrillic.withUnsafeBufferPointer { table in
                while position < text.count, words.count < most {
                    step(ascii, table, &out, &words)
                }
            }
        }
        finish(&out, &words)
    }

    @inline(__always)
    private mutating func step(
        _ ascii: UnsafeBufferPointer<Letter>, _ table: UnsafeBufferPointer<Letter>, _ out: inout [UInt8],
        _ words: inout [FoldedText.Word]
    ) {
        let byte = text[position]
        if byte < 0x80 {
            let letter = ascii[Int(byte)]
            if letter.kind == .none {
                punctuation(byte, &out, &words)
            } else {
                take(letter, 1, &out, &words)
            }
        } else if byte >= 0xD0, byte <= 0xD4, position + 1 < text.count {
            let index = Int(byte & 0x1F) << 6 + Int(text[position + 1] & 0x3F) - 0x400
            if index < table.count {
                let letter = table[index]
                if letter.kind == .none {
                    finish(&out, &words)
                    position += 2
                } else {
                    take(letter, 2, &out, &words)
                }
            } else {
                rare(&out, &words)
            }
        } else {
            rare(&out, &words)
        }
    }

    /// Punctuation of ASCII.
    private mutating func punctuation(_ byte: UInt8, _ out: inout [UInt8], _ words: inout [FoldedText.Word]) {
        if byte == 0x27, latin > 0, apostropheJoins(1) { return }
        let length = cyrillic + latin + other
        let hadDigits = digits > 0
        finish(&out, &words)
        switch byte {
        case 0x21: endSentence(&words, .exclaims)
        case 0x3F: endSentence(&words, .asks)
        case 0x2E where length >= 4 || hadDigits || (length == 0 && !hadDigits):
            // Abbreviations are short; a dot inside a name or number is followed by no blank.
            if position + 1 >= text.count || text[position + 1] <= 0x20 { endSentence(&words, []) }
        case 0x0A:
            newlines += 1
            if newlines == 2 { endSentence(&words, []) }
        default: break
        }
        if byte > 0x20 { newlines = 0 }
        position += 1
    }

    private mutating func endSentence(_ words: inout [FoldedText.Word], _ trait: FoldedText.Traits) {
        guard !words.isEmpty, words[words.count - 1].sentence == sentence else { return }
        if !trait.isEmpty { words[words.count - 1].traits.insert(trait) }
        sentence += 1
        opens = true
    }

    /// Whether the apostrophe of so many bytes stands between two Latin letters; it is left out then.
    private mutating func apostropheJoins(_ width: Int) -> Bool {
        guard position + width < text.count else { return false }
        let next = text[position + width] | 0x20
        guard next >= 0x61, next <= 0x7A else { return false }
        position += width
        return true
    }

    /// What is neither ASCII nor in the Cyrillic table.
    private mutating func rare(_ out: inout [UInt8], _ words: inout [FoldedText.Word]) {
        let (code, width) = decode(position)
        if Letters.isDropped(code) {
            if code == 0x306, lastI >= 0, lastI == out.count - 2, out[lastI] == 0xD0, out[lastI + 1] == 0xB8 {
                out[lastI + 1] = 0xB9
            }
            position += width
            if inWord { to = position }
        } else if (0x80..<0x200).contains(code), Letters.latinMarked[Int(code - 0x80)].kind != .none {
            take(Letters.latinMarked[Int(code - 0x80)], width, &out, &words)
        } else if code == 0x2019 || code == 0x2BC, latin > 0, apostropheJoins(width) {
            return
        } else if code >= 0x370, let scalar = Unicode.Scalar(code), scalar.properties.isAlphabetic {
            begin(.other, &out, &words)
            out.append(contentsOf: text[position..<position + width])
            other += 1
            marks.insert(.foreign)
            position += width
            to = position
        } else {
            finish(&out, &words)
            if code == 0x2026 { endSentence(&words, []) }
            position += width
        }
    }

    /// A scalar and its width; what is no UTF-8 counts as one byte of nothing.
    private func decode(_ at: Int) -> (UInt32, Int) {
        let first = text[at]
        let width = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC0 ? 2 : 1
        guard width > 1, at + width <= text.count else { return (0, 1) }
        var code = UInt32(first) & (0xFF >> UInt32(width + 1))
        for index in 1..<width { code = code << 6 | UInt32(text[at + index] & 0x3F) }
        return (code, width)
    }

    private enum Start { case letter, digit, other }

    /// Makes sure that a word of this kind is in hand.
    @inline(__always)
    private mutating func begin(_ kind: Start, _ out: inout [UInt8], _ words: inout [FoldedText.Word]) {
        if inWord, (kind == .digit) != (digits > 0) { finish(&out, &words) }
        if !inWord {
            start = out.count
            from = position
            newlines = 0
        }
    }

    @inline(__always)
    private mutating func take(
        _ letter: Letter, _ width: Int, _ out: inout [UInt8], _ words: inout [FoldedText.Word]
    ) {
        switch letter.kind {
        case .dropped:
            position += width
            if inWord { to = position }
            return
        case .digit:
            begin(.digit, &out, &words)
            digits += 1
        case .cyrillic:
            begin(.letter, &out, &words)
            if !inWord { startsUpper = letter.isUpper }
            cyrillic += 1
            lastI = letter.folded == 0x438 && letter.marks.isEmpty ? out.count : -1
        default:
            begin(.letter, &out, &words)
            if !inWord { startsUpper = letter.isUpper }
            latin += 1
        }
        if letter.isUpper { upper += 1 }
        marks.formUnion(letter.marks)
        position += width
        to = position
        guard out.count - start < FoldedText.longestWord else { return }
        if letter.folded == last {
            run += 1
        } else {
            // Three or more of a letter are one that was stretched (ооочень); two stay (ванна, school).
            if run >= 3 { shorten(&out) }
            last = letter.folded
            run = 1
        }
        WordScanner.write(letter.folded, &out)
        if letter.hissing { WordScanner.write(0x68, &out) }
    }

    /// Takes all but one of the letters that the word ends with off.
    private mutating func shorten(_ out: inout [UInt8]) {
        guard last != 0, !(0x30...0x39).contains(last) else { return }
        let width = last < 0x80 ? 1 : 2
        out.removeLast(min((run - 1) * width, max(0, out.count - start - width)))
    }

    @inline(__always)
    private static func write(_ code: UInt16, _ out: inout [UInt8]) {
        if code < 0x80 {
            out.append(UInt8(code))
        } else {
            out.append(UInt8(0xC0 | code >> 6))
            out.append(UInt8(0x80 | code & 0x3F))
        }
    }

    /// Ends the word in hand.
    @inline(__always)
    private mutating func finish(_ out: inout [UInt8], _ words: inout [FoldedText.Word]) {
        guard inWord else { return }
        // A word of one letter only (ааа, III) is left as it is.
        if run >= 3, out.count - start > run * (last < 0x80 ? 1 : 2) { shorten(&out) }
        (last, run) = (0, 0)
        if cyrillic > 0, latin > 0 { unmix(&out) }
        var traits: FoldedText.Traits = digits > 0 ? .number : cyrillic > 0 ? .cyrillic : latin > 0 ? .latin : []
        let letters = cyrillic + latin + other
        if startsUpper { traits.insert(.capital) }
        if upper > 1, upper == letters { traits.insert(.allCapitals) }
        if opens { traits.insert(.opens) }
        opens = false
        words.append(
            FoldedText.Word(
                start: Int32(start), length: Int32(out.count - start), from: Int32(from), to: Int32(to),
                sentence: sentence, traits: traits, hash: StableHash.of(out, start), marks: marks,
                letters: UInt16(min(letters + digits, 0xFFFF))))
        (cyrillic, latin, other, digits, upper) = (0, 0, 0, 0, 0)
        marks = []
        startsUpper = false
        lastI = -1
    }

    /// A word of two scripts: the letters of the lesser one are read as what they look like, if all of them can be.
    private mutating func unmix(_ out: inout [UInt8]) {
        let toCyrillic = cyrillic >= latin
        var folded: [UInt8] = []
        var index = from
        while index < to, folded.count < FoldedText.longestWord {
            let (code, width) = text[index] < 0x80 ? (UInt32(text[index]), 1) : decode(index)
            index += width
            var letter = Letter()
            if code < 0x80 {
                letter = Letters.ascii[Int(code)]
            } else if code < 0x200 {
                letter = Letters.latinMarked[Int(code) - 0x80]
            } else if code >= 0x400, code < 0x540 {
                letter = Letters.cyrillic[Int(code) - 0x400]
            }
            guard letter.kind == .latin || letter.kind == .cyrillic else { continue }
            var scalar = letter.folded
            if toCyrillic, letter.kind == .latin {
                scalar = Letters.cyrillicLookAlike(scalar, isUpper: letter.isUpper)
            } else if !toCyrillic, letter.kind == .cyrillic {
                scalar = Letters.latinLookAlike(scalar)
            }
            guard scalar != 0 else { return }
            WordScanner.write(scalar, &folded)
        }
        out.removeSubrange(start...)
        out.append(contentsOf: folded)
        if toCyrillic { latin = 0 } else { cyrillic = 0 }
    }
}

/// FNV-1a with a final mix: the same in every run and release, because fingerprints are stored.
public enum StableHash {
    /// Of the bytes from an index on.
    @inline(__always)
    static func of(_ bytes: [UInt8], _ start: Int) -> UInt64 {
        var hash = seed
        for index in start..<bytes.count { hash = add(hash, bytes[index]) }
        return mix(hash)
    }

    /// Of a string's UTF-8.
    public static func of(_ text: String) -> UInt64 {
        var hash = seed
        for byte in text.utf8 { hash = add(hash, byte) }
        return mix(hash)
    }

    /// The hash of nothing, to be continued with `add`.
    public static let seed: UInt64 = 0xCBF2_9CE4_8422_2325

    /// Goes on with a byte.
    @inline(__always)
    public static func add(_ hash: UInt64, _ byte: UInt8) -> UInt64 { (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }

    /// Spreads the bits (the finaliser of SplitMix64).
    @inline(__always)
    public static func mix(_ value: UInt64) -> UInt64 {
        var hash = value
        hash = (hash ^ hash >> 30) &* 0xBF58_476D_1CE4_E5B9
        hash = (hash ^ hash >> 27) &* 0x94D0_49BB_1331_11EB
        return hash ^ hash >> 31
    }
}
