import FoundationEssentials
import Crypto

/// `webhook-id`s: the same event to the same webhook has the same one for ever, whatever names are configured.
enum EventID {

    /// Letters, digits, `_` and `-` only; names in any script end in a hash, which keeps them apart.
    /// - Parameter at: the event's own time. A store that was restored from a copy gives its numbers a second time, and a
    ///   receiver must not take what is new for what it knows.
    static func make(_ event: String, at: Date, webhook: String) -> String {
        let hash = SHA256.hash(
            data: Array("\(event)\u{0}\(webhook)\u{0}\(Int64(at.timeIntervalSince1970 * 1000))".utf8)
        ).prefix(6)
        let hex = hash.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
        let plain = event.unicodeScalars.map {
            $0.isASCII && ($0.properties.isAlphabetic || $0.properties.numericType != nil || $0 == "_")
                ? Character($0) : "-"
        }
        return "msg_\(String(plain.prefix(80)))_\(hex)"
    }
}
