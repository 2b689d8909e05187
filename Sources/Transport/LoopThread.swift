import CCurl

/// What the loop's thread knows: transfers on their way, those that wait, and handles to use again.
final class LoopThread {
    /// Requests on their way at once, over all hosts: enough to hide the slow ones, few enough for any file limit.
    private static let mostActive = 64
    /// Names looked up at once: libcurl takes a thread of the process for each, and a service may have few.
    private static let mostLookups = 24
    /// How often limits of time are looked at while something is on its way, in seconds.
    private static let tick = 0.25
    /// The longest sleep, in milliseconds; being woken ends it.
    private static let longestSleep = 60_000

    private let loop: TransferLoop
    private let multi: UnsafeMutableRawPointer
    private let userAgent: String
    /// Seconds between two requests to one stranger.
    private let pause: Double
    private var resting: [HostLine] = []
    private var lines: [String: HostLine] = [:]
    private var ready: [HostLine] = []
    private var active: [ObjectIdentifier: Transfer] = [:]
    private var handles: [CurlHandle] = []
    private var nextLook = 0.0

    init(_ loop: TransferLoop, multi: UnsafeMutableRawPointer, userAgent: String, pause: Double) {
        self.loop = loop
        self.multi = multi
        self.userAgent = userAgent
        self.pause = pause
        adaldyq_curl_multi_set_long(multi, CURLMOPT_MAXCONNECTS, LoopThread.mostActive)
    }

    func run() {
        while true {
            let taken = loop.take()
            for transfer in taken.new { enqueue(transfer) }
            if taken.isStopping { break }
            if taken.someoneCancelled { dropCancelled() }
            wakeRested()
            startReady()
            var running: Int32 = 0
            curl_multi_perform(multi, &running)
            let finished = collect()
            if !active.isEmpty { lookAtClocks() }
            if finished && !ready.isEmpty { continue }
            var sleep = active.isEmpty ? LoopThread.longestSleep : Int(LoopThread.tick * 1000)
            if let next = resting.map(\.restsUntil).min() {
                sleep = min(sleep, max(0, Int(((next - MonotonicTime.now()) * 1000).rounded(.up))))
            }
            curl_multi_poll(multi, nil, 0, Int32(sleep), nil)
        }
        end()
    }

    // MARK: In

    private func enqueue(_ transfer: Transfer) {
        if transfer.isCancelled.load(ordering: .acquiring) {
            resume(transfer, .failure(CancellationError()))
            return
        }
        let key = transfer.place.host
        let line = lines[key] ?? HostLine(transfer.place)
        lines[key] = line
        line.append(transfer)
        list(line)
    }

    private func list(_ line: HostLine) {
        guard !line.isListed else { return }
        let now = MonotonicTime.now()
        if line.canStart(at: now) {
            line.isListed = true
            ready.append(line)
        } else if now < line.restsUntil {
            // With work or without: who comes during the pause finds the line that knows of it.
            if !resting.contains(where: { $0 === line }) { resting.append(line) }
        } else {
            forget(line)
        }
    }

    /// Lines whose pause is over go on, or are forgotten.
    private func wakeRested() {
        guard !resting.isEmpty else { return }
        let now = MonotonicTime.now()
        let awake = resting.filter { now >= $0.restsUntil }
        resting.removeAll { now >= $0.restsUntil }
        for line in awake { list(line) }
    }

    /// A line of which nothing is left. One that is still listed goes when its turn comes.
    private func forget(_ line: HostLine) {
        if line.isIdle(at: MonotonicTime.now()) && !line.isListed && lines[line.key] === line { lines[line.key] = nil }
    }

    /// Starts what may start, one host after the other, so that none has to wait for another's long line.
    private func startReady() {
        guard !ready.isEmpty else { return }
        var position = 0
        var lookups = active.values.count { $0.isLookedUp }
        while active.count < LoopThread.mostActive, position < ready.count, lookups < LoopThread.mostLookups {
            let line = ready[position]
            position += 1
            line.isListed = false
            if let transfer = line.start() {
                let now = MonotonicTime.now()
                transfer.deadline = now + transfer.request.limits.whole
                exchange(transfer, now: now)
                if transfer.isLookedUp { lookups += 1 }
            }
            list(line)
        }
        ready.removeFirst(position)
    }

