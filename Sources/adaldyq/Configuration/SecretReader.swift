import Yams

extension MappingReader {
    /// `{ credential: NAME }`, `{ file: PATH }` or `{ env: NAME }`. What stands there instead is never shown.
    func secret(_ key: String, absolute: (String) -> String) -> Secret? {
        node(key).flatMap { secret($0, key: key, absolute: absolute) }
    }

    /// One secret, or a list of them.
    func secrets(_ key: String, absolute: (String) -> String) -> [Secret] {
        guard let node = node(key) else { return [] }
        if case .sequence(let nodes) = node {
            return nodes.compactMap { secret($0, key: key, absolute: absolute) }
        }
        return secret(node, key: key, absolute: absolute).map { [$0] } ?? []
    }

    private func secret(_ node: Node, key: String, absolute: (String) -> String) -> Secret? {
        let forms = "{ credential: NAME }, { file: PATH } or { env: NAME }"
        guard case .mapping(let mapping) = node else {
            collector.add(line: node.line, key: full(key), "a secret must not stand in this file; write \(forms)")
            return nil
        }
        guard mapping.count == 1, let pair = mapping.first, let kind = pair.key.scalarText,
            let name = pair.value.scalarText, !name.isEmpty
        else {
            collector.add(line: node.line, key: full(key), "must be \(forms)")
            return nil
        }
        switch kind {
        case "credential":
            guard !name.contains("/"), name != "..", name != "." else {
                collector.add(
                    line: node.line, key: full(key),
                    "a credential is a file name under $CREDENTIALS_DIRECTORY, no path",
                    value: name)
                return nil
            }
            return .credential(name, kept: absolute("credentials"))
        case "file": return .file(absolute(name))
        case "env": return .environment(name)
        default:
            let hint =
                NearestKey.to(kind, among: ["credential", "file", "env"]).map { "; did you mean \"\($0)\"?" } ?? ""
            collector.add(line: node.line, key: "\(full(key)).\(kind)", "unknown key; must be \(forms)\(hint)")
            return nil
        }
    }
}
