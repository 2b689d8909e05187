import Foundation
import Synchronization

/// An IMAP server of one folder with messages made for a test, which errs where the test says so.
public final class LyingIMAP: Sendable {
    /// A message of the folder.
    public struct Message: Sendable {
        /// Its number.
        public var uid: Int
        /// All of it.
        public var text: String
        /// Stated instead of its own size.
        public var size: Int?
        /// Said instead of an answer that holds its text: `HANGUP` ends the connection.
        public var answer: String?

        /// Makes one.
        public init(uid: Int, text: String, size: Int? = nil, answer: String? = nil) {
            self.uid = uid
            self.text = text
            self.size = size
            self.answer = answer
        }
    }

    /// The folder.
    public struct Folder: Sendable {
        /// Its UIDVALIDITY.
        public var validity = 7
        /// Its UIDNEXT; nil for the one behind the last message.
        public var next: Int?
        /// The UIDVALIDITY of every connection but the first.
        public var validityAfter: Int?
        /// What lies in it.
        public var messages: [Message] = []
    }

    private let shared: Shared
    private let server: ScriptedMail

    /// Starts one.
    public init(_ messages: [Message], capabilities: String = "IDLE UIDPLUS") throws {
        let shared = Shared(Folder(messages: messages))
        self.shared = shared
        server = try ScriptedMail(greeting: "* OK ready\r\n") { number, line in
            let words = line.split(separator: " ", maxSplits: 1).map(String.init)
            guard words.count == 2 else { return "" }
            return shared.folder.withLock { LyingIMAP.answer(words[0], words[1], number, $0, capabilities) }
        }
    }

    /// Changes the folder between two commands.
    public func change(_ change: (inout Folder) -> Void) { shared.folder.withLock { change(&$0) } }

    /// What it was asked, without tags.
    public var commands: [String] {
        server.lines.compactMap { $0.split(separator: " ", maxSplits: 1).dropFirst().first.map(String.init) }
    }

    /// How many connections came.
    public var connectionCount: Int { server.connectionCount }

    /// Ends every connection that is open.
    public func dropConnections() { server.dropConnections() }

    /// Where it listens.
    public var port: Int { server.port }

    /// Stops it.
    public func stop() { server.stop() }

    private static func answer(
        _ tag: String, _ command: String, _ number: Int, _ folder: Folder, _ capabilities: String
    ) -> String {
        let done = "\(tag) OK done\r\n"
        if command == "CAPABILITY" { return "* CAPABILITY IMAP4rev1 \(capabilities)\r\n\(done)" }
        if command.hasPrefix("EXAMINE") || command.hasPrefix("SELECT") {
            let validity = number > 0 ? folder.validityAfter ?? folder.validity : folder.validity
            return
                "* \(folder.messages.count) EXISTS\r\n* OK [UIDVALIDITY \(validity)] valid\r\n"
                + "* OK [UIDNEXT \(folder.next ?? (folder.messages.map(\.uid).max() ?? 0) + 1)] next\r\n\(done)"
        }
        if command == "LOGOUT" { return "* BYE\r\n\(done)HANGUP" }
        var parts = command.split(separator: " ", maxSplits: 3).map(String.init)
        if parts.first == "FETCH" { parts.insert("UID", at: 0) }
        guard parts.count >= 3, parts[1] == "FETCH" else { return done }
        var out = ""
        for (index, message) in folder.messages.enumerated() where contains(parts[2], message.uid, folder) {
            let size = message.size ?? message.text.utf8.count
            if command.contains("BODY.PEEK[]") {
                if let answer = message.answer {
                    out += answer
                    if answer.hasSuffix("HANGUP") { return out }
                    continue
                }
                out +=
                    "* \(index + 1) FETCH (UID \(message.uid) FLAGS () RFC822.SIZE \(size) BODY[]<0> "
                    + "{\(message.text.utf8.count)}\r\n\(message.text))\r\n"
            } else if command.contains("BODY.PEEK[HEADER]") {
                let header = message.text.components(separatedBy: "\r\n\r\n")[0] + "\r\n\r\n"
                out +=
                    "* \(index + 1) FETCH (UID \(message.uid) RFC822.SIZE \(size) BODY[HEADER]<0> "
                    + "{\(header.utf8.count)}\r\n\(header))\r\n"
            } else {
                out += "* \(index + 1) FETCH (UID \(message.uid) RFC822.SIZE \(size))\r\n"
            }
        }
        return out + done
    }

    private static func contains(_ set: String, _ uid: Int, _ folder: Folder) -> Bool {
        let last = folder.messages.map(\.uid).max() ?? 0
        return set.split(separator: ",").contains { part in
            let ends = part.split(separator: ":").map { $0 == "*" ? last : Int($0) ?? 0 }
            guard let first = ends.first, let end = ends.last else { return false }
            return uid >= min(first, end) && uid <= max(first, end)
        }
    }

    private final class Shared: Sendable {
        let folder: Mutex<Folder>
        init(_ folder: Folder) { self.folder = Mutex(folder) }
    }
}
