import Glibc

/// Files that are small by their nature, read whole or refused.
enum SmallFile {
    /// Why a file could not be read.
    struct Failure: Error, CustomStringConvertible {
        let path: String
        let why: String
        var description: String { "cannot read \(path): \(why)" }
    }

    /// A regular file's bytes.
    /// - Throws: `Failure` if it is absent, not a regular file, unreadable or longer than `limit` bytes.
    static func read(_ path: String, limit: Int) throws(Failure) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw Failure(path: path, why: reason(errno)) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw Failure(path: path, why: reason(errno)) }
        guard status.st_mode & S_IFMT == S_IFREG else { throw Failure(path: path, why: "it is not a regular file") }
        var bytes = [UInt8](repeating: 0, count: limit + 1)
        var filled = 0
        while filled <= limit {
            let got = bytes.withUnsafeMutableBytes {
                Glibc.read(descriptor, $0.baseAddress! + filled, limit + 1 - filled)
            }
            if got < 0 {
                if errno == EINTR { continue }
                throw Failure(path: path, why: reason(errno))
            }
            if got == 0 { break }
            filled += got
        }
        guard filled <= limit else { throw Failure(path: path, why: "it is larger than \(limit) bytes") }
        bytes.removeLast(bytes.count - filled)
        return bytes
    }

    /// The system's word for an error number.
    static func reason(_ number: Int32) -> String { String(cString: strerror(number)) }
}
