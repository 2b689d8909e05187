/// The verdict of a status response.
enum IMAPStatus { case ok, no, bad, bye, preauth }

/// The word that says what an untagged response is about.
enum IMAPKeyword { case fetch, exists, list, capability, search, other }

/// How a response begins. What follows is still in the reader, and must be read or skipped.
enum IMAPHead {
    /// The verdict on one of our commands; its text follows.
    case tagged(UInt32, IMAPStatus)
    /// A verdict on nothing in particular; its text follows.
    case status(IMAPStatus)
    /// Something about the folder or the server.
    case data(IMAPKeyword, number: Int)
    /// The server waits for more of a command.
    case continuation
}

/// The text of a status response: a code such as `[UIDVALIDITY 7]`, and words.
struct IMAPStatusText {
    var code = ""
    var argument = ""
    var words = ""

    /// `[CODE argument] words`; both parts may be missing (RFC 3501 §7.1).
    init(_ bytes: UnsafeRawBufferPointer) {
        var rest = bytes[...]
        while rest.first == 0x20 { rest = rest.dropFirst() }
        if rest.first == 0x5B, let end = rest.firstIndex(of: 0x5D) {
            let inside = rest[rest.index(after: rest.startIndex)..<end].split(separator: 0x20, maxSplits: 1)
            code = inside.first.map { String(decoding: $0, as: UTF8.self).uppercased() } ?? ""
            argument = inside.count > 1 ? String(decoding: inside[1], as: UTF8.self) : ""
            rest = rest[rest.index(after: end)...]
            while rest.first == 0x20 { rest = rest.dropFirst() }
        }
        words = Printable.line(rest)
    }
}

/// Commands out, responses in. Confined to the connection's thread.
final class IMAPConversation {
    /// What a server may say unasked in a row before it says something useful; a folder of many hundred thousand
    /// messages that somebody else empties causes as many notes.
    private static let mostNoise = 2_000_000
    /// What every server of IMAP4rev2 can do (RFC 9051 Appendix E), of what is used here.
    private static let partsOfRevision2: Set<String> = ["IDLE", "MOVE", "UIDPLUS"]

    let wire: any MailWire
    let reader: IMAPReader
    private var lastTag: UInt32 = 0
    private var noise = 0
    /// The folder at hand has it; a server that changes it in between has lost its numbers.
    var uidValidity: UInt32?
    /// What the server can do; capitals.
    var capabilities: Set<String> = []
    /// Whether names of folders are UTF-8 on the wire: a server that speaks both revisions speaks the first until it is told
    /// otherwise (RFC 9051 §6.3.1), and that has modified UTF-7.
    var hasPlainNames: Bool { capabilities.contains("IMAP4REV2") && !capabilities.contains("IMAP4REV1") }
    /// Messages in the folder at hand, by the last that the server said.
    var exists = 0
    /// Whether the server told of messages that came since the folder was opened.
    var hasGrown = false

    /// - Parameter longestLine: bytes of one outside of literals.
    init(_ wire: any MailWire, longestLine: Int = IMAPReader.usualCapacity) {
        self.wire = wire
        reader = IMAPReader(wire, capacity: longestLine)
        reachedSomething()
    }

    /// Whether the server can do this, by a word of its own or by the revision that it speaks.
    func can(_ word: String) -> Bool {
        capabilities.contains(word)
            || (capabilities.contains("IMAP4REV2") && IMAPConversation.partsOfRevision2.contains(word))
    }

    // MARK: Commands

    /// Sends commands without waiting for their answers.
    /// - Returns: the tag of the first; the others count on from it.
    func send(_ commands: [String]) throws -> UInt32 {
        let first = lastTag &+ 1
        var bytes: [UInt8] = []
        for command in commands {
            lastTag &+= 1
            bytes.append(contentsOf: "A\(lastTag) \(command)\r\n".utf8)
        }
        try wire.send(bytes)
        return first
    }

    /// A tag for a command that is sent by hand.
    func nextTag() -> (number: UInt32, text: String) {
        lastTag &+= 1
        return (lastTag, "A\(lastTag)")
    }

    /// Sends one command and reads up to its verdict; `data` sees what the server tells meanwhile, and must read or
    /// skip it.
    /// - Returns: OK or NO with its text. BAD is an error.
    func run(
        _ command: String, data: (IMAPKeyword, Int) throws -> Void, status: (IMAPStatusText) throws -> Void = { _ in }
    ) throws -> (isOK: Bool, text: IMAPStatusText) {
        reachedSomething()
        let tag = try send([command])
        return try answer(to: tag, command, data: data, status: status)
    }

