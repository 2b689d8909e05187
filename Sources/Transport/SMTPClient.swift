/// Hands letters to a mail server (RFC 5321), each over a connection of its own and on a thread of its own.
public struct SMTPClient: Sendable {
    private let endpoint: SMTPEndpoint

    /// - Parameter endpoint: the server and who logs in.
    public init(_ endpoint: SMTPEndpoint) { self.endpoint = endpoint }

    /// Hands over one letter to one address.
    /// - Parameters:
    ///   - from: the envelope's sender; nil for the null path, to which nothing is ever returned (RFC 3834 §4).
    ///   - to: the envelope's recipient.
    ///   - letter: the whole of it, lines ended by CRLF.
    /// - Returns: the server's last code, 250 as a rule.
    /// - Throws: `TransportError`, whose words name no address; `CancellationError`.
    public func send(from: String?, to: String, letter: [UInt8]) async throws -> Int {
        for address in [from, to].compactMap(\.self)
        where address.isEmpty || address.utf8.contains(where: { $0 <= 0x20 || $0 == 0x3C || $0 == 0x3E || $0 == 0x7F })
        {
            throw TransportError.badAddress(
                .init(attempt: "send mail by", peer: endpoint.peer, reason: "an address is none that SMTP can carry"))
        }
        let stop = StopFlag()
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { (answer: CheckedContinuation<Int, any Error>) in
                let endpoint = endpoint
                let isStarted = PlainThread.start {
                    answer.resume(
                        with: Result { try SMTPWire(endpoint, letter, stop: stop).send(from: from, to: to) })
                }
                if !isStarted {
                    answer.resume(
                        throwing: TransportError.closed(
                            .init(
                                attempt: "send mail by", peer: endpoint.peer, reason: "no thread could be started")))
                }
            }
        } onCancel: {
            stop.set()
        }
    }
}
