import CCurl
import Glibc
import Synchronization

/// The one thread that drives libcurl's multi handle. Others only put transfers into its inbox and wake it.
final class TransferLoop: Sendable {
    /// What came from other threads since the loop last looked.
    private struct Inbox: ~Copyable {
        var new: [Transfer] = []
        var someoneCancelled = false
        var isStopping = false
        var isRunning = false
        /// The loop's multi handle while it runs; used here only to wake it.
        var multi: Int = 0
    }

    private let inbox = Mutex(Inbox())
    private let userAgent: String
    private let pause: Double

    init(userAgent: String, pause: Double) {
        self.userAgent = userAgent
        self.pause = pause
    }

    /// Hands over a transfer whose continuation is set; the thread starts with the first.
    func submit(_ transfer: Transfer) {
        let refusal: String? = inbox.withLock { inbox in
            if inbox.isStopping { return "the client is closed already" }
            if !inbox.isRunning {
                guard let multi = CurlGlobal.isReady ? curl_multi_init() : nil else { return "there is no memory" }
                inbox.multi = Int(bitPattern: multi)
                guard startThread(multi) else {
                    inbox.multi = 0
                    curl_multi_cleanup(multi)
                    return "no thread could be started"
                }
                inbox.isRunning = true
            }
            inbox.new.append(transfer)
            // The loop takes everything at once: a second wake-up before that says nothing new.
            if inbox.new.count == 1 { TransferLoop.wake(inbox.multi) }
            return nil
        }
        if let refusal {
            transfer.continuation?.resume(throwing: TransportError.closed(transfer.trouble(refusal)))
            transfer.continuation = nil
        }
    }

    /// Ends one transfer as soon as the loop looks.
    func cancel(_ transfer: Transfer) {
        transfer.isCancelled.store(true, ordering: .releasing)
        inbox.withLock { inbox in
            inbox.someoneCancelled = true
            TransferLoop.wake(inbox.multi)
        }
    }

    /// Ends all of them, and the thread.
    func stop() {
        inbox.withLock { inbox in
            inbox.isStopping = true
            TransferLoop.wake(inbox.multi)
        }
    }

    /// What the thread takes out: new transfers, whether to look for cancelled ones, whether to end.
    func take() -> (new: [Transfer], someoneCancelled: Bool, isStopping: Bool) {
        inbox.withLock { inbox in
            let taken = (inbox.new, inbox.someoneCancelled, inbox.isStopping)
            inbox.new = []
            inbox.someoneCancelled = false
            return taken
        }
    }

    /// After this nobody wakes the multi handle any more.
    func forgetMulti() {
        inbox.withLock { $0.multi = 0 }
    }

    private static func wake(_ multi: Int) {
        if let multi = UnsafeMutableRawPointer(bitPattern: multi) { curl_multi_wakeup(multi) }
    }

    private func startThread(_ multi: UnsafeMutableRawPointer) -> Bool {
        let address = Int(bitPattern: multi)
        return PlainThread.start { [self, userAgent, pause] in
            guard let multi = UnsafeMutableRawPointer(bitPattern: address) else { return }
            LoopThread(self, multi: multi, userAgent: userAgent, pause: pause).run()
        }
    }
}
