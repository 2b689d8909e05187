import Intake
import Yams

/// A YAML file as nodes with their lines.
enum YAMLDocument {
    /// No configuration is longer; a larger file is something else.
    static let longest = 4 << 20

    /// The file's one document.
    /// - Throws: `ConfigurationFaults` if it cannot be read or is no YAML.
    static func read(_ path: String, missing advice: String = "") throws(ConfigurationFaults) -> Node {
        let bytes: [UInt8]
        do {
            bytes = try LocalFile.read(path, limit: longest)
        } catch {
            throw fault(path, 1, "cannot be read: \(error.why)\(advice)")
        }
        return try parse(bytes, file: path)
    }

    /// The one document of these bytes; `file` is for messages.
    static func parse(_ bytes: [UInt8], file: String) throws(ConfigurationFaults) -> Node {
        let body = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
        guard let text = String(validating: body, as: UTF8.self) else {
            throw fault(file, line(ofFirstBrokenByteIn: body), "is not valid UTF-8; save it as UTF-8")
        }
        if let tab = tabbedLine(text) {
            throw fault(file, tab, "a tab cannot indent YAML; use spaces")
        }
        do {
            guard let node = try Yams.compose(yaml: text, .basic) else { throw fault(file, 1, "is empty") }
            return node
        } catch let error as ConfigurationFaults {
            throw error
        } catch let error as YamlError {
            throw describe(error, file: file)
        } catch {
            throw fault(file, 1, "is no YAML: \(error)")
        }
    }

    private static func describe(_ error: YamlError, file: String) -> ConfigurationFaults {
        switch error {
        case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _),
            .composer(let context, let problem, let mark, _):
            let around = context.map { " \($0.text)" } ?? ""
            return fault(file, max(1, mark.line), "is no YAML: \(problem)\(around)")
        case .duplicatedKeysInMapping(let duplicates, let context):
            let keys = duplicates.map { "\"\($0)\"" }.joined(separator: ", ")
            return fault(file, max(1, context.mark.line), "a key stands twice in one mapping: \(keys)")
        case .reader(let problem, _, _, _):
            return fault(file, 1, "is no YAML: \(problem)")
        default:
            return fault(file, 1, "is no YAML")
        }
    }

    private static func fault(_ file: String, _ line: Int, _ problem: String) -> ConfigurationFaults {
        ConfigurationFaults(faults: [
            ConfigurationFault(file: file, line: line, key: "", problem: problem, value: nil)
        ])
    }

    private static func line(ofFirstBrokenByteIn bytes: ArraySlice<UInt8>) -> Int {
        var line = 1
        for part in bytes.split(separator: 10, omittingEmptySubsequences: false) {
            if String(validating: part, as: UTF8.self) == nil { return line }
            line += 1
        }
        return 1
    }

    private static func tabbedLine(_ text: String) -> Int? {
        var number = 1
        for line in text.utf8.split(separator: 10, omittingEmptySubsequences: false) {
            let indent = line.prefix { $0 == 32 || $0 == 9 }
            let rest = line.dropFirst(indent.count).first
            if indent.contains(9), let rest, rest != UInt8(ascii: "#"), rest != 13 { return number }
            number += 1
        }
        return nil
    }
}
