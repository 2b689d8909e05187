/// How it is shown to a mail server who logs in.
public enum MailLogin: String, CaseIterable, Sendable {
    /// By a password, with the best mechanism that the server offers: SCRAM-SHA-256, PLAIN, LOGIN, then the protocol's
    /// own command.
    case password
    /// By a password that the server can check and never sees (RFC 7677).
    case scramSHA256 = "scram-sha-256"
    /// By a password in one step (RFC 4616).
    case plain
    /// By a password, as older servers of Microsoft ask for it (draft-murchison-sasl-login).
    case login
    /// By a token, with the mechanism of the two below that the server offers.
    case token
    /// By a token, as Google, Microsoft, Yandex and Mail.ru take it.
    case xoauth2
    /// By a token (RFC 7628).
    case oauthBearer = "oauthbearer"

    /// Whether the secret is a token.
    public var isByToken: Bool { self == .token || self == .xoauth2 || self == .oauthBearer }

    /// The mechanisms that serve, the best first.
    var mechanisms: [SASLMechanism] {
        switch self {
        case .password: [.scramSHA256, .plain, .login]
        case .scramSHA256: [.scramSHA256]
        case .plain: [.plain]
        case .login: [.login]
        case .token: [.oauthBearer, .xoauth2]
        case .xoauth2: [.xoauth2]
        case .oauthBearer: [.oauthBearer]
        }
    }
}
