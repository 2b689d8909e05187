// Byte order marks, UTF-16 and UTF-32.
extension Charsets {
    /// The text of bytes that begin with a byte order mark, without it; nil if they do not.
    static func byMark(_ bytes: [UInt8]) -> Decoded? {
        guard bytes.count >= 2, bytes[0] >= 0xEF || bytes[0] == 0 else { return nil }
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
            let rest = bytes[3...]
            if let text = String(validating: rest, as: UTF8.self) {
                return Decoded(text: text, charset: "utf-8", repaired: false)
            }
            return Decoded(text: String(decoding: rest, as: UTF8.self), charset: "utf-8", repaired: true)
        }
        if bytes.starts(with: [0xFF, 0xFE, 0, 0]) { return utf32(bytes[4...], bigEndian: false) }
        if bytes.starts(with: [0, 0, 0xFE, 0xFF]) { return utf32(bytes[4...], bigEndian: true) }
        // In windows-1251 these two are a "яю" or "юя", which no text begins with.
        if bytes.starts(with: [0xFF, 0xFE]) { return utf16(bytes[2...], bigEndian: false) }
        if bytes.starts(with: [0xFE, 0xFF]) { return utf16(bytes[2...], bigEndian: true) }
        return nil
    }

    /// The text of UTF-16 and UTF-32 without a mark, by its label or by the look of its bytes.
    static func wide(_ bytes: [UInt8], _ charsets: [Charset]) -> Decoded? {
        let sample = bytes.prefix(1024)
        var zeros = (even: 0, odd: 0)
        var fours = (even: 0, odd: 0)
        for (index, byte) in sample.enumerated() {
            if byte == 0 {
                if index & 1 == 0 { zeros.even += 1 } else { zeros.odd += 1 }
            } else if byte == 4 {
                if index & 1 == 0 { fours.even += 1 } else { fours.odd += 1 }
            }
        }
        let high = (even: zeros.even + fours.even, odd: zeros.odd + fours.odd)
        // Text of one byte a letter has neither NUL nor U+0004; a few may have slipped in.
        guard (high.even + high.odd) * 8 > sample.count else { return nil }
        for charset in charsets {
            switch charset {
            case .utf32(let bigEndian) where bytes.count % 4 == 0:
                return utf32(bytes[...], bigEndian: bigEndian ?? (bytes[0] == 0))
            case .utf16(let bigEndian):
                return utf16(bytes[...], bigEndian: bigEndian ?? (high.even > high.odd))
            default: continue
            }
        }
        // Unlabelled: high halves of Latin and Cyrillic letters in every second place and nearly nowhere else.
        guard max(high.even, high.odd) * 5 > sample.count * 2, min(high.even, high.odd) * 16 < sample.count else {
            return nil
        }
        return utf16(bytes[...], bigEndian: high.even > high.odd)
    }

    private static func utf16(_ bytes: ArraySlice<UInt8>, bigEndian: Bool) -> Decoded {
        var units: [UInt16] = []
        units.reserveCapacity(bytes.count / 2 + 1)
        var at = bytes.startIndex
        while at + 1 < bytes.endIndex {
            let (first, second) = (UInt16(bytes[at]), UInt16(bytes[at + 1]))
            units.append(bigEndian ? first << 8 | second : second << 8 | first)
            at += 2
        }
        // Half a letter at the end: the text was cut.
        if at < bytes.endIndex { units.append(0xFFFD) }
        let text = String(decoding: units, as: UTF16.self)
        return Decoded(
            text: text, charset: bigEndian ? "utf-16be" : "utf-16le", repaired: text.unicodeScalars.contains("\u{FFFD}")
        )
    }

    private static func utf32(_ bytes: ArraySlice<UInt8>, bigEndian: Bool) -> Decoded {
        var text = String.UnicodeScalarView()
        var repaired = bytes.count % 4 != 0
        var at = bytes.startIndex
        while at + 3 < bytes.endIndex {
            var value: UInt32 = 0
            for index in 0..<4 { value |= UInt32(bytes[at + index]) << UInt32(bigEndian ? 24 - 8 * index : 8 * index) }
            if let scalar = Unicode.Scalar(value) {
                text.append(scalar)
            } else {
                text.append("\u{FFFD}"); repaired = true
            }
            at += 4
        }
        if bytes.count % 4 != 0 { text.append("\u{FFFD}") }
        return Decoded(text: String(text), charset: bigEndian ? "utf-32be" : "utf-32le", repaired: repaired)
    }
}
