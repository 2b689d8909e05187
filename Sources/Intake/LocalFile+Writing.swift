import Glibc

extension LocalFile {
    /// Whether somebody has the file open to write in it; nil where that cannot be told.
    ///
    /// A read lease (fcntl(2)) is given to the file's owner and to root, and only while nobody writes.
    static func isOpenForWriting(_ path: String) -> Bool? {
        let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        // Who opens it meanwhile waits until it is let go. The signal that tells of it would end the program; this one is
        // ignored.
        guard fcntl(descriptor, setSignal, SIGURG) == 0 else { return nil }
        if fcntl(descriptor, setLease, Int32(F_RDLCK)) == 0 {
            _ = fcntl(descriptor, setLease, Int32(F_UNLCK))
            return false
        }
        return errno == EAGAIN ? true : nil
    }
}

extension LocalFile {
    /// F_SETSIG and F_SETLEASE of <fcntl.h>, which Swift's view of it leaves out; the same for all processors.
    private static let setSignal: Int32 = 10
    private static let setLease: Int32 = 1024
}

extension LocalFile.Facts {
    /// What was put in its place by its name being changed was whole before; then its last change was not to its bytes.
    /// What was written where it lies may not be whole for a while.
    /// - Parameter now: nanoseconds since 1970.
    func isFresh(at now: Int64) -> Bool { changed == modified && age(at: now) < LocalFile.Facts.fresh }

    /// Whether it may grow still, as far as its times tell.
    func mayGrow(at now: Int64) -> Bool { isFresh(at: now) && age(at: now) < LocalFile.Facts.pause }

    /// A clock that was set back makes no file wait.
    private func age(at now: Int64) -> Int64 { now < modified ? .max : now - modified }

    /// What was not written in for so long is whole, in nanoseconds, whoever has it open.
    private static let fresh: Int64 = 60_000_000_000
    /// Who copies a file into a folder pauses no longer.
    private static let pause: Int64 = 500_000_000
}
