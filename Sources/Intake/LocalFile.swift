import Glibc

/// A local file's bytes, read within a limit. The one place that hands a buffer to the system.
public enum LocalFile {
    /// Why a file could not be read.
    public struct Failure: Error, CustomStringConvertible, Sendable {
        /// Which file.
        public var path: String
        /// The system's word for it.
        public var why: String
        /// The system's number for it; 0 if it was not the system that refused.
        public var number: Int32
        /// What was attempted, why it failed, and what can be done where that is known.
        public var description: String {
            let advice =
                switch number {
                case ENOENT, ENOTDIR: "; make it, or correct its place in the configuration"
                case EACCES, EPERM: "; let the user that runs adaldyq read it"
                default: ""
                }
            return "cannot read \(path): \(why)\(advice)"
        }

        /// Describes a failure.
        public init(path: String, why: String, number: Int32 = 0) {
            self.path = path
            self.why = why
            self.number = number
        }
    }

    /// What is known of a file without reading it.
    public struct Facts: Hashable, Sendable {
        /// Its size in bytes.
        public var size: Int
        /// When it was last changed, in nanoseconds since 1970.
        public var modified: Int64
        /// When anything about it was last changed, its name or its owner too.
        public var changed: Int64
        /// Its number on its disk.
        public var inode: UInt64
    }

    /// A regular file's bytes.
    /// - Parameters:
    ///   - limit: the most bytes that are read.
    ///   - cuts: whether a longer file is cut there; else it is refused.
    ///   - followsLinks: whether a symbolic link is followed. Where strangers can put files it must not be: it would lead
    ///     to what they may not read.
    /// - Throws: `Failure` if it is absent, no regular file, unreadable or too long.
    public static func read(
        _ path: String, limit: Int, cuts: Bool = false, followsLinks: Bool = true
    ) throws(Failure) -> [UInt8] {
        let descriptor = try open(path, followsLinks: followsLinks)
        defer { close(descriptor) }
        let size = try facts(of: descriptor, path).size
        guard size <= limit || cuts else { throw Failure(path: path, why: "it is larger than \(limit) bytes") }
        // One byte more shows that it grew meanwhile.
        var bytes = try read(descriptor, path, upTo: min(size, limit) + 1)
        while bytes.count > size, bytes.count <= limit {
            let more = try read(descriptor, path, upTo: 1 << 16)
            if more.isEmpty { break }
            bytes += more
        }
        guard bytes.count <= limit || cuts else { throw Failure(path: path, why: "it is larger than \(limit) bytes") }
        if bytes.count > limit { bytes.removeLast(bytes.count - limit) }
        return bytes
    }

    /// Hands over a regular file's bytes from an offset on, in pieces.
    /// - Throws: `Failure`, and what `body` throws.
    public static func read(
        _ path: String, from offset: Int, piece: Int = 1 << 20, _ body: (ArraySlice<UInt8>) async throws -> Void
    ) async throws {
        let descriptor = try open(path)
        defer { close(descriptor) }
        _ = try facts(of: descriptor, path)
        guard lseek(descriptor, offset, SEEK_SET) >= 0 else { throw failure(path) }
        while true {
            let bytes = try read(descriptor, path, upTo: piece)
            if bytes.isEmpty { return }
            try await body(bytes[...])
        }
    }

    /// What is known of a file or folder.
    public static func facts(_ path: String) throws(Failure) -> Facts {
        var status = stat()
        guard stat(path, &status) == 0 else { throw failure(path) }
        return Facts(status)
    }

    /// The names in a folder, in no order, without `.` and `..`.
    public static func names(in path: String) throws(Failure) -> [String] {
        guard let folder = opendir(path) else { throw failure(path) }
        defer { closedir(folder) }
        var names: [String] = []
        errno = 0
        while let entry = readdir(folder) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { name in
                name.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
            errno = 0
        }
        guard errno == 0 else { throw failure(path) }
        return names
    }

    /// Makes what happened to a folder's entries survive a loss of power.
    static func settle(folder path: String) throws(Failure) {
        let descriptor = Glibc.open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure(path) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw failure(path) }
    }

    /// The failure that the system has just reported.
    static func failure(_ path: String) -> Failure {
        let number = errno
        return Failure(path: path, why: String(cString: strerror(number)), number: number)
    }

    private static func open(_ path: String, followsLinks: Bool = true) throws(Failure) -> Int32 {
        let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | (followsLinks ? 0 : O_NOFOLLOW))
        guard descriptor >= 0 else { throw failure(path) }
        return descriptor
    }

    private static func facts(of descriptor: Int32, _ path: String) throws(Failure) -> Facts {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw failure(path) }
        guard status.st_mode & S_IFMT == S_IFREG else { throw Failure(path: path, why: "it is not a regular file") }
        return Facts(status)
    }

    private static func read(_ descriptor: Int32, _ path: String, upTo count: Int) throws(Failure) -> [UInt8] {
        var problem: Int32 = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            while filled < count, let base = buffer.baseAddress {
                let got = Glibc.read(descriptor, base + filled, count - filled)
                if got > 0 {
                    filled += got
                } else if got == 0 {
                    return
                } else if errno != EINTR {
                    problem = errno
                    return
                }
            }
        }
        guard problem == 0 else { throw Failure(path: path, why: String(cString: strerror(problem)), number: problem) }
        return bytes
    }
}

extension LocalFile.Facts {
    init(_ status: stat) {
        size = status.st_size
        modified = Int64(status.st_mtim.tv_sec) * 1_000_000_000 + Int64(status.st_mtim.tv_nsec)
        changed = Int64(status.st_ctim.tv_sec) * 1_000_000_000 + Int64(status.st_ctim.tv_nsec)
        inode = UInt64(status.st_ino)
    }
}

extension LocalFile {
    /// Puts bytes in a file's place: they are on the disk, with the old file's rights and owner, before it is gone.
    public static func replace(_ path: String, with bytes: [UInt8]) throws(Failure) {
        var status = stat()
        guard stat(path, &status) == 0 else { throw failure(path) }
        let unfinished = path + ".new"
        let descriptor = Glibc.open(unfinished, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, status.st_mode & 0o777)
        guard descriptor >= 0 else { throw failure(unfinished) }
        var written = 0
        bytes.withUnsafeBytes { buffer in
            while written < buffer.count, let base = buffer.baseAddress {
                let count = Glibc.write(descriptor, base + written, buffer.count - written)
                if count < 0 && errno == EINTR { continue }
                if count <= 0 { return }
                written += count
            }
        }
        // Who may not give a file away leaves it his own, as every editor does. Giving it away takes rights from it.
        _ = fchown(descriptor, status.st_uid, status.st_gid)
        _ = fchmod(descriptor, status.st_mode & 0o777)
        let isWhole = written == bytes.count && fsync(descriptor) == 0
        let problem = isWhole ? nil : failure(unfinished)
        close(descriptor)
        if let problem {
            unlink(unfinished)
            throw problem
        }
        guard rename(unfinished, path) == 0 else { throw failure(path) }
        let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
        try settle(folder: folder)
    }
}
