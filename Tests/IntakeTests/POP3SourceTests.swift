import Foundation
import Intake
import Reports
import Synchronization
import TestSupport
import Testing
import Transport

/// POP3 servers that keep to the protocol and that do not.
@Suite(.timeLimit(.minutes(1)))
struct POP3SourceTests {
    /// A maildrop that numbers its letters anew in each session.
    private final class Drop: Sendable {
        let server: ScriptedMail
        let shared: Box

        init(
            _ letters: [(id: String, text: String)], capabilities: String = "UIDL\r\nPIPELINING\r\nUSER\r\nTOP\r\n",
            lie: @escaping @Sendable (String, String) -> String? = { _, _ in nil }
        ) throws {
            let shared = Box(letters)
            let marked = Marked()
            server = try ScriptedMail(greeting: "+OK ready\r\n") { session, line in
                if let said = lie(line, shared.id(line)) { return said }
                return Drop.answer(line, session, shared, marked, capabilities)
            }
            self.shared = shared
        }

        final class Box: Sendable {
            let letters: Mutex<[(id: String, text: String)]>
            init(_ letters: [(id: String, text: String)]) { self.letters = Mutex(letters) }

            func id(_ line: String) -> String {
                let words = line.split(separator: " ")
                guard words.count > 1, let number = Int(words[1]) else { return "" }
                return letters.withLock { $0.indices.contains(number - 1) ? $0[number - 1].id : "" }
            }
        }

        final class Marked: Sendable {
            let ids = Mutex<[Int: Set<String>]>([:])
        }

        private static func answer(
            _ line: String, _ session: Int, _ box: Box, _ marked: Marked, _ capabilities: String
        ) -> String {
            let words = line.split(separator: " ").map(String.init)
            let letters = box.letters.withLock { $0 }
            switch words[0].uppercased() {
            case "CAPA": return capabilities.isEmpty ? "-ERR what?\r\n" : "+OK\r\n\(capabilities).\r\n"
            case "UIDL":
                return "+OK\r\n" + letters.enumerated().map { "\($0 + 1) \($1.id)\r\n" }.joined() + ".\r\n"
            case "LIST":
                return "+OK\r\n" + letters.enumerated().map { "\($0 + 1) \($1.text.utf8.count)\r\n" }.joined() + ".\r\n"
            case "RETR":
                let text = letters[(Int(words[1]) ?? 1) - 1].text
                let stuffed = text.components(separatedBy: "\r\n").map { $0.hasPrefix(".") ? "." + $0 : $0 }
                return "+OK\r\n" + stuffed.joined(separator: "\r\n") + ".\r\n"
            case "TOP":
                return "+OK\r\n" + letters[(Int(words[1]) ?? 1) - 1].text.components(separatedBy: "\r\n\r\n")[0]
                    + "\r\n\r\n.\r\n"
            case "DELE":
                marked.ids.withLock { _ = $0[session, default: []].insert(box.id(line)) }
                return "+OK\r\n"
            case "QUIT":
                let gone = marked.ids.withLock { $0[session] ?? [] }
                box.letters.withLock { $0.removeAll { gone.contains($0.id) } }
                return "+OK bye\r\nHANGUP"
            default: return "+OK\r\n"
            }
        }

        func source(deletes: Bool = false) -> POP3Source {
            let port = server.port
            return POP3Source(
                name: "letters",
                endpoint: {
                    MailEndpoint(
                        kind: .pop3, host: "127.0.0.1", port: port, security: .none, user: "office",
                        password: "secret", allowPrivate: true)
                }, since: nil, deletes: deletes)
        }
    }

    private static func letter(_ id: Int) -> (id: String, text: String) {
        (
            "uid-\(id)",
            "From: a@example.kz\r\nSubject: Letter \(id)\r\nMessage-ID: <\(id)@x>\r\n\r\n.begins with a dot\r\n..two\r\n"
                + "a bare feed\n.\r\nThe lift of house \(id) stands still.\r\n"
        )
    }

    @Test(arguments: ["UIDL\r\nPIPELINING\r\n", "UIDL\r\n", ""])
    func everyLetterComesOnceByteForByte(_ capabilities: String) async throws {
        let letters = (1...70).map(Self.letter)
        let drop = try Drop(letters, capabilities: capabilities)
        defer { drop.server.stop() }
        let first = try await Polled.poll(drop.source())
        #expect(first.items.map(\.id) == (1...70).map { "\($0)@x" })
        #expect(first.items.map { String(decoding: $0.raw, as: UTF8.self) } == letters.map { $0.text })
        // Numbers change from session to session; ids do not.
        drop.shared.letters.withLock {
            $0.removeFirst(3)
            $0.insert(Self.letter(99), at: 0)
        }
        let known = Set(first.items.map(\.origin))
        let second = try await Polled.poll(drop.source(), cursor: first.cursor, known: known)
        #expect(second.items.map(\.id) == ["99@x"])
        #expect(!second.items[0].reread)
        #expect(!drop.server.lines.contains { $0.hasPrefix("DELE") })
    }

