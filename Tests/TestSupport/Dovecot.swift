import Foundation

/// A real IMAP server on loopback with one account, IMAPS and STARTTLS.
public final class Dovecot: Sendable {
    /// The account.
    public static let user = "letters"
    /// Its password.
    public static let password = "secret-7"

    /// Where the account's Maildir lies.
    public let maildir: String
    /// The certificate that the server shows.
    public let certificate: String
    /// The port of IMAP with STARTTLS.
    public let port: Int
    /// The port of IMAPS.
    public let tlsPort: Int
    private let server: RunningServer

    /// Whether it is installed.
    public static var isThere: Bool { Program.find("dovecot") != nil && Program.find("openssl") != nil }

    /// Starts one.
    /// - Parameters:
    ///   - folder: where everything of it lies.
    ///   - expired: whether its certificate is out of date.
    public init(in folder: TemporaryFolder, expired: Bool = false) async throws {
        guard let program = Program.find("dovecot") else {
            throw TestFailure("dovecot is not installed: run scripts/setup")
        }
        maildir = folder.place("mail/Maildir")
        for name in ["new", "cur", "tmp"] { _ = try folder.folder("mail/Maildir/\(name)") }
        certificate = try await Certificate.make(in: folder, expired: expired)
        port = try LoopbackPort.free()
        tlsPort = try LoopbackPort.free()
        // A superuser's mail is served as nobody; anybody else runs all of it under their own name.
        let isRoot = getuid() == 0
        let me = isRoot ? "nobody" : NSUserName()
        let group =
            isRoot ? "nogroup" : try await Program.run("/usr/bin/id", ["-gn"]).output.filter { !$0.isWhitespace }
        if isRoot {
            guard chmod(folder.path, 0o755) == 0 else { throw TestFailure("cannot open \(folder.path) to Dovecot") }
            let made = try await Program.run("/bin/chown", ["-R", "nobody", folder.place("mail")])
            guard made.code == 0 else { throw TestFailure("chown: \(made.errors)") }
        }
        _ = try folder.folder("dovecot/run")
        let own =
            isRoot
            ? ""
            : """
            default_internal_user = \(me)
            default_internal_group = \(group)
            default_login_user = \(me)
            service anvil {
              chroot =
            }
            service stats {
              chroot =
            }
            """
        let configuration = try folder.write(
            "dovecot/dovecot.conf",
            """
            base_dir = \(folder.place("dovecot/run"))
            state_dir = \(folder.place("dovecot/run"))
            log_path = /dev/stderr
            protocols = imap
            listen = 127.0.0.1
            ssl = yes
            ssl_cert = <\(certificate)
            ssl_key = <\(folder.place("tls/key.pem"))
            disable_plaintext_auth = no
            auth_failure_delay = 0
            mail_location = maildir:\(maildir)
            first_valid_uid = 1
            first_valid_gid = 1
            \(own)
            passdb {
              driver = static
              args = password=\(Dovecot.password)
            }
            userdb {
              driver = static
              args = uid=\(me) gid=\(group) home=\(folder.place("mail"))
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

            """)
        server = try RunningServer(
            program, ["-F", "-c", configuration], port: tlsPort, log: folder.place("dovecot/log"))
    }

    /// Puts a message into the inbox, as a delivery does.
    public func deliver(_ message: String, name: String) throws {
        let staged = "\(maildir)/tmp/\(name)"
        try Data(message.utf8).write(to: URL(fileURLWithPath: staged))
        try FileManager.default.moveItem(atPath: staged, toPath: "\(maildir)/new/\(name)")
    }

    /// What it logged.
    public var said: String { server.said }

    /// Stops it.
    public func stop() { server.stop() }
}

/// Certificates for localhost.
public enum Certificate {
    /// Makes one with its key: `tls/cert.pem`, `tls/key.pem`. Returns the certificate's path.
    public static func make(in folder: TemporaryFolder, expired: Bool = false) async throws -> String {
        guard let program = Program.find("openssl") else {
            throw TestFailure("openssl is not installed: run scripts/setup")
        }
        _ = try folder.folder("tls")
        let certificate = folder.place("tls/cert.pem")
        let (key, request) = (folder.place("tls/key.pem"), folder.place("tls/request.pem"))
        let names = try folder.write("tls/names", "subjectAltName=DNS:localhost,IP:127.0.0.1\n")
        // Only signing a request takes a negative number of days.
        for arguments in [
            ["req", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=localhost", "-keyout", key, "-out", request],
            [
                "x509", "-req", "-in", request, "-signkey", key, "-extfile", names, "-out", certificate, "-days",
                expired ? "-1" : "2",
            ],
        ] {
            let made = try await Program.run(program, arguments)
            guard made.code == 0 else { throw TestFailure("no certificate: \(made.errors)") }
        }
        return certificate
    }
}
