/// Bytes made text, whatever their label says (RFC 2046 §4.1.2, RFC 3629, WHATWG Encoding where the world follows it).
///
/// The order: a byte order mark; valid UTF-8 over any label of an 8-bit charset; the first label that can be true; a guess
/// among windows-1251, KOI8, 866, KZ-1048, PT154 and windows-1252; windows-1251. A label that the bytes contradict
/// beyond doubt is overruled. UTF-7 is never read. Bytes that stand for nothing become U+FFFD and the rest stays.
public enum Charsets {
    /// A text and how it was read.
    public struct Decoded: Sendable {
        /// The text.
        public var text: String
        /// The charset that it was read in, lower case.
        public var charset: String
        /// Whether some bytes were replaced by U+FFFD.
        public var repaired: Bool

        /// Describes a text.
        public init(text: String, charset: String, repaired: Bool) {
            self.text = text
            self.charset = charset
            self.repaired = repaired
        }
    }

    /// Reads bytes. `labels` are charset names, the most trusted first; unknown ones are skipped.
    public static func decode(_ bytes: [UInt8], labels: [String]) -> Decoded {
        if let marked = byMark(bytes) { return marked }
        let charsets = labels.compactMap { Charset(label: $0) }
        if let wide = wide(bytes, charsets) { return wide }
        if UTF8Text.isValid(bytes) {
            return shifted(bytes, charsets) ?? Decoded(text: UTF8Text.string(bytes), charset: "utf-8", repaired: false)
        }
        if isMostlyUTF8(bytes) { return repairedUTF8(bytes) }
        return eightBit(bytes, charsets)
    }

    /// The same as bytes of UTF-8; what is in it already is not made a string on the way.
    static func utf8(_ bytes: [UInt8], labels: [String]) -> (bytes: [UInt8], charset: String, repaired: Bool) {
        let charsets = labels.compactMap { Charset(label: $0) }
        if bytes.first.map({ $0 < 0xEF && $0 != 0 }) ?? false, UTF8Text.isValid(bytes), wide(bytes, charsets) == nil,
            shifted(bytes, charsets) == nil
        {
            return (bytes, "utf-8", false)
        }
        let decoded = decode(bytes, labels: labels)
        return (Array(decoded.text.utf8), decoded.charset, decoded.repaired)
    }

    /// The text of bytes that look like UTF-8 since their charset writes letters in ASCII; nil for all others.
    private static func shifted(_ bytes: [UInt8], _ charsets: [Charset]) -> Decoded? {
        guard let shifting = charsets.first, shifting.shifts(bytes), case .iconv(let shown, let name) = shifting,
            let (text, broken) = Iconv.decode(bytes, from: name)
        else { return nil }
        return Decoded(text: text, charset: shown, repaired: broken > 0)
    }

    /// Whether a label names a charset that can be read.
    public static func isKnown(_ label: String) -> Bool { Charset(label: label) != nil }

    private static func eightBit(_ bytes: [UInt8], _ charsets: [Charset]) -> Decoded {
        let guess = CharsetGuess(bytes)
        for charset in charsets {
            if let truth = guess.contradiction(of: charset) { return read(bytes, truth) }
            switch charset {
            case .table(let table): return read(bytes, table)
            case .iconv(let shown, let name):
                guard let (text, broken) = Iconv.decode(bytes, from: name) else { continue }
                if broken > 0, let truth = guess.surelyCyrillic?.table { return read(bytes, truth) }
                return Decoded(text: text, charset: shown, repaired: broken > 0)
            case .ascii, .utf8, .utf16, .utf32: continue
            }
        }
        return read(bytes, guess.likeliest)
    }

    private static func read(_ bytes: [UInt8], _ table: ByteTable) -> Decoded {
        let (text, repaired) = table.decode(bytes)
        return Decoded(text: text, charset: table.name, repaired: repaired)
    }

    private static func repairedUTF8(_ bytes: [UInt8]) -> Decoded {
        Decoded(text: String(decoding: bytes, as: UTF8.self), charset: "utf-8", repaired: true)
    }

    /// Whether of the bytes that are not ASCII nearly all make up UTF-8: a text cut in a letter or with a foreign
    /// byte in it, and not one in an 8-bit charset, where letters form UTF-8 only by accident.
    private static func isMostlyUTF8(_ bytes: [UInt8]) -> Bool {
        var good = 0
        var bad = 0
        var at = 0
        while at < bytes.count {
            let byte = bytes[at]
            at += 1
            if byte < 0x80 { continue }
            let more = byte >= 0xF0 ? 3 : byte >= 0xE0 ? 2 : 1
            guard byte >= 0xC2, byte < 0xF5, at + more <= bytes.count,
                bytes[at..<(at + more)].allSatisfy({ $0 & 0xC0 == 0x80 })
            else {
                bad += 1
                continue
            }
            good += 1
            at += more
        }
        return good > bad * 4
    }
}

extension Charset {
    /// Whether the charset writes its letters in ASCII bytes behind an escape, and these bytes have such escapes.
    fileprivate func shifts(_ bytes: [UInt8]) -> Bool {
        guard case .iconv(let shown, _) = self else { return false }
        if shown.hasPrefix("iso-2022") { return bytes.contains(0x1B) || bytes.contains(0x0E) }
        return shown == "hz-gb-2312" && bytes.contains(UInt8(ascii: "~"))
    }
}
