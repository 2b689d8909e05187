/// The XML declaration (XML 1.0 §2.8).
enum XMLDeclaration {
    /// The charset that it names; nil if there is none, or none that can be read byte by byte.
    static func charset(_ bytes: [UInt8]) -> String? {
        var head = bytes.prefix(sniffed)
        guard let start = head.firstIndex(of: 0x3C) else { return nil }
        head = head[start...]
        guard head.starts(with: Array("<?xml".utf8)), let close = head.firstIndex(of: 0x3E) else { return nil }
        let text = String(decoding: head[..<close], as: UTF8.self)
        guard let found = text.firstRange(of: "encoding") else { return nil }
        let rest = text[found.upperBound...].drop { $0 == " " || $0 == "=" || $0 == "\t" || $0 == "\n" || $0 == "\r" }
        guard let quote = rest.first, quote == "\"" || quote == "'" else { return nil }
        let name = rest.dropFirst().prefix { $0 != quote }
        return name.isEmpty ? nil : name.lowercased()
    }

    /// Whether two names may well mean the same charset.
    static func same(_ one: String, _ other: String) -> Bool {
        func bare(_ name: String) -> String { name.lowercased().filter { $0.isLetter || $0.isNumber } }
        let (one, other) = (bare(one), bare(other))
        if one == other || other == "utf8" && (one == "ascii" || one == "usascii") { return true }
        // UTF-8 that is ASCII throughout is in every charset at once, and names of one charset are many.
        return !(one.hasPrefix("utf") != other.hasPrefix("utf"))
    }

    private static let sniffed = 512
}
