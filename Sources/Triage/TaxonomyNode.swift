/// A YAML value with its line: the hallway reads the file, so that this room needs no YAML library.
public indirect enum TaxonomyNode: Sendable {
    /// A word, a number, a phrase.
    case scalar(String, line: Int)
    /// A list.
    case list([TaxonomyNode], line: Int)
    /// Keys and values, in the file's order.
    case map([TaxonomyPair], line: Int)

    /// The line it begins on.
    public var line: Int {
        switch self {
        case .scalar(_, let line), .list(_, let line), .map(_, let line): line
        }
    }
}

/// A key of a map with its value.
public struct TaxonomyPair: Sendable {
    /// The key.
    public var key: String
    /// The line it stands on.
    public var line: Int
    /// Its value.
    public var value: TaxonomyNode

    /// Joins key and value.
    public init(key: String, line: Int, value: TaxonomyNode) {
        self.key = key
        self.line = line
        self.value = value
    }
}
