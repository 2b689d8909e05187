import FoundationEssentials

/// One message as it lies on the server.
public struct FetchedMessage: Sendable, Equatable {
    /// Its number in the folder, for good as long as UIDVALIDITY stays.
    public var uid: UInt32
    /// When the server received it.
    public var internalDate: Date?
    /// Bytes, as the server states them.
    public var size: Int
    /// Flags such as `\Seen`.
    public var flags: [String]
    /// The message; nil when it is larger than was asked for.
    public var bytes: [UInt8]?
    /// The beginning of a message that is larger than was asked for, by its size: its header fields, cut at 256 KiB.
    public var header: [UInt8]?

    /// Collects a message.
    public init(uid: UInt32, internalDate: Date?, size: Int, flags: [String], bytes: [UInt8]?, header: [UInt8]? = nil) {
        self.uid = uid
        self.internalDate = internalDate
        self.size = size
        self.flags = flags
        self.bytes = bytes
        self.header = header
    }
}
