/// E-mail addresses around an `@`.
enum EmailAddresses {
    /// RFC 5321 §4.5.3.1.
    private static let longestLocal = 64
    private static let longestDomain = 255

    /// The address around the `@` at a position; nil if there is none.
    static func range(around at: Int, in text: UnsafeBufferPointer<UInt8>, notBefore: Int) -> Range<Int>? {
        var start = at
        while start > notBefore, at - start < longestLocal, isLocal(text[start - 1]) { start -= 1 }
        while start < at, text[start] == 0x2E || text[start] == 0x2D { start += 1 }
        // Not in the middle of a letter of two bytes.
        while start < at, text[start] & 0xC0 == 0x80 { start += 1 }
        guard start < at else { return nil }
        var end = at + 1
        var dot = -1
        while end < text.count, end - at <= longestDomain {
            if text[end] == 0x2E {
                guard end > at + 1, text[end - 1] != 0x2E, end + 1 < text.count, isDomain(text[end + 1]) else { break }
                dot = end
            } else if !isDomain(text[end]) {
                break
            }
            end += 1
        }
        while end > at, end < text.count, text[end] & 0xC0 == 0x80 { end -= 1 }
        guard dot > 0, end - dot > 2, !PersonalData.isDigit(text[dot + 1]) else { return nil }
        return start..<end
    }

    private static func isLocal(_ byte: UInt8) -> Bool {
        if isDomain(byte) || byte == 0x2E { return true }
        return byte == 0x5F || byte == 0x25 || byte == 0x2B || byte == 0x27
    }

    /// ASCII letters, digits, the hyphen, and Cyrillic.
    private static func isDomain(_ byte: UInt8) -> Bool {
        if byte >= 0x80 { return byte <= 0xBF || (byte >= 0xD0 && byte <= 0xD3) }
        return PersonalData.isWordByte(byte) && byte != 0x5F || byte == 0x2D
    }
}
