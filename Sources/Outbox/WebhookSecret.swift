import FoundationEssentials

/// A signing secret of Standard Webhooks: base64 after `whsec_`, 24 to 64 bytes. Prints as nothing.
public struct WebhookSecret: Sendable, CustomStringConvertible, CustomReflectable {
    /// Why a text is no secret; never the text.
    public struct Malformed: Error, CustomStringConvertible {
        let why: String
        /// In words.
        public var description: String { "the webhook's secret is not usable: \(why)" }
    }

    /// The specification's bounds: shorter ones can be guessed, longer ones are folded by HMAC.
    private static let sizes = 24...64

    let key: [UInt8]

    /// - Parameter text: with or without the prefix.
    /// - Throws: `Malformed`.
    public init(_ text: String) throws(Malformed) {
        let bare = text.hasPrefix("whsec_") ? text.dropFirst(6) : text[...]
        guard !text.hasPrefix("whsk_"), !text.hasPrefix("whpk_") else {
            throw Malformed(why: "it is a key for asymmetric signatures; a whsec_ secret is needed")
        }
        guard let data = Data(base64Encoded: String(bare)) else {
            throw Malformed(why: "it is not base64 after whsec_")
        }
        guard WebhookSecret.sizes.contains(data.count) else {
            throw Malformed(
                why:
                    "it has \(data.count) bytes and must have 24 to 64; make one with: echo whsec_$(head -c 32 /dev/urandom | base64 -w0)"
            )
        }
        key = Array(data)
    }

    /// Nothing of the secret.
    public var description: String { "whsec_…" }
    /// Nothing of the secret.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
