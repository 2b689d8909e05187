/// Why bytes could not be read as markup. Quotes nothing of them.
public enum MarkupError: Error, Equatable, Sendable, CustomStringConvertible {
    /// There are no bytes, or only blank ones.
    case empty
    /// There are more bytes than the limit.
    case tooLarge(size: Int, limit: Int)
    /// There is no element in it.
    case noElement
    /// The parser could not be started.
    case noMemory

    /// What was attempted and why it failed.
    public var description: String {
        switch self {
        case .empty: "the document is empty"
        case .tooLarge(let size, let limit): "the document's \(size) bytes are over the limit of \(limit)"
        case .noElement: "the document has no element"
        case .noMemory: "the XML parser could not be started"
        }
    }
}

/// What markup may cost. Feeds come from anybody.
public enum MarkupLimits {
    /// Bytes of a document; transport stops earlier.
    public static let document = 16 << 20
    /// Elements within elements; feeds reach 6, their XHTML 30. What lies deeper loses its tags, not its text.
    public static let depth = 64
    /// Elements and texts in all: 2,000 entries of 100 each. What comes after is not read, which `damage` tells.
    public static let nodes = 200_000
    /// Bytes of HTML made text.
    public static let html = 4 << 20
}
