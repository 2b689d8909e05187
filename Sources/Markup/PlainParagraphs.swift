/// The HTML that most entries have: paragraphs of words, with line breaks, bold and italics. It is read here without a
/// parser, to the same text; anything else, down to an attribute or an unusual entity, is left to the parser.
enum PlainParagraphs {
    /// Marks that change nothing of the text.
    private static let quiet: Set<[UInt8]> = Set(["b", "i", "em", "strong", "u"].map { Array($0.utf8) })
    /// Deeper ones are left to the parser.
    private static let deepest = 8

    /// Nil for what is not of that form.
    static func text(_ bytes: [UInt8]) -> String? {
        bytes.withUnsafeBufferPointer { bytes in
            var writer = HTMLTextWriter()
            var at = skipBlanks(bytes, 0)
            while at < bytes.count {
                guard starts(bytes, at, "<p>") else { return nil }
                writer.begin("p", link: nil, isHidden: false)
                guard let end = paragraph(bytes, at + 3, &writer) else { return nil }
                writer.end("p")
                at = skipBlanks(bytes, end)
            }
            return writer.finish()
        }
    }

    /// - Returns: the place behind `</p>`.
    private static func paragraph(
        _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ writer: inout HTMLTextWriter
    ) -> Int? {
        var open: [[UInt8]] = []
        var at = start
        while at < bytes.count {
            var end = at
            while end < bytes.count, bytes[end] != 0x3C, bytes[end] != 0x26 {
                if let eight = EightBytes(bytes, at: end),
                    eight.below(0x20) | eight.equal(to: 0x3C) | eight.equal(to: 0x26) == 0
                {
                    end += 8
                    continue
                }
                let byte = bytes[end]
                if byte < 0x20, byte != 0x0A, byte != 0x09 { return nil }
                end += 1
            }
            if end > at { writer.text(UnsafeBufferPointer(rebasing: bytes[at..<end])) }
            guard end < bytes.count else { return nil }
            if bytes[end] == 0x26 {
                guard let (letter, next) = entity(bytes, end) else { return nil }
                writer.letter(letter)
                at = next
                continue
            }
            guard let close = bytes[end...].prefix(12).firstIndex(of: 0x3E) else { return nil }
            at = close + 1
            if starts(bytes, end, "</p>") { return open.isEmpty ? at : nil }
            let tag = Array(bytes[(end + 1)..<close])
            if tag.first == 0x2F {
                guard open.popLast() == Array(tag.dropFirst()) else { return nil }
            } else if tag.starts(with: [0x62, 0x72]) {
                guard tag.dropFirst(2).allSatisfy({ $0 == 0x20 || $0 == 0x2F }) else { return nil }
                writer.begin("br", link: nil, isHidden: false)
            } else {
                guard quiet.contains(tag), open.count < deepest, !open.contains(tag) else { return nil }
                open.append(tag)
            }
        }
        return nil
    }

    private static func entity(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> (UInt8, Int)? {
        if starts(bytes, at, "&amp;") { return (0x26, at + 5) }
        if starts(bytes, at, "&lt;") { return (0x3C, at + 4) }
        if starts(bytes, at, "&gt;") { return (0x3E, at + 4) }
        if starts(bytes, at, "&quot;") { return (0x22, at + 6) }
        if starts(bytes, at, "&#39;") { return (0x27, at + 5) }
        return nil
    }

    private static func skipBlanks(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int {
        var at = start
        while at < bytes.count, bytes[at] == 0x20 || bytes[at] == 0x0A || bytes[at] == 0x09 { at += 1 }
        return at
    }

    private static func starts(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int, _ mark: StaticString) -> Bool {
        guard at + mark.utf8CodeUnitCount <= bytes.count else { return false }
        for index in 0..<mark.utf8CodeUnitCount where bytes[at + index] != mark.utf8Start[index] { return false }
        return true
    }
}
