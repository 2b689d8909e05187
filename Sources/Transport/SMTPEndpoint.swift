/// The server that takes mail for the world (RFC 6409), and who logs in to it.
public struct SMTPEndpoint: Sendable {
    /// The server's name or address.
    public var host: String
    /// Nil: 465 with implicit TLS, 587 with STARTTLS, else 25.
    public var port: Int?
    /// How the connection is protected.
    public var security: MailEndpoint.Security
    /// Who logs in; nil where the server asks for nobody.
    public var login: (user: String, password: String)?
    /// A PEM file of certificates to trust beside the system's.
    public var caFile: String?
    /// Whether the server may be at a loopback or private address.
    public var allowPrivate: Bool
    /// Seconds for all of one letter.
    public var patience = 60.0

    /// Collects an endpoint.
    public init(
        host: String, port: Int? = nil, security: MailEndpoint.Security, login: (user: String, password: String)? = nil,
        caFile: String? = nil, allowPrivate: Bool = false
    ) {
        self.host = host
        self.port = port
        self.security = security
        self.login = login
        self.caFile = caFile
        self.allowPrivate = allowPrivate
    }

    /// What errors say.
    var peer: String {
        let shown = host.utf8.contains(0x3A) ? "[\(host)]" : host
        return port.map { $0 == usualPort ? shown : "\(shown):\($0)" } ?? shown
    }

    var usualPort: Int {
        switch security {
        case .implicitTLS: 465
        case .startTLS: 587
        case .none: 25
        }
    }
}
