import Transport

/// The account by which receipts leave.
struct SMTPSetting: Sendable {
    /// Its line in the file, for messages.
    var line: Int
    var host: String
    var port: Int?
    var security: MailboxSetting.Security
    /// Who logs in; nil where nobody has to.
    var user: String?
    var password: Secret?
    /// The address that receipts come from.
    var from: String
    var allowPrivate = false
    /// A file of certificates to trust beside the system's.
    var authorities: String?

    /// What stands behind its @.
    var domain: String { String(from[from.index(after: from.lastIndex(of: "@") ?? from.startIndex)...]) }

    /// The server, with the password as it is now.
    /// - Throws: `SecretError`.
    func endpoint() throws -> SMTPEndpoint {
        let security: MailEndpoint.Security =
            switch security {
            case .tls: .implicitTLS
            case .starttls: .startTLS
            case .none: .none
            }
        var login: (user: String, password: String)?
        if let user, let password { login = (user, try password.read()) }
        return SMTPEndpoint(
            host: host, port: port, security: security, login: login, caFile: authorities, allowPrivate: allowPrivate)
    }
}
