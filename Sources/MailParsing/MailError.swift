/// Why bytes could not be read as a message. Names nobody and quotes nothing of the message.
public enum MailError: Error, Equatable, Codable, Sendable, CustomStringConvertible {
    /// There are no bytes, or only blank ones.
    case empty
    /// The message has more bytes than the limit.
    case tooLarge(size: Int, limit: Int)
    /// No line of the beginning is a header field of a message.
    case notAMessage
    /// The header block has more bytes than the limit.
    case headerTooLarge(limit: Int)
    /// There are more header fields than the limit.
    case tooManyHeaders(limit: Int)
    /// Parts within parts beyond the limit.
    case tooDeep(limit: Int)
    /// More parts than the limit.
    case tooManyParts(limit: Int)

    /// What was attempted and why it failed.
    public var description: String {
        switch self {
        case .empty: "cannot read the message: it is empty"
        case .tooLarge(let size, let limit): "cannot read the message: its \(size) bytes are over the limit of \(limit)"
        case .notAMessage: "cannot read the message: it does not begin with header fields"
        case .headerTooLarge(let limit): "cannot read the message: its header is over the limit of \(limit) bytes"
        case .tooManyHeaders(let limit): "cannot read the message: it has more than \(limit) header fields"
        case .tooDeep(let limit): "cannot read the message: its parts lie more than \(limit) deep"
        case .tooManyParts(let limit): "cannot read the message: it has more than \(limit) parts"
        }
    }
}
