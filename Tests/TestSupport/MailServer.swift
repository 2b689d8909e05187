import Foundation
import Glibc
import Synchronization

/// An SMTP server on loopback that keeps the letters it was given (RFC 5321) and refuses what a test says.
public final class MailServer: Sendable {
    /// One letter that was taken.
    public struct Letter: Sendable {
        /// The envelope's sender, as it stood between the angle brackets.
        public var from: String
        /// The envelope's recipients.
        public var to: [String]
        /// The letter, dots undone, lines ended by CRLF.
        public var text: String
        /// Who had logged in; empty for nobody.
        public var login: String

        /// A field of its header, unfolded; nil if it has none of the name.
        public func field(_ name: String) -> String? {
            let header = text.prefix(upTo: text.range(of: "\r\n\r\n")?.lowerBound ?? text.endIndex)
                .replacingOccurrences(of: "\r\n ", with: " ")
            return header.components(separatedBy: "\r\n").first { $0.lowercased().hasPrefix("\(name.lowercased()): ") }
                .map { String($0.dropFirst(name.count + 2)) }
        }

        /// Its body, which is base64, as text.
        public var body: String {
            let packed = text.components(separatedBy: "\r\n\r\n").dropFirst().joined()
            return Data(base64Encoded: packed, options: .ignoreUnknownCharacters)
                .map { String(decoding: $0, as: UTF8.self) } ?? ""
        }
    }

    private let listener: Int32
    private let taken = Mutex<[Letter]>([])
    private let commands = Mutex<[String]>([])
    /// Its port.
    public let port: Int

    /// Starts a server.
    /// - Parameter answer: what is said to a command instead of the usual, `550 no` for instance; nil for the usual.
    ///   What is asked after a letter's last line is called `.`.
    public init(_ answer: @escaping @Sendable (String) -> String? = { _ in nil }) throws {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isListening = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, length) == 0 && listen(descriptor, 16) == 0
                    && getsockname(descriptor, $0, &length) == 0
            }
        }
        guard isListening else { throw TestFailure("the mail server did not start") }
        listener = descriptor
        port = Int(UInt16(bigEndian: address.sin_port))
        Thread.detachNewThread { [weak self] in
            while true {
                let peer = accept(descriptor, nil, nil)
                guard peer >= 0 else {
                    // Only here, where nobody waits on it any more: its number is another's at once.
                    close(descriptor)
                    return
                }
                self?.serve(peer, answer)
                close(peer)
            }
        }
    }

    deinit { shutdown(listener, Int32(SHUT_RDWR)) }

    /// The letters it took.
    public var letters: [Letter] { taken.withLock { $0 } }
    /// The commands that it was given, without what a login said.
    public var said: [String] { commands.withLock { $0 } }

    private func serve(_ peer: Int32, _ answer: (String) -> String?) {
        guard let stream = fdopen(dup(peer), "r") else { return }
        defer { fclose(stream) }
        func say(_ text: String) {
            let bytes = Array("\(text)\r\n".utf8)
            _ = bytes.withUnsafeBytes { send(peer, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
        }
        func line() -> String? {
            var buffer: UnsafeMutablePointer<CChar>?
            var room = 0
            defer { free(buffer) }
            let count = getline(&buffer, &room, stream)
            guard count > 0, let buffer else { return nil }
            let bytes = UnsafeRawBufferPointer(start: buffer, count: count)
            return String(decoding: bytes.filter { $0 != 0x0A && $0 != 0x0D }, as: UTF8.self)
        }
        say(answer("") ?? "220 mail.test")
        var letter = Letter(from: "", to: [], text: "", login: "")
        var login = ""
        while let command = line() {
            let verb = command.prefix { $0 != " " && $0 != ":" }.uppercased()
            commands.withLock { $0.append(verb == "AUTH" ? "AUTH" : command) }
            let own = answer(command)
            func address() -> String { command.drop { $0 != "<" }.dropFirst().prefix { $0 != ">" }.description }
            switch verb {
            case "EHLO": say(own ?? "250-mail.test\r\n250 AUTH PLAIN")
            case "AUTH":
                var packed = command.split(separator: " ").dropFirst(2).first.map(String.init)
                if packed == nil {
                    say("334 ")
                    packed = line()
                }
                login =
                    Data(base64Encoded: packed ?? "")
                    .map { String(decoding: $0, as: UTF8.self).split(separator: "\0").joined(separator: "/") } ?? ""
                say(own ?? "235 ok")
            case "MAIL":
                letter = Letter(from: address(), to: [], text: "", login: login)
                say(own ?? "250 ok")
            case "RCPT":
                letter.to.append(address())
                say(own ?? "250 ok")
            case "DATA":
                say(own ?? "354 go on")
                if own != nil { continue }
                while let text = line(), text != "." {
                    letter.text += (text.hasPrefix(".") ? String(text.dropFirst()) : text) + "\r\n"
                }
                let verdict = answer(".")
                if verdict == nil { taken.withLock { $0.append(letter) } }
                say(verdict ?? "250 taken")
            case "QUIT":
                say("221 bye")
                return
            default: say(own ?? "250 ok")
            }
        }
    }
}
