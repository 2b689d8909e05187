import FoundationEssentials
import Glibc

/// The way to the running daemon: a socket beside the store, for its user (and root) alone. A change goes over it as one
/// HTTP request, so that commands that write need not wait until the daemon is stopped.
enum ControlSocket {
    /// Where the changes are posted.
    static let target = "/change"
    /// Bytes of a request or an answer: a correction is a few hundred.
    static let longest = 1 << 20
    /// sockaddr_un's room for a path, on Linux.
    private static let longestPath = 107

    static func path(store: String) -> String { store + ".control" }

    /// Whether a socket can be there: a path that is too long has none, and the commands then say who holds the store.
    static func fits(store: String) -> Bool { path(store: store).utf8.count <= longestPath }

    /// Asks the running daemon for a change.
    /// - Returns: what it says.
    /// - Throws: `ControlError` if it cannot be reached, or refuses.
    static func ask(_ change: Change, store: String, pid: Int32) throws -> String {
        let body = Array(JSONText.line(change).utf8)
        let head =
            "POST \(target) HTTP/1.1\r\nHost: adaldyq\r\nContent-Type: application/json\r\nContent-Length: \(body.count)\r\n"
            + "Connection: close\r\n\r\n"
        let descriptor = try connect(path(store: store), pid)
        defer { close(descriptor) }
        var rest = (Array(head.utf8) + body)[...]
        while !rest.isEmpty {
            let sent = rest.withUnsafeBytes { send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            guard sent > 0 || errno == EINTR else { throw ControlError.unreachable(pid: pid, why: reason()) }
            rest = rest.dropFirst(max(0, sent))
        }
        var answer: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 16 << 10)
        while answer.count < longest {
            let got = recv(descriptor, &buffer, buffer.count, 0)
            if got < 0, errno == EINTR { continue }
            guard got >= 0 else { throw ControlError.unreachable(pid: pid, why: reason()) }
            if got == 0 { break }
            answer += buffer.prefix(got)
        }
        return try text(answer, pid)
    }

    /// The body of an answer that ends with the connection.
    private static func text(_ answer: [UInt8], _ pid: Int32) throws -> String {
        let answer = String(decoding: answer, as: UTF8.self)
        guard answer.hasPrefix("HTTP/1.1 "), let end = answer.firstRange(of: "\r\n\r\n") else {
            throw ControlError.unreachable(pid: pid, why: "it gave no answer")
        }
        let body = String(answer[end.upperBound...])
        guard answer.dropFirst(9).hasPrefix("200") else { throw ControlError.refused(body) }
        return body
    }

    private static func connect(_ path: String, _ pid: Int32) throws -> Int32 {
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw ControlError.unreachable(pid: pid, why: reason()) }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8.prefix(longestPath)) }
        let size = socklen_t(MemoryLayout<sockaddr_un>.size)
        let code = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { Glibc.connect(descriptor, $0, size) }
        }
        guard code == 0 else {
            let why = reason()
            close(descriptor)
            throw ControlError.unreachable(pid: pid, why: why)
        }
        return descriptor
    }

    private static func reason() -> String { String(cString: strerror(errno)) }
}

/// Why the running daemon did not make a change.
enum ControlError: Error, CustomStringConvertible {
    /// It runs and does not answer on its socket.
    case unreachable(pid: Int32, why: String)
    /// It answered why not.
    case refused(String)

    var description: String {
        switch self {
        case .unreachable(let pid, let why):
            "process \(pid) holds the store and could not be asked to make the change: \(why); run this as its user or as root, "
                + "or stop it first (systemctl stop adaldyq)"
        case .refused(let why): why
        }
    }
}
