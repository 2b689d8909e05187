/// Number plates: `123 ABC 02` (since 2012) and `A 123 BCD` (before). Capitals only, in Latin letters or in Cyrillic
/// ones that look like them: what is written small is a word or a unit, but for three Latin letters in one piece or behind
/// the word for a plate.
enum Plates {
    /// The plate around three digits; nil if there is none.
    static func range(
        _ digits: DigitCluster.Group, _ text: UnsafeBufferPointer<UInt8>, notBefore: Int
    ) -> Range<Int>? {
        guard digits.count == 3 else { return nil }
        return recent(digits, text) ?? former(digits, text, notBefore)
    }

    private static func recent(_ digits: DigitCluster.Group, _ text: UnsafeBufferPointer<UInt8>) -> Range<Int>? {
        var position = blank(text, digits.end)
        let isSpaced = position > digits.end
        var letters = letters(text, position, most: 3)
        var mayBeGlued = !isSpaced
        if letters.name.isEmpty {
            letters = smallLetters(text, position)
            mayBeGlued = false
            guard !letters.name.isEmpty, (letters.isLatin && !isSpaced) || isTold(text, digits.start) else {
                return nil
            }
        }
        guard letters.name.utf8.count >= 2, !words.contains(letters.name) else { return nil }
        let between = blank(text, letters.end)
        // Both gaps or neither.
        guard isSpaced == (between > letters.end) else { return nil }
        position = between
        guard position + 1 < text.count, PersonalData.isDigit(text[position]), PersonalData.isDigit(text[position + 1])
        else { return nil }
        let region = Int(text[position] - 0x30) * 10 + Int(text[position + 1] - 0x30)
        guard (1...20).contains(region), isEdge(text, digits.start - 1, mayBeGlued),
            isEdge(text, position + 2, mayBeGlued)
        else { return nil }
        return digits.start..<position + 2
    }

    private static func former(
        _ digits: DigitCluster.Group, _ text: UnsafeBufferPointer<UInt8>, _ notBefore: Int
    ) -> Range<Int>? {
        var start = digits.start
        let isSpaced = start > 0 && text[start - 1] == 0x20
        if isSpaced { start -= 1 }
        var isLatin = false
        if start > 0, text[start - 1] >= 0x41, text[start - 1] <= 0x5A {
            start -= 1
            isLatin = true
        } else if start > 1, letters(text, start - 2, most: 1).end == start {
            start -= 2
        } else {
            return nil
        }
        guard start >= notBefore, isEdge(text, start - 1, !isSpaced) else { return nil }
        let position = blank(text, digits.end)
        let letters = letters(text, position, most: 3)
        guard letters.name.utf8.count >= 2, !words.contains(letters.name), isEdge(text, letters.end, !isSpaced),
            (position > digits.end) == isSpaced
        else { return nil }
        // "В 203 КСК" is a sentence: with blanks only Latin letters tell, and all three.
        guard !isSpaced || (isLatin && letters.name.utf8.count == 3 && letters.isLatin) else { return nil }
        return start..<letters.end
    }

    private static func blank(_ text: UnsafeBufferPointer<UInt8>, _ at: Int) -> Int {
        at < text.count && (text[at] == 0x20 || text[at] == 0x2D) ? at + 1 : at
    }

    /// Capitals from a position on, as the Latin letters that they are or look like.
    private static func letters(
        _ text: UnsafeBufferPointer<UInt8>, _ from: Int, most: Int
    ) -> (name: String, end: Int, isLatin: Bool) {
        var (name, position, isLatin) = ("", from, true)
        while position < text.count, name.utf8.count < most {
            if text[position] >= 0x41, text[position] <= 0x5A {
                name.unicodeScalars.append(Unicode.Scalar(text[position]))
                position += 1
            } else if text[position] == 0xD0, position + 1 < text.count, let letter = lookAlikes[text[position + 1]] {
                name.unicodeScalars.append(letter)
                isLatin = false
                position += 2
            } else {
                break
            }
        }
        return (name, position, isLatin)
    }

