import Foundation
import Intake
import Reports
import TestSupport
import Testing
import Transport

extension LyingIMAP {
    /// Its inbox as a source.
    func source(after: AfterStoring = .keep, since: Date? = nil, idles: Bool = false) -> MailboxSource {
        let port = port
        return MailboxSource(
            name: "letters",
            endpoint: {
                MailEndpoint(
                    host: "127.0.0.1", port: port, security: .none, user: "office", password: "secret",
                    allowPrivate: true)
            }, folders: ["INBOX"], since: since, after: after, idles: idles)
    }
}

/// One message that the server cannot give never keeps back the others, and is not forgotten.
@Suite(.timeLimit(.minutes(1)))
struct StumblingServerTests {
    private static func letter(_ id: Int) -> String {
        "From: a@example.kz\r\nSubject: Letter {\(id)}\r\nMessage-ID: <\(id)@x>\r\n\r\nThe lift of house \(id) stands still.\r\n"
    }

    private static func messages(_ ids: ClosedRange<Int>) -> [LyingIMAP.Message] {
        ids.map { LyingIMAP.Message(uid: $0, text: letter($0)) }
    }

    private static func ids(_ polled: Polled) -> [String] { polled.items.map(\.id).sorted() }

    private static let lies: [String] = [
        "HANGUP",
        "* 3 FETCH (UID 3 BODY[]<0> {9000}\r\nFrom: aHANGUP",
        "* BYE going down\r\nHANGUP",
        "* 3 FETCH (UID 3 RFC822.SIZE 90 BODY[]<0> NIL)\r\n",
        "* 3 FETCH (UID 3 RFC822.SIZE 90 BODY[]<0> \"\")\r\n",
        "* 3 FETCH (UID 3 RFC822.SIZE 90 BODY[]<0> {4}\r\nFrom)\r\n",
        "* 3 FETCH (UID 77 RFC822.SIZE 4 BODY[]<0> {4}\r\nFrom)\r\n",
        "* 3 FETCH (RFC822.SIZE 4 BODY[]<0> {4}\r\nFrom)\r\n",
        "* 3 FETCH (UID 3 BODY[]<0> {99999999999}\r\n",
        "* 3 FETCH (UID 3 BODY[]<0> {x}\r\n",
        "A7 OK FETCH completed\r\n",
        "* OK [UIDVALIDITY 99] changed\r\n",
        "",
    ]

    @Test(arguments: lies)
    func aMessageThatCannotBeHadKeepsBackNoOther(_ lie: String) async throws {
        var messages = Self.messages(1...5)
        messages[2].answer = lie
        let server = try LyingIMAP(messages)
        defer { server.stop() }
        let source = server.source()
        let first = try await Polled.poll(source)
        #expect(Self.ids(first) == ["1@x", "2@x", "4@x", "5@x"])
        #expect(first.note.notes.contains { $0.contains("message 3") }, "\(first.note.notes)")
        // What comes later is read, and the one that is owed as soon as the server can give it.
        server.change { folder in
            folder.messages[2].answer = nil
            folder.messages.append(LyingIMAP.Message(uid: 6, text: Self.letter(6)))
        }
        let second = try await Polled.poll(source, cursor: first.cursor)
        #expect(Self.ids(second) == ["3@x", "6@x"])
        let third = try await Polled.poll(source, cursor: second.cursor)
        #expect(third.items.isEmpty && third.note.unchanged)
        await source.rest()
    }

    @Test func afterFivePollsItIsSetAsideByItsHeaderAndLeftWhereItLies() async throws {
        var messages = Self.messages(1...3)
        messages[1].answer = "HANGUP"
        let server = try LyingIMAP(messages)
        defer { server.stop() }
        let source = server.source()
        var cursor: Cursor?
        var all: [Item] = []
        for _ in 1...6 {
            let polled = try await Polled.poll(source, cursor: cursor)
            cursor = polled.cursor
            all += polled.items
        }
        #expect(all.map(\.id) == ["1@x", "3@x", "2@x"])
        let aside = try #require(all.last)
        guard case .setAside(let reason) = aside.standing else {
            Issue.record("\(aside.standing)")
            return
        }
        #expect(reason.contains("did not give it in 5 polls"))
        #expect(!aside.isWhole && aside.title == "Letter {2}" && aside.sender?.address == "a@example.kz")
        await source.rest()
    }

    @Test func aServerThatCanGiveNothingIsAFailureAndNotAMailboxOfBadLetters() async throws {
        let server = try LyingIMAP(
            Self.messages(1...40).map {
                LyingIMAP.Message(uid: $0.uid, text: $0.text, answer: "HANGUP")
            })
        defer { server.stop() }
        await #expect(throws: TransportError.self) { try await Polled.poll(server.source()) }
    }

    @Test func whatWasDeletedMeanwhileIsOwedNoLonger() async throws {
        var messages = Self.messages(1...3)
        messages[1].answer = "HANGUP"
        let server = try LyingIMAP(messages)
        defer { server.stop() }
        let source = server.source()
        let first = try await Polled.poll(source)
        server.change { $0.messages.remove(at: 1) }
        let second = try await Polled.poll(source, cursor: first.cursor)
        let third = try await Polled.poll(source, cursor: second.cursor)
        #expect(second.items.isEmpty && third.items.isEmpty && third.note.unchanged)
        await source.rest()
    }

