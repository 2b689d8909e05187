/// A report's number, as the office says it: 1, 2, 3 …
public struct ReportID: RawRepresentable, Hashable, Codable, Comparable, Sendable, CustomStringConvertible {
    /// The number.
    public let rawValue: Int64

    /// Wraps a number.
    public init(rawValue: Int64) { self.rawValue = rawValue }

    /// Reads the bare number.
    public init(from decoder: any Decoder) throws {
        rawValue = try decoder.singleValueContainer().decode(Int64.self)
    }

    /// Writes the bare number.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(rawValue)
    }

    /// The number in digits.
    public var description: String { String(rawValue) }

    /// Older reports come first.
    public static func < (left: ReportID, right: ReportID) -> Bool { left.rawValue < right.rawValue }
}

/// The name of a configured source.
public struct SourceName: RawRepresentable, Hashable, Codable, Comparable, Sendable, CustomStringConvertible,
    ExpressibleByStringLiteral
{
    /// The name as configured.
    public let rawValue: String

    /// Wraps a name.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// Wraps a literal.
    public init(stringLiteral value: String) { rawValue = value }

    /// Reads the bare name.
    public init(from decoder: any Decoder) throws {
        rawValue = try decoder.singleValueContainer().decode(String.self)
    }

    /// Writes the bare name.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(rawValue)
    }

    /// The name itself.
    public var description: String { rawValue }

    /// Alphabetical.
    public static func < (left: SourceName, right: SourceName) -> Bool { left.rawValue < right.rawValue }
}
