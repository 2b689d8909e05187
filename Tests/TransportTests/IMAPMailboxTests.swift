import FoundationEssentials
import Synchronization
import Testing

@testable import Transport

/// A real Dovecot with messages made for the purpose.
@Suite("IMAP: a real server", .serialized, .timeLimit(.minutes(2)))
struct IMAPMailboxTests {
    private static let needsDovecot: Comment = "dovecot and openssl are needed: scripts/setup installs them"

    /// Texts that confuse those who do not count bytes.
    private static let tricky = [
        "A1 OK done", "A2 OK UID FETCH completed", "* 5 EXISTS", "* BYE", ")", "{50}", "* 1 FETCH (UID 9 BODY[] {3}",
        "",
        "+ go on",
    ]

    private static func message(_ index: Int) -> String {
        "Subject: {\(index)}\r\nMessage-ID: <\(index)@test>\r\n\r\n"
            + tricky.map { $0 + "\r\n" }.joined() + "number \(index)\r\n"
    }

    private static let usual = (0..<150).map(message)

    private func all(
        _ connection: IMAPConnection, _ uids: [UInt32], maxMessage: Int = 1 << 20, batch: Int = 40
    ) async throws -> (messages: [FetchedMessage], batches: [Int]) {
        let got = Mutex<(messages: [FetchedMessage], batches: [Int])>(([], []))
        try await connection.fetch(FolderListing(uids), maxMessage: maxMessage, batch: batch) { messages in
            got.withLock {
                $0.messages += messages
                $0.batches.append(messages.count)
            }
        }
        return got.withLock { $0 }
    }

    @Test(.enabled(if: Dovecot.isInstalled, needsDovecot))
    func everyMessageComesByteForByteAndTheMailboxStaysAsItWas() async throws {
        let dovecot = try Dovecot(messages: IMAPMailboxTests.usual)
        defer { dovecot.stop() }
        for security in [MailEndpoint.Security.implicitTLS, .startTLS, .none] {
            let connection = IMAPConnection(dovecot.endpoint(security))
            try await connection.open()
            let status = try await connection.select("INBOX", readOnly: true)
            #expect(status.exists == 150 && status.readOnly && status.uidNext == 151 && status.uidValidity > 0)
            let uids = try await connection.uids(after: 0)
            #expect(uids == Array(1...150))
            let (messages, batches) = try await all(connection, uids.reversed() + [7, 7])
            #expect(messages.map(\.uid) == uids)
            #expect(batches.allSatisfy { $0 <= 40 })
            let bodies = messages.map { String(decoding: $0.bytes ?? [], as: UTF8.self) }
            let areSame = bodies == IMAPMailboxTests.usual
            #expect(areSame)
            #expect(messages.allSatisfy { $0.size == $0.bytes?.count && $0.internalDate != nil })
            #expect(messages.allSatisfy { !$0.flags.contains("\\Seen") })
            #expect(try await connection.uids(after: 148) == [149, 150])
            #expect(try await connection.uids(after: 150).isEmpty)
            #expect(try await connection.uids(after: .max).isEmpty)
            await connection.close()
        }
        let left = try FileManager.default.contentsOfDirectory(atPath: dovecot.folder.path + "/home/Maildir/new")
        let read = try FileManager.default.contentsOfDirectory(atPath: dovecot.folder.path + "/home/Maildir/cur")
        #expect((left + read).count == 150)
        #expect(!read.contains { $0.hasSuffix("S") })
    }

