/// Mailing lists and mass mailings by their fields (RFC 2369, 2919, 8058).
enum MailingList {
    /// Whether a list passed it on. A newsletter that only names how to leave it is none: its words tell what it is.
    static func isOne(_ header: HeaderBlock) -> Bool {
        header.has("list-id") || header.has("list-post") || header.has("mailing-list") || header.has("x-mailing-list")
            || header.word("precedence")?.hasPrefix("list") == true
    }

    /// The list's id, lower case: what stands in the last angle brackets, or else the whole field.
    static func id(_ header: HeaderBlock) -> String? {
        guard let field = header.word("list-id") ?? header.word("list-post") ?? header.word("x-mailing-list") else {
            return nil
        }
        guard let start = field.lastIndex(of: "<"), let end = field[start...].firstIndex(of: ">") else { return field }
        let inner = field[field.index(after: start)..<end]
        return String(inner.hasPrefix("mailto:") ? inner.dropFirst(7) : inner)
    }

    /// Whether it went to many.
    static func isBulk(_ header: HeaderBlock) -> Bool {
        if header.has("list-unsubscribe") || header.has("feedback-id") { return true }
        return ["bulk", "junk"].contains { header.word("precedence")?.hasPrefix($0) == true }
    }
}
