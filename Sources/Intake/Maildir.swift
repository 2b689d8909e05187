import Glibc

/// A Maildir's files.
public enum Maildir {
    /// One message's file.
    public struct File: Hashable, Sendable {
        /// `new` or `cur`.
        public var folder: String
        /// Its name there.
        public var name: String

        /// The part of the name that never changes: what stands before the flags.
        public var unique: String {
            guard let colon = name.lastIndex(of: ":"), name[colon...].hasPrefix(":2,") else { return name }
            return String(name[..<colon])
        }

        /// Its flags and one more, in the order of the alphabet.
        func flags(with more: String) -> String {
            guard let colon = name.lastIndex(of: ":"), name[colon...].hasPrefix(":2,") else { return more }
            return String(Set(name[colon...].dropFirst(3) + more).sorted())
        }
    }

    /// All messages, the oldest name first.
    /// - Throws: `LocalFile.Failure` if it is no Maildir.
    public static func files(in path: String) throws(LocalFile.Failure) -> [File] {
        var files: [File] = []
        for folder in ["new", "cur"] {
            for name in try LocalFile.names(in: "\(path)/\(folder)") where !name.hasPrefix(".") {
                files.append(File(folder: folder, name: name))
            }
        }
        return files.sorted { $0.name < $1.name }
    }

    /// A message's bytes, and what is known of its file. One that is larger than the limit is cut there. A reader may
    /// have renamed it since it was listed.
    public static func read(
        _ file: File, in path: String, limit: Int
    ) throws(LocalFile.Failure) -> (bytes: [UInt8], facts: LocalFile.Facts) {
        var place = "\(path)/\(file.folder)/\(file.name)"
        do {
            return (
                try LocalFile.read(place, limit: limit, cuts: true, followsLinks: false), try LocalFile.facts(place)
            )
        } catch {
            guard error.number == ENOENT,
                let name = try LocalFile.names(in: "\(path)/cur").first(where: {
                    File(folder: "cur", name: $0).unique == file.unique
                })
            else { throw error }
            place = "\(path)/cur/\(name)"
        }
        return (try LocalFile.read(place, limit: limit, cuts: true, followsLinks: false), try LocalFile.facts(place))
    }

    /// The place of a folder below (Maildir++): `.Folder`, with dots between levels.
    static func folder(_ name: String, of path: String) -> String {
        "\(path)/.\(String(name.map { $0 == "/" ? "." : $0 }))"
    }

    /// Renames a file; that it is gone already is no failure.
    static func move(_ place: String, to target: String) throws(LocalFile.Failure) {
        guard place != target else { return }
        guard rename(place, target) == 0 || errno == ENOENT else { throw LocalFile.failure(place) }
    }
}
