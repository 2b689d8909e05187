/// What stands behind a date and says whose clocks it means, taken off: comments in brackets (RFC 5322 §3.2.2), suffixes
/// (RFC 9557 §4.1), a place of the tz database, and words such as «по времени Астаны».
struct FeedDateTail {
    /// The date alone.
    var rest: String
    /// Seconds east of Greenwich, if a comment names them; an offset of the date itself counts more.
    var zone: Int?
    /// A place of the tz database.
    var place: String?

    init(_ text: String) {
        rest = text
        takeSuffixes()
        takeComment()
        takePlace()
        takeWords()
    }

    /// `[Asia/Almaty][u-ca=gregory]`.
    private mutating func takeSuffixes() {
        guard rest.hasSuffix("]"), let open = rest.firstIndex(of: "[") else { return }
        let inner = rest[open...].drop { $0 == "[" || $0 == "!" }.prefix { $0 != "]" }
        place = FeedDateTail.isPlace(inner) ? String(inner) : nil
        rest = String(rest[..<open])
    }

    /// `(MSK)`, `(GMT+5)`; most comments only say in words what stands before them.
    private mutating func takeComment() {
        guard let open = rest.firstIndex(of: "("), let close = rest[open...].firstIndex(of: ")") else { return }
        let inner = rest[rest.index(after: open)..<close]
        if let named = FeedDateTail.places[inner.lowercased()] {
            place = named
        } else if FeedDateTail.isPlace(inner) {
            place = String(inner)
        } else {
            var scanner = FeedDateScanner(String(inner))
            zone = scanner.zone()
        }
        rest.removeSubrange(open...close)
        while rest.last == " " { rest.removeLast() }
    }

    /// `Europe/Moscow` or `ALMT` as the last word.
    private mutating func takePlace() {
        guard let blank = rest.lastIndex(of: " ") else { return }
        let last = rest[rest.index(after: blank)...]
        if let named = FeedDateTail.places[last.lowercased()] {
            place = named
        } else if FeedDateTail.isPlace(last) {
            place = String(last)
        } else {
            return
        }
        rest = String(rest[..<blank])
    }

    /// «по времени Астаны», «по московскому времени», «Астана уақыты бойынша».
    private mutating func takeWords() {
        guard rest.utf8.contains(where: { $0 >= 0xD0 }) else { return }
        var words = rest.split(separator: " ")
        let lower = words.map { $0.lowercased() }
        let start: Int
        if let by = lower.firstIndex(of: "по"), lower[by...].contains(where: { $0.hasPrefix("врем") }) {
            start = by
        } else if let time = lower.firstIndex(where: { $0.hasPrefix("уақыт") }), time > 0 {
            start = time - 1
        } else {
            return
        }
        for word in lower[start...] {
            if word.hasPrefix("астан") || word.hasPrefix("алмат") { place = FeedZone.almaty }
            if word.hasPrefix("моск") || word.hasPrefix("мәск") { place = FeedZone.moscow }
        }
        words.removeSubrange(start...)
        rest = words.joined(separator: " ")
        while rest.last == "," { rest.removeLast() }
    }

    /// A name that may be one of the tz database: no dots, so it leads to no other folder.
    private static func isPlace(_ text: Substring) -> Bool {
        guard text.utf8.count <= 40, text.contains("/"), let first = text.utf8.first, (0x41...0x5A).contains(first)
        else {
            return false
        }
        return text.utf8.allSatisfy {
            (0x61...0x7A).contains($0 | 0x20) || (0x30...0x39).contains($0) || [0x2F, 0x5F, 0x2B, 0x2D].contains($0)
        }
    }

    /// Names of zones whose offset a law changed.
    private static let places = ["almt": FeedZone.almaty, "almst": FeedZone.almaty]
}
