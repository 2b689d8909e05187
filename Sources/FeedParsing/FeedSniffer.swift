/// What bytes look like, before anything is parsed.
enum FeedSniffer {
    enum Kind {
        case empty
        case xml
        case json
        case page
        /// Something else, in words.
        case other(String)
    }

    /// As far as is looked for the first element behind comments and declarations.
    private static let sniffed = 4096

    static func kind(_ bytes: [UInt8]) -> Kind {
        let head = bytes.prefix(sniffed)
        // UTF-16 has a NUL in every second byte, or a mark.
        let isWide = head.starts(with: [0xFF, 0xFE]) || head.starts(with: [0xFE, 0xFF]) || head.prefix(4).contains(0)
        // What marks stand before the text, and the NULs in it, say nothing of it; most have neither.
        let isOdd = isWide || head.prefix(16).contains { $0 >= 0xBB } || head.contains(0)
        let letters =
            isOdd
            ? head.filter { $0 != 0 && $0 != 0xFF && $0 != 0xFE && $0 != 0xEF && $0 != 0xBB && $0 != 0xBF }
            : Array(head)
        guard let start = letters.firstIndex(where: { $0 > 0x20 }) else {
            return bytes.contains { $0 > 0x20 } ? .other("binary data") : .empty
        }
        if !isWide, letters[start] == 0x7B { return .json }
        if !isWide, letters[start] == 0x5B { return .json }
        if letters.starts(with: [0x1F, 0x8B]) { return .other("compressed data without a Content-Encoding") }
        let controls = letters.count { $0 < 0x20 && $0 != 0x0A && $0 != 0x0D && $0 != 0x09 }
        if !isWide, controls * 10 > letters.count { return .other("binary data") }
        guard bytes.contains(0x3C) else { return .other("plain text") }
        if has(letters, xmlMarks) { return .xml }
        if has(letters, pageMarks) { return .page }
        return .xml
    }

    private static let xmlMarks = ["<rss", "<feed", "<rdf", ":rdf", ":feed", "<channel"].map { Array($0.utf8) }
    private static let pageMarks = ["<!doctype html", "<html"].map { Array($0.utf8) }

    /// Whether one of the marks stands in these bytes, in letters of any case. A mark begins with `<` or `:`.
    private static func has(_ bytes: [UInt8], _ marks: [[UInt8]]) -> Bool {
        for (at, byte) in bytes.enumerated() where byte == 0x3C || byte == 0x3A {
            let rest = bytes[at...].prefix(16).map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
            if marks.contains(where: { rest.starts(with: $0) }) { return true }
        }
        return false
    }
}
