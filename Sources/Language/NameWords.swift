/// Words that look like people's names, in bytes.
enum NameWords {
    /// A name has no more words.
    static let most = 5

    /// Of a letter of a name, or the marks inside one: `И.И.`, `Нур-Султан`, `O'Neil`.
    static func isByte(_ byte: UInt8) -> Bool {
        PersonalData.isASCIILetter(byte) || (byte >= 0x80 && byte <= 0xBF) || (0xC3...0xCB).contains(byte)
            || (0xD0...0xD4).contains(byte) || byte == 0x2D || byte == 0x2E || byte == 0x27
    }

    /// Whether a capital stands at a position.
    static func isCapital(_ text: UnsafeBufferPointer<UInt8>, _ at: Int) -> Bool {
        guard at >= 0, at < text.count else { return false }
        let next = at + 1 < text.count ? text[at + 1] : 0
        switch text[at] {
        case 0x41...0x5A: return true
        case 0xC3: return (0x80...0x9E).contains(next)
        case 0xC4...0xC5: return next % 2 == 0
        case 0xD0: return next < 0xB0
        case 0xD2, 0xD3: return next % 2 == 0
        default: return false
        }
    }

    /// Whether a word can be a part of a name.
    static func isName(_ text: UnsafeBufferPointer<UInt8>, _ word: Range<Int>) -> Bool {
        guard let first = word.first, text[first] & 0xC0 != 0x80 else { return false }
        if isCapital(text, first) { return !notNames.contains(NumberPlace.lowered(text[word])) }
        return particles.contains(NumberPlace.lowered(text[word]))
    }

    private static let particles: Set<String> = [
        "улы", "ұлы", "кызы", "қызы", "uly", "kyzy", "qyzy", "оглы", "оглу", "де", "de", "van", "von",
    ]
    private static let notNames: Set<String> = ["am", "pm", "on", "от", "from", "to", "at", "в", "г", "ж", "кому"]

    /// The names before a position on its line, word by word back; nil if there is none.
    static func before(_ text: UnsafeBufferPointer<UInt8>, _ position: Int, notBefore: Int) -> Range<Int>? {
        var (start, end, count) = (position, position, 0)
        while count < most {
            var edge = start
            while edge > notBefore, text[edge - 1] == 0x20, start - edge < 2 { edge -= 1 }
            var first = edge
            while first > notBefore, edge - first < longestWord, isByte(text[first - 1]) { first -= 1 }
            guard first < edge, isName(text, first..<edge) else { break }
            if count == 0 { end = edge }
            start = first
            count += 1
        }
        return count > 0 ? start..<end : nil
    }

    private static let longestWord = 60

    /// Where a line's beginning that can only be names ends: "Иванова Марья, Петров" of "Иванова Марья, Петров, дом 5";
    /// nil if it begins otherwise.
    static func leading(_ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Range<Int>? {
        var (index, end, count) = (range.lowerBound, range.lowerBound, 0)
        var partWords = 0
        while index < range.upperBound {
            let byte = text[index]
            if byte == 0x20 || byte == 0x22 || byte == 0x09 {
                index += 1
                continue
            }
            if byte == 0x2C || byte == 0x3B || byte == 0x3C || byte == 0x28 || byte == 0x5B {
                guard partWords > 0 else { break }
                end = index
                partWords = 0
                if byte != 0x2C && byte != 0x3B { return range.lowerBound..<end }
                index += 1
                continue
            }
            let first = index
            while index < range.upperBound, isByte(text[index]) { index += 1 }
            guard first < index, isName(text, first..<index), !isMany(NumberPlace.lowered(text[first..<index])) else {
                partWords = 0
                break
            }
            (partWords, count) = (partWords + 1, count + 1)
            if partWords > most { return nil }
        }
        if index >= range.upperBound, partWords > 0 { end = range.upperBound }
        return end > range.lowerBound ? range.lowerBound..<end : nil
    }

    /// People without a name.
    private static func isMany(_ word: String) -> Bool { many.contains { word.hasPrefix($0) } }

    private static let many = [
        "жител", "жильц", "родител", "граждан", "населен", "коллектив", "сосед", "тұрғын", "ата-ана", "аноним",
        "resident", "parent", "neighbo", "citizen", "anonym", "инициатив", "собственник", "совет", "акимат", "әкімд",
        "редакци", "админ", "тоо", "осі", "оси", "кск", "пт", "общ", "group", "управлен",
    ]
}