    /// Reads up to the verdict on a command that was sent.
    func answer(
        to tag: UInt32, _ command: String, data: (IMAPKeyword, Int) throws -> Void,
        status: (IMAPStatusText) throws -> Void = { _ in }
    ) throws -> (isOK: Bool, text: IMAPStatusText) {
        while true {
            switch try head() {
            case .tagged(let answered, let verdict):
                guard answered == tag else { throw reader.violation("an answer to a command that was not given") }
                let text = IMAPStatusText(reader.rest())
                guard verdict == .ok || verdict == .no else { throw refused(command, text) }
                return (verdict == .ok, text)
            case .status(let verdict):
                let text = try noteStatus(verdict)
                try status(text)
            case .data(let keyword, let number):
                try data(keyword, number)
            case .continuation:
                throw reader.violation("it waits for more of a command that was complete")
            }
        }
    }

    /// The server said no, or did not understand.
    func refused(_ command: String, _ text: IMAPStatusText) -> TransportError {
        let verb =
            command.prefix { $0 != " " } == "UID"
            ? command.split(separator: " ").prefix(2).joined(separator: " ")
            : String(command.prefix { $0 != " " })
        let code = text.code.isEmpty ? "" : "[\(Printable.line(text.code.utf8))] "
        return .refused(wire.trouble(verb, "the server refused: \(code)\(text.words)"))
    }

    /// Ends the conversation as the protocol has it; nothing more can be said then.
    func sayGoodbye() {
        lastTag &+= 1
        wire.close("A\(lastTag) LOGOUT\r\n")
    }

    // MARK: Responses

    /// The next response. Notes of no interest are passed over, within limits.
    func head() throws -> IMAPHead {
        try reader.nextLine()
        guard let first = reader.peeked else { throw reader.violation("an empty line") }
        if first == 0x2B { return .continuation }
        guard case .atom(let word) = try reader.token() else { throw reader.violation("a line that is no response") }
        guard first == 0x2A, word.count == 1 else { return try tagged(word) }
        guard case .atom(let subject) = try reader.token() else { throw reader.violation("a response about nothing") }
        noise += 1
        guard noise < IMAPConversation.mostNoise else { throw reader.violation("only noise, and no answer") }
        if let number = reader.number(subject) {
            guard case .atom(let word) = try reader.token() else { throw reader.violation("a number without a word") }
            if reader.matches(word, "FETCH") { return .data(.fetch, number: number) }
            if reader.matches(word, "EXPUNGE") { exists = max(0, exists - 1) }
            guard reader.matches(word, "EXISTS") else { return .data(.other, number: number) }
            if number > exists { hasGrown = true }
            exists = number
            return .data(.exists, number: number)
        }
        if let verdict = verdict(subject) { return .status(verdict) }
        if reader.matches(subject, "LIST") { return .data(.list, number: 0) }
        if reader.matches(subject, "SEARCH") { return .data(.search, number: 0) }
        return .data(reader.matches(subject, "CAPABILITY") ? .capability : .other, number: 0)
    }

    /// The patience of the conversation begins anew.
    func reachedSomething() {
        noise = 0
        reader.deadline = MonotonicTime.now() + wire.timeouts.progress
    }

    /// Reads an untagged verdict. BYE ends everything; another UIDVALIDITY makes all numbers meaningless.
    @discardableResult
    func noteStatus(_ verdict: IMAPStatus) throws -> IMAPStatusText {
        let text = IMAPStatusText(reader.rest())
        if verdict == .bye { throw TransportError.gone(wire.trouble("read", "the server hung up: \(text.words)")) }
        if text.code == "UIDVALIDITY", let known = uidValidity, UInt32(text.argument) != known {
            throw reader.violation("UIDVALIDITY changed while the folder was open; what was fetched is not kept")
        }
        return text
    }

    /// Asks what the server can do. What it can do before and after a login, or TLS, are different things.
    func askCapabilities() throws {
        capabilities = []
        _ = try run("CAPABILITY") { keyword, _ in try noteCapabilities(keyword) }
    }

    /// Reads what a server tells that it can do; anything else is passed over.
    func noteCapabilities(_ keyword: IMAPKeyword) throws {
        if case .capability = keyword {
            while case .atom(let word) = try reader.token() { capabilities.insert(reader.text(word).uppercased()) }
        }
        try reader.skipResponse()
    }

    private func tagged(_ word: Range<Int>) throws -> IMAPHead {
        guard word.count > 1, reader.matchesStart(word, "A"),
            let tag = reader.number(word.lowerBound + 1..<word.upperBound).flatMap({ UInt32(exactly: $0) }),
            case .atom(let subject) = try reader.token(), let verdict = verdict(subject)
        else { throw reader.violation("a line that is neither a note nor an answer") }
        reachedSomething()
        return .tagged(tag, verdict)
    }

    private func verdict(_ word: Range<Int>) -> IMAPStatus? {
        if reader.matches(word, "OK") { return .ok }
        if reader.matches(word, "NO") { return .no }
        if reader.matches(word, "BAD") { return .bad }
        if reader.matches(word, "BYE") { return .bye }
        return reader.matches(word, "PREAUTH") ? .preauth : nil
    }
}
