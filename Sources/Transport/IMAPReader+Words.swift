extension IMAPReader {
    /// Nil for what is no number, or is larger than 63 bits.
    func number(_ range: Range<Int>) -> Int? {
        guard !range.isEmpty, range.count < 19 else { return nil }
        var value = 0
        for byte in bytes(range) {
            guard byte >= 0x30 && byte <= 0x39 else { return nil }
            value = value * 10 + Int(byte - 0x30)
        }
        return value
    }

    /// Compares without regard to case. `word` is in capitals.
    func matches(_ range: Range<Int>, _ word: StaticString) -> Bool {
        guard range.count == word.utf8CodeUnitCount else { return false }
        return matchesStart(range, word)
    }

    /// Whether it begins with this word, in any case.
    func matchesStart(_ range: Range<Int>, _ word: StaticString) -> Bool {
        guard range.count >= word.utf8CodeUnitCount else { return false }
        let bytes = bytes(range)
        for index in 0..<word.utf8CodeUnitCount {
            var byte = bytes[index]
            if byte >= 0x61 && byte <= 0x7A { byte &= 0xDF }
            if byte != word.utf8Start[index] { return false }
        }
        return true
    }

    func text(_ range: Range<Int>) -> String { String(decoding: bytes(range), as: UTF8.self) }

    /// A quoted text's bytes, its backslashes taken away.
    func unquoted(_ range: Range<Int>, escaped: Bool) -> [UInt8] {
        guard escaped else { return Array(bytes(range)) }
        var out: [UInt8] = []
        var isEscaped = false
        for byte in bytes(range) {
            if byte == 0x5C && !isEscaped {
                isEscaped = true
            } else {
                out.append(byte)
                isEscaped = false
            }
        }
        return out
    }
}
