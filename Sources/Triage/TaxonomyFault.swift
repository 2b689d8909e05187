/// One thing that is wrong in a taxonomy.
public struct TaxonomyFault: Error, Hashable, Sendable, CustomStringConvertible {
    /// The line it stands on.
    public var line: Int
    /// The key, as a path: `themes.housing.words`.
    public var key: String
    /// What is wrong.
    public var problem: String

    /// Describes a fault.
    public init(line: Int, key: String, problem: String) {
        self.line = line
        self.key = key
        self.problem = problem
    }

    /// In words.
    public var description: String { "line \(line): \(key): \(problem)" }
}

/// All that is wrong in a taxonomy, in the order of its lines.
public struct TaxonomyFaults: Error, Sendable, CustomStringConvertible {
    /// The faults.
    public var faults: [TaxonomyFault]

    /// Collects faults.
    public init(faults: [TaxonomyFault]) { self.faults = faults }

    /// In words, a line a fault.
    public var description: String { faults.map(\.description).joined(separator: "\n") }
}
