import Synchronization
import Testing

@testable import Transport

/// Servers that say what cannot be so, on loopback.
@Suite("IMAP: servers that err", .timeLimit(.minutes(1)))
struct IMAPLiarTests {
    /// What was handed over, and the error that ended the fetch.
    private func fetch(
        _ uids: [UInt32], _ answers: @escaping @Sendable (String) -> String?
    ) async throws -> (uids: [UInt32], error: TransportError?) {
        let server = try ScriptedIMAP { command in
            // Sizes are told by nobody: then every message is asked for, within the limit.
            if command.hasSuffix("(UID RFC822.SIZE)") { return "TAG OK\r\n" }
            return command.hasPrefix("UID FETCH") ? answers(command) : ""
        }
        defer { server.stop() }
        let connection = try await server.opened()
        let got = Mutex<[UInt32]>([])
        var failure: TransportError?
        do {
            try await connection.fetch(FolderListing(uids), maxMessage: 1000, batch: 1) { messages in
                got.withLock { $0 += messages.map(\.uid) }
            }
        } catch let error as TransportError {
            failure = error
        }
        await connection.close()
        return (got.withLock { $0 }, failure)
    }

    private static let good = "* 1 FETCH (UID 1 FLAGS () RFC822.SIZE 5 BODY[]<0> {5}\r\nfirst)\r\n"
    private static let after = "* 3 FETCH (UID 3 FLAGS () RFC822.SIZE 5 BODY[]<0> {5}\r\nthird)\r\nTAG OK\r\n"

