import CCurl

/// libcurl's result made into words for the operator.
enum HTTPFailure {
    static func error(_ code: CURLcode, _ transfer: Transfer, _ handle: CurlHandle) -> TransportError {
        if let error = stopped(transfer) { return error }
        let words = handle.words(code)
        switch code {
        case CURLE_COULDNT_RESOLVE_HOST:
            return .resolve(transfer.trouble("the name does not resolve; check its spelling and this machine's DNS"))
        case CURLE_COULDNT_RESOLVE_PROXY:
            return .resolve(transfer.trouble("the proxy's name does not resolve; check the setting of the proxy"))
        case CURLE_COULDNT_CONNECT, CURLE_PROXY, CURLE_INTERFACE_FAILED:
            return .connect(
                transfer.trouble(
                    "cannot connect: \(handle.systemReason ?? words); check address and port, and that the server runs")
            )
        case CURLE_OPERATION_TIMEDOUT:
            return timeout(transfer, handle)
        case CURLE_PEER_FAILED_VERIFICATION:
            return .tls(
                transfer.trouble(
                    "the server does not prove who it is: \(words); if it is your own, name its certificate's file"))
        case CURLE_SSL_CACERT_BADFILE:
            return .tls(transfer.trouble("the file of trusted certificates cannot be read; check its path and content"))
        case CURLE_SSL_CONNECT_ERROR, CURLE_SSL_CIPHER, CURLE_SSL_CERTPROBLEM, CURLE_SSL_ISSUER_ERROR,
            CURLE_SSL_ENGINE_INITFAILED, CURLE_USE_SSL_FAILED:
            return .tls(transfer.trouble("no TLS that is fit for use: \(words)"))
        case CURLE_FILESIZE_EXCEEDED:
            return .tooLarge(transfer.trouble("the body is longer than \(transfer.request.limits.maxBody) bytes"))
        case CURLE_PARTIAL_FILE, CURLE_GOT_NOTHING, CURLE_RECV_ERROR, CURLE_SEND_ERROR, CURLE_HTTP2,
            CURLE_HTTP2_STREAM, CURLE_SSL_SHUTDOWN_FAILED:
            return .incomplete(transfer.trouble("the connection ended before the answer was complete: \(words)"))
        case CURLE_BAD_CONTENT_ENCODING:
            return .violation(transfer.trouble("the body is not packed as its Content-Encoding says: \(words)"))
        case CURLE_URL_MALFORMAT, CURLE_UNSUPPORTED_PROTOCOL:
            return .violation(transfer.trouble("not HTTP, or not an address: \(words)"))
        default:
            return .violation(transfer.trouble("the exchange failed: \(words)"))
        }
    }

    /// Our own callbacks had a reason.
    private static func stopped(_ transfer: Transfer) -> TransportError? {
        let limits = transfer.request.limits
        return switch transfer.stop {
        case .body: .tooLarge(transfer.trouble("the body is longer than \(limits.maxBody) bytes"))
        case .head: .tooLarge(transfer.trouble("the header lines are longer than \(limits.maxHeaders) bytes"))
        case .ratio:
            .ratio(transfer.trouble("unpacked, the body is more than \(limits.maxRatio) times its packed size: a bomb"))
        case .address where transfer.metOnlyPrivateAddresses: privateAddress(transfer)
        case .address, nil: nil
        }
    }

    static func privateAddress(_ transfer: Transfer) -> TransportError {
        .privateAddress(
            transfer.trouble(
                "this is an address of a private network, which is refused; if it is meant, set `private: true`"))
    }

    private static func timeout(_ transfer: Transfer, _ handle: CurlHandle) -> TransportError {
        guard handle.wasResolved else {
            return .timeout(.connect, transfer.trouble("no name server gave its address in time"))
        }
        guard handle.wasConnected else {
            return .timeout(
                .connect, transfer.trouble("no connection after \(seconds(transfer.request.limits.connect))"))
        }
        return .timeout(.whole, transfer.trouble("not complete after \(seconds(transfer.request.limits.whole))"))
    }

    static func seconds(_ value: Double) -> String {
        value == value.rounded() && abs(value) < 1e9 ? "\(Int(value)) s" : "\(value) s"
    }
}
