/// Commands out, answers in: POP3 (RFC 1939). Confined to the connection's thread.
final class POP3Conversation {
    /// A server lists no more capabilities than this.
    private static let mostCapabilities = 200

    let wire: any MailWire
    let reader: POP3Reader
    /// What the server can do: words in capitals, each with its arguments. Empty if it does not tell.
    private(set) var capabilities: [String: [String]] = [:]

    /// - Parameter atOnce: bytes read at once at the most.
    init(_ wire: any MailWire, atOnce: Int = POP3Reader.usualCapacity) {
        self.wire = wire
        reader = POP3Reader(wire, capacity: atOnce)
        reachedSomething()
    }

    /// Whether several commands may be sent before the first is answered (RFC 2449 §6.6).
    var canPipeline: Bool { capabilities["PIPELINING"] != nil }

    /// The patience of the conversation begins anew.
    func reachedSomething() { reader.deadline = MonotonicTime.now() + wire.timeouts.progress }

    /// Sends commands without waiting for their answers.
    func send(_ commands: [String]) throws {
        try wire.send(Array(commands.map { $0 + "\r\n" }.joined().utf8))
    }

    /// The next answer's first line.
    func status() throws -> POP3Status {
        guard let status = POP3Status(try reader.line()) else {
            throw reader.violation("an answer that is neither +OK nor -ERR")
        }
        reachedSomething()
        return status
    }

    /// Gives one command.
    func run(_ command: String) throws -> POP3Status {
        try send([command])
        return try status()
    }

    /// The server said no.
    func refused(_ verb: String, _ status: POP3Status) -> TransportError {
        let code = status.code.isEmpty ? "" : "[\(Printable.line(status.code.utf8))] "
        return .refused(wire.trouble(verb, "the server refused: \(code)\(status.words)"))
    }

    /// CAPA (RFC 2449); a server that has none of it is no worse for it.
    func askCapabilities() throws {
        capabilities = [:]
        guard try run("CAPA").isOK else { return }
        try reader.list(most: POP3Conversation.mostCapabilities) { line in
            let words = line.split(separator: 0x20).map { String(decoding: $0, as: UTF8.self).uppercased() }
            if let first = words.first { capabilities[first] = Array(words.dropFirst()) }
        }
    }

    /// Logs in: AUTH (RFC 5034) with the best mechanism, or USER and PASS.
    /// - Throws: `.loginRefused`; `.refused` for what passes by itself; `.unsupported`.
    func logIn(_ endpoint: MailEndpoint) throws {
        let offered = Set(capabilities["SASL"] ?? [])
        if let mechanism = SASL.choose(endpoint.login, offered: offered) {
            return try authenticate(SASL(mechanism, endpoint, nonce: SASL.freshNonce()))
        }
        guard endpoint.login == .password else {
            let wanted = endpoint.login.mechanisms.map(\.rawValue).joined(separator: " or ")
            throw TransportError.unsupported(
                wire.trouble("log in to", "the server does not offer \(wanted) here; see `login`"))
        }
        let words = [endpoint.user, endpoint.password]
        guard words.allSatisfy({ $0.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F } }) else {
            throw TransportError.loginRefused(
                wire.trouble("log in to", "the user or the password holds control characters"))
        }
        let user = try run("USER \(endpoint.user)")
        guard user.isOK else { throw judge(user) }
        let pass = try run("PASS \(endpoint.password)")
        guard pass.isOK else { throw judge(pass) }
    }

    private func authenticate(_ sasl: SASL) throws {
        var sasl = sasl
        // The words are sent with a challenge only: a first line with a token of Google's is too long for some servers.
        var status = try reply("AUTH \(sasl.mechanism.rawValue)")
        var initial = sasl.initial
        while case .challenge(let challenge) = status {
            let words: [UInt8]
            if let first = initial {
                words = first
                initial = nil
            } else {
                do {
                    words = try sasl.answer(challenge)
                } catch {
                    throw lie(error.words)
                }
            }
            status = try reply(Base64Text.encode(words))
        }
        guard case .verdict(let verdict) = status else { return }
        guard verdict.isOK else { throw judge(verdict) }
        guard sasl.isProven else { throw lie("it does not prove that it knows the password") }
    }

    private enum Reply {
        case challenge([UInt8])
        case verdict(POP3Status)
    }

    private func reply(_ line: String) throws -> Reply {
        try send([line])
        let answer = try reader.line()
        if answer.first == 0x2B, answer.count == 1 || answer[1] == 0x20 {
            guard let challenge = Base64Text.decode(Array(answer.dropFirst().drop { $0 == 0x20 })) else {
                throw reader.violation("a challenge that is not base64")
            }
            return .challenge(challenge)
        }
        guard let status = POP3Status(answer) else {
            throw reader.violation("an answer that is neither +OK nor -ERR")
        }
        return .verdict(status)
    }

    private func judge(_ status: POP3Status) -> TransportError {
        // RFC 3206 and RFC 2449: somebody else has the maildrop open, we came too soon, the server is unwell.
        if status.code == "IN-USE" || status.code == "LOGIN-DELAY" || status.code.hasPrefix("SYS/") {
            return refused("log in to", status)
        }
        // The server's own words often hold the user's name.
        return .loginRefused(
            wire.trouble(
                "log in to",
                "login refused; check user and password (or token), and whether the server takes them at all"))
    }

    private func lie(_ words: String) -> TransportError {
        .loginRefused(wire.trouble("log in to", "the server's part of the login is wrong: \(words)"))
    }
}
