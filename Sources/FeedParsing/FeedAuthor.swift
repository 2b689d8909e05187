import Markup

/// Who wrote an entry, in the many forms in which feeds say it.
enum FeedAuthor {
    /// A name where there is one, else an address, else whatever there is.
    static func name(of element: XMLElement) -> String? {
        var name: String?
        var mail: String?
        for child in element.children {
            switch child.lowerName {
            case "name": name = name ?? FeedText.line(child.text)
            case "email": mail = mail ?? FeedText.oneLine(child.text)
            default: continue
            }
        }
        if let known = name ?? mail { return known }
        return FeedText.line(element.text).flatMap { bare($0) }
    }

    /// `address (Name)`, `Name (address)`, `Name <address>` and `Name address` made Name.
    private static func bare(_ text: String) -> String? {
        guard text.contains("@") else { return text }
        let brackets: [(Character, Character)] = [("(", ")"), ("<", ">")]
        for (open, close) in brackets {
            guard let start = text.firstIndex(of: open), let end = text[start...].firstIndex(of: close) else {
                continue
            }
            let outside = FeedText.trimmed(String(text[..<start] + text[text.index(after: end)...]))
            let inside = FeedText.trimmed(String(text[text.index(after: start)..<end]))
            return [outside, inside].first { !$0.contains("@") && !$0.isEmpty } ?? FeedText.trimmed(text)
        }
        let words = text.split(separator: " ")
        let named = words.filter { !$0.contains("@") }.joined(separator: " ")
        return named.isEmpty ? text : named
    }
}
