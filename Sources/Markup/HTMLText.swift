import CLibXML2

/// HTML made readable.
public enum HTMLText {
    /// What a person would read of it: paragraphs, lists, links, quotes and tables in reading order; no scripts, styles,
    /// pictures or what is hidden from the eye. Never fails; takes time in proportion to its length. What is over
    /// `MarkupLimits.html` is cut.
    public static func plain(_ html: String) -> String {
        var html = html
        if html.utf8.count > MarkupLimits.html {
            html = String(decoding: html.utf8.prefix(MarkupLimits.html), as: UTF8.self)
        }
        let bytes = Array(html.utf8)
        guard bytes.contains(where: { $0 == 0x3C || $0 == 0x26 }) else {
            var writer = HTMLTextWriter()
            writer.text(bytes)
            return writer.finish()
        }
        return PlainParagraphs.text(bytes) ?? HTMLEvents.text(prepared(bytes))
    }

    /// Whether a text is likely to be HTML and no letter with a `<` in it.
    public static func looksLikeHTML(_ text: String) -> Bool {
        text.utf8.withContiguousStorageIfAvailable { looksLikeHTML($0) } ?? looksLikeHTML(text.utf8.map { $0 })
    }

    /// A text with its character references made letters and its tags left alone.
    public static func unescaped(_ text: String) -> String {
        guard text.utf8.contains(0x26) else { return text }
        var out: [UInt8] = []
        let bytes = Array(text.utf8)
        out.reserveCapacity(bytes.count)
        var at = 0
        while at < bytes.count {
            guard bytes[at] == 0x26, let (scalar, end) = reference(bytes, at) else {
                out.append(bytes[at])
                at += 1
                continue
            }
            out += UTF8.encode(scalar).map { Array($0) } ?? []
            at = end
        }
        return UTF8Text.string(out)
    }

    private static func reference(_ bytes: [UInt8], _ at: Int) -> (Unicode.Scalar, Int)? {
        let limit = min(bytes.count, at + 34)
        guard let end = bytes[(at + 1)..<limit].firstIndex(of: 0x3B), end > at + 1 else { return nil }
        let name = String(decoding: bytes[(at + 1)..<end], as: UTF8.self)
        guard name.utf8.first == 0x23 else { return HTMLEntities.scalar(name).map { ($0, end + 1) } }
        let digits = name.dropFirst()
        let number = digits.first == "x" || digits.first == "X" ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
        return number.flatMap { HTMLEntities.scalar($0) }.map { ($0, end + 1) }
    }

    private static func looksLikeHTML(_ bytes: some RandomAccessCollection<UInt8>) -> Bool {
        var at = bytes.startIndex
        var looked = 0
        while at < bytes.endIndex, let mark = bytes[at...].firstIndex(of: 0x3C) {
            var name: [UInt8] = []
            var end = bytes.index(after: mark)
            if end < bytes.endIndex, bytes[end] == 0x2F { end = bytes.index(after: end) }
            while end < bytes.endIndex, name.count < 12, isNameByte(bytes[end]) {
                name.append(bytes[end] | 0x20)
                end = bytes.index(after: end)
            }
            if end < bytes.endIndex, bytes[end] == 0x3E || bytes[end] == 0x2F || bytes[end] <= 0x20,
                HTMLElements.telling.contains(String(decoding: name, as: UTF8.self))
            {
                return true
            }
            looked += 1
            if looked > 200 { return false }
            at = bytes.index(after: mark)
        }
        return false
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte)
    }

    /// Without NUL, and without the one entity of XML that HTML 4 does not know.
    static func prepared(_ source: [UInt8]) -> [UInt8] {
        guard source.contains(0x26) || source.contains(0) else { return source }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(source.count)
        let apostrophe = Array("apos;".utf8)
        var skip = 0
        for (index, byte) in source.enumerated() {
            if skip > 0 {
                skip -= 1
            } else if byte == 0x26, source[(index + 1)...].starts(with: apostrophe) {
                bytes.append(0x27)
                skip = apostrophe.count
            } else if byte != 0 {
                bytes.append(byte)
            }
        }
        return bytes
    }
}
