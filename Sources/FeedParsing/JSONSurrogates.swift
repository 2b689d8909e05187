/// Halves of a letter that JSON's escapes can name and no text can hold (RFC 8259 §8.2): a decoder refuses the whole
/// string for one. Each becomes U+FFFD, and the rest of the text stays.
enum JSONSurrogates {
    static func mended(_ json: [UInt8]) -> [UInt8] {
        guard json.contains(0x5C) else { return json }
        var out = json
        var at = 0
        while at < out.count {
            guard out[at] == 0x5C else {
                at += 1
                continue
            }
            guard let unit = unit(out, at) else {
                at += 2
                continue
            }
            if (0xD800...0xDBFF).contains(unit), let next = self.unit(out, at + 6), (0xDC00...0xDFFF).contains(next) {
                at += 12
                continue
            }
            if (0xD800...0xDFFF).contains(unit) { out.replaceSubrange((at + 2)..<(at + 6), with: "fffd".utf8) }
            at += 6
        }
        return out
    }

    /// The number of an escape `\uXXXX` that stands there; nil if none does.
    private static func unit(_ bytes: [UInt8], _ at: Int) -> UInt16? {
        guard at + 6 <= bytes.count, bytes[at] == 0x5C, bytes[at + 1] == 0x75 else { return nil }
        return UInt16(String(decoding: bytes[(at + 2)..<(at + 6)], as: UTF8.self), radix: 16)
    }
}
