import Foundation
import Intake
import Reports
import TestSupport
import Testing
import Transport

/// The line is cut after each byte of a short session, whoever sent it: what came is stored, the rest comes with the next
/// poll, and nothing comes twice. `ADALDYQ_EVERY_BYTE=1` cuts after every byte of real servers too, which takes minutes.
@Suite(.timeLimit(.minutes(10)), .serialized)
struct CutLineTests {
    /// Two cuts in a session with a real server are this far apart.
    private static let step = ProcessInfo.processInfo.environment["ADALDYQ_EVERY_BYTE"] == nil ? 61 : 1

    private static func letter(_ id: Int) -> String {
        "From: a@example.kz\r\nSubject: Letter {\(id)}\r\nMessage-ID: <\(id)@x>\r\n\r\n.The lift of house \(id) stands still.\r\n"
    }

    private static func imap(_ port: Int, after: AfterStoring = .keep) -> MailboxSource {
        MailboxSource(
            name: "letters",
            endpoint: {
                MailEndpoint(
                    host: "127.0.0.1", port: port, security: .none, user: Dovecot.user, password: Dovecot.password,
                    allowPrivate: true)
            }, folders: ["INBOX"], since: nil, after: after)
    }

    private static func pop3(_ port: Int, deletes: Bool = false) -> POP3Source {
        POP3Source(
            name: "letters",
            endpoint: {
                MailEndpoint(
                    kind: .pop3, host: "127.0.0.1", port: port, security: .none, user: Dovecot.user,
                    password: Dovecot.password, allowPrivate: true)
            }, since: nil, deletes: deletes)
    }

    /// Cuts the sessions with a server at one place after another.
    /// - Returns: how many polls of those that were cut had stored some of the letters, and not all.
    private func cut(
        _ port: Int, step: Int, letters: [String], from make: (Int) -> some Source
    ) async throws -> Int {
        var partial = 0
        for side in CuttingProxy.Side.allCases {
            let measure = try await CuttingProxy(to: port, after: .max, of: side)
            let whole = make(measure.port)
            #expect(try await Polled.poll(whole).items.map(\.id).sorted() == letters)
            await whole.rest()
            measure.stop()
            #expect(measure.passed > 40)
            for place in stride(from: 0, to: measure.passed, by: step) {
                let proxy = try await CuttingProxy(to: port, after: place, of: side)
                let source = make(proxy.port)
                let first = await Polled.attempt(source)
                await source.rest()
                proxy.stop()
                #expect(first.failure == nil || first.failure is TransportError, "\(String(describing: first.failure))")
                if !first.items.isEmpty, first.items.count < letters.count { partial += 1 }
                let again = make(port)
                let second = try await Polled.poll(again, cursor: first.cursor, known: Set(first.items.map(\.origin)))
                await again.rest()
                let all = (first.items + second.items).map(\.id).sorted()
                #expect(all == letters, "cut after \(place) bytes of the \(side)")
                // What is incomplete is no letter.
                #expect((first.items + second.items).allSatisfy { $0.standing == .report })
            }
        }
        return partial
    }

    @Test func imapCutAfterEveryByteLosesNothingAndDoublesNothing() async throws {
        let server = try LyingIMAP((1...2).map { LyingIMAP.Message(uid: $0, text: Self.letter($0)) })
        defer { server.stop() }
        let partial = try await cut(server.port, step: 1, letters: (1...2).map { "\($0)@x" }) { Self.imap($0) }
        #expect(partial > 30, "only \(partial) cuts fell between two letters: this showed too little")
    }

    @Test(.enabled(if: Dovecot.isThere, "dovecot and openssl are needed: scripts/setup installs them"))
    func aSessionWithDovecotCutAnywhereLosesNothingAndDoublesNothing() async throws {
        let folder = try TemporaryFolder()
        let dovecot = try await Dovecot(in: folder, capability: "IMAP4rev1 SASL-IR UIDPLUS MOVE")
        defer { dovecot.stop() }
        for id in 1...3 { try dovecot.deliver(Self.letter(id), name: "179501000\(id).x") }
        let partial = try await cut(dovecot.port, step: Self.step, letters: (1...3).map { "\($0)@x" }) { Self.imap($0) }
        #expect(partial > 0)
    }

