/// A folder as the server described it when it was selected.
public struct FolderStatus: Sendable, Equatable {
    /// UIDs mean something only together with this number (RFC 9051 §2.3.1.1).
    public var uidValidity: UInt32
    /// The UID that the next message will get at the least, where the server says so.
    public var uidNext: UInt32?
    /// A number that grows with every change in the folder (RFC 7162), where the server keeps one.
    public var highestModSeq: UInt64?
    /// How many messages there are.
    public var exists: Int
    /// Whether nothing can be changed.
    public var readOnly: Bool

    /// Collects a status.
    public init(
        uidValidity: UInt32, uidNext: UInt32?, highestModSeq: UInt64? = nil, exists: Int, readOnly: Bool
    ) {
        self.uidValidity = uidValidity
        self.uidNext = uidNext
        self.highestModSeq = highestModSeq
        self.exists = exists
        self.readOnly = readOnly
    }
}
