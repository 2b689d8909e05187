import Foundation

/// A real mail server on loopback with one account: IMAP and POP3, each with TLS at once and when asked.
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
    /// The port of POP3 with STLS.
    public let pop3Port: Int
    /// The port of POP3S.
    public let pop3sPort: Int
    private let server: RunningServer

    /// Whether it is installed.
    public static var isThere: Bool { Program.find("dovecot") != nil && Program.find("openssl") != nil }

    /// Whether its POP3 server is installed too.
    public static var hasPOP3: Bool { isThere && FileManager.default.isExecutableFile(atPath: "/usr/lib/dovecot/pop3") }

    /// Starts one.
    /// - Parameters:
    ///   - folder: where everything of it lies.
    ///   - expired: whether its certificate is out of date.
    ///   - capability: what its IMAP says that it can; nil for all that it can.
    ///   - mechanisms: of SASL, that it takes.
    public init(
        in folder: TemporaryFolder, expired: Bool = false, capability: String? = nil, mechanisms: String = "plain"
    ) async throws {
        guard let program = Program.find("dovecot") else {
            throw TestFailure("dovecot is not installed: run scripts/setup")
        }
        maildir = folder.place("mail/Maildir")
        for name in ["new", "cur", "tmp"] { _ = try folder.folder("mail/Maildir/\(name)") }
        certificate = try await Certificate.make(in: folder, expired: expired)
        port = try LoopbackPort.free()
        tlsPort = try LoopbackPort.free()
        pop3Port = try LoopbackPort.free()
        pop3sPort = try LoopbackPort.free()
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
        let pop3 =
            !Dovecot.hasPOP3
            ? ""
            : """
            service pop3-login {
              chroot =
              service_count = 0
              inet_listener pop3 {
                port = \(pop3Port)
              }
              inet_listener pop3s {
                port = \(pop3sPort)
                ssl = yes
              }
            }
            """
        let configuration = try folder.write(
            "dovecot/dovecot.conf",
            """
            base_dir = \(folder.place("dovecot/run"))
            state_dir = \(folder.place("dovecot/run"))
            log_path = /dev/stderr
            protocols = imap\(Dovecot.hasPOP3 ? " pop3" : "")
            listen = 127.0.0.1
            ssl = yes
            ssl_cert = <\(certificate)
            ssl_key = <\(folder.place("tls/key.pem"))
            disable_plaintext_auth = no
            auth_failure_delay = 0
            auth_mechanisms = \(mechanisms)
            mail_location = maildir:\(maildir)
            namespace inbox {
              inbox = yes
              separator = /
              mailbox Корзина {
                special_use = \\Trash
              }
            }
            first_valid_uid = 1
            first_valid_gid = 1
            \(own)
            \(pop3)
            \(capability.map { "imap_capability = \($0)" } ?? "")
            passdb {
              driver = static
              args = password=\(Dovecot.password)
            }
            userdb {
              driver = static
              args = uid=\(me) gid=\(group) home=\(folder.place("mail"))
            }
            service anvil {
              unix_listener anvil-auth-penalty {
                mode = 0
              }
            }
            service imap-login {
              chroot =
              service_count = 0
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

    /// Puts a message into a folder, as a delivery does.
    /// - Parameter folder: as `makeFolder` takes it; nil for the inbox.
    public func deliver(_ message: String, name: String, folder: String? = nil) throws {
        let place = folder.map { "\(maildir)/.\($0)" } ?? maildir
        let staged = "\(place)/tmp/\(name)"
        try Data(message.utf8).write(to: URL(fileURLWithPath: staged))
        try FileManager.default.moveItem(atPath: staged, toPath: "\(place)/new/\(name)")
    }

    /// Makes a folder beside the inbox.
    /// - Parameter name: as Maildir++ has it: modified UTF-7, levels divided by dots.
    public func makeFolder(_ name: String) async throws {
        let path = "\(maildir)/.\(name)"
        for part in ["new", "cur", "tmp"] {
            try FileManager.default.createDirectory(atPath: "\(path)/\(part)", withIntermediateDirectories: true)
        }
        guard getuid() == 0 else { return }
        let made = try await Program.run("/bin/chown", ["-R", "nobody", path])
        guard made.code == 0 else { throw TestFailure("chown: \(made.errors)") }
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
