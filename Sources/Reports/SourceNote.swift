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
        /// It had messages that the store had not when the two were compared; they were asked for again.
        case incomplete
    }

    /// What it is.
    public var kind: Kind
    /// Since when, or when it was noticed.
    public var at: Date
    /// The new address of a source that moved; of one that was incomplete, how many messages it had and how many of them
    /// were stored, as `5000/4998`.
    public var detail: String?

    /// Makes a note.
    public init(kind: Kind, at: Date, detail: String? = nil) {
        self.kind = kind
        self.at = at
        self.detail = detail
    }
}
