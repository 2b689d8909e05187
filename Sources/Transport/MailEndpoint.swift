/// A mail server and who logs in to it.
public struct MailEndpoint: Sendable {
    /// What is spoken there.
    public enum Kind: String, Sendable {
        /// IMAP4rev1 or rev2 (RFC 3501, RFC 9051).
        case imap = "IMAP"
        /// POP3 (RFC 1939).
        case pop3 = "POP3"
    }

    /// How the connection is protected.
    public enum Security: Sendable {
        /// TLS from the first byte (RFC 8314).
        case implicitTLS
        /// STARTTLS (STLS in POP3) before anything else; without it there is no login.
        case startTLS
        /// Nothing. Only for loopback and tests.
        case none
    }

    /// What a conversation may take, in seconds.
    public struct Timeouts: Sendable {
        /// To find the address, connect and agree on TLS.
        public var open = 30.0
        /// For the next bytes of an answer. Servers that search a large folder stay silent for a while.
        public var read = 60.0
        /// For anything useful at all: a server that only sends noise is given up after this.
        public var progress = 600.0

        /// The usual patience.
        public init() {}
    }

    /// What is spoken there.
    public var kind = Kind.imap
    /// The server's name or address.
    public var host: String
    /// Nil for the usual one: 993 and 143, or 995 and 110.
    public var port: Int?
    /// How the connection is protected.
    public var security: Security
    /// Who logs in.
    public var user: String
    /// With which password; with a login by token, the token.
    public var password: String
    /// How it is shown who logs in.
    public var login = MailLogin.password
    /// A PEM file of certificates to trust beside the system's.
    public var caFile: String?
    /// Whether the server may be at a loopback or private address.
    public var allowPrivate: Bool
    /// How long to wait for what.
    public var timeouts = Timeouts()

    /// Collects an endpoint.
    public init(
        kind: Kind = .imap, host: String, port: Int? = nil, security: Security, user: String, password: String,
        login: MailLogin = .password, caFile: String? = nil, allowPrivate: Bool = false
    ) {
        self.kind = kind
        self.host = host
        self.port = port
        self.security = security
        self.user = user
        self.password = password
        self.login = login
        self.caFile = caFile
        self.allowPrivate = allowPrivate
    }

    /// Host, and port when it is not the usual one: what errors say.
    var peer: String {
        let shown = host.utf8.contains(0x3A) ? "[\(host)]" : host
        guard let port, port != usualPort else { return shown }
        return "\(shown):\(port)"
    }

    var usualPort: Int {
        switch kind {
        case .imap: security == .implicitTLS ? 993 : 143
        case .pop3: security == .implicitTLS ? 995 : 110
        }
    }

    /// As libcurl names it.
    var scheme: String {
        switch kind {
        case .imap: security == .implicitTLS ? "imaps" : "imap"
        case .pop3: security == .implicitTLS ? "pop3s" : "pop3"
        }
    }
}