    @Test(arguments: [
        "* 2 FETCH (FLAGS () RFC822.SIZE 6 BODY[]<0> {6}\r\nsecond)\r\n",
        "* 2 FETCH (UID 22 FLAGS () RFC822.SIZE 6 BODY[]<0> {6}\r\nsecond)\r\n",
        "* 2 FETCH (UID 2 FLAGS () RFC822.SIZE 6 BODY[]<0> NIL)\r\n",
        "* 2 FETCH (UID 2 FLAGS () RFC822.SIZE 6 BODY[]<0> \"\")\r\n",
        "* 2 FETCH (UID 2 FLAGS () RFC822.SIZE 6 BODY[]<0> {0}\r\n)\r\n",
        "* 2 FETCH (UID 2 FLAGS () RFC822.SIZE 60 BODY[]<0> {6}\r\nsecond)\r\n",
        "* 2 FETCH (UID 2 BODY[]<0> {99999999999}\r\nsecond)\r\n",
        "* 2 FETCH (UID 2 BODY[]<0> {1002}\r\nsecond)\r\n",
        "* 2 FETCH (UID 2 BODY[]<0> {x}\r\nsecond)\r\n", "* 2 FETCH (UID 2 BODY[]<0> {6}\r\nsecond\r\n",
        "* 2 FETCH (UID x BODY[]<0> {6}\r\nsecond)\r\n", "* 2 FETCH UID 2\r\n", "* 2 FETCH (UID 2 X \"open)\r\n",
        "* OK [UIDVALIDITY 8] new numbers\r\n", "Z9 OK\r\n", "A99 OK\r\n", "nonsense\r\n", "\r\n", "+ more\r\n",
    ])
    func aLieEndsTheFetchBeforeWhatFollows(_ lie: String) async throws {
        let (uids, error) = try await fetch([1, 2, 3]) { _ in IMAPLiarTests.good + lie + IMAPLiarTests.after }
        #expect(uids == [1])
        guard case .violation = try #require(error) else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test(arguments: ["* BYE going down\r\n", "* 2 FETCH (UID 2 BODY[]<0> {100}\r\ncut"])
    func aGoodbyeInTheMiddleIsNoEndOfTheMailbox(_ end: String) async throws {
        let (uids, error) = try await fetch([1, 2, 3]) { _ in IMAPLiarTests.good + end + "HANGUP" }
        #expect(uids == [1])
        guard case .gone = try #require(error) else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test func noiseIsPassedOver() async throws {
        let noise =
            "* 4 EXISTS\r\n* 1 RECENT\r\n* OK still here\r\n* 9 FETCH (FLAGS (\\Seen))\r\n* 9 FETCH (UID 9 FLAGS (\\Seen))\r\n"
            + "* XTHING (a {4}\r\nA1 O (b \"c)\" NIL)) [x y]\r\n* 3 EXPUNGE\r\n* LIST () \"/\" {3}\r\na b\r\n"
            + "* X \(String(repeating: "(", count: 50_000))\(String(repeating: ")", count: 50_000))\r\n"
            + "* 2 FETCH (MODSEQ (12) UID 2 X-LIST (a (b \"(\")) BODY[HEADER.FIELDS (DATE)] \"x\" BODY[]<0> \"se\\\"cond\")\r\n"
        let (uids, error) = try await fetch([1, 2, 3]) { _ in
            noise + IMAPLiarTests.good + noise + IMAPLiarTests.after
        }
        #expect(uids == [1, 2, 3])
        #expect(error == nil)
    }

    /// A conversation with one byte after another made wrong: whatever comes of it, nothing is handed over that was
    /// not asked for, or in another order, and nothing crashes or hangs.
    @Test func mutilatedAnswersAreErrorsAndNothingWorse() async throws {
        let whole = Array((IMAPLiarTests.good + IMAPLiarTests.after).utf8)
        let wrong: [UInt8] = Array("(){}[]\"\\ 9*\r\n".utf8)
        let next = Atomic<Int>(0)
        let server = try ScriptedIMAP { command in
            if command.hasSuffix("(UID RFC822.SIZE)") { return "TAG OK\r\n" }
            guard command.hasPrefix("UID FETCH") else { return "" }
            let number = next.add(1, ordering: .relaxed).oldValue
            var bytes = whole
            bytes[number * 7 % whole.count] = wrong[number % wrong.count]
            return String(decoding: bytes, as: UTF8.self) + "HANGUP"
        }
        defer { server.stop() }
        for _ in 0..<whole.count {
            let connection = try await server.opened()
            let got = Mutex<[UInt32]>([])
            do {
                try await connection.fetch(FolderListing([1, 2, 3]), maxMessage: 1000, batch: 1) { messages in
                    got.withLock { $0 += messages.map(\.uid) }
                }
            } catch {
                #expect(error is TransportError)
            }
            let uids = got.withLock { $0 }
            #expect([[], [1], [1, 3]].contains(uids), "\(uids)")
            await connection.close()
        }
    }

    @Test func aMessageThatIsLeftOutButThereEndsTheFetch() async throws {
        let (uids, error) = try await fetch([1, 2, 3]) { command in
            command.hasSuffix("(UID)") ? "* 2 FETCH (UID 2)\r\nTAG OK\r\n" : IMAPLiarTests.good + IMAPLiarTests.after
        }
        #expect(uids == [1])
        #expect(error != nil)
    }

    @Test func aNoThatSaysWhatIsGoneIsNoFailure() async throws {
        let (uids, error) = try await fetch([1, 2, 3]) { command in
            command.hasSuffix("(UID)")
                ? "TAG OK\r\n"
                : IMAPLiarTests.good
                    + IMAPLiarTests.after.replacing("TAG OK", with: "TAG NO [EXPUNGEISSUED] some are gone")
        }
        #expect(uids == [1, 3])
        #expect(error == nil)
    }

    @Test func aFolderWithoutUIDVALIDITYIsNotOpened() async throws {
        for validity in ["", "* OK [UIDVALIDITY 0] none\r\n", "* OK [UIDVALIDITY x]\r\n"] {
            let server = try ScriptedIMAP { $0.hasPrefix("EXAMINE") ? "* 3 EXISTS\r\n\(validity)TAG OK\r\n" : "" }
            defer { server.stop() }
            await #expect("\(validity)") { try await server.opened() } throws: { "\($0)".contains("UIDVALIDITY") }
        }
    }

    @Test func theLastMessageIsNotNewAgain() async throws {
        let server = try ScriptedIMAP { $0 == "UID FETCH 6:* (UID)" ? "* 5 FETCH (UID 5)\r\nTAG OK\r\n" : "" }
        defer { server.stop() }
        let connection = try await server.opened()
        #expect(try await connection.uids(after: 5).isEmpty)
        await connection.close()
    }

    @Test func answersWithoutUIDsAreNoEmptyMailbox() async throws {
        let server = try ScriptedIMAP { $0.hasPrefix("UID FETCH") ? "* 1 FETCH ()\r\nTAG OK\r\n" : "" }
        defer { server.stop() }
        let connection = try await server.opened()
        await #expect(throws: TransportError.self) { try await connection.uids(after: 0) }
    }

    @Test func foldersAreNamedOnTheWireAsRFC3501HasIt() async throws {
        let server = try ScriptedIMAP(capabilities: "MOVE") { command in
            command.hasPrefix("LIST")
                ? "* LIST (\\HasNoChildren) \"/\" {32}\r\n&BBIERQQ+BDQETwRJBDgENQ-/2026/01\r\n"
                    + "* LIST (\\Noselect) \"/\" x\r\n* LIST () NIL INBOX\r\n* LIST () \"/\" \"a\\\\b \\\"c\"\r\nTAG OK\r\n"
                : ""
        }
        defer { server.stop() }
        let connection = try await server.opened(readOnly: false)
        _ = try await connection.select("Входящие", readOnly: true)
        _ = try await connection.select("INBOX", readOnly: false)
        try await connection.move([5, 1, 2], to: "Жалобы/2026")
        #expect(try await connection.folders().map(\.name) == ["Входящие/2026/01", "INBOX", "a\\b \"c"])
        await connection.close()
        #expect(server.commands.contains("EXAMINE \"&BBIERQQ+BDQETwRJBDgENQ-\""))
        #expect(server.commands.contains("UID MOVE 1:2,5 \"&BBYEMAQ7BD4EMQRL-/2026\""))
    }

    @Test func withoutMOVEMailIsCopiedAndOnlyItsOwnIsExpunged() async throws {
        let server = try ScriptedIMAP(capabilities: "UIDPLUS") { _ in "" }
        defer { server.stop() }
        let connection = try await server.opened(readOnly: false)
        try await connection.move([4, 5], to: "Done")
        await connection.close()
        #expect(
            server.commands.filter { $0.hasPrefix("UID") } == [
                "UID COPY 4:5 \"Done\"", "UID STORE 4:5 +FLAGS.SILENT (\\Deleted)", "UID EXPUNGE 4:5",
            ])
    }