    /// Three small letters, as the capitals that they are or look like: `123abc02`.
    private static func smallLetters(
        _ text: UnsafeBufferPointer<UInt8>, _ from: Int
    ) -> (name: String, end: Int, isLatin: Bool) {
        var (name, position, isLatin) = ("", from, true)
        while position < text.count, name.utf8.count < 3 {
            if text[position] >= 0x61, text[position] <= 0x7A {
                name.unicodeScalars.append(Unicode.Scalar(text[position] - 0x20))
                position += 1
            } else if position + 1 < text.count, let letter = small(text[position], text[position + 1]) {
                name.unicodeScalars.append(letter)
                isLatin = false
                position += 2
            } else {
                break
            }
        }
        return name.utf8.count == 3 ? (name, position, isLatin) : ("", from, true)
    }

    /// The Latin capital that a small Cyrillic letter of two bytes looks like as a capital.
    private static func small(_ first: UInt8, _ second: UInt8) -> Unicode.Scalar? {
        switch first {
        // а to п are 0x20 behind their capitals, р to я begin a row of their own.
        case 0xD0 where second >= 0xB0: lookAlikes[second - 0x20]
        case 0xD1 where second < 0x90: lookAlikes[second + 0x20]
        default: nil
        }
    }

    /// Bytes between a word and the plate that it names.
    private static let mostMarks = 4
    private static let names = [
        "номер", "госномер", "авто", "машин", "нөмір", "номір", "көлік", "такси", "plate", "car",
    ]
    private static let endings = 4

    /// Whether the word before says that a number is a plate's.
    private static func isTold(_ text: UnsafeBufferPointer<UInt8>, _ start: Int) -> Bool {
        var end = start
        let least = max(0, start - mostMarks)
        while end > least, [0x20, 0x3A, 0x2D, 0x2E].contains(text[end - 1]) { end -= 1 }
        var first = end
        while first > max(0, end - 40),
            PersonalData.isASCIILetter(text[first - 1]) || NumberPlace.isCyrillic(text, first - 1)
        {
            first -= 1
        }
        let word = NumberPlace.lowered(text[first..<end])
        return names.contains {
            word.hasPrefix($0) && word.unicodeScalars.count <= $0.unicodeScalars.count + endings
        }
    }

    /// Whether no letter or digit stands at a position; a small letter may, of a word that the plate was glued to.
    private static func isEdge(_ text: UnsafeBufferPointer<UInt8>, _ at: Int, _ mayBeSmall: Bool) -> Bool {
        guard at >= 0, at < text.count else { return true }
        let byte = text[at]
        if mayBeSmall, byte >= 0x61, byte <= 0x7A { return true }
        if NumberPlace.isCyrillic(text, at) {
            guard mayBeSmall else { return false }
            let start = byte & 0xC0 == 0x80 ? at - 1 : at
            return !NameWords.isCapital(text, start)
        }
        return !PersonalData.isWordByte(byte)
    }

    /// А В Е К М Н О Р С Т У Х by their second byte in UTF-8.
    private static let lookAlikes: [UInt8: Unicode.Scalar] = [
        0x90: "A", 0x92: "B", 0x95: "E", 0x9A: "K", 0x9C: "M", 0x9D: "H", 0x9E: "O", 0xA0: "P", 0xA1: "C", 0xA2: "T",
        0xA3: "Y", 0xA5: "X",
    ]

    /// What also stands in capitals between numbers: currencies, companies, houses.
    private static let words: Set<String> = [
        "USD", "EUR", "KZT", "RUB", "RUR", "TOO", "KCK", "OCH", "AO", "KH", "PM", "AM", "OCK", "TT", "KT", "KBT", "MM",
        "CM", "KM", "MKP", "MHZ", "GHZ", "PDF", "QR",
    ]
}
