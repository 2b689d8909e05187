/// Tags and entities that a broken program left in a plain text: they are no words of its author.
enum MarkupResidue {
    /// A longer tag is none.
    private static let longestTag = 400
    private static let longestEntity = 10

    /// The text with a blank for each tag and entity; nil if there is none.
    static func strip(_ text: String) -> String? {
        var text = text
        return text.withUTF8 { bytes in
            var out: [UInt8] = []
            out.reserveCapacity(bytes.count)
            var index = 0
            var found = false
            while index < bytes.count {
                if let end = tag(bytes, index) ?? entity(bytes, index) {
                    out.append(0x20)
                    index = end
                    found = true
                } else {
                    out.append(bytes[index])
                    index += 1
                }
            }
            return found ? String(decoding: out, as: UTF8.self) : nil
        }
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }

    /// The end of a tag that begins here: `<` and a letter or a slash, up to `>`. An address in brackets is none.
    private static func tag(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int? {
        guard bytes[start] == UInt8(ascii: "<"), start + 2 < bytes.count else { return nil }
        let first = bytes[start + 1]
        guard isLetter(first) || (first == UInt8(ascii: "/") && isLetter(bytes[start + 2])) else { return nil }
        for index in (start + 1)..<min(bytes.count, start + longestTag) {
            switch bytes[index] {
            case UInt8(ascii: ">"): return index + 1
            case UInt8(ascii: "<"): return nil
            case UInt8(ascii: "@") where !bytes[start..<index].contains(0x20): return nil
            default: continue
            }
        }
        return nil
    }

    /// The end of an entity that begins here: `&nbsp;`, `&#160;`.
    private static func entity(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int? {
        guard bytes[start] == UInt8(ascii: "&"), start + 3 < bytes.count else { return nil }
        for index in (start + 1)..<min(bytes.count, start + longestEntity) {
            let byte = bytes[index]
            if byte == UInt8(ascii: ";") { return index > start + 2 ? index + 1 : nil }
            guard isLetter(byte) || (0x30...0x39).contains(byte) || (index == start + 1 && byte == UInt8(ascii: "#"))
            else { return nil }
        }
        return nil
    }
}
