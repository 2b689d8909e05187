import Synchronization

@testable import Transport

/// An IMAP server that logs anybody in and then says what a test wants said.
final class ScriptedIMAP: Sendable {
    private let server: ScriptedServer
    private let seen: SeenCommands

    /// - Parameters:
    ///   - capabilities: beside IMAP4rev1.
    ///   - answer: given a command without its tag, the bytes to send, `TAG` standing for the tag; nil hangs up,
    ///     as does a final `HANGUP`.
    ///     Commands for which it gives an empty text get the usual answer.
    init(capabilities: String = "", _ answer: @escaping @Sendable (String) -> String?) throws {
        let seen = SeenCommands()
        self.seen = seen
        server = try ScriptedServer { peer in
            peer.write("* OK ready\r\n")
            while let line = peer.line(), let blank = line.firstIndex(of: " ") {
                let tag = String(line[..<blank])
                let command = String(line[line.index(after: blank)...])
                seen.add(command)
                guard var text = answer(command) else { return }
                if text.isEmpty { text = ScriptedIMAP.usual(command, capabilities) }
                let hangsUp = text.hasSuffix("HANGUP")
                if hangsUp { text.removeLast(6) }
                if !peer.write(ScriptedIMAP.replacing("TAG", by: tag, in: text)) || hangsUp { return }
            }
        }
    }

    var commands: [String] { seen.all }

    var endpoint: MailEndpoint {
        MailEndpoint(
            host: "127.0.0.1", port: server.port, security: .none, user: "office", password: "secret",
            allowPrivate: true)
    }

    func stop() { server.stop() }

    /// A connection with its inbox opened.
    func opened(readOnly: Bool = true) async throws -> IMAPConnection {
        let connection = IMAPConnection(endpoint)
        try await connection.open()
        _ = try await connection.select("INBOX", readOnly: readOnly)
        return connection
    }

    private static func usual(_ command: String, _ capabilities: String) -> String {
        if command == "CAPABILITY" { return "* CAPABILITY IMAP4rev1 \(capabilities)\r\nTAG OK\r\n" }
        if command.hasPrefix("EXAMINE") || command.hasPrefix("SELECT") {
            return "* 9 EXISTS\r\n* OK [UIDVALIDITY 7] valid\r\n* OK [UIDNEXT 10] next\r\nTAG OK done\r\n"
        }
        return "TAG OK done\r\n"
    }

    private static func replacing(_ word: String, by other: String, in text: String) -> String {
        text.split(separator: "\r\n", omittingEmptySubsequences: false)
            .map { $0.hasPrefix(word + " ") ? other + $0.dropFirst(word.count) : String($0) }
            .joined(separator: "\r\n")
    }
}

final class SeenCommands: Sendable {
    private let list = Mutex<[String]>([])
    func add(_ command: String) { list.withLock { $0.append(command) } }
    var all: [String] { list.withLock { $0 } }
}
