import Foundation

/// Data that lies beside the project and not in it: `$ADALDYQ_SHARED`, else `../shared` from the project's root.
/// Who clones only the project does without; the tests that need it are skipped and say so.
public enum SharedData {
    /// The project's folder.
    public static let project = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().path

    /// Where the data lie.
    public static let folder =
        ProcessInfo.processInfo.environment["ADALDYQ_SHARED"]
        ?? URL(fileURLWithPath: project).deletingLastPathComponent().appendingPathComponent("shared").path

    /// The path of something in it.
    public static func place(_ name: String) -> String { "\(folder)/data/\(name)" }

    /// Whether something is there.
    public static func has(_ name: String) -> Bool { FileManager.default.fileExists(atPath: place(name)) }

    /// A file's bytes.
    public static func bytes(_ name: String) throws -> [UInt8] {
        Array(try Data(contentsOf: URL(fileURLWithPath: place(name))))
    }

    /// All files below a folder, by their path from there, in order.
    public static func files(below name: String) -> [String] {
        guard let walk = FileManager.default.enumerator(atPath: place(name)) else { return [] }
        var files: [String] = []
        while let file = walk.nextObject() as? String {
            if walk.fileAttributes?[.type] as? FileAttributeType == .typeRegular { files.append(file) }
        }
        return files.sorted()
    }
}
