import Foundation
import Intake
import Reports
import TestSupport
import Testing
import Transport

/// Folders, logins and POP3 against a real server.
@Suite(
    .enabled(if: Dovecot.isThere, "dovecot and openssl are needed: scripts/setup installs them"),
    .timeLimit(.minutes(2))
)
struct RealServerTests {
    private static func letter(_ id: Int) -> String {
        "From: a@example.kz\r\nSubject: Letter \(id)\r\nMessage-ID: <\(id)@x>\r\n\r\n.The lift of house \(id) stands still.\r\n..\r\n"
    }

    private static func endpoint(
        _ dovecot: Dovecot, _ kind: MailEndpoint.Kind = .imap, _ security: MailEndpoint.Security = .implicitTLS,
        login: MailLogin = .password, password: String = Dovecot.password
    ) -> MailEndpoint {
        let port =
            switch (kind, security) {
            case (.imap, .implicitTLS): dovecot.tlsPort
            case (.imap, _): dovecot.port
            case (.pop3, .implicitTLS): dovecot.pop3sPort
            case (.pop3, _): dovecot.pop3Port
            }
        return MailEndpoint(
            kind: kind, host: "localhost", port: port, security: security, user: Dovecot.user, password: password,
            login: login, caFile: dovecot.certificate, allowPrivate: true)
    }

    @Test func foldersAreReadByPatternAndUseWhateverTheirLetters() async throws {
        let folder = try TemporaryFolder()
        let dovecot = try await Dovecot(in: folder)
        defer { dovecot.stop() }
        // «Жалобы/2026», «Корзина», «Готово».
        let (complaints, trash, done) = (
            "&BBYEMAQ7BD4EMQRL-.2026", "&BBoEPgRABDcEOAQ9BDA-", "&BBMEPgRCBD4EMgQ+-"
        )
        for name in [complaints, "Reports.a", "Reports.a.b", trash, done] { try await dovecot.makeFolder(name) }
        try dovecot.deliver(Self.letter(1), name: "1795010001.x")
        for (id, name) in [(2, complaints), (3, "Reports.a"), (4, "Reports.a.b"), (5, trash), (6, done)] {
            try dovecot.deliver(Self.letter(id), name: "179501000\(id).x", folder: name)
        }
        let endpoint = Self.endpoint(dovecot)
        func read(_ folders: String..., after: AfterStoring = .keep) async throws -> [String] {
            let source = MailboxSource(
                name: "letters", endpoint: { endpoint }, folders: folders, since: nil, after: after)
            let polled = try await Polled.poll(source)
            if after != .keep { try await source.acknowledge(polled.items.map(\.origin)) }
            await source.rest()
            return polled.items.map(\.id).sorted()
        }
        #expect(try await read("INBOX", "Жалобы/*") == ["1@x", "2@x"])
        #expect(try await read("Reports/%") == ["3@x"])
        #expect(try await read("Reports/*") == ["3@x", "4@x"])
        #expect(try await read("\\Trash") == ["5@x"])
        // What was thrown away is no report, and what is moved is not read where it was moved to.
        #expect(try await read("*", after: .move("Готово")) == ["1@x", "2@x", "3@x", "4@x"])
        #expect(try await read("*", after: .move("Готово")).isEmpty)
        #expect(try await read("Готово") == ["1@x", "2@x", "3@x", "4@x", "6@x"])
    }

    @Test(.enabled(if: Dovecot.hasPOP3, "Dovecot's POP3 server is needed: scripts/setup installs it"))
    func everyMechanismLogsInAndAWrongPasswordDoesNot() async throws {
        let folder = try TemporaryFolder()
        let dovecot = try await Dovecot(in: folder, mechanisms: "plain login scram-sha-256")
        defer { dovecot.stop() }
        for login in [MailLogin.scramSHA256, .plain, .login, .password] {
            for kind in [MailEndpoint.Kind.imap, .pop3] {
                func open(_ endpoint: MailEndpoint) async throws {
                    if kind == .imap {
                        let connection = IMAPConnection(endpoint)
                        try await connection.open()
                        await connection.close()
                    } else {
                        let connection = POP3Connection(endpoint)
                        try await connection.open()
                        await connection.close()
                    }
                }
                try await open(Self.endpoint(dovecot, kind, login: login))
                await #expect("\(login) \(kind)") {
                    try await open(Self.endpoint(dovecot, kind, login: login, password: "wrong-9"))
                } throws: { error in
                    if case .loginRefused = error as? TransportError { !"\(error)".contains("wrong-9") } else { false }
                }
            }
        }
        // Both ends of the best one know the password, and neither says it.
        #expect(dovecot.said.contains("SCRAM-SHA-256"))
    }

    @Test(
        .enabled(if: Dovecot.hasPOP3, "Dovecot's POP3 server is needed: scripts/setup installs it"),
        arguments: [MailEndpoint.Security.implicitTLS, .startTLS]
    )
    func aMaildropIsReadOnceByteForByteAndDeletedWhenAsked(_ security: MailEndpoint.Security) async throws {
        let folder = try TemporaryFolder()
        let dovecot = try await Dovecot(in: folder)
        defer { dovecot.stop() }
        for id in 1...120 { try dovecot.deliver(Self.letter(id), name: "17950\(10_000 + id).x") }
        let endpoint = Self.endpoint(dovecot, .pop3, security)
        let source = POP3Source(name: "letters", endpoint: { endpoint }, since: nil, deletes: true)
        let first = try await Polled.poll(source)
        #expect(first.items.map(\.id) == (1...120).map { "\($0)@x" })
        #expect(first.items.map { String(decoding: $0.raw, as: UTF8.self) } == (1...120).map(Self.letter))
        let known = Set(first.items.map(\.origin))
        #expect(known.count == 120)
        let second = try await Polled.poll(source, cursor: first.cursor, known: known)
        #expect(second.items.isEmpty && second.note.unchanged)
        try await source.acknowledge(first.items.prefix(119).map(\.origin))
        try dovecot.deliver(Self.letter(121), name: "1795010121.x")
        let third = try await Polled.poll(source, cursor: first.cursor, known: known)
        #expect(third.items.map(\.id) == ["121@x"])
        #expect(try await source.check().contains("2 letters"))
    }
}
