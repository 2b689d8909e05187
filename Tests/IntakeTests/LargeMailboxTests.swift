import Foundation
import Intake
import Reports
import Synchronization
import TestSupport
import Testing
import Transport

/// A large mailbox of a real server, in which others go on working while it is read.
@Suite(
    .enabled(if: Dovecot.isThere, "dovecot and openssl are needed: scripts/setup installs them"),
    .timeLimit(.minutes(5)))
struct LargeMailboxTests {
    /// How many letters: `ADALDYQ_LETTERS=20000` for as many as the daemon is made for.
    private static let count = ProcessInfo.processInfo.environment["ADALDYQ_LETTERS"].flatMap { Int($0) } ?? 2000

    private static func letter(_ id: Int) -> String {
        "From: a@example.kz\r\nSubject: Letter \(id)\r\nMessage-ID: <\(id)@x>\r\n\r\nThe lift of house \(id) stands still.\r\n"
    }

    private static func endpoint(_ dovecot: Dovecot) -> MailEndpoint {
        MailEndpoint(
            host: "localhost", port: dovecot.tlsPort, security: .implicitTLS, user: Dovecot.user,
            password: Dovecot.password, caFile: dovecot.certificate, allowPrivate: true)
    }

    private static func source(_ dovecot: Dovecot) -> MailboxSource {
        let endpoint = endpoint(dovecot)
        return MailboxSource(name: "letters", endpoint: { endpoint }, folders: ["INBOX"], since: nil, after: .keep)
    }

    @Test func whatComesAndGoesWhileItIsReadIsNeitherLostNorDoubled() async throws {
        let folder = try TemporaryFolder()
        let dovecot = try await Dovecot(in: folder)
        defer { dovecot.stop() }
        let count = Self.count
        for id in 1...count {
            try Data(Self.letter(id).utf8).write(
                to: URL(fileURLWithPath: "\(dovecot.maildir)/new/\(1_700_000_000 + id).x"))
        }
        let source = Self.source(dovecot)
        // Behind what was asked for when the first letters come.
        let gone = (UInt32(count * 3 / 4)..<UInt32(count * 3 / 4 + 7)).map { $0 }
        let isFirst = Mutex(true)
        let stored = Mutex<(ids: [String], cursor: Cursor?)>(([], nil))
        let request = PollRequest(cursor: nil, now: Date(timeIntervalSince1970: 1_795_000_000), known: { _ in [] })
        let note = try await source.poll(request) { batch in
            let parsed = try batch.parse()
            stored.withLock {
                $0.ids += parsed.items.map(\.id)
                $0.cursor = parsed.cursor ?? $0.cursor
            }
            let meddles = isFirst.withLock { isFirst in
                defer { isFirst = false }
                return isFirst
            }
            guard meddles else { return }
            let other = IMAPConnection(Self.endpoint(dovecot))
            try await other.open()
            _ = try await other.select("INBOX", readOnly: false)
            try await other.delete(gone)
            await other.close()
            for id in count + 1...count + 3 { try dovecot.deliver(Self.letter(id), name: "\(1_800_000_000 + id).x") }
        }
        let first = stored.withLock { $0 }
        let expected = Set((1...count).map { "\($0)@x" }).subtracting(gone.map { "\($0)@x" })
        #expect(first.ids.count == expected.count && Set(first.ids) == expected)
        let cursor = note.cursor ?? first.cursor
        let second = try await Polled.poll(source, cursor: cursor)
        #expect(second.items.map(\.id) == (count + 1...count + 3).map { "\($0)@x" })
        let third = try await Polled.poll(source, cursor: second.cursor)
        #expect(third.items.isEmpty && third.note.unchanged)
        await source.rest()
    }

    @Test func aLetterOf200MegabytesIsNotFetchedAndTheOthersAre() async throws {
        let folder = try TemporaryFolder()
        let dovecot = try await Dovecot(in: folder)
        defer { dovecot.stop() }
        // A file with a hole, and its size in its name, as Dovecot writes it: nobody has to count it.
        let size = 200 << 20
        let large = "\(dovecot.maildir)/new/1700000002.x,S=\(size),W=\(size)"
        for (id, path) in [
            (1, "\(dovecot.maildir)/new/1700000001.x"), (2, large), (3, "\(dovecot.maildir)/new/1700000003.x"),
        ] {
            try Data(Self.letter(id).utf8).write(to: URL(fileURLWithPath: path))
        }
        let file = try FileHandle(forWritingTo: URL(fileURLWithPath: large))
        try file.truncate(atOffset: UInt64(size))
        try file.close()
        let source = Self.source(dovecot)
        let polled = try await Polled.poll(source)
        #expect(polled.items.map(\.id) == ["1@x", "2@x", "3@x"])
        #expect(polled.items[1].title == "Letter 2" && !polled.items[1].isWhole)
        #expect(polled.items[1].raw.count < 1000)
        guard case .setAside(let reason) = polled.items[1].standing else {
            Issue.record("\(polled.items[1].standing)")
            return
        }
        #expect(reason.contains("\(size)"))
        #expect(try await Polled.poll(source, cursor: polled.cursor).note.unchanged)
        await source.rest()
    }
}
