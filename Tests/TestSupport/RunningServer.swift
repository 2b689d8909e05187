import Foundation
import Synchronization

/// A server program that runs for one test, in the foreground, and is stopped by its own process id.
public final class RunningServer: Sendable {
    private let program: SpawnedProgram
    private let log: String
    private let isStopped = Mutex(false)

    /// Starts a program and waits until its port takes connections.
    public init(_ path: String, _ arguments: [String], port: Int, log: String, environment: [String: String] = [:])
        throws
    {
        self.log = log
        program = try SpawnedProgram(path, arguments, output: log, environment: environment)
        let deadline = Date().addingTimeInterval(20)
        while !LoopbackPort.takesConnections(port) {
            guard program.isRunning, Date() < deadline else {
                let words = said
                stop()
                throw TestFailure("\(path) did not start:\n\(words)")
            }
            // Nothing tells when a foreign program listens: ask again in a moment.
            poll(nil, 0, 5)
        }
    }

    /// Its process id.
    public var processID: Int32 { program.processID }

    /// What it wrote.
    public var said: String { (try? String(contentsOfFile: log, encoding: .utf8)) ?? "" }

    /// Asks it to end and waits until it has.
    public func stop() {
        let isFirst = isStopped.withLock { stopped in
            defer { stopped = true }
            return !stopped
        }
        guard isFirst else { return }
        program.signal(SIGTERM)
        program.wait()
    }

    deinit { stop() }
}

/// Ports of this machine for nobody else.
public enum LoopbackPort {
    /// A port that was free a moment ago.
    public static func free() throws -> Int {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard descriptor >= 0 else { throw TestFailure("no socket") }
        defer { close(descriptor) }
        var address = loopback(port: 0)
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let bound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, length) == 0 && getsockname(descriptor, $0, &length) == 0
            }
        }
        guard bound else { throw TestFailure("no free port") }
        return Int(UInt16(bigEndian: address.sin_port))
    }

    /// Whether somebody listens there.
    public static func takesConnections(_ port: Int) -> Bool {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        var address = loopback(port: port)
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
    }

    private static func loopback(port: Int) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = UInt16(port).bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        return address
    }
}
