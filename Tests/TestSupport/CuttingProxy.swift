import Foundation
import Synchronization

/// A relay on loopback that cuts the line, both ways, once one side has sent so many bytes.
public final class CuttingProxy: Sendable {
    /// Whose bytes are counted.
    public enum Side: Sendable, CaseIterable {
        /// What the server says.
        case server
        /// What is said to it.
        case client
    }

    /// Where it listens.
    public let port: Int
    private let listener: Int32
    private let target: Int
    private let limit: Int
    private let side: Side
    private let count = Mutex(0)

    /// - Parameters:
    ///   - to: the server's port on loopback.
    ///   - after: bytes of that side that are let through, over all connections.
    ///   - side: which side.
    public init(to target: Int, after limit: Int, of side: Side = .server) async throws {
        self.target = target
        self.limit = limit
        self.side = side
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
        guard isBound, listen(listener, 16) == 0 else { throw TestFailure("the relay cannot listen") }
        port = Int(UInt16(bigEndian: address.sin_port))
        Thread.detachNewThread { [self] in accept() }
    }

    /// Bytes of that side that went through.
    public var passed: Int { count.withLock { $0 } }

    /// Stops listening.
    public func stop() {
        shutdown(listener, Int32(SHUT_RDWR))
        close(listener)
    }

    private func accept() {
        while true {
            let client = Glibc.accept(listener, nil, nil)
            if client < 0 { return }
            Thread.detachNewThread { [self] in relay(client) }
        }
    }

    private func relay(_ client: Int32) {
        let server = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer {
            close(client)
            close(server)
        }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(INADDR_LOOPBACK).bigEndian
        address.sin_port = UInt16(target).bigEndian
        let isOpen = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(server, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
        guard isOpen else { return }
        SmallWrites.go(client)
        SmallWrites.go(server)
        var buffer = [UInt8](repeating: 0, count: 16_384)
        while true {
            var waits = [
                pollfd(fd: client, events: Int16(POLLIN), revents: 0),
                pollfd(fd: server, events: Int16(POLLIN), revents: 0),
            ]
            guard poll(&waits, 2, -1) > 0 else { return }
            if waits[0].revents != 0, !pass(from: client, to: server, counts: side == .client, &buffer) { return }
            if waits[1].revents != 0, !pass(from: server, to: client, counts: side == .server, &buffer) { return }
        }
    }

    /// - Returns: whether the line stays.
    private func pass(from: Int32, to: Int32, counts: Bool, _ buffer: inout [UInt8]) -> Bool {
        let got = recv(from, &buffer, buffer.count, 0)
        guard got > 0 else { return false }
        let allowed =
            !counts
            ? got
            : count.withLock { passed in
                let allowed = min(got, limit - passed)
                passed += allowed
                return allowed
            }
        return Self.sendAll(to, buffer[..<allowed]) && allowed == got
    }

    private static func sendAll(_ socket: Int32, _ bytes: ArraySlice<UInt8>) -> Bool {
        var rest = bytes
        while !rest.isEmpty {
            let sent = rest.withUnsafeBytes { send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            guard sent > 0 else { return false }
            rest = rest.dropFirst(sent)
        }
        return true
    }
}
