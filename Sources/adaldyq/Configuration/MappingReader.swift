import Yams

/// Gathers faults while a file is walked, so that all of them are told at once.
final class FaultCollector {
    let file: String
    private(set) var faults: [ConfigurationFault] = []

    init(file: String) { self.file = file }

    func add(line: Int, key: String, _ problem: String, value: String? = nil) {
        faults.append(ConfigurationFault(file: file, line: line, key: key, problem: problem, value: value))
    }
}

/// Walks one mapping: every key is asked for by name, and what was never asked for is unknown.
struct MappingReader {
    let path: String
    let line: Int
    private let pairs: [(key: String, value: Node, line: Int)]
    let collector: FaultCollector

    /// Nil, and a fault, if the node is no mapping.
    init?(_ node: Node, path: String, collector: FaultCollector) {
        guard case .mapping(let mapping) = node else {
            collector.add(line: node.line, key: path, "must be a mapping of keys to values", value: node.shown)
            return nil
        }
        self.path = path
        self.line = node.line
        self.collector = collector
        pairs = mapping.map { key, value in (key.scalarText ?? key.shown, value, key.line) }
    }

    /// Faults every key that is not among the known ones.
    func refuseUnknown(_ known: [String]) {
        for pair in pairs where !known.contains(pair.key) {
            let hint = NearestKey.to(pair.key, among: known).map { "; did you mean \"\($0)\"?" }
            collector.add(
                line: pair.line, key: full(pair.key),
                "unknown key\(hint ?? "; known here: \(known.joined(separator: ", "))")")
        }
    }

    func full(_ key: String) -> String { path.isEmpty ? key : "\(path).\(key)" }

    func node(_ key: String) -> Node? { pairs.first { $0.key == key }?.value }

    func line(of key: String) -> Int { pairs.first { $0.key == key }?.line ?? line }

    func fault(_ key: String, _ problem: String, value: String? = nil) {
        collector.add(line: line(of: key), key: full(key), problem, value: value)
    }

    /// A scalar's text; nil if the key is absent, nil and a fault if it is empty or no scalar.
    func string(_ key: String) -> String? {
        guard let node = node(key) else { return nil }
        guard let text = node.scalarText else {
            fault(key, "must be one value, not a \(node.kind)")
            return nil
        }
        guard !text.isEmpty else {
            fault(key, "has no value")
            return nil
        }
        return text
    }

    func requiredString(_ key: String) -> String? {
        if node(key) == nil { collector.add(line: line, key: full(key), "is missing") }
        return string(key)
    }

    func bool(_ key: String) -> Bool? {
        guard let text = string(key) else { return nil }
        switch text {
        case "true", "yes", "on": return true
        case "false", "no", "off": return false
        default:
            fault(key, "must be true or false", value: text)
            return nil
        }
    }

    /// One of an enum's words.
    func choice<Value: RawRepresentable & CaseIterable>(_ key: String, _ type: Value.Type) -> Value?
    where Value.RawValue == String {
        string(key).flatMap { parseChoice(key, $0, type) }
    }

    func parseChoice<Value: RawRepresentable & CaseIterable>(_ key: String, _ text: String, _ type: Value.Type)
        -> Value?
    where Value.RawValue == String {
        if let value = Value(rawValue: text) { return value }
        let words = Value.allCases.map(\.rawValue)
        let hint = NearestKey.to(text, among: words).map { "; did you mean \"\($0)\"?" } ?? ""
        fault(key, "must be one of \(words.joined(separator: ", "))\(hint)", value: text)
        return nil
    }

    /// A list's nodes; a single value stands for a list of one.
    func list(_ key: String) -> [Node]? {
        guard let node = node(key) else { return nil }
        if case .sequence(let sequence) = node { return Array(sequence) }
        if node.scalarText == "" { return [] }
        return [node]
    }
}

extension Node {
    /// Its line in the file, from 1.
    var line: Int { mark?.line ?? 1 }

    /// A scalar as it is written (`08:30`, `true` and `15` are texts here); empty for null, nil for no scalar.
    var scalarText: String? {
        guard case .scalar(let scalar) = self else { return nil }
        return scalar.style == .plain && (scalar.string == "~" || scalar.string == "null") ? "" : scalar.string
    }

    /// For messages.
    var kind: String {
        switch self {
        case .mapping: "mapping"
        case .sequence: "list"
        case .scalar: "single value"
        case .alias: "alias"
        }
    }

    /// For messages.
    var shown: String { scalarText ?? "a \(kind)" }
}
