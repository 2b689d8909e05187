import CCurl

/// libcurl's result on connecting and agreeing on TLS, made into words for the operator.
enum MailFailure {
    static func error(_ code: CURLcode, _ wire: CurlWire, _ handle: CurlHandle, metOnlyPrivate: Bool) -> TransportError
    {
        if metOnlyPrivate { return wire.privateAddress() }
        let attempt = "connect to"
        switch code {
        case CURLE_COULDNT_RESOLVE_HOST:
            return .resolve(
                wire.trouble(attempt, "the name does not resolve; check its spelling and this machine's DNS"))
        case CURLE_COULDNT_CONNECT:
            return .connect(
                wire.trouble(
                    attempt,
                    "cannot connect: \(handle.systemReason ?? handle.words(code)); check address and port, and that the server runs"
                ))
        case CURLE_OPERATION_TIMEDOUT:
            let patience = HTTPFailure.seconds(wire.endpoint.timeouts.open)
            return .timeout(
                .connect,
                wire.trouble(
                    attempt, "no greeting after \(patience); check the port, and whether TLS begins at once there"))
        case CURLE_PEER_FAILED_VERIFICATION:
            return .tls(
                wire.trouble(
                    attempt,
                    "the server does not prove who it is: \(handle.words(code)); "
                        + "if it is your own, name its certificate's file"))
        case CURLE_SSL_CACERT_BADFILE:
            return .tls(
                wire.trouble(attempt, "the file of trusted certificates cannot be read; check its path and content"))
        case CURLE_USE_SSL_FAILED, CURLE_REMOTE_ACCESS_DENIED:
            return .tls(wire.trouble(attempt, "the server offers no STARTTLS here; nothing was told to it"))
        case CURLE_SSL_CONNECT_ERROR, CURLE_SSL_CIPHER:
            return .tls(wire.trouble(attempt, "no TLS that is fit for use: \(handle.words(code))"))
        case CURLE_WEIRD_SERVER_REPLY, CURLE_URL_MALFORMAT, CURLE_UNSUPPORTED_PROTOCOL:
            return .violation(wire.trouble(attempt, "what answers there does not speak \(wire.endpoint.kind.rawValue)"))
        default:
            return .gone(wire.trouble(attempt, "the connection ended before the greeting: \(handle.words(code))"))
        }
    }
}
