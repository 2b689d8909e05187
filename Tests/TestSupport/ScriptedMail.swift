import Foundation
import Synchronization

/// A mail server on a free port of loopback that says what a test wants said, right or wrong. It reads lines and answers
/// each; it knows no protocol by itself.
public final class ScriptedMail: Sendable {
    /// Where it listens.
    public let port: Int
    private let listener: Int32
    private let heard = Mutex<[String]>([])
    private let connections = Mutex<(count: Int, open: [Int32])>((0, []))

    /// - Parameters:
    ///   - greeting: said first, without being asked.
    ///   - answer: given the connection's number (from 0) and a line, the bytes to send; a text that ends with `HANGUP`
    ///     ends the connection after what stands before it.
    public init(greeting: String, _ answer: @escaping @Sendable (Int, String) -> String) throws {
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        self.listener = listener
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(INADDR_LOOPBACK).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(listener, $0, length) == 0 && getsockname(listener, $0, &length) == 0
            }
        }
        guard isBound, listen(listener, 16) == 0 else { throw TestFailure("the scripted server cannot listen") }
        port = Int(UInt16(bigEndian: address.sin_port))
        Thread.detachNewThread { [self] in
            while true {
                let client = accept(listener, nil, nil)
                if client < 0 { return }
                let number = connections.withLock { state in
                    state.count += 1
                    state.open.append(client)
                    return state.count - 1
                }
                Thread.detachNewThread { [self] in
                    serve(client, number, greeting, answer)
                    connections.withLock { state in state.open.removeAll { $0 == client } }
                    close(client)
                }
            }
        }
    }

    /// Every line that came, of all connections.
    public var lines: [String] { heard.withLock { $0 } }

    /// How many connections came.
    public var connectionCount: Int { connections.withLock { $0.count } }

    /// Ends what is open, and goes on listening.
    public func dropConnections() {
        connections.withLock { state in for client in state.open { shutdown(client, Int32(SHUT_RDWR)) } }
    }

    /// Stops listening and ends what is open.
    public func stop() {
        shutdown(listener, Int32(SHUT_RDWR))
        close(listener)
        dropConnections()
    }

    private func serve(_ client: Int32, _ number: Int, _ greeting: String, _ answer: (Int, String) -> String) {
        var buffer: [UInt8] = []
        SmallWrites.go(client)
        guard say(greeting, client) else { return }
        while true {
            while let feed = buffer.firstIndex(of: 0x0A) {
                let line = String(decoding: buffer[..<feed].filter { $0 != 0x0D }, as: UTF8.self)
                buffer.removeSubrange(...feed)
                heard.withLock { $0.append(line) }
                guard say(answer(number, line), client) else { return }
            }
            var chunk = [UInt8](repeating: 0, count: 4096)
            let count = recv(client, &chunk, chunk.count, 0)
            guard count > 0 else { return }
            buffer += chunk[..<count]
        }
    }

    /// - Returns: whether the connection goes on.
    private func say(_ text: String, _ client: Int32) -> Bool {
        let hangsUp = text.hasSuffix("HANGUP")
        var rest = Array(text.utf8)[...].dropLast(hangsUp ? 6 : 0)
        while !rest.isEmpty {
            let sent = rest.withUnsafeBytes { send(client, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            guard sent > 0 else { return false }
            rest = rest.dropFirst(sent)
        }
        return !hangsUp
    }
}
