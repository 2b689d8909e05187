/// One login by SASL (RFC 4422): what is said first, and what to each challenge. It does no input and output.
struct SASL {
    /// What the server says cannot be so: it is not the one that knows the password, or does not keep to the mechanism.
    struct Failure: Error {
        let words: String
    }

    let mechanism: SASLMechanism
    private let endpoint: MailEndpoint
    private var step = 0
    private var scram: SCRAM?
    /// Where the server proves itself too: whether it has. A login that it calls done before that is none.
    private(set) var isProven = true

    /// - Parameter nonce: fresh random text, of printable ASCII without a comma; for SCRAM.
    init(_ mechanism: SASLMechanism, _ endpoint: MailEndpoint, nonce: String) {
        self.mechanism = mechanism
        self.endpoint = endpoint
        if mechanism == .scramSHA256 {
            scram = SCRAM(user: endpoint.user, password: endpoint.password, nonce: nonce)
            isProven = false
        }
    }

    /// The best mechanism of a login that the server offers; nil if there is none.
    static func choose(_ login: MailLogin, offered: Set<String>) -> SASLMechanism? {
        login.mechanisms.first { offered.contains($0.rawValue) }
    }

    /// Random text for a nonce.
    static func freshNonce() -> String {
        var generator = SystemRandomNumberGenerator()
        return Base64Text.encode((0..<18).map { _ in UInt8.random(in: .min ... .max, using: &generator) })
    }

    /// What is said without being asked; nil where the mechanism lets the server begin.
    var initial: [UInt8]? {
        let (user, secret) = (endpoint.user, endpoint.password)
        switch mechanism {
        case .plain: return Array("\0\(user)\0\(secret)".utf8)
        case .login: return nil
        case .xoauth2: return Array("user=\(user)\u{1}auth=Bearer \(secret)\u{1}\u{1}".utf8)
        case .oauthBearer:
            let name = SCRAM.escaped(user)
            let port = endpoint.port ?? endpoint.usualPort
            return Array(
                "n,a=\(name),\u{1}host=\(endpoint.host)\u{1}port=\(port)\u{1}auth=Bearer \(secret)\u{1}\u{1}".utf8)
        case .scramSHA256: return scram?.first
        }
    }

    /// The answer to a challenge.
    mutating func answer(_ challenge: [UInt8]) throws(Failure) -> [UInt8] {
        step += 1
        switch mechanism {
        case .plain: return initial ?? []
        case .login:
            guard step <= 2 else { throw Failure(words: "it asks for more than a name and a password") }
            return Array((step == 1 ? endpoint.user : endpoint.password).utf8)
        // A challenge here is the reason of a refusal; the verdict follows what is said to it.
        case .xoauth2: return []
        case .oauthBearer: return [1]
        case .scramSHA256:
            if step == 1 { return try scram?.second(challenge) ?? [] }
            guard !isProven else { throw Failure(words: "it goes on after its proof") }
            try prove(challenge)
            return []
        }
    }

    /// What came with the server's final word.
    mutating func prove(_ last: [UInt8]) throws(Failure) {
        try scram?.prove(last)
        isProven = true
    }
}
