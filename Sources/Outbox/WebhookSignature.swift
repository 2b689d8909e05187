import Crypto
import FoundationEssentials

/// The signature of Standard Webhooks 1.0.0: HMAC-SHA256 of `id.timestamp.body`.
public enum WebhookSignature {
    /// The header's value: one `v1,<base64>` a secret, so that a receiver may hold the old or the new one.
    public static func header(id: String, timestamp: Int, body: [UInt8], secrets: [WebhookSecret]) -> String {
        let head = Array("\(id).\(timestamp).".utf8)
        return secrets.map { secret in
            var mac = HMAC<SHA256>(key: SymmetricKey(data: secret.key))
            mac.update(data: head)
            mac.update(data: body)
            return "v1," + Data(mac.finalize()).base64EncodedString()
        }.joined(separator: " ")
    }

    /// Whether one of the header's signatures is right, as a receiver checks it. Takes the same time for all wrong ones.
    public static func verify(_ header: String, id: String, timestamp: Int, body: [UInt8], secret: WebhookSecret)
        -> Bool
    {
        let signed = Array("\(id).\(timestamp).".utf8) + body
        return header.split(separator: " ").contains { part in
            guard part.hasPrefix("v1,"), let mac = Data(base64Encoded: String(part.dropFirst(3))) else { return false }
            return HMAC<SHA256>.isValidAuthenticationCode(
                mac, authenticating: signed, using: SymmetricKey(data: secret.key))
        }
    }
}
