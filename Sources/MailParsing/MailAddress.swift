/// Somebody in a From, To or Cc field.
public struct MailAddress: Hashable, Codable, Sendable {
    /// The display name, decoded; nil if none is given.
    public var name: String?
    /// The address as it stands there: never decoded (RFC 2047 §5), since an encoded one is a disguise.
    public var address: String

    /// Names somebody.
    public init(name: String? = nil, address: String) {
        self.name = name
        self.address = address
    }
}
