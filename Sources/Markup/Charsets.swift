/// Bytes made text.
public enum Charsets {
    /// A text and how it was read.
    public struct Decoded: Sendable {
        public var text: String
        public var charset: String
        public var repaired: Bool
    }
    /// Reads bytes.
    public static func decode(_ bytes: [UInt8], labels: [String]) -> Decoded {
        Decoded(text: String(decoding: bytes, as: UTF8.self), charset: "utf-8", repaired: false)
    }
    /// Whether a label is known.
    public static func isKnown(_ label: String) -> Bool { false }
}
