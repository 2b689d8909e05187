/// One thing that is wrong with a configuration file.
struct ConfigurationFault: Hashable, Comparable, CustomStringConvertible, Sendable {
    var file: String
    var line: Int
    /// The key's path, such as `sources[2].every`; empty where no key is concerned.
    var key: String
    var problem: String
    /// What stands there; left out where it might be a secret.
    var value: String?

    var description: String {
        let subject = key.isEmpty ? "" : " \(key):"
        let got = value.map { " (got \($0.shown))" } ?? ""
        return "\(file):\(line):\(subject) \(problem)\(got)"
    }

    static func < (left: ConfigurationFault, right: ConfigurationFault) -> Bool {
        (left.file, left.line, left.key) < (right.file, right.line, right.key)
    }
}

/// All that is wrong with a configuration, at once.
struct ConfigurationFaults: Error, CustomStringConvertible {
    let faults: [ConfigurationFault]

    /// A line a fault.
    var description: String { faults.map(\.description).joined(separator: "\n") }
}

extension String {
    /// In quotes, on one line, at most 80 characters.
    fileprivate var shown: String {
        var line = ""
        for scalar in unicodeScalars.prefix(80) {
            line.unicodeScalars.append(scalar.value < 32 || scalar.value == 127 ? " " : scalar)
        }
        return "\"\(line)\(unicodeScalars.count > 80 ? "…" : "")\""
    }
}
