import CCurl
import Glibc

/// The wire of a real server: libcurl connects, hears the greeting and agrees on TLS (STARTTLS and STLS too); then bytes
/// go both ways. It is given no user: the login is the conversation's, which knows more mechanisms.
final class CurlWire: MailWire {
    /// How often a wait looks whether it is to end, in milliseconds: often in the middle of an answer, rarely where a
    /// wait is long by nature and should cost nothing.
    private static let slice = 200
    private static let longSlice = 1000

    let endpoint: MailEndpoint
    private let stop: StopFlag
    private var handle: CurlHandle?
    private var socket: curl_socket_t = -1
    private var wasRefusedAddress = false
    private var openedSockets = 0

    init(_ endpoint: MailEndpoint, stop: StopFlag) {
        self.endpoint = endpoint
        self.stop = stop
    }

    var peer: String { endpoint.peer }

    var timeouts: MailEndpoint.Timeouts { endpoint.timeouts }

    // MARK: Opening

    /// - Throws: `TransportError`, or `CancellationError`.
    func open() throws {
        guard !endpoint.host.isEmpty,
            endpoint.host.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F && !"/?#@\\[]%".utf8.contains($0) })
        else {
            throw TransportError.badAddress(
                TransportError.Trouble(
                    attempt: "open", peer: "(host)", reason: "this is no name of a host; write it as mail.example.org"))
        }
        guard endpoint.port.map({ (1...65535).contains($0) }) ?? true else {
            throw TransportError.badAddress(trouble("open", "a port is a number from 1 to 65535"))
        }
        if !endpoint.allowPrivate, AddressPolicy.isPublic(text: endpoint.host) == false { throw privateAddress() }
        guard let handle = CurlHandle() else {
            throw TransportError.connect(trouble("open", "there is no memory for it"))
        }
        prepare(handle)
        let code = curl_easy_perform(handle.easy)
        guard code == CURLE_OK else {
            try checkStop()
            throw MailFailure.error(
                code, self, handle, metOnlyPrivate: wasRefusedAddress && openedSockets == 0)
        }
        var socket: curl_socket_t = -1
        adaldyq_curl_get_socket(handle.easy, CURLINFO_ACTIVESOCKET, &socket)
        guard socket >= 0 else { throw TransportError.gone(trouble("open", "the server hung up after its greeting")) }
        self.socket = socket
        self.handle = handle
    }

    func close(_ farewell: String) {
        if let handle, !farewell.isEmpty {
            var count = 0
            _ = Array(farewell.utf8).withUnsafeBytes {
                curl_easy_send(handle.easy, $0.baseAddress, $0.count, &count)
            }
        }
        handle = nil
        socket = -1
    }

    func privateAddress() -> TransportError {
        .privateAddress(
            trouble(
                "open", "this is an address of a private network, which is refused; if it is meant, set `private: true`"
            ))
    }

    private func prepare(_ handle: CurlHandle) {
        handle.setCommon(endpoint.caFile)
        let host = endpoint.host.utf8.contains(0x3A) ? "[\(endpoint.host)]" : endpoint.host
        let scheme = endpoint.scheme
        handle.set(CURLOPT_PROTOCOLS_STR, "imap,imaps,pop3,pop3s")
        handle.set(CURLOPT_URL, "\(scheme)://\(host):\(endpoint.port ?? endpoint.usualPort)/")
        handle.set(CURLOPT_PROXY, "")
        handle.set(CURLOPT_USE_SSL, Int((endpoint.security == .none ? CURLUSESSL_NONE : CURLUSESSL_ALL).rawValue))
        handle.set(CURLOPT_CONNECT_ONLY, 1)
        handle.set(CURLOPT_TCP_KEEPALIVE, 1)
        handle.set(CURLOPT_TIMEOUT_MS, max(1, Int(endpoint.timeouts.open * 1000)))
        handle.set(CURLOPT_CONNECTTIMEOUT_MS, max(1, Int(endpoint.timeouts.open * 1000)))
        let context = Unmanaged.passUnretained(self).toOpaque()
        adaldyq_curl_set_pointer(handle.easy, CURLOPT_OPENSOCKETDATA, context)
        adaldyq_curl_set_open_socket(handle.easy) { context, _, address in
            guard let context, let address else { return CURL_SOCKET_BAD }
            let wire = Unmanaged<CurlWire>.fromOpaque(context).takeUnretainedValue()
            return wire.allows(CurlSocket.sockaddr(of: address)) ? CurlSocket.open(address) : CURL_SOCKET_BAD
        }
        handle.set(CURLOPT_NOPROGRESS, 0)
        adaldyq_curl_set_pointer(handle.easy, CURLOPT_XFERINFODATA, context)
        adaldyq_curl_set_progress(handle.easy) { context, _, _, _, _ in
            guard let context else { return 1 }
            return Unmanaged<CurlWire>.fromOpaque(context).takeUnretainedValue().mustStop ? 1 : 0
        }
    }

    private func allows(_ address: UnsafePointer<sockaddr>) -> Bool {
        guard endpoint.allowPrivate || AddressPolicy.isPublic(address) else {
            wasRefusedAddress = true
            return false
        }
        openedSockets += 1
        return true
    }

    // MARK: Bytes

    /// The connection was closed, or the task that waits was cancelled.
    private var mustStop: Bool { stop.isSet || Task.isCancelled }

    private func checkStop() throws {
        try Task.checkCancellation()
        if stop.isSet { throw TransportError.closed(trouble("wait for", "the connection was closed on this side")) }
    }

    func receive(into buffer: UnsafeMutableRawBufferPointer, deadline: Double) throws -> Int {
        let limit = min(MonotonicTime.now() + timeouts.read, deadline)
        guard let count = try receive(into: buffer, until: limit, slice: CurlWire.slice) else {
            throw TransportError.timeout(.read, trouble("read", "the server stays silent in the middle"))
        }
        return count
    }

    func receive(into buffer: UnsafeMutableRawBufferPointer, patientlyUntil limit: Double) throws -> Int? {
        try receive(into: buffer, until: limit, slice: CurlWire.longSlice)
    }

    private func receive(into buffer: UnsafeMutableRawBufferPointer, until limit: Double, slice: Int) throws -> Int? {
        guard let handle else { throw TransportError.closed(trouble("read", "the connection is closed")) }
        while true {
            try checkStop()
            var count = 0
            switch curl_easy_recv(handle.easy, buffer.baseAddress, buffer.count, &count) {
            case CURLE_OK where count > 0:
                return count
            case CURLE_AGAIN:
                let now = MonotonicTime.now()
                guard now < limit else { return nil }
                wait(Int16(POLLIN), until: limit, now: now, slice: slice)
            default:
                throw TransportError.gone(trouble("read", "the connection was closed by the server, or lost"))
            }
        }
    }

    func send(_ bytes: [UInt8]) throws {
        guard let handle else { throw TransportError.closed(trouble("write", "the connection is closed")) }
        let limit = MonotonicTime.now() + endpoint.timeouts.read
        var sent = 0
        while sent < bytes.count {
            try checkStop()
            var count = 0
            let code = bytes[sent...].withUnsafeBytes {
                curl_easy_send(handle.easy, $0.baseAddress, $0.count, &count)
            }
            sent += count
            switch code {
            case CURLE_OK:
                break
            case CURLE_AGAIN:
                let now = MonotonicTime.now()
                guard now < limit else {
                    throw TransportError.timeout(.write, trouble("write", "the server takes no more bytes"))
                }
                wait(Int16(POLLOUT), until: limit, now: now)
            default:
                throw TransportError.gone(trouble("write", "the connection was closed by the server, or lost"))
            }
        }
    }

    private func wait(_ events: Int16, until limit: Double, now: Double, slice: Int = CurlWire.slice) {
        var descriptor = pollfd(fd: socket, events: events, revents: 0)
        let left = Int(min((limit - now) * 1000, Double(slice))) + 1
        _ = poll(&descriptor, 1, Int32(min(left, slice)))
    }
}
