import Glibc

@testable import Transport

/// A mail server with one mailbox, on free ports of loopback; any user name, the password `secret`.
final class Dovecot: Sendable {
    static let isInstalled = Program.path("dovecot") != nil && Program.path("openssl") != nil

    let folder: TemporaryFolder
    let port: Int
    let tlsPort: Int
    private let program: Program

    /// - Parameter messages: each one's text; they lie unread in the inbox, in this order.
    init(messages: [String]) throws {
        let folder = try TemporaryFolder()
        try folder.makeCertificate()
        port = try Loopback.freePort()
        tlsPort = try Loopback.freePort()
        for name in ["home", "home/Maildir", "home/Maildir/new", "home/Maildir/cur", "home/Maildir/tmp", "run"] {
            mkdir(folder.path + "/" + name, 0o755)
        }
        for (index, message) in messages.enumerated() {
            try folder.write("home/Maildir/new/\(1_700_000_000 + index).made.test", message)
        }
        // A superuser's mail is served as nobody; anybody else runs all of it under their own name.
        let isRoot = getuid() == 0
        let user = isRoot ? "nobody" : Dovecot.userName
        if isRoot { try Program.run("chown", ["-R", "nobody", folder.path + "/home"], in: folder) }
        try folder.write("dovecot.conf", Dovecot.configuration(folder.path, port, tlsPort, user, isRoot))
        program = try Program(
            "dovecot", ["-F", "-c", folder.path + "/dovecot.conf"], output: folder.path + "/out")
        self.folder = folder
        guard Loopback.isAnswering(port: port, within: 20), Loopback.isAnswering(port: tlsPort, within: 20) else {
            program.stop()
            throw Program.Failure(description: "Dovecot does not answer")
        }
    }

    func endpoint(_ security: MailEndpoint.Security, password: String = "secret", trusted: Bool = true)
        -> MailEndpoint
    {
        MailEndpoint(
            host: "localhost", port: security == .implicitTLS ? tlsPort : port, security: security, user: "office",
            password: password, caFile: trusted ? folder.path + "/cert.pem" : nil, allowPrivate: true)
    }

    func stop() { program.stop() }

    /// - Parameter name: as on the wire.
    func makeFolder(_ name: String) throws {
        let path = folder.path + "/home/Maildir/." + name
        for name in [path, path + "/new", path + "/cur", path + "/tmp"] { mkdir(name, 0o755) }
        if getuid() == 0 { try Program.run("chown", ["-R", "nobody", path], in: folder) }
    }

    private static var userName: String {
        getpwuid(getuid()).flatMap { $0.pointee.pw_name.map { String(cString: $0) } } ?? "nobody"
    }

    private static var groupName: String {
        getgrgid(getgid()).flatMap { $0.pointee.gr_name.map { String(cString: $0) } } ?? "nogroup"
    }

    private static func configuration(
        _ path: String, _ port: Int, _ tlsPort: Int, _ user: String, _ isRoot: Bool
    ) -> String {
        let own =
            isRoot
            ? ""
            : """
            default_internal_user = \(user)
            default_internal_group = \(groupName)
            default_login_user = \(user)
            service anvil {
              chroot =
            }
            service stats {
              chroot =
            }
            """
        return """
            base_dir = \(path)/run
            state_dir = \(path)/run
            log_path = \(path)/log
            protocols = imap
            listen = 127.0.0.1
            ssl = yes
            ssl_cert = <\(path)/cert.pem
            ssl_key = <\(path)/key.pem
            disable_plaintext_auth = no
            auth_failure_delay = 0
            mail_location = maildir:\(path)/home/Maildir
            first_valid_uid = 1
            first_valid_gid = 1
            \(own)
            passdb {
              driver = static
              args = password=secret
            }
            userdb {
              driver = static
              args = uid=\(user) gid=\(isRoot ? "nogroup" : groupName) home=\(path)/home
            }
            service imap-login {
              chroot =
              inet_listener imap {
                port = \(port)
              }
              inet_listener imaps {
                port = \(tlsPort)
                ssl = yes
              }
            }

            """
    }
}