    @Test(arguments: [("5 4", true), ("", true), ("4 5 9", false)])
    func withoutUIDPLUSNothingOfOthersIsExpunged(_ marked: String, _ expunges: Bool) async throws {
        let server = try ScriptedIMAP { command in
            command == "UID SEARCH DELETED" ? "* SEARCH \(marked)\r\nTAG OK\r\n" : ""
        }
        defer { server.stop() }
        let connection = try await server.opened(readOnly: false)
        try await connection.delete([4, 5])
        await connection.close()
        #expect(
            server.commands.filter { $0.hasPrefix("UID") || $0 == "EXPUNGE" } == [
                "UID STORE 4:5 +FLAGS.SILENT (\\Deleted)", "UID SEARCH DELETED",
            ] + (expunges ? ["EXPUNGE"] : []))
    }

    @Test func silenceEndsWithTheReadLimit() async throws {
        let server = try ScriptedIMAP { $0.hasPrefix("UID FETCH") ? "* OK wait\r\n" : "" }
        defer { server.stop() }
        var endpoint = server.endpoint
        endpoint.timeouts.read = 0.3
        let connection = IMAPConnection(endpoint)
        try await connection.open()
        _ = try await connection.select("INBOX", readOnly: true)
        await #expect { try await connection.uids(after: 0) } throws: { error in
            if case .timeout(.read, _) = error as? TransportError { true } else { false }
        }
    }

    @Test func cancellingOrClosingEndsAWait() async throws {
        for cancels in [true, false] {
            let (came, comes) = AsyncStream<Void>.makeStream()
            let server = try ScriptedIMAP { command in
                guard command.hasPrefix("UID FETCH") else { return "" }
                comes.yield()
                return "* OK wait\r\n"
            }
            defer { server.stop() }
            let connection = try await server.opened()
            let waiting = Task { try await connection.uids(after: 0) }
            for await _ in came { break }
            let before = MonotonicTime.now()
            if cancels { waiting.cancel() } else { await connection.close() }
            await #expect { try await waiting.value } throws: { error in
                if cancels { return error is CancellationError }
                if case .closed = error as? TransportError { return true }
                return false
            }
            #expect(MonotonicTime.now() - before < 10, "the read limit of 60 s was not waited for")
        }
    }

    @Test func openingCanBeCancelled() async throws {
        let (came, comes) = AsyncStream<Void>.makeStream()
        let server = try ScriptedServer { peer in
            comes.yield()
            peer.waitForEnd()
        }
        defer { server.stop() }
        let connection = IMAPConnection(
            MailEndpoint(
                host: "127.0.0.1", port: server.port, security: .none, user: "a", password: "b", allowPrivate: true))
        let opening = Task { try await connection.open() }
        for await _ in came { break }
        opening.cancel()
        await #expect(throws: CancellationError.self) { try await opening.value }
    }

    @Test func withoutSTARTTLSNothingSecretIsTold() async throws {
        let server = try ScriptedIMAP { _ in "" }
        defer { server.stop() }
        var endpoint = server.endpoint
        endpoint.security = .startTLS
        await #expect { try await IMAPConnection(endpoint).open() } throws: { error in
            if case .tls = error as? TransportError { true } else { false }
        }
        #expect(!server.commands.contains { $0.contains("secret") || $0.contains("office") })
    }
}
