/// What a source remembers between polls: validators, UIDVALIDITY and last UID, an offset. Written by the
/// source that reads it; everybody else carries it unread. It is committed with the items it describes.
public struct Cursor: Hashable, Sendable {
    /// Its bytes.
    public var bytes: [UInt8]

    /// Wraps bytes.
    public init(bytes: [UInt8]) { self.bytes = bytes }
}
