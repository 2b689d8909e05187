import Glibc

/// A reader's share in the locks by which deliverers agree on an mbox: a dot file beside it, and the system's locks on the
/// file (fcntl and flock). A lock of an open description is taken, which other readings of the file in this process do
/// not drop.
struct MboxLock {
    /// F_OFD_SETLK, which the headers hide from programs that do not ask for GNU's extensions.
    private static let setLock: Int32 = 37

    private let descriptor: Int32

    /// - Parameters:
    ///   - now: in nanoseconds since 1970.
    ///   - stale: a dot file that is older than this was left by a writer that died.
    /// - Returns: nil while somebody writes.
    init?(_ path: String, now: Int64, stale: Int64) throws(LocalFile.Failure) {
        if let dot = try? LocalFile.facts(path + ".lock"), dot.modified + stale > now { return nil }
        descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw LocalFile.failure(path) }
        var shared = Glibc.flock()
        shared.l_type = Int16(F_RDLCK)
        shared.l_whence = Int16(SEEK_SET)
        let isFree =
            fcntl(descriptor, MboxLock.setLock, &shared) == 0 && flock(descriptor, LOCK_SH | LOCK_NB) == 0
        // A file system without locks (ENOLCK, EINVAL) cannot tell: then nobody else uses them either.
        guard isFree || (errno != EAGAIN && errno != EACCES && errno != EWOULDBLOCK) else {
            close(descriptor)
            return nil
        }
    }

    /// Lets others write.
    func release() { close(descriptor) }
}