    @Test func aLetterOf200MegabytesIsRefusedByItsSizeAndKeptAsideByItsHeader() async throws {
        var messages = Self.messages(1...3)
        messages[1].size = 200 << 20
        let server = try LyingIMAP(messages)
        defer { server.stop() }
        let source = server.source()
        let polled = try await Polled.poll(source)
        #expect(Self.ids(polled) == ["1@x", "2@x", "3@x"])
        let large = try #require(polled.items.first { $0.id == "2@x" })
        guard case .setAside(let reason) = large.standing else {
            Issue.record("\(large.standing)")
            return
        }
        #expect(reason.contains("209715200") && !large.isWhole && large.title == "Letter {2}")
        #expect(large.raw == Array(Self.letter(2).components(separatedBy: "\r\n\r\n")[0].utf8) + Array("\r\n\r\n".utf8))
        #expect(!server.commands.contains { $0.hasPrefix("UID FETCH 2 ") && $0.contains("BODY.PEEK[]") })
        await source.rest()
    }

    @Test func aPollThatFindsNothingNewCostsOneCommandOnTheSameConnection() async throws {
        let server = try LyingIMAP(Self.messages(1...3))
        defer { server.stop() }
        let source = server.source()
        let first = try await Polled.poll(source)
        let before = server.commands.count
        let second = try await Polled.poll(source, cursor: first.cursor)
        #expect(second.note.unchanged && second.items.isEmpty)
        #expect(Array(server.commands[before...]) == ["EXAMINE \"INBOX\""])
        // New ones come with their sizes in one more, and their texts in a third.
        server.change { $0.messages.append(LyingIMAP.Message(uid: 9, text: Self.letter(9))) }
        let third = try await Polled.poll(source, cursor: second.cursor)
        #expect(Self.ids(third) == ["9@x"])
        #expect(server.commands.count == before + 4)
        #expect(server.connectionCount == 1)
        await source.rest()
    }

    @Test func whereTheLastLettersWereDeletedBeforeItWasReadAPollStillCostsOneCommand() async throws {
        let server = try LyingIMAP(Self.messages(1...3))
        defer { server.stop() }
        server.change { $0.next = 50 }
        let source = server.source()
        let first = try await Polled.poll(source)
        let before = server.commands.count
        let second = try await Polled.poll(source, cursor: first.cursor)
        #expect(second.note.unchanged)
        #expect(Array(server.commands[before...]) == ["EXAMINE \"INBOX\""])
        // It is the folder's number that says that nothing came, and not ours that is moved on.
        server.change { folder in
            folder.messages.append(LyingIMAP.Message(uid: 40, text: Self.letter(40)))
            folder.next = 51
        }
        let third = try await Polled.poll(source, cursor: second.cursor)
        #expect(Self.ids(third) == ["40@x"])
        // A server that forgets to count on is found out by the number of its messages.
        server.change { $0.messages.append(LyingIMAP.Message(uid: 45, text: Self.letter(45))) }
        #expect(Self.ids(try await Polled.poll(source, cursor: third.cursor)) == ["45@x"])
        await source.rest()
    }

    @Test func aKeptConnectionThatDiedIsMadeAnew() async throws {
        let server = try LyingIMAP(Self.messages(1...3))
        let source = server.source()
        let first = try await Polled.poll(source)
        server.dropConnections()
        let second = try await Polled.poll(source, cursor: first.cursor)
        #expect(second.note.unchanged)
        #expect(server.connectionCount == 2)
        await source.rest()
        server.stop()
    }

    @Test func onceADayWhatTheServerHasIsHeldAgainstWhatIsStored() async throws {
        let server = try LyingIMAP(Self.messages(1...20))
        defer { server.stop() }
        let source = server.source()
        let today = Date(timeIntervalSince1970: 1_795_000_000)
        let first = try await Polled.poll(source, now: today)
        #expect(first.note.events.isEmpty)
        var known = Set(first.items.map(\.origin))
        known.remove("INBOX/7/11")
        let again = try await Polled.poll(source, cursor: first.cursor, now: today + 3600, known: known)
        #expect(again.items.isEmpty, "it was done today already")
        let next = try await Polled.poll(source, cursor: again.cursor, now: today + 86_400, known: known)
        #expect(next.note.events.map(\.detail) == ["20/19"])
        #expect(Self.ids(next) == ["11@x"])
        #expect(next.items.map(\.reread) == [true])
        #expect(next.note.notes.contains { $0.contains("20") && $0.contains("19") })
        known.insert("INBOX/7/11")
        let last = try await Polled.poll(source, cursor: next.cursor, now: today + 2 * 86_400, known: known)
        #expect(last.note.events.isEmpty && last.items.isEmpty)
        await source.rest()
    }

    @Test func anotherUIDVALIDITYWhileTheFolderIsReadEndsThePoll() async throws {
        let server = try LyingIMAP(Self.messages(1...3))
        defer { server.stop() }
        let source = server.source()
        // It hangs up, and comes back as another folder: its numbers must not be taken for those of the first.
        server.change {
            $0.messages[1].answer = "HANGUP"
            $0.validityAfter = 8
        }
        let error = await #expect(throws: (any Error).self) { _ = try await Polled.poll(source) }
        #expect("\(String(describing: error))".contains("renumbered"))
        await source.rest()
    }
}
