import Glibc

/// Runs an actor's work on one thread of its own, so that waiting for a socket there holds up nobody's tasks. The
/// thread starts with the first job and ends after the executor is gone.
package final class BlockingExecutor: SerialExecutor {
    private let queue = JobQueue()

    /// No thread yet.
    package init() {}

    deinit { queue.stop() }

    /// Runs a job after those before it.
    package func enqueue(_ job: consuming ExecutorJob) { queue.append(UnownedJob(job), for: self) }
}

/// Jobs in order, and the thread that waits for them. Everything mutable is touched under its lock alone.
private final class JobQueue: @unchecked Sendable {
    private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    private let condition = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
    /// Each keeps its executor alive until it has run.
    private var jobs: [(BlockingExecutor, UnownedJob)] = []
    private var isStopped = false
    private var hasThread = false
    private var isDraining = false

    init() {
        mutex.initialize(to: pthread_mutex_t())
        condition.initialize(to: pthread_cond_t())
        pthread_mutex_init(mutex, nil)
        pthread_cond_init(condition, nil)
    }

    deinit {
        pthread_cond_destroy(condition)
        pthread_mutex_destroy(mutex)
        condition.deallocate()
        mutex.deallocate()
    }

    func append(_ job: UnownedJob, for executor: BlockingExecutor) {
        pthread_mutex_lock(mutex)
        jobs.append((executor, job))
        if !hasThread {
            hasThread = PlainThread.start { [self] in waitAndRun() }
        }
        pthread_cond_signal(condition)
        // Without a thread (a limit of the system) whoever brings a job does the work.
        let drains = !hasThread && !isDraining
        if drains { isDraining = true }
        pthread_mutex_unlock(mutex)
        if drains { runAll() }
    }

    func stop() {
        pthread_mutex_lock(mutex)
        isStopped = true
        pthread_cond_signal(condition)
        pthread_mutex_unlock(mutex)
    }

    private func waitAndRun() {
        while true {
            pthread_mutex_lock(mutex)
            while jobs.isEmpty && !isStopped { pthread_cond_wait(condition, mutex) }
            let isDone = jobs.isEmpty
            pthread_mutex_unlock(mutex)
            if isDone { return }
            runAll()
        }
    }

    private func runAll() {
        while true {
            pthread_mutex_lock(mutex)
            let next = jobs.isEmpty ? nil : jobs.removeFirst()
            if next == nil { isDraining = false }
            pthread_mutex_unlock(mutex)
            guard let (executor, job) = next else { return }
            job.runSynchronously(on: executor.asUnownedSerialExecutor())
        }
    }
}
