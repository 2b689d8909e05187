/// One LIST response: `(\HasNoChildren \Junk) "/" "Name"` (RFC 3501 §7.2.2, RFC 6154).
enum IMAPListReply {
    /// Names of folders are short; a literal longer than this is none.
    private static let longestName = 4096
    /// Attributes that a folder may have; more are noise.
    private static let mostAttributes = 50
    /// What is said of a folder's place in the tree, and not of its use.
    private static let structural: Set<String> = [
        "\\HASCHILDREN", "\\HASNOCHILDREN", "\\NOINFERIORS", "\\MARKED", "\\UNMARKED", "\\SUBSCRIBED", "\\REMOTE",
    ]

    /// The folder, or nil for a place that holds no mail.
    /// - Parameter isPlain: whether names are UTF-8, and not modified UTF-7.
    static func read(_ reader: IMAPReader, isPlain: Bool) throws -> MailFolder? {
        guard case .open = try reader.token() else { throw reader.violation("a LIST without attributes") }
        var holdsMail = true
        var uses: [String] = []
        attributes: while true {
            switch try reader.token() {
            case .close: break attributes
            case .atom(let word):
                if reader.matches(word, "\\NOSELECT") || reader.matches(word, "\\NONEXISTENT") { holdsMail = false }
                let text = reader.text(word)
                if uses.count < mostAttributes, !structural.contains(text.uppercased()) { uses.append(text) }
            default: throw reader.violation("a LIST whose attributes are no words")
            }
        }
        var separator: String?
        let divider = try reader.token()
        if case .quoted(let text, let escaped) = divider {
            separator = String(decoding: reader.unquoted(text, escaped: escaped), as: UTF8.self)
        } else {
            try reader.skipValue(divider)
        }
        let name: [UInt8]
        switch try reader.token() {
        case .atom(let word): name = Array(reader.bytes(word))
        case .quoted(let text, let escaped): name = reader.unquoted(text, escaped: escaped)
        case .literal(let count) where count <= longestName: name = try reader.takeLiteral(count)
        default: throw reader.violation("a LIST without a name")
        }
        try reader.skipResponse()
        guard holdsMail else { return nil }
        let text = isPlain ? String(decoding: name, as: UTF8.self) : ModifiedUTF7.decode(name)
        return MailFolder(name: text, separator: separator, uses: uses)
    }
}