    @Test(.enabled(if: Dovecot.isInstalled, needsDovecot))
    func whoIsNotLetInIsToldWhyWithoutThePassword() async throws {
        let dovecot = try Dovecot(messages: [])
        defer { dovecot.stop() }
        await #expect {
            try await IMAPConnection(dovecot.endpoint(.startTLS, password: "hunter2")).open()
        } throws: { error in
            guard case .loginRefused = error as? TransportError else { return false }
            return !"\(error)".contains("hunter2") && !"\(error)".contains("office")
        }
        await #expect { try await IMAPConnection(dovecot.endpoint(.implicitTLS, trusted: false)).open() } throws: {
            error in
            if case .tls = error as? TransportError { true } else { false }
        }
        var outside = dovecot.endpoint(.implicitTLS)
        outside.allowPrivate = false
        await #expect { try await IMAPConnection(outside).open() } throws: { error in
            if case .privateAddress = error as? TransportError { true } else { false }
        }
    }

    @Test(.enabled(if: Dovecot.isInstalled, needsDovecot))
    func aLargeMessageComesWithoutItsBytesAndTheOthersWhole() async throws {
        let large = "Subject: large\r\n\r\n" + String(repeating: "0123456789abcde\r\n", count: 200_000)
        let dovecot = try Dovecot(messages: [IMAPMailboxTests.message(0), large, IMAPMailboxTests.message(2)])
        defer { dovecot.stop() }
        let connection = IMAPConnection(dovecot.endpoint(.implicitTLS))
        try await connection.open()
        _ = try await connection.select("INBOX", readOnly: true)
        let few = try await all(connection, [1, 2, 3], maxMessage: 100_000).messages
        #expect(few.map { $0.bytes?.count } == [few[0].size, nil, few[2].size])
        #expect(few[1].header == Array("Subject: large\r\n\r\n".utf8))
        #expect(few[1].size == large.utf8.count)
        let whole = try await all(connection, [1, 2, 3], maxMessage: large.utf8.count).messages
        #expect(whole[1].bytes == Array(large.utf8))
        let cut = try await all(connection, [2], maxMessage: large.utf8.count - 1).messages
        #expect(cut[0].bytes == nil)
        await connection.close()
    }

    @Test(.enabled(if: Dovecot.isInstalled, needsDovecot))
    func mailIsMarkedMovedAndDeletedAsAsked() async throws {
        let dovecot = try Dovecot(messages: (0..<6).map(IMAPMailboxTests.message))
        defer { dovecot.stop() }
        let connection = IMAPConnection(dovecot.endpoint(.implicitTLS))
        try await connection.open()
        await #expect { try await connection.select("Жалобы", readOnly: true) } throws: { error in
            if case .noFolder = error as? TransportError { true } else { false }
        }
        try dovecot.makeFolder("&BBYEMAQ7BD4EMQRL-")
        _ = try await connection.select("INBOX", readOnly: true)
        await #expect { try await connection.markSeen([1]) } throws: { error in
            if case .unsupported = error as? TransportError { true } else { false }
        }
        #expect(try await connection.select("INBOX", readOnly: false).readOnly == false)
        try await connection.markSeen([1, 2, 99])
        try await connection.move([3, 4, 99], to: "Жалобы")
        try await connection.delete([5])
        #expect(try await connection.uids(after: 0) == [1, 2, 6])
        #expect(
            try await all(connection, [1, 2, 3, 6]).messages.map { $0.flags.contains("\\Seen") } == [true, true, false])
        await #expect { try await connection.move([6], to: "Нет такой") } throws: { error in
            if case .refused = error as? TransportError { true } else { false }
        }
        #expect(try await connection.select("Жалобы", readOnly: true).exists == 2)
        #expect(try await all(connection, [1, 2]).messages.map { $0.bytes?.count ?? 0 }.allSatisfy { $0 > 0 })
        #expect(Set(try await connection.folders().map(\.name)) == ["INBOX", "Жалобы"])
        await connection.close()
        await #expect { try await connection.folders() } throws: { error in
            if case .closed = error as? TransportError { true } else { false }
        }
    }

    @Test(.enabled(if: Dovecot.isInstalled, needsDovecot))
    func whatSomebodyElseDeletesMeanwhileIsLeftOut() async throws {
        let dovecot = try Dovecot(messages: IMAPMailboxTests.usual)
        defer { dovecot.stop() }
        let connection = IMAPConnection(dovecot.endpoint(.none))
        try await connection.open()
        _ = try await connection.select("INBOX", readOnly: true)
        let uids = try await connection.uids(after: 0)
        let other = IMAPConnection(dovecot.endpoint(.none))
        try await other.open()
        _ = try await other.select("INBOX", readOnly: false)
        try await other.delete([2, 70, 71, 150])
        await other.close()
        let messages = try await all(connection, uids).messages
        #expect(messages.map(\.uid) == uids.filter { ![2, 70, 71, 150].contains($0) })
        await connection.close()
    }

    @Test(.enabled(if: Dovecot.isInstalled, needsDovecot))
    func aHandlersErrorEndsTheFetchAndTheConnection() async throws {
        struct Full: Error {}
        let dovecot = try Dovecot(messages: IMAPMailboxTests.usual)
        defer { dovecot.stop() }
        let connection = IMAPConnection(dovecot.endpoint(.none))
        try await connection.open()
        _ = try await connection.select("INBOX", readOnly: true)
        await #expect(throws: Full.self) {
            try await connection.fetch(FolderListing(Array(1...150)), maxMessage: 1 << 20, batch: 10) { _ in
                throw Full()
            }
        }
        await #expect { try await connection.uids(after: 0) } throws: { error in
            if case .closed = error as? TransportError { true } else { false }
        }
    }
}
