import FoundationEssentials

/// Something about a source that people should know though it did not fail.
public struct SourceNote: Hashable, Codable, Sendable {
    /// What can be worth a note.
    public enum Kind: String, CaseIterable, Codable, Sendable {
        /// Two polls had no item in common: some may have come and gone between them.
        case outrun
        /// It has moved for good, and is asked at its new address.
        case moved
        /// It has brought nothing for much longer than is its habit.
        case silent
    }

    /// What it is.
    public var kind: Kind
    /// Since when, or when it was noticed.
    public var at: Date
    /// The new address of a source that moved.
    public var detail: String?

    /// Makes a note.
    public init(kind: Kind, at: Date, detail: String? = nil) {
        self.kind = kind
        self.at = at
        self.detail = detail
    }
}
