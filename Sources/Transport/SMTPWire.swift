import CCurl
import Glibc

/// One letter on its way: libcurl speaks SMTP. Blocks; made and used on one thread.
final class SMTPWire {
    private let endpoint: SMTPEndpoint
    private let letter: [UInt8]
    private let stop: StopFlag
    private var sent = 0
    private var metPrivate = false
    private var openedSockets = 0

    init(_ endpoint: SMTPEndpoint, _ letter: [UInt8], stop: StopFlag) {
        self.endpoint = endpoint
        self.letter = letter
        self.stop = stop
    }

    /// - Returns: the server's last code.
    func send(from: String?, to: String) throws -> Int {
        if !endpoint.allowPrivate, AddressPolicy.isPublic(text: endpoint.host) == false { throw privateAddress() }
        guard !endpoint.host.isEmpty,
            endpoint.host.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F && !"/?#@\\[]%".utf8.contains($0) }),
            let handle = CurlHandle(), let recipients = curl_slist_append(nil, "<\(to)>")
        else {
            throw TransportError.badAddress(trouble("this is no name of a host; write it as mail.example.org"))
        }
        defer { curl_slist_free_all(recipients) }
        prepare(handle)
        if let from { handle.set(CURLOPT_MAIL_FROM, "<\(from)>") }
        adaldyq_curl_set_list(handle.easy, CURLOPT_MAIL_RCPT, recipients)
        let code = curl_easy_perform(handle.easy)
        if stop.isSet { throw CancellationError() }
        guard code == CURLE_OK else { throw failure(code, handle) }
        return handle.status
    }

    private func prepare(_ handle: CurlHandle) {
        handle.setCommon(endpoint.caFile)
        let host = endpoint.host.utf8.contains(0x3A) ? "[\(endpoint.host)]" : endpoint.host
        let scheme = endpoint.security == .implicitTLS ? "smtps" : "smtp"
        handle.set(CURLOPT_PROTOCOLS_STR, "smtp,smtps")
        // The path is what we call ourselves in EHLO: not this machine's name, which is nobody's business.
        handle.set(CURLOPT_URL, "\(scheme)://\(host):\(endpoint.port ?? endpoint.usualPort)/localhost")
        handle.set(CURLOPT_PROXY, "")
        if let login = endpoint.login {
            handle.set(CURLOPT_USERNAME, login.user)
            handle.set(CURLOPT_PASSWORD, login.password)
        }
        handle.set(CURLOPT_USE_SSL, Int((endpoint.security == .none ? CURLUSESSL_NONE : CURLUSESSL_ALL).rawValue))
        let patience = max(1, Int(endpoint.patience * 1000))
        handle.set(CURLOPT_TIMEOUT_MS, patience)
        handle.set(CURLOPT_CONNECTTIMEOUT_MS, patience)
        handle.set(CURLOPT_UPLOAD, 1)
        adaldyq_curl_set_offset(handle.easy, CURLOPT_INFILESIZE_LARGE, curl_off_t(letter.count))
        let context = Unmanaged.passUnretained(self).toOpaque()
        adaldyq_curl_set_pointer(handle.easy, CURLOPT_READDATA, context)
        adaldyq_curl_set_write(handle.easy, CURLOPT_READFUNCTION) { bytes, size, count, context in
            guard let context, let bytes else { return 0 }
            return Unmanaged<SMTPWire>.fromOpaque(context).takeUnretainedValue().give(bytes, size * count)
        }
        adaldyq_curl_set_pointer(handle.easy, CURLOPT_OPENSOCKETDATA, context)
        adaldyq_curl_set_open_socket(handle.easy) { context, _, address in
            guard let context, let address else { return CURL_SOCKET_BAD }
            let wire = Unmanaged<SMTPWire>.fromOpaque(context).takeUnretainedValue()
            return wire.allows(CurlSocket.sockaddr(of: address)) ? CurlSocket.open(address) : CURL_SOCKET_BAD
        }
        handle.set(CURLOPT_NOPROGRESS, 0)
        adaldyq_curl_set_pointer(handle.easy, CURLOPT_XFERINFODATA, context)
        adaldyq_curl_set_progress(handle.easy) { context, _, _, _, _ in
            guard let context else { return 1 }
            return Unmanaged<SMTPWire>.fromOpaque(context).takeUnretainedValue().stop.isSet ? 1 : 0
        }
    }

    private func give(_ bytes: UnsafeMutablePointer<CChar>, _ room: Int) -> Int {
        let count = min(room, letter.count - sent)
        letter.withUnsafeBytes { source in
            UnsafeMutableRawBufferPointer(start: bytes, count: room).copyMemory(
                from: UnsafeRawBufferPointer(rebasing: source[sent..<(sent + count)]))
        }
        sent += count
        return count
    }

    private func allows(_ address: UnsafePointer<sockaddr>) -> Bool {
        guard endpoint.allowPrivate || AddressPolicy.isPublic(address) else {
            metPrivate = true
            return false
        }
        openedSockets += 1
        return true
    }

    // MARK: failing

    private func trouble(_ reason: String, status: Int? = nil) -> TransportError.Trouble {
        TransportError.Trouble(attempt: "send mail by", peer: endpoint.peer, reason: reason, status: status)
    }

    private func privateAddress() -> TransportError {
        .privateAddress(
            trouble("this is an address of a private network, which is refused; if it is meant, set `private: true`"))
    }

    private func failure(_ code: CURLcode, _ handle: CurlHandle) -> TransportError {
        if metPrivate, openedSockets == 0 { return privateAddress() }
        switch code {
        case CURLE_LOGIN_DENIED, CURLE_AUTH_ERROR:
            return .loginRefused(trouble("login refused; check user and password, and whether the server takes them"))
        case CURLE_COULDNT_RESOLVE_HOST:
            return .resolve(trouble("the name does not resolve; check its spelling and this machine's DNS"))
        case CURLE_COULDNT_CONNECT:
            return .connect(
                trouble(
                    "cannot connect: \(handle.systemReason ?? handle.words(code)); check address and port, and that the server runs"
                ))
        case CURLE_OPERATION_TIMEDOUT:
            return .timeout(
                .whole, trouble("the letter was not taken within \(HTTPFailure.seconds(endpoint.patience))"))
        case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CONNECT_ERROR, CURLE_SSL_CIPHER:
            return .tls(trouble("the server does not prove who it is, or speaks no fit TLS: \(handle.words(code))"))
        case CURLE_SSL_CACERT_BADFILE:
            return .tls(trouble("the file of trusted certificates cannot be read; check its path and content"))
        case CURLE_USE_SSL_FAILED:
            return .tls(trouble("the server offers no STARTTLS here; nothing was told to it"))
        default:
            let status = handle.status
            guard (400..<600).contains(status) else {
                return .gone(trouble("the connection ended before the letter was taken: \(handle.words(code))"))
            }
            // The server's words may name the address: its number must do.
            return .refused(trouble("the server answered \(status)", status: status))
        }
    }
}
