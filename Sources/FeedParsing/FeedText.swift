import Markup

/// Strings of feeds made what a reader needs.
enum FeedText {
    /// A headline: one line of plain text. Nil if there is nothing.
    static func line(_ text: String?, isHTML: Bool = true) -> String? {
        guard let text else { return nil }
        var plain = text
        if isHTML { plain = HTMLText.looksLikeHTML(text) ? HTMLText.plain(text) : HTMLText.unescaped(text) }
        return oneLine(plain)
    }

    /// A value that is no markup, on one line.
    static func oneLine(_ text: String?) -> String? {
        guard let text else { return nil }
        var out: [UInt8] = []
        out.reserveCapacity(min(text.utf8.count, FeedLimits.field))
        var owesSpace = false
        for byte in text.utf8 {
            if byte <= 0x20 || byte == 0x7F {
                owesSpace = !out.isEmpty
            } else {
                if owesSpace { out.append(0x20) }
                owesSpace = false
                out.append(byte)
            }
            if out.count >= FeedLimits.field { break }
        }
        return out.isEmpty ? nil : UTF8Text.string(whole(out[...]))
    }

    /// A body: its plain text, and its HTML if it is some.
    static func body(_ text: String, isHTML: Bool) -> (text: String?, html: String?) {
        let kept = cut(text)
        guard isHTML else { return (settled(kept), nil) }
        if !HTMLText.looksLikeHTML(kept) { return (settled(HTMLText.unescaped(kept)), nil) }
        // The words may stand behind more markup than is kept.
        let plain = cut(HTMLText.plain(text))
        return (plain.isEmpty ? nil : plain, kept)
    }

    /// Without white space at either end.
    static func trimmed(_ text: String) -> String {
        var bytes = Array(text.utf8)[...]
        while let last = bytes.last, last <= 0x20 { bytes.removeLast() }
        while let first = bytes.first, first <= 0x20 { bytes.removeFirst() }
        return bytes.count == text.utf8.count ? text : UTF8Text.string(bytes)
    }

    /// Plain text: lines end in LF, lines of blanks are empty, and no more than one of them follows another.
    private static func settled(_ text: String) -> String? {
        var out: [UInt8] = []
        out.reserveCapacity(text.utf8.count)
        var feeds = 0
        var blanks: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case 0x0A:
                feeds += 1
                blanks.removeAll(keepingCapacity: true)
            case 0x20, 0x09: if blanks.count < 64 { blanks.append(byte) }
            case 0...0x1F: continue
            default:
                if !out.isEmpty { for _ in 0..<min(feeds, 2) { out.append(0x0A) } }
                if !out.isEmpty || feeds == 0 { out += blanks }
                feeds = 0
                blanks.removeAll(keepingCapacity: true)
                out.append(byte)
            }
        }
        let start = out.firstIndex { $0 > 0x20 } ?? out.count
        return start == out.count ? nil : UTF8Text.string(out[start...])
    }

    private static func cut(_ text: String) -> String {
        guard text.utf8.count > FeedLimits.text else { return text }
        return UTF8Text.string(whole(Array(text.utf8.prefix(FeedLimits.text))[...]))
    }

    /// Without the half of a letter at the end.
    private static func whole(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        // Back over the bytes that go on a letter (RFC 3629 §3) to the one that begins it.
        var lead = bytes.endIndex - 1
        while lead > bytes.startIndex, bytes.endIndex - lead < 4, bytes[lead] & 0xC0 == 0x80 { lead -= 1 }
        guard lead >= bytes.startIndex, bytes[lead] >= 0xC0 else { return bytes }
        let length = bytes[lead] >= 0xF0 ? 4 : bytes[lead] >= 0xE0 ? 3 : 2
        return lead + length > bytes.endIndex ? bytes[..<lead] : bytes
    }
}
