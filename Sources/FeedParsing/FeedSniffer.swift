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
        if isWide, letters[start] == 0x7B, letters[(start + 1)...].first(where: { $0 > 0x20 }) == 0x22 { return .json }
        if letters.starts(with: [0x1F, 0x8B]) { return .other("compressed data without a Content-Encoding") }
        let controls = letters.count { $0 < 0x20 && $0 != 0x0A && $0 != 0x0D && $0 != 0x09 }
        if !isWide, controls * 10 > letters.count { return .other("binary data") }
        let isXML = has(letters, xmlMarks)
        // Words before the document: a guard against scripts, a warning of the site's own program.
        if !isXML, !isWide, letters.contains(0x7B), String(decoding: letters, as: UTF8.self).contains("jsonfeed.org") {
            return .json
        }
        guard bytes.contains(0x3C) else { return .other("plain text") }
        if isXML { return .xml }
        if has(letters, pageMarks) { return .page }
        return .xml
    }

    /// Whether a file's beginning is that of a feed, though words may stand before it, and not that of a letter.
    static func isFeed(_ head: [UInt8]) -> Bool {
        let letters = head.filter { $0 != 0 && $0 != 0xFF && $0 != 0xFE && $0 != 0xEF && $0 != 0xBB && $0 != 0xBF }
        guard let start = letters.firstIndex(where: { $0 > 0x20 }) else { return false }
        if letters[start] == 0x3C || letters[start] == 0x7B || letters[start] == 0x5B { return true }
        // A letter has nothing of that kind before its first empty line.
        let text = String(decoding: letters[start...], as: UTF8.self)
        let fields = text.replacing("\r\n", with: "\n").split(separator: "\n\n", maxSplits: 1).first ?? ""
        return fields.contains("<?xml") || has(Array(fields.utf8), xmlMarks) || fields.contains("jsonfeed.org/version")
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
