/// One session with a POP3 server (RFC 1939, CAPA and PIPELINING of RFC 2449). What it deletes is deleted by the server
/// when the session ends in order, and not before.
///
/// It waits for the network on a thread of its own. Cancelling the task, or `close()`, ends any wait within a second.
public actor POP3Connection {
    /// Letters asked for at once where the server takes that, and bytes of them by its own statement.
    private static let usualDepth = 32
    private static let usualBytes = 4 << 20
    /// Bytes handed over at once, about.
    private static let batchBytes = 4 << 20

    private let endpoint: MailEndpoint
    private let executor = BlockingExecutor()
    private let stop = StopFlag()
    private var conversation: POP3Conversation?

    /// Work that blocks runs on the connection's own thread.
    public nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    /// Nothing happens yet.
    /// - Parameter endpoint: the server and who logs in.
    public init(_ endpoint: MailEndpoint) { self.endpoint = endpoint }

    /// Connects, agrees on TLS, logs in.
    /// - Throws: `TransportError`: `.loginRefused`, `.refused` (somebody else has the maildrop open), `.tls`,
    ///   `.resolve`, `.connect`, `.timeout`, `.privateAddress`.
    public func open() throws {
        guard conversation == nil, !stop.isSet else {
            throw closed("open", "the session is open already, or was closed; take a new one")
        }
        let wire = CurlWire(endpoint, stop: stop)
        try wire.open()
        let conversation = POP3Conversation(wire)
        self.conversation = conversation
        try guarded { conversation in
            try conversation.askCapabilities()
            try conversation.logIn(endpoint)
            // What is offered may be more after the login.
            try conversation.askCapabilities()
        }
    }

    /// What lies in the maildrop, in the server's order.
    /// - Throws: `.unsupported` when the server has no UIDL: nothing tells then what is new.
    public func list() throws -> [POP3Letter] { try guarded { try $0.list() } }

    /// Fetches letters and hands them over in the order given, in batches of at most `batch` and about 4 MB. While the
    /// handler is awaited nothing more is read.
    ///
    /// Of a letter that is larger than `maxMessage` by its stated size only the header fields are asked for (TOP), where
    /// the server has that. A letter that the server refuses comes with its reason; the others come all the same.
    public func fetch(
        _ letters: [POP3Letter], maxMessage: Int, batch: Int, _ hand: @Sendable ([POP3Fetched]) async throws -> Void
    ) async throws {
        var asked = letters[...]
        var waiting: [POP3Letter] = []
        var waitingBytes = 0
        var ready: [POP3Fetched] = []
        var bytes = 0
        for letter in letters {
            var failure: (any Error)?
            do {
                let fetched = try guarded { conversation in
                    let depth = conversation.canPipeline ? POP3Connection.usualDepth : 1
                    var commands: [String] = []
                    while let next = asked.first, waiting.count < depth,
                        waiting.isEmpty || waitingBytes + min(next.size, maxMessage) <= POP3Connection.usualBytes
                    {
                        commands.append(conversation.command(for: next, maxMessage))
                        waiting.append(next)
                        waitingBytes += min(next.size, maxMessage)
                        asked = asked.dropFirst()
                    }
                    if !commands.isEmpty { try conversation.send(commands) }
                    return try conversation.answer(for: letter, maxMessage)
                }
                waiting.removeFirst()
                waitingBytes -= min(letter.size, maxMessage)
                bytes += fetched.bytes?.count ?? 0
                ready.append(fetched)
            } catch {
                failure = error
            }
            let isLast = failure != nil || letter.number == letters.last?.number
            if !ready.isEmpty, ready.count >= batch || bytes >= POP3Connection.batchBytes || isLast,
                !(failure is CancellationError)
            {
                do {
                    try await hand(ready)
                } catch {
                    hangUp()
                    throw error
                }
                ready = []
                bytes = 0
            }
            if let failure { throw failure }
        }
    }

    /// Deletes letters and ends the session, which is when the server does it. Letters that are gone are no error.
    /// - Parameter ids: by their UIDL; all copies of an id go.
    /// - Throws: what went wrong; whether anything was deleted is not known then, and the same may be asked again.
    public func delete(_ ids: Set<String>) async throws {
        let letters = try list().filter { ids.contains($0.id) }
        try guarded { conversation in
            let step = conversation.canPipeline ? 100 : 1
            for start in stride(from: 0, to: letters.count, by: step) {
                let part = letters[start..<min(start + step, letters.count)]
                try conversation.send(part.map { "DELE \($0.number)" })
                for _ in part {
                    let status = try conversation.status()
                    guard status.isOK else { throw conversation.refused("delete mail on", status) }
                }
            }
            let end = try conversation.run("QUIT")
            guard end.isOK else { throw conversation.refused("delete mail on", end) }
        }
        hangUp()
    }

    /// Ends the session. Whatever waits on it ends with an error within a second.
    public nonisolated func close() async {
        stop.set()
        await sayGoodbye()
    }

    // MARK: Within

    private func guarded<Result>(_ exchange: (POP3Conversation) throws -> Result) throws -> Result {
        guard let conversation, !stop.isSet else { throw closed("speak to", "the session is closed") }
        do {
            return try exchange(conversation)
        } catch {
            hangUp()
            throw error
        }
    }

    private func sayGoodbye() {
        conversation?.wire.close("QUIT\r\n")
        conversation = nil
    }

    private func hangUp() {
        conversation?.wire.close()
        conversation = nil
    }

    private func closed(_ attempt: String, _ reason: String) -> TransportError {
        .closed(TransportError.Trouble(attempt: attempt, peer: endpoint.peer, reason: reason))
    }
}
