import Crypto

/// SCRAM-SHA-256 (RFC 5802, RFC 7677) without channel binding: the password does not cross the wire, and the server
/// proves that it knows it.
struct SCRAM {
    /// Rounds that a server may ask for. Each takes about a microsecond; what is above this only keeps us busy.
    private static let mostRounds = 1_000_000
    /// No message of a server is longer.
    private static let longest = 4096

    private let password: String
    private let bare: String
    private let nonce: String
    private var expected: [UInt8]?

    init(user: String, password: String, nonce: String) {
        self.password = password
        self.nonce = nonce
        bare = "n=\(SCRAM.escaped(user)),r=\(nonce)"
    }

    /// A name as SCRAM and OAUTHBEARER write it.
    static func escaped(_ user: String) -> String {
        var text = ""
        for character in user.unicodeScalars {
            switch character {
            case "=": text += "=3D"
            case ",": text += "=2C"
            default: text.unicodeScalars.append(character)
            }
        }
        return text
    }

    var first: [UInt8] { Array("n,,\(bare)".utf8) }

    /// The proof, in answer to `r=…,s=…,i=…`.
    mutating func second(_ challenge: [UInt8]) throws(SASL.Failure) -> [UInt8] {
        let fields = try fields(challenge)
        guard let both = fields["r"], both.hasPrefix(nonce), both.utf8.count > nonce.utf8.count else {
            throw SASL.Failure(words: "its nonce does not go on from ours")
        }
        guard let salt = fields["s"].flatMap({ Base64Text.decode(Array($0.utf8)) }), !salt.isEmpty,
            let rounds = fields["i"].flatMap({ Int($0) }), rounds > 0, rounds <= SCRAM.mostRounds
        else { throw SASL.Failure(words: "its salt or its number of rounds cannot be used") }
        let salted = SCRAM.hi(Array(password.utf8), salt, rounds)
        let clientKey = SCRAM.mac(salted, Array("Client Key".utf8))
        let ending = "c=biws,r=\(both)"
        let text = Array("\(bare),\(String(decoding: challenge, as: UTF8.self)),\(ending)".utf8)
        let signature = SCRAM.mac(Array(SHA256.hash(data: clientKey)), text)
        let proof = zip(clientKey, signature).map { $0 ^ $1 }
        expected = SCRAM.mac(SCRAM.mac(salted, Array("Server Key".utf8)), text)
        return Array("\(ending),p=\(Base64Text.encode(proof))".utf8)
    }

    /// Checks `v=…`.
    func prove(_ last: [UInt8]) throws(SASL.Failure) {
        let fields = try fields(last)
        if let reason = fields["e"] { throw SASL.Failure(words: "it refuses: \(Printable.line(reason.utf8))") }
        guard let expected, let proof = fields["v"].flatMap({ Base64Text.decode(Array($0.utf8)) }),
            expected.count == proof.count, zip(expected, proof).reduce(0, { $0 | ($1.0 ^ $1.1) }) == 0
        else { throw SASL.Failure(words: "it does not prove that it knows the password") }
    }

    private func fields(_ bytes: [UInt8]) throws(SASL.Failure) -> [String: String] {
        guard bytes.count <= SCRAM.longest, let text = String(validating: bytes, as: UTF8.self) else {
            throw SASL.Failure(words: "its challenge is no text")
        }
        var fields: [String: String] = [:]
        for part in text.split(separator: ",") {
            let pair = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard pair.count == 2, pair[0].utf8.count == 1, pair[0] != "m" else {
                throw SASL.Failure(words: "its challenge has a part that is not known")
            }
            if fields[String(pair[0])] == nil { fields[String(pair[0])] = String(pair[1]) }
        }
        return fields
    }

    private static func hi(_ password: [UInt8], _ salt: [UInt8], _ rounds: Int) -> [UInt8] {
        let key = SymmetricKey(data: password)
        var block = Array(HMAC<SHA256>.authenticationCode(for: salt + [0, 0, 0, 1], using: key))
        var result = block
        for _ in 1..<max(rounds, 1) {
            block = Array(HMAC<SHA256>.authenticationCode(for: block, using: key))
            for index in result.indices { result[index] ^= block[index] }
        }
        return result
    }

    private static func mac(_ key: [UInt8], _ text: [UInt8]) -> [UInt8] {
        Array(HMAC<SHA256>.authenticationCode(for: text, using: SymmetricKey(data: key)))
    }
}
