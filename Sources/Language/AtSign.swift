/// What people write between an address's two halves.
struct AtSign {
    /// Where it stands.
    var range: Range<Int>
    /// How it is written.
    var form: Form

    /// `@`; a word in brackets; a word by itself, which says less.
    enum Form { case sign, bracketed, word }

    private static let bracketed: [[UInt8]] = ["at", "a", "@", "собака", "эт", "ат", "dog"].map { Array($0.utf8) }
    private static let dog = Array("собака".utf8)

    /// The sign that begins at a position; nil if there is none.
    static func read(_ text: UnsafeBufferPointer<UInt8>, _ position: Int) -> AtSign? {
        switch text[position] {
        case 0x40: return AtSign(range: position..<position + 1, form: .sign)
        case 0x28: return word(text, position, closing: 0x29)
        case 0x5B: return word(text, position, closing: 0x5D)
        case 0x7B: return word(text, position, closing: 0x7D)
        case 0x3C: return word(text, position, closing: 0x3E)
        case 0x61:
            guard position > 0, text[position - 1] == 0x20, position + 2 < text.count, text[position + 1] == 0x74,
                text[position + 2] == 0x20
            else { return nil }
            return AtSign(range: position..<position + 2, form: .word)
        case 0xD1:
            guard position > 0, text[position - 1] == 0x20, holds(text, position, dog) else { return nil }
            return AtSign(range: position..<position + dog.count, form: .word)
        default: return nil
        }
    }

    private static func word(_ text: UnsafeBufferPointer<UInt8>, _ position: Int, closing: UInt8) -> AtSign? {
        var start = position + 1
        if start < text.count, text[start] == 0x20 { start += 1 }
        for word in bracketed where holds(text, start, word) {
            var end = start + word.count
            if end < text.count, text[end] == 0x20 { end += 1 }
            if end < text.count, text[end] == closing {
                return AtSign(range: position..<end + 1, form: .bracketed)
            }
        }
        return nil
    }

    /// Whether a word of ASCII in any case, or these very bytes, stand at a position.
    static func holds(_ text: UnsafeBufferPointer<UInt8>, _ position: Int, _ word: [UInt8]) -> Bool {
        guard position + word.count <= text.count else { return false }
        for index in word.indices {
            let byte = text[position + index]
            if byte != word[index] {
                guard word[index] < 0x80, PersonalData.isASCIILetter(byte), byte | 0x20 == word[index] else {
                    return false
                }
            }
        }
        return true
    }
}
