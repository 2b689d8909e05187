/// Lines that say whose words follow: "23 нояб. 2026 г., 10:00, Имя Фамилия пишет:", "On …, Name wrote:", "… жазды:".
enum Attributions {
    private static let longestLine = 300
    private static let longestName = 8

    private static let closings: [[UInt8]] = [
        "wrote", "writes", "пишет", "писал", "писала", "писал(а)", "написал", "написала", "написал(а)", "написали",
        "жазды", "жазған", "жазған еді", "жазады",
    ].map { Array($0.utf8) }

    /// Who is named in a line, or in it and the one before it; nil if it is no such line.
    /// - Parameter previous: the line before it; an attribution may be wrapped.
    static func name(
        _ text: UnsafeBufferPointer<UInt8>, _ line: Range<Int>, after previous: Range<Int>
    ) -> Range<Int>? {
        guard line.count <= longestLine, let colon = text[line].lastIndex(where: { $0 != 0x20 }), text[colon] == 0x3A,
            let closing = closingStart(text, line.lowerBound..<colon)
        else { return nil }
        let own = line.lowerBound..<closing
        let hasOwnDate = text[own].contains { PersonalData.isDigit($0) }
        let whole = hasOwnDate || previous.count > longestLine ? own : previous.lowerBound..<closing
        guard isQuoting(text, whole) || isQuoted(text, after: line.upperBound) else { return nil }
        return name(text, isQuoting(text, own) || !isQuoting(text, whole) ? own : whole)
    }

    /// Where the closing words begin: a verb, or `>` of an address.
    private static func closingStart(_ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Int? {
        var end = range.upperBound
        while end > range.lowerBound, text[end - 1] == 0x20 { end -= 1 }
        guard end > range.lowerBound else { return nil }
        if text[end - 1] == 0x3E { return end - range.lowerBound > 3 ? end : nil }
        for word in closings where end - word.count >= range.lowerBound && AtSign.holds(text, end - word.count, word) {
            let start = end - word.count
            if start == range.lowerBound || !NameWords.isByte(text[start - 1]) { return start }
        }
        return nil
    }

    /// A time of day or an address: prose that ends in a verb and a colon has neither.
    private static func isQuoting(_ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Bool {
        for index in range.dropFirst(2) {
            if text[index] == 0x40 { return true }
            if text[index] == 0x3A, index + 2 < range.upperBound, PersonalData.isDigit(text[index - 1]),
                PersonalData.isDigit(text[index + 1]), PersonalData.isDigit(text[index + 2])
            {
                return true
            }
        }
        return false
    }

    /// Whether quoted words follow.
    private static func isQuoted(_ text: UnsafeBufferPointer<UInt8>, after end: Int) -> Bool {
        var index = end
        while index < text.count, index < end + 8 {
            if text[index] == 0x3E { return true }
            guard text[index] == 0x0A || text[index] == 0x0D || text[index] == 0x20 else { return false }
            index += 1
        }
        return false
    }

    /// The words at the end, back to a date, a time or a word that stands before a name.
    private static func name(_ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Range<Int>? {
        var words: [Range<Int>] = []
        var index = range.lowerBound
        while index < range.upperBound {
            while index < range.upperBound, isBlank(text[index]) { index += 1 }
            let start = index
            while index < range.upperBound, !isBlank(text[index]) { index += 1 }
            if start < index { words.append(start..<index) }
        }
        var name: Range<Int>?
        var count = 0
        for word in words.reversed() where !text[word].allSatisfy({ $0 == 0x3E }) {
            // The address, however it is written, is found by itself.
            if text[word].contains(0x40) || text[word].first == 0x3C || text[word].last == 0x3E {
                if name == nil { continue }
                break
            }
            let bare = NumberPlace.lowered(text[word]).filter { $0 != "," && $0 != "." && $0 != "(" && $0 != ")" }
            // "… деп жазды": a word between the name and the verb.
            if name == nil, bare == "деп" || bare == "былай" { continue }
            if text[word].contains(where: { PersonalData.isDigit($0) }) || notNames.contains(bare) { break }
            count += 1
            name = word.lowerBound..<(name?.upperBound ?? word.upperBound)
        }
        return count <= longestName ? name : nil
    }

    private static let notNames: Set<String> = [
        "am", "pm", "at", "on", "from", "by", "в", "от", "г", "ж", "жж", "gmt", "utc", "user", "пользователь", "сағат",
        "дс", "сс", "ср", "бс", "жм", "сн", "жс",
    ]

    private static func isBlank(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
    }
}