    /// Begins one exchange: the request itself, or the next hop of a redirect.
    private func exchange(_ transfer: Transfer, now: Double) {
        active[ObjectIdentifier(transfer)] = transfer
        let isAstray = transfer.place.host != transfer.origin && AddressPolicy.isLinkLocal(text: transfer.place.host)
        guard transfer.request.allowPrivate || AddressPolicy.isPublic(text: transfer.place.host) != false, !isAstray
        else {
            // Behind a proxy nobody else would notice.
            finish(transfer, .failure(HTTPFailure.privateAddress(transfer)))
            return
        }
        guard let handle = handles.popLast() ?? CurlHandle() else {
            finish(transfer, .failure(TransportError.connect(transfer.trouble("there is no memory for it"))))
            return
        }
        transfer.firstByteDeadline = now + transfer.request.limits.firstByte
        handle.prepare(transfer, userAgent: userAgent, now: now)
        curl_multi_add_handle(multi, handle.easy)
    }

    // MARK: Out

    /// - Returns: whether something came to its end.
    private func collect() -> Bool {
        var left: Int32 = 0
        var any = false
        while let message = curl_multi_info_read(multi, &left) {
            guard message.pointee.msg == CURLMSG_DONE, let easy = message.pointee.easy_handle else { continue }
            let code = message.pointee.data.result
            var context: UnsafeMutableRawPointer?
            adaldyq_curl_get_private(easy, &context)
            guard let context else { continue }
            let transfer = Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue()
            any = true
            complete(transfer, code)
        }
        return any
    }

    private func complete(_ transfer: Transfer, _ code: CURLcode) {
        guard let handle = transfer.handle else { return }
        guard code == CURLE_OK else {
            finish(transfer, .failure(HTTPFailure.error(code, transfer, handle)))
            return
        }
        do throws(TransportError) {
            if transfer.leadsOn, try transfer.turn() {
                release(transfer)
                exchange(transfer, now: MonotonicTime.now())
            } else {
                finish(transfer, .success(transfer.response))
            }
        } catch {
            finish(transfer, .failure(error))
        }
    }

    private func finish(_ transfer: Transfer, _ result: Result<HTTPResponse, any Error>) {
        release(transfer)
        active[ObjectIdentifier(transfer)] = nil
        // The line is that of the host it began with: a redirect does not change lines.
        if let line = transfer.line {
            // What is read is read at leisure; what is sent is awaited.
            line.finish(at: MonotonicTime.now(), pause: transfer.request.method == "GET" ? pause : 0)
            list(line)
        }
        resume(transfer, result)
    }

    private func release(_ transfer: Transfer) {
        guard let handle = transfer.handle else { return }
        curl_multi_remove_handle(multi, handle.easy)
        transfer.handle = nil
        handles.append(handle)
    }

    private func resume(_ transfer: Transfer, _ result: Result<HTTPResponse, any Error>) {
        transfer.continuation?.resume(with: result)
        transfer.continuation = nil
    }

    // MARK: Clocks and ends

    private func lookAtClocks() {
        let now = MonotonicTime.now()
        guard now >= nextLook else { return }
        nextLook = now + LoopThread.tick
        for transfer in active.values where !transfer.hasHead && now >= transfer.firstByteDeadline {
            let patience = HTTPFailure.seconds(transfer.request.limits.firstByte)
            finish(
                transfer,
                .failure(TransportError.timeout(.firstByte, transfer.trouble("no answer began within \(patience)"))))
        }
    }

    private func dropCancelled() {
        let isCancelled = { (transfer: Transfer) in transfer.isCancelled.load(ordering: .acquiring) }
        for transfer in active.values where isCancelled(transfer) { finish(transfer, .failure(CancellationError())) }
        for line in Array(lines.values) {
            for transfer in line.drop(where: isCancelled) { resume(transfer, .failure(CancellationError())) }
            forget(line)
        }
    }

    private func end() {
        let closed = { (transfer: Transfer) -> Result<HTTPResponse, any Error> in
            .failure(TransportError.closed(transfer.trouble("the client was closed")))
        }
        for transfer in active.values { finish(transfer, closed(transfer)) }
        for line in lines.values {
            for transfer in line.drop(where: { _ in true }) { resume(transfer, closed(transfer)) }
        }
        loop.forgetMulti()
        handles = []
        curl_multi_cleanup(multi)
    }
}
