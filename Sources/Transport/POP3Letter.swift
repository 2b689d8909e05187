/// A letter as a POP3 server lists it.
public struct POP3Letter: Sendable, Hashable {
    /// Its number in this session; another session may give another.
    public var number: Int
    /// Its unique id (UIDL), the same in every session.
    public var id: String
    /// Its size as the server states it, 0 where it does not.
    public var size: Int
}

/// A letter that was fetched, or the reason why it was not.
public struct POP3Fetched: Sendable, Equatable {
    /// As it was listed.
    public var letter: POP3Letter
    /// Its size in bytes.
    public var size: Int
    /// The whole of it; nil if it is too large, or the server refused it.
    public var bytes: [UInt8]?
    /// The header fields of one that is too large, as far as they could be had.
    public var header: [UInt8]?
    /// The server's words in refusing it.
    public var refusal: String?
}