    @Test func deletedIsWhatWasAskedForAndOnlyWithAnAnsweredQuit() async throws {
        let drop = try Drop((1...3).map(Self.letter))
        defer { drop.server.stop() }
        let polled = try await Polled.poll(drop.source(deletes: true))
        #expect(!drop.server.lines.contains { $0.hasPrefix("DELE") }, "nothing is deleted by a poll")
        try await drop.source(deletes: true).acknowledge(polled.items.map(\.origin).filter { $0 != "uid-2" })
        #expect(drop.shared.letters.withLock { $0.map { $0.id } } == ["uid-2"])
        // Once more, for a crash between the deletion and its note.
        try await drop.source(deletes: true).acknowledge(["uid-1"])
        let deaf = try Drop([Self.letter(1)], lie: { line, _ in line == "QUIT" ? "HANGUP" : nil })
        defer { deaf.server.stop() }
        await #expect(throws: TransportError.self) { try await deaf.source(deletes: true).acknowledge(["uid-1"]) }
    }

    @Test func aLetterThatTheServerStumblesOverKeepsBackNoOther() async throws {
        for lie in ["HANGUP", "-ERR cannot read it\r\n", "+OK\r\nFrom: aHANGUP", "nonsense\r\n"] {
            let drop = try Drop(
                (1...5).map(Self.letter), lie: { line, id in line.hasPrefix("RETR") && id == "uid-3" ? lie : nil })
            defer { drop.server.stop() }
            let polled = try await Polled.poll(drop.source())
            #expect(polled.items.map(\.id).sorted() == ["1@x", "2@x", "4@x", "5@x"], "\(lie)")
            #expect(polled.note.notes.contains { $0.contains("asked for again") })
        }
    }

    @Test func aLetterThatIsTooLargeIsKeptAsideByItsHeader() async throws {
        let drop = try Drop(
            (1...2).map(Self.letter),
            lie: { line, _ in line == "LIST" ? "+OK\r\n1 \(200 << 20)\r\n2 100\r\n.\r\n" : nil })
        defer { drop.server.stop() }
        let polled = try await Polled.poll(drop.source())
        let large = try #require(polled.items.first)
        guard case .setAside = large.standing else {
            Issue.record("\(large.standing)")
            return
        }
        #expect(large.title == "Letter 1" && !large.isWhole)
        #expect(polled.items.last?.standing == .report)
        #expect(!drop.server.lines.contains("RETR 1"))
    }

    @Test func whenAllIdsAreOtherOnesTheLettersAreTakenForWhatTheyWere() async throws {
        let drop = try Drop((1...3).map(Self.letter))
        defer { drop.server.stop() }
        let first = try await Polled.poll(drop.source())
        drop.shared.letters.withLock { letters in for index in letters.indices { letters[index].id += "-new" } }
        let second = try await Polled.poll(
            drop.source(), cursor: first.cursor, known: Set(first.items.map(\.origin)))
        #expect(second.items.count == 3 && second.items.filter { $0.reread }.count == 3)
    }

    @Test(arguments: [
        "+OK\r\n1 \r\n.\r\n", "+OK\r\nx y\r\n.\r\n", "+OK\r\n1 a\r\n1 b\r\n.\r\n", "-ERR no such command\r\n",
        "BANG\r\n",
    ])
    func aListThatNamesNothingIsAFailureAndNoEmptyMaildrop(_ answer: String) async throws {
        let drop = try Drop([Self.letter(1)], lie: { line, _ in line == "UIDL" ? answer : nil })
        defer { drop.server.stop() }
        await #expect(throws: TransportError.self) { try await Polled.poll(drop.source()) }
    }

    @Test func aRefusedLoginIsSaidWithoutTheServersWords() async throws {
        let drop = try Drop(
            [], lie: { line, _ in line.hasPrefix("PASS") ? "-ERR office has another password\r\n" : nil })
        defer { drop.server.stop() }
        await #expect { try await Polled.poll(drop.source()) } throws: {
            if case .loginRefused = $0 as? TransportError { return !"\($0)".contains("office") }
            return false
        }
    }
}
