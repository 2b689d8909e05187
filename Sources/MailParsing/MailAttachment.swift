/// A file that came with a message. Its name is the sender's word: it may betray them, and it is no path.
public struct MailAttachment: Hashable, Codable, Sendable {
    /// The name that the sender gave it, without directories and control characters.
    public var name: String?
    /// Its media type, lower case: `image/jpeg`.
    public var type: String
    /// Its decoded size in bytes.
    public var size: Int
    /// SHA-256 of its decoded bytes in lower-case hexadecimal.
    public var sha256: String?

    /// Describes a file.
    public init(name: String? = nil, type: String, size: Int, sha256: String? = nil) {
        self.name = name
        self.type = type
        self.size = size
        self.sha256 = sha256
    }
}
