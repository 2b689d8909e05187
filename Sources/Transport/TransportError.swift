/// What went wrong on the wire. Its description says what was attempted, on what host, why it failed and what can be
/// done; it holds no path, no query, no user name and no password.
public enum TransportError: Error, Sendable, Equatable {
    /// The address cannot be used as it is written.
    case badAddress(Trouble)
    /// The name has no address, or nobody who knows it answered.
    case resolve(Trouble)
    /// Nobody took the connection.
    case connect(Trouble)
    /// The peer did not prove who it is, or speaks no TLS that is fit for use.
    case tls(Trouble)
    /// A limit of time passed.
    case timeout(Phase, Trouble)
    /// More bytes than the limit allows.
    case tooLarge(Trouble)
    /// Unpacked, the body grew past the allowed ratio: a bomb.
    case ratio(Trouble)
    /// A redirect that is not followed.
    case redirect(Trouble)
    /// The name leads to an address in a private network, and the source does not allow that.
    case privateAddress(Trouble)
    /// The connection ended before the answer did.
    case incomplete(Trouble)
    /// The peer answered what its protocol does not allow.
    case violation(Trouble)
    /// User name and password were not accepted.
    case loginRefused(Trouble)
    /// There is no such folder.
    case noFolder(Trouble)
    /// The server understood and said no.
    case refused(Trouble)
    /// The server cannot do what was asked for.
    case unsupported(Trouble)
    /// The connection is gone: closed by the peer, or lost.
    case gone(Trouble)
    /// This side had closed the connection or the client already.
    case closed(Trouble)

    /// The part of an exchange that took too long.
    public enum Phase: String, Sendable {
        /// Finding the address, connecting, TLS.
        case connect
        /// Waiting for the first byte of the answer.
        case firstByte = "first byte"
        /// The whole exchange.
        case whole
        /// Waiting for the next bytes of a conversation.
        case read
        /// Handing bytes to a peer that does not take them.
        case write
    }

    /// The words of an error.
    public struct Trouble: Sendable, Equatable {
        /// What was attempted, such as `GET`.
        public var attempt: String
        /// Host, and port when it is not the usual one.
        public var peer: String
        /// Why it failed, and what to do where that is known.
        public var reason: String
        /// The HTTP status, when the head of the answer had come.
        public var status: Int?

        /// Collects the words.
        public init(attempt: String, peer: String, reason: String, status: Int? = nil) {
            self.attempt = attempt
            self.peer = peer
            self.reason = reason
            self.status = status
        }
    }

    /// What was attempted, where, and why it failed.
    public var trouble: Trouble {
        switch self {
        case .badAddress(let trouble), .resolve(let trouble), .connect(let trouble), .tls(let trouble),
            .timeout(_, let trouble), .tooLarge(let trouble), .ratio(let trouble), .redirect(let trouble),
            .privateAddress(let trouble), .incomplete(let trouble), .violation(let trouble),
            .loginRefused(let trouble), .noFolder(let trouble), .refused(let trouble), .unsupported(let trouble),
            .gone(let trouble), .closed(let trouble):
            trouble
        }
    }

    /// The HTTP status, when the head of the answer had come before the failure.
    public var status: Int? { trouble.status }

    /// Whether the same attempt may succeed later with nothing changed on this side.
    public var isTemporary: Bool {
        switch self {
        case .resolve, .connect, .timeout, .incomplete, .violation, .refused, .gone, .closed: true
        case .badAddress, .tls, .tooLarge, .ratio, .redirect, .privateAddress, .loginRefused, .noFolder,
            .unsupported:
            false
        }
    }
}

extension TransportError: CustomStringConvertible {
    /// One line for the operator.
    public var description: String {
        let trouble = trouble
        return "\(trouble.attempt) \(trouble.peer): \(trouble.reason)"
    }
}
