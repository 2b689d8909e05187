/// Speaks HTTP with many servers at once: 64 requests are on their way at most, one for each public host with a pause
/// behind it, the others wait in line. All of it happens on one thread of its own, which starts with the first request.
///
/// http and https alone; TLS 1.2 or later, always verified; HTTP/2 where the server offers it. No cookies, no referrer,
/// no environment variables. Redirects are followed one by one, each checked like a request of its own. Answers that
/// are cut are errors, with one exception that libcurl does not show: a packed stream that stops early under a length
/// that is right. Parsers must insist on the end of their document.
public final class HTTPClient: Sendable {
    private let loop: TransferLoop

    /// Seconds for which a public host is left alone after each answer: what crawlers are asked for in robots.txt where
    /// they are asked for anything, and nothing that a poll would notice.
    public static let usualPause = 1.0

    /// - Parameters:
    ///   - userAgent: what servers are told about who asks: `name/version (+contact)`.
    ///   - pause: seconds between an answer of a public host and the next request to it.
    public init(userAgent: String, pause: Double = usualPause) {
        loop = TransferLoop(userAgent: userAgent, pause: pause)
    }

    deinit { loop.stop() }

    /// Asks, follows redirects, and gives the complete answer, whatever its status.
    /// - Throws: `TransportError`, or `CancellationError` when the task was cancelled.
    public func send(_ request: HTTPRequest) async throws -> HTTPResponse {
        let transfer = try Transfer(request)
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                transfer.continuation = continuation
                loop.submit(transfer)
            }
        } onCancel: {
            loop.cancel(transfer)
        }
    }

    /// Ends all transfers with `TransportError.closed`, and the thread. Later requests fail.
    public func shutdown() { loop.stop() }
}
