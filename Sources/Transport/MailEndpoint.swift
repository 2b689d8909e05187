/// A mail server and who logs in to it.
public struct MailEndpoint: Sendable {
    /// How the connection is protected.
    public enum Security: Sendable {
        /// TLS from the first byte (RFC 8314).
        case implicitTLS
        /// STARTTLS before anything else; without it there is no login.
        case startTLS
        /// Nothing. Only for loopback and tests.
        case none
    }

    /// What a conversation may take, in seconds.
    public struct Timeouts: Sendable {
        /// To find the address, connect, agree on TLS and log in.
        public var open = 30.0
        /// For the next bytes of an answer. Servers that search a large folder stay silent for a while.
        public var read = 60.0
        /// For anything useful at all: a server that only sends noise is given up after this.
        public var progress = 600.0

        /// The usual patience.
        public init() {}
    }

    /// The server's name or address.
    public var host: String
    /// Nil: 993 with implicit TLS, else 143.
    public var port: Int?
    /// How the connection is protected.
    public var security: Security
    /// Who logs in.
    public var user: String
    /// With which password.
    public var password: String
    /// A PEM file of certificates to trust beside the system's.
    public var caFile: String?
    /// Whether the server may be at a loopback or private address.
    public var allowPrivate: Bool
    /// How long to wait for what.
    public var timeouts = Timeouts()

    /// Collects an endpoint.
    public init(
        host: String, port: Int? = nil, security: Security, user: String, password: String, caFile: String? = nil,
        allowPrivate: Bool = false
    ) {
        self.host = host
        self.port = port
        self.security = security
        self.user = user
        self.password = password
        self.caFile = caFile
        self.allowPrivate = allowPrivate
    }

    /// Host, and port when it is not the usual one: what errors say.
    var peer: String {
        let shown = host.utf8.contains(0x3A) ? "[\(host)]" : host
        guard let port, port != usualPort else { return shown }
        return "\(shown):\(port)"
    }

    var usualPort: Int { security == .implicitTLS ? 993 : 143 }
}
