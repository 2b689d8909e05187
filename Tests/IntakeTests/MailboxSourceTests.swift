import Foundation
import Intake
import Reports
import TestSupport
import Testing
import Transport

@Suite(.enabled(if: Dovecot.isThere, "dovecot and openssl are needed: scripts/setup installs them"), .serialized)
struct MailboxSourceTests {
    let folder: TemporaryFolder
    let dovecot: Dovecot

    init() async throws {
        folder = try TemporaryFolder()
        dovecot = try await Dovecot(in: folder)
    }

    private func letter(_ id: Int) -> String {
        "From: A <a@example.kz>\r\nSubject: Letter \(id)\r\nMessage-ID: <\(id)@x>\r\nDate: Mon, 23 Nov 2026 10:00:00 +0500\r\n\r\n"
            + "The lift of house \(id) stands still.\r\n"
    }

    private func source(_ security: MailEndpoint.Security = .implicitTLS, after: AfterStoring = .keep) -> MailboxSource
    {
        let (port, certificate) = (security == .implicitTLS ? dovecot.tlsPort : dovecot.port, dovecot.certificate)
        return MailboxSource(
            name: "letters",
            endpoint: {
                MailEndpoint(
                    host: "localhost", port: port, security: security, user: Dovecot.user, password: Dovecot.password,
                    caFile: certificate, allowPrivate: true)
            }, folders: ["INBOX"], since: nil, after: after)
    }

    private func flags() throws -> [String] {
        try ["new", "cur"].flatMap { try FileManager.default.contentsOfDirectory(atPath: "\(dovecot.maildir)/\($0)") }
            .filter { $0.contains(":2,") }.map { String($0.drop { $0 != ":" }) }.sorted()
    }

    @Test(arguments: [MailEndpoint.Security.implicitTLS, .startTLS])
    func allLettersComeOnceAndTheMailboxStaysAsItWas(_ security: MailEndpoint.Security) async throws {
        for number in 1...250 { try dovecot.deliver(letter(number), name: "17950\(10000 + number).x") }
        let first = try await Polled.poll(source(security))
        #expect(Set(first.items.map(\.id)) == Set((1...250).map { "\($0)@x" }))
        #expect(first.items.count == 250)
        let second = try await Polled.poll(source(security), cursor: first.cursor)
        #expect(second.items.isEmpty)
        #expect(try flags().allSatisfy { !$0.contains("S") }, "a letter was marked as read")
        try dovecot.deliver(letter(251), name: "1795010251.x")
        #expect(try await Polled.poll(source(security), cursor: first.cursor).items.map(\.id) == ["251@x"])
        dovecot.stop()
    }

    @Test func aNewUIDValidityReadsAllAgainAndSaysThatItIsARereading() async throws {
        for number in 1...3 { try dovecot.deliver(letter(number), name: "1795010\(number).x") }
        let first = try await Polled.poll(source())
        // Dovecot forgets its numbers when its lists are taken away.
        for name in try FileManager.default.contentsOfDirectory(atPath: dovecot.maildir) where name.hasPrefix("dovecot")
        {
            try FileManager.default.removeItem(atPath: "\(dovecot.maildir)/\(name)")
        }
        let before = try #require(first.cursor)
        var second = try await Polled.poll(source(), cursor: before)
        if !second.note.notes.contains(where: { $0.contains("UIDVALIDITY") }) {
            // The number is the second of making: the same second gives the same number, so the cursor is changed instead.
            let text = String(decoding: before.bytes, as: UTF8.self)
            let other = text.replacing(/"validity":\d+/, with: "\"validity\":1")
            second = try await Polled.poll(source(), cursor: Cursor(bytes: Array(other.utf8)))
        }
        #expect(second.items.map(\.id) == first.items.map(\.id))
        #expect(second.items.allSatisfy { $0.reread })
        #expect(second.note.notes.contains { $0.contains("UIDVALIDITY") })
        dovecot.stop()
    }

    @Test func lettersAreMarkedMovedOrDeletedOnlyWhenAskedFor() async throws {
        for number in 1...3 { try dovecot.deliver(letter(number), name: "1795010\(number).x") }
        let polled = try await Polled.poll(source())
        let origins = polled.items.map(\.origin)
        try await source(after: .seen).acknowledge([origins[0]])
        let seen = try flags().filter { $0.contains("S") }
        #expect(seen.count == 1)
        try await source(after: .delete).acknowledge([origins[1]])
        let left = try await Polled.poll(source())
        #expect(left.items.count == 2)
        dovecot.stop()
    }

    @Test func aWrongPasswordIsSaidWithoutSayingIt() async throws {
        let port = dovecot.tlsPort
        let certificate = dovecot.certificate
        let wrong = MailboxSource(
            name: "letters",
            endpoint: {
                MailEndpoint(
                    host: "localhost", port: port, security: .implicitTLS, user: Dovecot.user, password: "wrong-9",
                    caFile: certificate, allowPrivate: true)
            }, folders: ["INBOX"], since: nil, after: .keep)
        let error = await #expect(throws: (any Error).self) { _ = try await Polled.poll(wrong) }
        let words = String(describing: error)
        #expect(words.lowercased().contains("login"), "\(words)")
        #expect(!words.contains("wrong-9") && !words.contains(Dovecot.user))
        dovecot.stop()
    }

    @Test func aMissingFolderIsNamedWithThoseThatAreThere() async throws {
        let port = dovecot.tlsPort
        let certificate = dovecot.certificate
        let missing = MailboxSource(
            name: "letters",
            endpoint: {
                MailEndpoint(
                    host: "localhost", port: port, security: .implicitTLS, user: Dovecot.user,
                    password: Dovecot.password,
                    caFile: certificate, allowPrivate: true)
            }, folders: ["Жалобы"], since: nil, after: .keep)
        let error = await #expect(throws: (any Error).self) { _ = try await missing.check() }
        #expect(String(describing: error).contains("INBOX"), "\(String(describing: error))")
        dovecot.stop()
    }
}
