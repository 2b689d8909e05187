import Glibc
import Synchronization
import Transport

/// Tells when something was put into one of several local folders (inotify(7)), so that it is seen at once and nothing is
/// asked in between. It is armed once and stays so: what comes between a look and the wait is told as well.
actor FolderWatch {
    /// How often a wait looks whether it is to end, in milliseconds.
    private static let slice: Int32 = 1000
    /// Moved or linked into the folder, or written there to its end.
    private static let events = UInt32(IN_MOVED_TO) | UInt32(IN_CREATE) | UInt32(IN_CLOSE_WRITE)

    private let folders: [String]
    private let executor = BlockingExecutor()
    private var descriptor: Int32 = -1
    private var isImpossible = false

    /// A wait blocks a thread of its own, never those of tasks.
    nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    init(_ folders: [String]) { self.folders = folders }

    deinit {
        if descriptor >= 0 { close(descriptor) }
    }

    /// Begins to watch, if it has not begun. Where the system has no more room for watches, nothing is told.
    func arm() {
        guard descriptor < 0, !isImpossible else { return }
        descriptor = inotify_init1(Int32(IN_NONBLOCK) | Int32(IN_CLOEXEC))
        for folder in folders where descriptor >= 0 {
            if inotify_add_watch(descriptor, folder, FolderWatch.events) < 0 { disarm() }
        }
        isImpossible = descriptor < 0
    }

    /// Forgets what was told so far: call it before a look.
    func forget() {
        guard descriptor >= 0 else { return }
        var buffer = [UInt8](repeating: 0, count: 16 << 10)
        while read(descriptor, &buffer, buffer.count) > 0 {}
    }

    /// Waits until something comes.
    /// - Returns: nil if it cannot be told.
    func wait(for seconds: Double) throws -> Bool? {
        guard descriptor >= 0 else { return nil }
        var left = Int64(min(seconds, 1e6) * 1000)
        while left > 0 {
            try Task.checkCancellation()
            var event = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            let slice = Int32(min(left, Int64(FolderWatch.slice)))
            if poll(&event, 1, slice) > 0 { return true }
            left -= Int64(slice)
        }
        return false
    }

    /// Stops watching.
    func disarm() {
        if descriptor >= 0 { close(descriptor) }
        descriptor = -1
        isImpossible = false
    }
}
