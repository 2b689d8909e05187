import CCurl
import Glibc

/// One easy handle of libcurl with the memory that it points to. Used on the loop's thread alone.
final class CurlHandle {
    /// libcurl's read buffer. The default of 16 KiB costs a call more for each 16 KiB of a feed.
    static let bufferSize = 64 << 10

    let easy: UnsafeMutableRawPointer
    private let errorText: UnsafeMutablePointer<CChar>
    private var list: UnsafeMutablePointer<curl_slist>?

    /// Nil when there is no memory.
    init?() {
        guard CurlGlobal.isReady, let easy = curl_easy_init() else { return nil }
        self.easy = easy
        errorText = .allocate(capacity: Int(CURL_ERROR_SIZE))
        errorText.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
    }

    deinit {
        curl_easy_cleanup(easy)
        if let list { curl_slist_free_all(list) }
        errorText.deallocate()
    }

    /// Makes the handle ready for the next exchange of a transfer. Connections and names stay known.
    func prepare(_ transfer: Transfer, userAgent: String, now: Double) {
        curl_easy_reset(easy)
        errorText.pointee = 0
        transfer.handle = self
        let limits = transfer.request.limits
        setCommon(transfer.request.caFile)
        set(CURLOPT_URL, transfer.place.url)
        set(CURLOPT_PROTOCOLS_STR, "http,https")
        set(CURLOPT_USERAGENT, userAgent)
        set(CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_2TLS))
        set(CURLOPT_BUFFERSIZE, CurlHandle.bufferSize)
        set(CURLOPT_PROXY, transfer.request.proxy ?? "")
        set(CURLOPT_NOPROXY, "")
        set(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1)
        if transfer.request.acceptEncodings { set(CURLOPT_ACCEPT_ENCODING, "") }
        if let user = transfer.place.user { set(CURLOPT_USERNAME, user) }
        if let password = transfer.place.password { set(CURLOPT_PASSWORD, password) }
        set(CURLOPT_CONNECTTIMEOUT_MS, max(1, Int(limits.connect * 1000)))
        set(CURLOPT_TIMEOUT_MS, max(1, Int((transfer.deadline - now) * 1000)))
        setMethod(transfer)
        setHeaders(transfer)
        setCallbacks(transfer)
    }

    var status: Int { long(CURLINFO_RESPONSE_CODE) }

    /// Bytes of body as they came, before unpacking.
    var bytesOnWire: Int { offset(CURLINFO_SIZE_DOWNLOAD_T) }

    /// Whether a request had gone out.
    var wasConnected: Bool { offset(CURLINFO_PRETRANSFER_TIME_T) > 0 }

    /// Whether the name had got its address.
    var wasResolved: Bool { offset(CURLINFO_NAMELOOKUP_TIME_T) > 0 }

    /// What the system said about the last connection, such as "Connection refused".
    var systemReason: String? {
        let code = long(CURLINFO_OS_ERRNO)
        return code == 0 ? nil : String(cString: strerror(Int32(code)))
    }

    /// curl's own words on a failure; printable ASCII alone, as parts of it may come from the peer.
    func words(_ code: CURLcode) -> String {
        let text = errorText.pointee == 0 ? curl_easy_strerror(code) : UnsafePointer(errorText)
        guard let text else { return "error \(code.rawValue)" }
        return Printable.line(UnsafeRawBufferPointer(start: text, count: strlen(text)))
    }

    /// What every handle has: verified TLS, no signals, no waiting for a name server that is silent.
    func setCommon(_ caFile: String?) {
        set(CURLOPT_NOSIGNAL, 1)
        set(CURLOPT_QUICK_EXIT, 1)
        set(CURLOPT_SSL_VERIFYPEER, 1)
        set(CURLOPT_SSL_VERIFYHOST, 2)
        set(CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2))
        // The system's folder of certificates stays in force beside this file.
        if let caFile { set(CURLOPT_CAINFO, caFile) }
        adaldyq_curl_set_pointer(easy, CURLOPT_ERRORBUFFER, errorText)
    }

    func set(_ option: CURLoption, _ value: Int) { adaldyq_curl_set_long(easy, option, value) }

    func set(_ option: CURLoption, _ value: String) { adaldyq_curl_set_text(easy, option, value) }

    private func setMethod(_ transfer: Transfer) {
        if let body = transfer.body {
            set(CURLOPT_POST, 1)
            adaldyq_curl_set_offset(easy, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(body.count))
            body.withUnsafeBytes {
                let bytes = UnsafeMutableRawPointer(mutating: $0.baseAddress)
                adaldyq_curl_set_pointer(easy, CURLOPT_COPYPOSTFIELDS, bytes)
            }
            if body.isEmpty { set(CURLOPT_COPYPOSTFIELDS, "") }
            if transfer.method != "POST" { set(CURLOPT_CUSTOMREQUEST, transfer.method) }
        } else if transfer.method == "HEAD" {
            set(CURLOPT_NOBODY, 1)
        } else {
            set(CURLOPT_HTTPGET, 1)
            if transfer.method != "GET" { set(CURLOPT_CUSTOMREQUEST, transfer.method) }
        }
        // A length that is announced can be refused before a byte of it has come.
        if transfer.method != "HEAD" {
            adaldyq_curl_set_offset(
                easy, CURLOPT_MAXFILESIZE_LARGE, curl_off_t(max(1, transfer.request.limits.maxBody)))
        }
    }

    private func setHeaders(_ transfer: Transfer) {
        if let list { curl_slist_free_all(list) }
        list = nil
        for field in transfer.headers {
            add(field.value.isEmpty ? "\(field.name);" : "\(field.name): \(field.value)")
        }
        if transfer.body != nil {
            // Neither a pause before a body nor a type that nobody named.
            add("Expect:")
            if transfer.headers["content-type"] == nil { add("Content-Type:") }
        }
        adaldyq_curl_set_list(easy, CURLOPT_HTTPHEADER, list)
    }

    private func add(_ line: String) {
        if let longer = curl_slist_append(list, line) { list = longer }
    }

    /// The transfer outlives its time in the multi handle: the loop holds it.
    private func setCallbacks(_ transfer: Transfer) {
        let context = Unmanaged.passUnretained(transfer).toOpaque()
        adaldyq_curl_set_pointer(easy, CURLOPT_PRIVATE, context)
        adaldyq_curl_set_pointer(easy, CURLOPT_HEADERDATA, context)
        adaldyq_curl_set_pointer(easy, CURLOPT_WRITEDATA, context)
        adaldyq_curl_set_write(easy, CURLOPT_HEADERFUNCTION) { bytes, size, count, context in
            CurlHandle.give(bytes, size * count, context) { $0.takeHeader($1) }
        }
        adaldyq_curl_set_write(easy, CURLOPT_WRITEFUNCTION) { bytes, size, count, context in
            CurlHandle.give(bytes, size * count, context) { $0.takeBody($1) }
        }
        adaldyq_curl_set_pointer(easy, CURLOPT_OPENSOCKETDATA, context)
        adaldyq_curl_set_open_socket(easy) { context, _, address in
            guard let context, let address else { return CURL_SOCKET_BAD }
            let isAllowed = Unmanaged<Transfer>.fromOpaque(context)._withUnsafeGuaranteedRef {
                $0.allows(CurlSocket.sockaddr(of: address))
            }
            return isAllowed ? CurlSocket.open(address) : CURL_SOCKET_BAD
        }
        adaldyq_curl_set_pointer(easy, CURLOPT_PREREQDATA, context)
        adaldyq_curl_set_before_request(easy) { context, peer, _, _, _ in
            guard let context, let peer else { return CURL_PREREQFUNC_ABORT }
            let isAllowed = Unmanaged<Transfer>.fromOpaque(context)._withUnsafeGuaranteedRef {
                $0.request.allowPrivate || $0.allowsPeer(String(cString: peer))
            }
            return isAllowed ? CURL_PREREQFUNC_OK : CURL_PREREQFUNC_ABORT
        }
    }

    /// - Returns: what curl wants back: all of the bytes, or less to stop.
    private static func give(
        _ bytes: UnsafeMutablePointer<CChar>?, _ count: Int, _ context: UnsafeMutableRawPointer?,
        _ take: (Transfer, UnsafeRawBufferPointer) -> Bool
    ) -> Int {
        guard let context else { return 0 }
        return Unmanaged<Transfer>.fromOpaque(context)._withUnsafeGuaranteedRef {
            if take($0, UnsafeRawBufferPointer(start: bytes, count: count)) { return count }
            return count == 0 ? 1 : 0
        }
    }

    private func long(_ info: CURLINFO) -> Int {
        var value = 0
        adaldyq_curl_get_long(easy, info, &value)
        return value
    }

    private func offset(_ info: CURLINFO) -> Int {
        var value: curl_off_t = 0
        adaldyq_curl_get_offset(easy, info, &value)
        return Int(value)
    }
}
