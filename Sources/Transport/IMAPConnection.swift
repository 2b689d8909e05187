/// One conversation with an IMAP server (RFC 3501, RFC 9051, UIDPLUS of RFC 4315, MOVE of RFC 6851, IDLE of RFC 2177).
///
/// It waits for the network on a thread of its own, never on the threads of tasks. Cancelling the task, or `close()`,
/// ends any wait within a second. After a parse surprise, a timeout or a cancelled exchange the connection is closed:
/// what the bytes on it mean is not known any more. Nothing is written to a mailbox by reading it.
public actor IMAPConnection {
    /// Folders that are looked into at once: the commands together stay under what a server buffers.
    private static let surveyedAtOnce = 50

    let endpoint: MailEndpoint
    private let executor = BlockingExecutor()
    private let stop = StopFlag()
    private var conversation: IMAPConversation?
    /// The folder that is open, and its name.
    private(set) var selected: FolderStatus?
    private var selectedName: String?
    /// A handler is awaited in the middle of a fetch: the server's answers are not ours to read then.
    private var isFetching = false

    /// Work that blocks runs on the connection's own thread.
    public nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    /// Nothing happens yet.
    /// - Parameter endpoint: the server and who logs in.
    public init(_ endpoint: MailEndpoint) { self.endpoint = endpoint }

    /// Connects, agrees on TLS, logs in.
    /// - Throws: `TransportError`: `.loginRefused`, `.unsupported` (no way of logging in that was allowed), `.tls`,
    ///   `.resolve`, `.connect`, `.timeout`, `.privateAddress`.
    public func open() throws {
        guard conversation == nil, !stop.isSet else {
            throw closed("open", "the connection is open already, or was closed; take a new one")
        }
        let wire = CurlWire(endpoint, stop: stop)
        try wire.open()
        let conversation = IMAPConversation(wire)
        self.conversation = conversation
        do {
            try conversation.askCapabilities()
            try IMAPLogin.perform(conversation, endpoint)
        } catch {
            hangUp()
            throw error
        }
    }

    /// Ends the conversation. Whatever waits on it ends with an error within a second.
    public nonisolated func close() async {
        stop.set()
        await sayGoodbye()
    }

    /// Whether the connection can still be used.
    public var isOpen: Bool { conversation != nil && !stop.isSet }

    /// The folder that is open for reading only, if one is.
    public var watched: String? { selected?.readOnly == true ? selectedName : nil }

    /// Opens a folder: EXAMINE, so that nothing changes, unless writing is wanted.
    /// - Throws: `.noFolder` when there is none of that name, `.violation` when the server gives no UIDVALIDITY.
    public func select(_ folder: String, readOnly: Bool) async throws -> FolderStatus {
        selected = nil
        selectedName = folder
        let status = try guarded { conversation in
            let command = IMAPSelect.command(folder, readOnly: readOnly, conversation)
            let tag = try conversation.send([command])
            return try IMAPSelect.answer(to: tag, command, readOnly: readOnly, conversation)
        }
        selected = status
        return status
    }

    /// Looks into several folders, all in one round trip. The last of them that can be opened is open then, for
    /// reading.
    /// - Returns: for each, in order, what the server says of it, or why it cannot be opened.
    public func survey(_ folders: [String]) async throws -> [Result<FolderStatus, TransportError>] {
        selected = nil
        var results: [Result<FolderStatus, TransportError>] = []
        for start in stride(from: 0, to: folders.count, by: IMAPConnection.surveyedAtOnce) {
            let part = folders[start..<min(start + IMAPConnection.surveyedAtOnce, folders.count)]
            results += try guarded { conversation in
                let commands = part.map { IMAPSelect.command($0, readOnly: true, conversation) }
                let first = try conversation.send(commands)
                return try commands.enumerated().map { index, command in
                    let tag = first &+ UInt32(index)
                    do {
                        return .success(try IMAPSelect.answer(to: tag, command, readOnly: true, conversation))
                    } catch let error as TransportError {
                        switch error {
                        case .noFolder, .refused: return .failure(error)
                        default: throw error
                        }
                    }
                }
            }
        }
        if case .success(let status) = results.last {
            selected = status
            selectedName = folders.last
        }
        return results
    }

    /// The UIDs of all messages after this one, ascending. A server gives the last message for `n:*` even when its
    /// number is lower; that one is left out.
    public func uids(after last: UInt32) async throws -> [UInt32] { try await list(after: last, sized: false).uids }

    /// The messages after this one, as `uids(after:)`.
    /// - Parameter sized: whether their sizes are asked for too. That is cheap for a few; for a whole mailbox `fetch`
    ///   asks for them in parts, on the way with other things.
    public func list(after last: UInt32, sized: Bool) async throws -> FolderListing {
        try checkSelected()
        guard last < .max else { return FolderListing([]) }
        return try list("UID FETCH \(last + 1):* \(sized ? "(UID RFC822.SIZE)" : "(UID)")", after: last, sized: sized)
    }

    /// The UIDs of the newest messages, ascending.
    /// - Parameter count: how many at the most.
    public func uids(newest count: Int) async throws -> [UInt32] {
        try checkSelected()
        let exists = conversation?.exists ?? 0
        return try list("FETCH \(max(1, exists - count + 1)):* (UID)", after: 0, sized: false).uids
    }

    private func list(_ command: String, after last: UInt32, sized: Bool) throws -> FolderListing {
        try guarded { conversation in
            try IMAPListing.messages(command, after: last, sized: sized, conversation)
        }
    }

    /// Fetches messages and hands them over in ascending order, in batches of at most `batch` messages and about 4 MB.
    /// The flags on the server stay as they are (BODY.PEEK). While the handler is awaited nothing more is read: memory
    /// does not grow with the mailbox.
    ///
    /// Messages larger than `maxMessage` by their stated size come with their header fields alone; messages that are gone by now are left out, after the
    /// server was asked a second time. A message that comes as NIL, cut short, or under another UID throws
    /// `.violation`, and nothing that follows it was handed over then.
    /// - Parameter carefully: one message at a time, each asked for after the one before has come: it shows which one
    ///   it is that the server stumbles over.
    public func fetch(
        _ listing: FolderListing, maxMessage: Int, batch: Int, carefully: Bool = false,
        _ hand: @Sendable ([FetchedMessage]) async throws -> Void
    ) async throws {
        try checkSelected()
        // The size of a literal is a 32-bit number.
        let maxMessage = min(max(maxMessage, 1), Int(UInt32.max) - 1)
        var pipeline = FetchPipeline(
            listing.uids, sizes: listing.sizes, maxMessage: maxMessage, isCareful: carefully)
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

    /// All folders that hold mail.
    public func folders() async throws -> [MailFolder] { try guarded { try IMAPListing.folders($0) } }

    /// Whether the server tells of new messages by itself.
    public var canIdle: Bool { conversation?.can("IDLE") ?? false }

    /// Waits until the server tells that messages came to the open folder.
    /// - Parameter seconds: at the most. Servers end a connection that idles for 30 minutes (RFC 2177): ask for less.
    /// - Returns: whether messages came; true at once if the server told of some since the folder was opened.
    /// - Throws: `.unsupported` when the server has no IDLE; `.gone` and others when the connection is lost.
    public func idle(for seconds: Double) async throws -> Bool {
        try checkSelected()
        return try guarded { conversation in
            guard conversation.can("IDLE") else {
                throw TransportError.unsupported(
                    conversation.wire.trouble("wait for mail on", "the server has no IDLE; give `every` as a span"))
            }
            return try IMAPIdle.wait(conversation, until: MonotonicTime.now() + seconds)
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
}
