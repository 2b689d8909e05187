import Glibc
import Synchronization

@testable import Transport

/// A TCP server on a free port of loopback that does with each connection what a test says, right or wrong.
final class ScriptedServer: Sendable {
    let port: Int
    private let listener: Int32
    private let connections = Mutex<[Int32]>([])
    private let accepted = Atomic<Int>(0)

    /// - Parameter serve: runs on a thread of its own for each connection; the connection ends when it returns.
    init(_ serve: @escaping @Sendable (ScriptedPeer) -> Void) throws {
        let (listener, port) = try Loopback.listen()
        self.listener = listener
        self.port = port
        _ = PlainThread.start { [weak self] in
            while true {
                let descriptor = accept(listener, nil, nil)
                guard descriptor >= 0 else { return }
                guard let self else {
                    close(descriptor)
                    return
                }
                self.accepted.add(1, ordering: .relaxed)
                self.connections.withLock { $0.append(descriptor) }
                let isStarted = PlainThread.start {
                    serve(ScriptedPeer(descriptor))
                    self.end(descriptor)
                }
                if !isStarted { self.end(descriptor) }
            }
        }
    }

    /// How many connections came.
    var connectionCount: Int { accepted.load(ordering: .relaxed) }

    var url: String { "http://127.0.0.1:\(port)" }

    func stop() {
        shutdown(listener, Int32(SHUT_RDWR))
        connections.withLock { for descriptor in $0 { shutdown(descriptor, Int32(SHUT_RDWR)) } }
    }

    deinit {
        stop()
        close(listener)
    }

    private func end(_ descriptor: Int32) {
        connections.withLock { list in
            guard let index = list.firstIndex(of: descriptor) else { return }
            list.remove(at: index)
            // What came and was not read would make the close a reset, and the answer would be lost on its way.
            shutdown(descriptor, Int32(SHUT_WR))
            var rest = [UInt8](repeating: 0, count: 4096)
            while recv(descriptor, &rest, rest.count, Int32(MSG_DONTWAIT)) > 0 {}
            close(descriptor)
        }
    }
}

/// The other end of one connection.
final class ScriptedPeer {
    private let descriptor: Int32
    private var buffer: [UInt8] = []

    init(_ descriptor: Int32) { self.descriptor = descriptor }

    /// The next line without its end; nil when the connection is over.
    func line() -> String? {
        while true {
            if let feed = buffer.firstIndex(of: 0x0A) {
                let line = buffer[..<feed].filter { $0 != 0x0D }
                buffer.removeSubrange(...feed)
                return String(decoding: line, as: UTF8.self)
            }
            var chunk = [UInt8](repeating: 0, count: 4096)
            let count = recv(descriptor, &chunk, chunk.count, 0)
            guard count > 0 else { return nil }
            buffer.append(contentsOf: chunk[..<count])
        }
    }

    /// The head of the next HTTP request, a line each; nil when the connection is over.
    func request() -> [String]? {
        var lines: [String] = []
        while let line = line() {
            if line.isEmpty { return lines }
            lines.append(line)
        }
        return nil
    }

    /// Waits until the client goes away.
    func waitForEnd() {
        while line() != nil {}
    }

    /// - Returns: whether the client took it.
    @discardableResult
    func write(_ bytes: [UInt8]) -> Bool {
        var sent = 0
        while sent < bytes.count {
            let count = bytes[sent...].withUnsafeBytes {
                send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return false }
            sent += count
        }
        return true
    }

    @discardableResult
    func write(_ text: String) -> Bool { write(Array(text.utf8)) }
}

enum Loopback {
    struct Failure: Error {}

    /// A listening socket on a free port of 127.0.0.1.
    static func listen() throws -> (descriptor: Int32, port: Int) {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isListening = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, length) == 0 && Glibc.listen(descriptor, 512) == 0
                    && getsockname(descriptor, $0, &length) == 0
            }
        }
        guard isListening else { throw Failure() }
        return (descriptor, Int(UInt16(bigEndian: address.sin_port)))
    }

    /// A port that nobody used a moment ago.
    static func freePort() throws -> Int {
        let (descriptor, port) = try listen()
        close(descriptor)
        return port
    }

    /// Tries until somebody takes a connection there.
    static func isAnswering(port: Int, within seconds: Double) -> Bool {
        let end = MonotonicTime.now() + seconds
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        address.sin_port = UInt16(port).bigEndian
        while MonotonicTime.now() < end {
            let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
            defer { close(descriptor) }
            let result = withUnsafePointer(to: &address) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
                }
            }
            if result == 0 { return true }
            poll(nil, 0, 10)
        }
        return false
    }
}
