import Foundation

/// A server program that runs for one test, in the foreground, and is stopped by its own process id.
public final class RunningServer: @unchecked Sendable {
    // Process is not Sendable; it is touched here only, and only to be asked for its end.
    private let process = Process()
    private let log: String

    /// Starts a program and waits until its port takes connections.
    public init(_ path: String, _ arguments: [String], port: Int, log: String, environment: [String: String] = [:]) throws {
        self.log = log
        FileManager.default.createFile(atPath: log, contents: nil)
        let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: log))
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        process.standardOutput = handle
        process.standardError = handle
        process.standardInput = FileHandle.nullDevice
        try process.run()
        let deadline = Date().addingTimeInterval(20)
        while !LoopbackPort.takesConnections(port) {
            guard process.isRunning, Date() < deadline else {
                stop()
                throw TestFailure("\(path) did not start:\n\((try? String(contentsOfFile: log, encoding: .utf8)) ?? "")")
            }
            // Nothing tells when a foreign program listens: ask again in a moment.
            poll(nil, 0, 5)
        }
    }

    /// Its process id.
    public var processID: Int32 { process.processIdentifier }

    /// What it wrote.
    public var said: String { (try? String(contentsOfFile: log, encoding: .utf8)) ?? "" }

    /// Asks it to end and waits until it has.
    public func stop() {
        guard process.isRunning else { return }
        process.terminate()
        process.waitUntilExit()
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
