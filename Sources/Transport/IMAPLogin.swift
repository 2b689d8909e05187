/// The login of an IMAP conversation: AUTHENTICATE (RFC 9051 §6.2.2, SASL-IR of RFC 4959), or LOGIN where the server has
/// no mechanism that serves.
enum IMAPLogin {
    /// Codes of a NO that says nothing about the password (RFC 5530).
    private static let passing: Set<String> = ["UNAVAILABLE", "INUSE", "SERVERBUG", "LIMIT", "CONTACTADMIN"]

    /// Logs in, and finds out what the server can do then, which most tell by themselves.
    /// - Throws: `.loginRefused`; `.unsupported` when the server offers no way of logging in that was allowed.
    static func perform(_ conversation: IMAPConversation, _ endpoint: MailEndpoint) throws {
        let before = conversation.capabilities
        conversation.capabilities = []
        let offered = Set(
            before.filter { $0.hasPrefix("AUTH=") }.map { String($0.dropFirst(5)) })
        if let mechanism = SASL.choose(endpoint.login, offered: offered) {
            let atOnce = before.contains("SASL-IR") || before.contains("IMAP4REV2")
            try authenticate(conversation, SASL(mechanism, endpoint, nonce: SASL.freshNonce()), atOnce: atOnce)
        } else if endpoint.login == .password, !before.contains("LOGINDISABLED") {
            try login(conversation, endpoint)
        } else {
            let wanted = endpoint.login.mechanisms.map(\.rawValue).joined(separator: " or ")
            throw TransportError.unsupported(
                conversation.wire.trouble("log in to", "the server does not offer \(wanted) here; see `login`"))
        }
        if conversation.capabilities.isEmpty { try conversation.askCapabilities() }
    }

    /// - Parameter atOnce: whether the server takes the first words with the command.
    private static func authenticate(_ conversation: IMAPConversation, _ sasl: SASL, atOnce: Bool) throws {
        var sasl = sasl
        var initial = sasl.initial
        var command = "AUTHENTICATE \(sasl.mechanism.rawValue)"
        if atOnce, let words = initial {
            command += " " + (words.isEmpty ? "=" : Base64Text.encode(words))
            initial = nil
        }
        conversation.reachedSomething()
        let tag = try conversation.send([command])
        while true {
            switch try conversation.head() {
            case .continuation:
                let line = conversation.reader.rest().drop { $0 == 0x2B || $0 == 0x20 }
                guard let challenge = Base64Text.decode(Array(line)) else {
                    throw conversation.reader.violation("a challenge that is not base64")
                }
                let words: [UInt8]
                if let first = initial {
                    words = first
                    initial = nil
                } else {
                    words = try answer(&sasl, challenge, conversation)
                }
                try conversation.wire.send(Array((Base64Text.encode(words) + "\r\n").utf8))
            case .tagged(let answered, let verdict):
                guard answered == tag else {
                    throw conversation.reader.violation("an answer to a command that was not given")
                }
                try judge(verdict, IMAPStatusText(conversation.reader.rest()), conversation)
                guard sasl.isProven else { throw lie(conversation, "it does not prove that it knows the password") }
                return
            case .status(let verdict): try conversation.noteStatus(verdict)
            case .data(let keyword, _): try conversation.noteCapabilities(keyword)
            }
        }
    }

    private static func answer(_ sasl: inout SASL, _ challenge: [UInt8], _ conversation: IMAPConversation) throws
        -> [UInt8]
    {
        do {
            return try sasl.answer(challenge)
        } catch {
            throw lie(conversation, error.words)
        }
    }

    /// Somebody may stand between us and the server: that is no case for trying again in a minute.
    private static func lie(_ conversation: IMAPConversation, _ words: String) -> TransportError {
        .loginRefused(conversation.wire.trouble("log in to", "the server's part of the login is wrong: \(words)"))
    }

    /// LOGIN, its words as literals where they cannot be quoted.
    private static func login(_ conversation: IMAPConversation, _ endpoint: MailEndpoint) throws {
        conversation.reachedSomething()
        let tag = conversation.nextTag()
        var pieces = ["\(tag.text) LOGIN "]
        for (word, end) in [(endpoint.user, " "), (endpoint.password, "\r\n")] {
            if let quoted = IMAPSyntax.quoted(word) {
                pieces[pieces.count - 1] += quoted + end
            } else {
                pieces[pieces.count - 1] += "{\(word.utf8.count)}\r\n"
                pieces.append(word + end)
            }
        }
        try conversation.wire.send(Array(pieces.removeFirst().utf8))
        while true {
            switch try conversation.head() {
            case .continuation:
                _ = conversation.reader.rest()
                guard !pieces.isEmpty else {
                    throw conversation.reader.violation("it waits for more of a command that was complete")
                }
                try conversation.wire.send(Array(pieces.removeFirst().utf8))
            case .tagged(let answered, let verdict):
                guard answered == tag.number else {
                    throw conversation.reader.violation("an answer to a command that was not given")
                }
                return try judge(verdict, IMAPStatusText(conversation.reader.rest()), conversation)
            case .status(let verdict): try conversation.noteStatus(verdict)
            case .data(let keyword, _): try conversation.noteCapabilities(keyword)
            }
        }
    }

    private static func judge(_ verdict: IMAPStatus, _ text: IMAPStatusText, _ conversation: IMAPConversation) throws {
        if verdict == .ok {
            if text.code == "CAPABILITY" {
                conversation.capabilities = Set(text.argument.split(separator: " ").map { $0.uppercased() })
            }
            return
        }
        if passing.contains(text.code) { throw conversation.refused("LOGIN", text) }
        // The server's own words often hold the user's name.
        throw TransportError.loginRefused(
            conversation.wire.trouble(
                "log in to",
                "login refused; check user and password (or token), and whether the server takes them at all"))
    }
}
