/// One conversation with an IMAP server (RFC 3501, RFC 9051, UIDPLUS of RFC 4315, MOVE of RFC 6851).
///
/// It waits for the network on a thread of its own, never on the threads of tasks. Cancelling the task, or `close()`,
/// ends any wait within a second. After a parse surprise, a timeout or a cancelled exchange the connection is closed:
/// what the bytes on it mean is not known any more. Nothing is written to a mailbox by reading it.
public actor IMAPConnection {
    /// Codes of a NO that says nothing about the folder itself (RFC 5530).
    private static let passing: Set<String> = ["UNAVAILABLE", "INUSE", "SERVERBUG", "LIMIT", "CONTACTADMIN"]
    /// A folder with more messages than this after the last one is no folder; 10 million UIDs take 40 MB.
    private static let mostMessages = 10_000_000

    let endpoint: MailEndpoint
    private let executor = BlockingExecutor()
    private let stop = StopFlag()
    private var conversation: IMAPConversation?
    /// The folder that is open.
    private(set) var selected: FolderStatus?
    /// A handler is awaited in the middle of a fetch: the server's answers are not ours to read then.
    private var isFetching = false

    /// Work that blocks runs on the connection's own thread.
    public nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    /// Nothing happens yet.
    /// - Parameter endpoint: the server and who logs in.
    public init(_ endpoint: MailEndpoint) { self.endpoint = endpoint }

    /// Connects, agrees on TLS, logs in.
    /// - Throws: `TransportError`: `.loginRefused`, `.tls`, `.resolve`, `.connect`, `.timeout`, `.privateAddress`.
    public func open() throws {
        guard conversation == nil, !stop.isSet else {
            throw closed("open", "the connection is open already, or was closed; take a new one")
        }
        let wire = IMAPWire(endpoint, stop: stop)
        try wire.open()
        let conversation = IMAPConversation(wire)
        self.conversation = conversation
        try guarded { conversation in
            _ = try conversation.run("CAPABILITY") { keyword, _ in
                if case .capability = keyword {
                    try conversation.readCapabilities()
                } else {
                    try conversation.reader.skipResponse()
                }
            }
        }
    }

    /// Ends the conversation. Whatever waits on it ends with an error within a second.
    public nonisolated func close() async {
        stop.set()
        await sayGoodbye()
    }

    /// Opens a folder: EXAMINE, so that nothing changes, unless writing is wanted.
    /// - Throws: `.noFolder` when there is none of that name, `.violation` when the server gives no UIDVALIDITY.
    public func select(_ folder: String, readOnly: Bool) async throws -> FolderStatus {
        selected = nil
        let status = try guarded { conversation in
            conversation.uidValidity = nil
            conversation.exists = 0
            var validity: UInt32?
            var uidNext: UInt32?
            let verb = readOnly ? "EXAMINE" : "SELECT"
            let answer = try conversation.run("\(verb) \(IMAPSyntax.mailbox(folder))") { _, _ in
                try conversation.reader.skipResponse()
            } status: { text in
                if text.code == "UIDVALIDITY" { validity = UInt32(text.argument) }
                if text.code == "UIDNEXT" { uidNext = UInt32(text.argument) }
            }
            guard answer.isOK else {
                if IMAPConnection.passing.contains(answer.text.code) { throw conversation.refused(verb, answer.text) }
                throw TransportError.noFolder(
                    conversation.wire.trouble(
                        "open the folder on",
                        "the folder cannot be opened: \(answer.text.words); check its name, and that it is shared"))
            }
            guard let validity, validity > 0 else {
                throw conversation.reader.violation("no UIDVALIDITY: the folder's numbers mean nothing for later")
            }
            conversation.uidValidity = validity
            return FolderStatus(
                uidValidity: validity, uidNext: uidNext, exists: conversation.exists,
                readOnly: readOnly || answer.text.code == "READ-ONLY")
        }
        selected = status
        return status
    }

    /// The UIDs of all messages after this one, ascending. A server gives the last message for `n:*` even when its
    /// number is lower; that one is left out.
    public func uids(after last: UInt32) async throws -> [UInt32] {
        try checkSelected()
        guard last < .max else { return [] }
        return try guarded { conversation in
            guard conversation.exists > 0 else { return [] }
            var uids: [UInt32] = []
            let command = "UID FETCH \(last + 1):* (UID)"
            let answer = try conversation.run(command) { keyword, _ in
                guard case .fetch = keyword else { return try conversation.reader.skipResponse() }
                let reply = try IMAPFetchReply(conversation.reader, mostBytes: 0)
                guard let uid = reply.uid else {
                    // A change of flags that somebody made just now is no answer to the question.
                    if reply.hasFlags { return }
                    throw conversation.reader.violation("an answer to a question for UIDs that holds none")
                }
                conversation.reachedSomething()
                if uid > last { uids.append(uid) }
                guard uids.count <= IMAPConnection.mostMessages else {
                    throw conversation.reader.violation("more than \(IMAPConnection.mostMessages) messages in a folder")
                }
            }
            guard answer.isOK else { throw conversation.refused(command, answer.text) }
            return IMAPConnection.ascending(uids)
        }
    }

    /// Fetches messages and hands them over in ascending order, in batches of at most `batch` messages and about 4 MB.
    /// The flags on the server stay as they are (BODY.PEEK). While the handler is awaited nothing more is read: memory
    /// does not grow with the mailbox.
    ///
    /// Messages larger than `maxMessage` come without bytes; messages that are gone by now are left out, after the
    /// server was asked a second time. A message that comes as NIL, cut short, or under another UID throws
    /// `.violation`, and nothing that follows it was handed over then.
    public func fetch(
        _ uids: [UInt32], maxMessage: Int, batch: Int, _ hand: @Sendable ([FetchedMessage]) async throws -> Void
    ) async throws {
        try checkSelected()
        // The size of a literal is a 32-bit number.
        let maxMessage = min(max(maxMessage, 1), Int(UInt32.max) - 1)
        var pipeline = FetchPipeline(IMAPConnection.ascending(uids), maxMessage: maxMessage)
        try checkFree()
        isFetching = true
        defer { isFetching = false }
        while !pipeline.isFinished {
            var failure: (any Error)?
            do {
                guard let conversation else { throw closed("fetch from", "the connection is closed") }
                try FetchSteps.fill(&pipeline, conversation, batch: max(1, batch))
            } catch {
                failure = error
            }
            if !pipeline.ready.isEmpty && !(failure is CancellationError) {
                do {
                    try await hand(pipeline.takeReady())
                } catch {
                    hangUp()
                    throw error
                }
            }
            if let failure {
                hangUp()
                throw failure
            }
        }
    }

    /// The names of all folders that hold mail, in plain letters.
    public func folders() async throws -> [String] {
        try guarded { conversation in
            var names: [String] = []
            let answer = try conversation.run("LIST \"\" \"*\"") { keyword, _ in
                guard case .list = keyword else { return try conversation.reader.skipResponse() }
                if let name = try IMAPListReply.read(conversation.reader) { names.append(name) }
            }
            guard answer.isOK else { throw conversation.refused("LIST", answer.text) }
            return names
        }
    }

    // MARK: Within

    /// Runs one exchange. An error that leaves the meaning of the bytes unknown closes the connection.
    func guarded<Result>(_ exchange: (IMAPConversation) throws -> Result) throws -> Result {
        try checkFree()
        let conversation = try open(for: "speak to")
        do {
            return try exchange(conversation)
        } catch let error as TransportError {
            switch error {
            case .noFolder, .refused, .unsupported: break
            default: hangUp()
            }
            throw error
        } catch {
            hangUp()
            throw error
        }
    }

    /// The conversation, if there is still one.
    func open(for attempt: String) throws -> IMAPConversation {
        guard let conversation, !stop.isSet else { throw closed(attempt, "the connection is closed") }
        return conversation
    }

    func checkSelected() throws {
        guard selected != nil || conversation == nil else { throw closed("read from", "no folder is open") }
    }

    private func checkFree() throws {
        guard !isFetching else { throw closed("speak to", "the connection is busy with a fetch") }
    }

    private func sayGoodbye() {
        if !isFetching { conversation?.sayGoodbye() }
        hangUp()
    }

    private func hangUp() {
        conversation?.wire.close()
        conversation = nil
        selected = nil
    }

    private func closed(_ attempt: String, _ reason: String) -> TransportError {
        .closed(TransportError.Trouble(attempt: attempt, peer: endpoint.peer, reason: reason))
    }

    /// Each once, in order.
    static func ascending(_ uids: [UInt32]) -> [UInt32] {
        if zip(uids, uids.dropFirst()).allSatisfy({ $0 < $1 }) { return uids }
        var last: UInt32?
        return uids.sorted().filter { uid in
            defer { last = uid }
            return uid != last
        }
    }
}
