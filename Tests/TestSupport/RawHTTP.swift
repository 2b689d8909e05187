import Foundation

/// A request as its bytes: what a browser would never send too.
public enum RawHTTP {
    /// An answer, taken apart; the head in lower case.
    public typealias Answer = (status: Int, head: String, body: String)

    /// Sends a request to loopback and reads the answer to its end, on a thread of its own: who waits here must not
    /// keep the server's tasks from running.
    public static func ask(port: Int, _ request: String) async throws -> Answer {
        try await withCheckedThrowingContinuation { waiting in
            Thread.detachNewThread { waiting.resume(with: Result { try exchange(port: port, request) }) }
        }
    }

    private static func exchange(port: Int, _ request: String) throws -> Answer {
        let socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(socket) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(INADDR_LOOPBACK).bigEndian
        address.sin_port = UInt16(port).bigEndian
        let isOpen = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
        let bytes = Array(request.utf8)
        guard isOpen, send(socket, bytes, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count else {
            throw TestFailure("nobody listens at \(port)")
        }
        var answer: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while case let got = recv(socket, &buffer, buffer.count, 0), got > 0 { answer += buffer[..<got] }
        let text = String(decoding: answer, as: UTF8.self)
        let parts = text.components(separatedBy: "\r\n\r\n")
        let status = text.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
        return (status, parts[0].lowercased(), parts.dropFirst().joined(separator: "\r\n\r\n"))
    }

    /// GET with a Host.
    public static func get(
        port: Int, _ path: String, host: String? = nil, method: String = "GET"
    ) async throws -> Answer {
        try await ask(
            port: port,
            "\(method) \(path) HTTP/1.1\r\nHost: \(host ?? "127.0.0.1:\(port)")\r\nConnection: close\r\n\r\n")
    }
}