    @Test(.enabled(if: Dovecot.hasPOP3, "Dovecot's POP3 server is needed: scripts/setup installs it"))
    func aPOP3SessionWithDovecotCutAnywhereLosesNothingAndDoublesNothing() async throws {
        let folder = try TemporaryFolder()
        let dovecot = try await Dovecot(in: folder)
        defer { dovecot.stop() }
        for id in 1...3 { try dovecot.deliver(Self.letter(id), name: "179501000\(id).x") }
        let partial = try await cut(dovecot.pop3Port, step: Self.step, letters: (1...3).map { "\($0)@x" }) {
            Self.pop3($0)
        }
        #expect(partial > 0)
    }

    /// Deleting is cut at one place after another: it can be asked for again, and only what was stored is ever gone.
    private func cutDeletion(
        _ dovecot: Dovecot, port: Int, from make: (Int) -> some Source
    ) async throws {
        func left() throws -> [String] {
            try ["new", "cur"].flatMap {
                try FileManager.default.contentsOfDirectory(atPath: "\(dovecot.maildir)/\($0)")
            }.map { String($0.prefix { $0 != "," && $0 != ":" }) }.sorted()
        }
        var number = 0
        var isCut = true
        var place = 0
        while isCut {
            number += 2
            let (stored, other) = ("1795\(100_000 + number).x", "1795\(100_001 + number).x")
            try dovecot.deliver(Self.letter(number), name: stored)
            try dovecot.deliver(Self.letter(number + 1), name: other)
            let reading = make(port)
            let known = try await Polled.poll(reading).items
            await reading.rest()
            let origin = try #require(known.first { $0.id == "\(number)@x" }?.origin)
            let proxy = try await CuttingProxy(to: port, after: place, of: .client)
            let deleting = make(proxy.port)
            do {
                try await deleting.acknowledge([origin])
                isCut = false
            } catch {
                #expect(error is TransportError, "\(error)")
                #expect([[stored, other], [other]].contains(try left()), "cut after \(place) bytes")
            }
            await deleting.rest()
            proxy.stop()
            let again = make(port)
            try await again.acknowledge([origin])
            await again.rest()
            #expect(try left() == [other], "cut after \(place) bytes")
            for folder in ["new", "cur"] {
                for name in try FileManager.default.contentsOfDirectory(atPath: "\(dovecot.maildir)/\(folder)") {
                    try FileManager.default.removeItem(atPath: "\(dovecot.maildir)/\(folder)/\(name)")
                }
            }
            place += max(1, Self.step / 5)
        }
        #expect(place > 60)
    }

    @Test(.enabled(if: Dovecot.isThere, "dovecot and openssl are needed: scripts/setup installs them"))
    func aDeletionThatIsCutIsAskedForAgainAndTakesNothingElse() async throws {
        let folder = try TemporaryFolder()
        let dovecot = try await Dovecot(in: folder, capability: "IMAP4rev1 SASL-IR UIDPLUS MOVE")
        defer { dovecot.stop() }
        try await cutDeletion(dovecot, port: dovecot.port) { Self.imap($0, after: .delete) }
    }

    @Test(.enabled(if: Dovecot.hasPOP3, "Dovecot's POP3 server is needed: scripts/setup installs it"))
    func aPOP3DeletionThatIsCutIsAskedForAgainAndTakesNothingElse() async throws {
        let folder = try TemporaryFolder()
        let dovecot = try await Dovecot(in: folder)
        defer { dovecot.stop() }
        try await cutDeletion(dovecot, port: dovecot.pop3Port) { Self.pop3($0, deletes: true) }
    }
}
