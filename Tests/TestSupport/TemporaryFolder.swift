import Foundation

/// A folder that is there for one test and goes with it.
public final class TemporaryFolder: Sendable {
    /// Its path, without a slash at the end.
    public let path: String

    /// Makes a folder that only this user can read.
    public init() throws {
        var template = Array("\(NSTemporaryDirectory())adaldyq-test-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw TestFailure("cannot make a temporary folder") }
        path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// The path of something in it.
    public func place(_ name: String) -> String { "\(path)/\(name)" }

    /// Makes a folder in it.
    public func folder(_ name: String) throws -> String {
        try FileManager.default.createDirectory(atPath: place(name), withIntermediateDirectories: true)
        return place(name)
    }

    /// Writes a file in it, and the folders on the way to it.
    @discardableResult
    public func write(_ name: String, _ bytes: [UInt8]) throws -> String {
        let url = URL(fileURLWithPath: place(name))
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: url)
        return place(name)
    }

    /// Writes a text file in it.
    @discardableResult
    public func write(_ name: String, _ text: String) throws -> String { try write(name, Array(text.utf8)) }
}

/// What stops a test that cannot go on.
public struct TestFailure: Error, CustomStringConvertible {
    /// Why.
    public let description: String

    /// Says why.
    public init(_ description: String) { self.description = description }
}
