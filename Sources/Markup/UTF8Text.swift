/// UTF-8 made strings. The standard library checks each letter by itself; here eight bytes are checked at once where their
/// letters have one or two (ASCII, Cyrillic), which is most of what is published, and the string is made without another check.
public enum UTF8Text {
    /// The text; what is no UTF-8 becomes U+FFFD, as in `String(decoding:as:)`.
    public static func string(_ bytes: some Collection<UInt8>) -> String {
        bytes.withContiguousStorageIfAvailable { string($0) } ?? String(decoding: bytes, as: UTF8.self)
    }

    /// The same for bytes that lie together.
    static func string(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
        guard let kind = kind(bytes) else { return String(decoding: bytes, as: UTF8.self) }
        return String(copying: UTF8Span(unchecked: Span(_unsafeElements: bytes), isKnownASCII: kind == .ascii))
    }

    /// Whether bytes are UTF-8 (RFC 3629 §4).
    static func isValid(_ bytes: [UInt8]) -> Bool { bytes.withUnsafeBufferPointer { kind($0) } != nil }

    private enum Kind {
        case ascii
        case letters
    }

    /// Nil for what is no UTF-8.
    private static func kind(_ bytes: UnsafeBufferPointer<UInt8>) -> Kind? {
        var kind = Kind.ascii
        var at = 0
        while at < bytes.count {
            if let eight = EightBytes(bytes, at: at) {
                let high = eight.beyondASCII
                if high == 0 {
                    at += 8
                    continue
                }
                kind = .letters
                // Of each byte a bit: begins a letter of two bytes or more; goes on a letter.
                let begins = high & eight.word >> 6
                let goesOn = high & ~begins
                // 0xD0...0xDF alone: the rest (longer letters, 0xC0 to 0xCF with two that are forbidden) goes one by one.
                if begins & (eight.word >> 5 | ~(eight.word >> 4)) == 0, goesOn == begins << 8 {
                    at += 8 - Int(begins >> 56)
                    continue
                }
            }
            if bytes[at] >= 0x80 { kind = .letters }
            guard let end = letter(bytes, at) else { return nil }
            at = end
        }
        return kind
    }

    /// - Returns: the place behind the letter that begins here; nil if none does.
    private static func letter(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> Int? {
        let lead = bytes[at]
        if lead < 0x80 { return at + 1 }
        let (length, second): (Int, ClosedRange<UInt8>)
        switch lead {
        case 0xC2...0xDF: (length, second) = (2, 0x80...0xBF)
        case 0xE0: (length, second) = (3, 0xA0...0xBF)
        case 0xED: (length, second) = (3, 0x80...0x9F)
        case 0xE1...0xEF: (length, second) = (3, 0x80...0xBF)
        case 0xF0: (length, second) = (4, 0x90...0xBF)
        case 0xF1...0xF3: (length, second) = (4, 0x80...0xBF)
        case 0xF4: (length, second) = (4, 0x80...0x8F)
        default: return nil
        }
        guard at + length <= bytes.count, second.contains(bytes[at + 1]) else { return nil }
        for place in (at + 2)..<max(at + 2, at + length) where bytes[place] & 0xC0 != 0x80 { return nil }
        return at + length
    }
}
