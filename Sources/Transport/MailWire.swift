/// Bytes both ways between a conversation of a mail protocol and its server. Calls block; a wire is used on its
/// connection's own thread alone.
protocol MailWire: AnyObject {
    /// The server's host, and its port when it is not the usual one: what errors say.
    var peer: String { get }
    /// What the conversation may take.
    var timeouts: MailEndpoint.Timeouts { get }

    /// Waits for at least one byte.
    /// - Parameter deadline: of the conversation's progress, on the monotonic clock.
    /// - Throws: `TransportError`: `.gone`, `.timeout`; `CancellationError`.
    func receive(into buffer: UnsafeMutableRawBufferPointer, deadline: Double) throws -> Int

    /// Waits for bytes where silence is the rule, and costs next to nothing meanwhile.
    /// - Parameter limit: on the monotonic clock.
    /// - Returns: nil if none came until then.
    func receive(into buffer: UnsafeMutableRawBufferPointer, patientlyUntil limit: Double) throws -> Int?

    /// Hands over all of the bytes.
    func send(_ bytes: [UInt8]) throws

    /// Ends the connection.
    /// - Parameter farewell: handed over if the peer takes it at once; nobody waits for an answer.
    func close(_ farewell: String)
}

extension MailWire {
    /// The words of an error.
    func trouble(_ attempt: String, _ reason: String) -> TransportError.Trouble {
        TransportError.Trouble(attempt: attempt, peer: peer, reason: reason)
    }

    func close() { close("") }
}
