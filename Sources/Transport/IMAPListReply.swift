/// One LIST response: `(\HasNoChildren) "/" "Name"` (RFC 3501 §7.2.2).
enum IMAPListReply {
    /// Names of folders are short; a literal longer than this is none.
    private static let longestName = 4096

    /// The folder's name in plain letters, or nil for a place that holds no mail.
    static func read(_ reader: IMAPReader) throws -> String? {
        guard case .open = try reader.token() else { throw reader.violation("a LIST without attributes") }
        var holdsMail = true
        attributes: while true {
            switch try reader.token() {
            case .close: break attributes
            case .atom(let word):
                if reader.matches(word, "\\NOSELECT") || reader.matches(word, "\\NONEXISTENT") { holdsMail = false }
            default: throw reader.violation("a LIST whose attributes are no words")
            }
        }
        try reader.skipValue()
        let name: [UInt8]
        switch try reader.token() {
        case .atom(let word): name = Array(reader.bytes(word))
        case .quoted(let text, let escaped): name = reader.unquoted(text, escaped: escaped)
        case .literal(let count) where count <= longestName: name = try reader.takeLiteral(count)
        default: throw reader.violation("a LIST without a name")
        }
        try reader.skipResponse()
        return holdsMail ? ModifiedUTF7.decode(name) : nil
    }
}
