import Glibc

/// The one writer's lock: a file beside the store with the holder's process id in it (flock(2)). The kernel lets go
/// of it when the process ends, however it ends.
final class LockFile: Sendable {
    private let descriptor: Int32

    /// - Throws: `StoreError.locked` with the holder's process id.
    init(store path: String) throws {
        let lock = path + ".lock"
        // A link in its place would make us write into somebody else's file.
        descriptor = open(lock, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0o600)
        guard descriptor >= 0, LockFile.isRegular(descriptor) else {
            throw StoreError.failed(
                what: "take the lock \(lock)", path: path,
                why: errno == 0 ? "it is no regular file" : String(cString: strerror(errno)),
                advice: "check that its folder is there and belongs to the user that runs adaldyq")
        }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            let pid = LockFile.holder(of: path)
            throw StoreError.locked(path: path, pid: pid)
        }
        let text = Array("\(getpid())\n".utf8)
        ftruncate(descriptor, 0)
        pwrite(descriptor, text, text.count, 0)
    }

    deinit { close(descriptor) }

    private static func isRegular(_ descriptor: Int32) -> Bool {
        var status = stat()
        errno = 0
        return fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    }

    /// The process that holds the store for writing; nil if none does.
    static func runningWriter(of path: String) -> Int32? {
        let descriptor = open(path + ".lock", O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        if flock(descriptor, LOCK_SH | LOCK_NB) == 0 { return nil }
        return holder(of: path)
    }

    private static func holder(of path: String) -> Int32? {
        let descriptor = open(path + ".lock", O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: 32)
        let got = read(descriptor, &bytes, bytes.count)
        return Int32(String(decoding: bytes.prefix(max(0, got)), as: UTF8.self).prefix { $0.isNumber })
    }
}
