/// HTML made readable.
public enum HTMLText {
    /// Readable plain text.
    public static func plain(_ html: String) -> String { html }
    /// Whether a text is likely to be HTML.
    public static func looksLikeHTML(_ text: String) -> Bool { text.utf8.first == 60 }
}
