/// What an item that is a letter tells beside its words.
public struct LetterFacts: Hashable, Sendable {
    /// The Message-IDs that it answers, the likeliest first; empty for a letter of its own.
    public var answers: [String] = []
    /// The receipt code in its subject.
    public var code: ReceiptCode?
    /// What its author wrote, where the item's text is more than that: a few words above a quotation say nothing alone.
    public var own: String?
    /// The mailing list that it came through.
    public var list: String?
    /// Whether it was sent to many: it says how to leave their number.
    public var isBulk = false
    /// Whether an automatic answer harms nobody: a person wrote it, to us, and asks for no silence (RFC 3834 §2).
    public var mayBeAnswered = false
    /// What was done to read it, in a few words that quote nothing of it: shown where the report is explained.
    public var remarks: [String] = []

    /// What became of its files where their text was to be read; shown with the remarks.
    public var files: [String] = []

    /// The remarks on one line; nil if there are none.
    public var remark: String? { LetterFacts.line(remarks + files) }

    /// A reason, and what became of the files.
    public func told(_ reason: String) -> String { ([reason] + files).joined(separator: "; ") }

    private static func line(_ parts: [String]) -> String? { parts.isEmpty ? nil : parts.joined(separator: "; ") }

    /// Of a letter that tells nothing more.
    public init() {}
}
