/// Names by which only this machine is meant.
enum Loopback {
    /// Whether an address to listen on is loopback: `localhost`, `::1` or 127.x.y.z.
    static func contains(_ host: String) -> Bool {
        switch host.lowercased() {
        case "localhost", "::1", "[::1]": true
        default: isLoopbackIPv4(host)
        }
    }

    /// Whether a request's `Host` names this server. A page elsewhere whose name was made to resolve to 127.0.0.1 (DNS
    /// rebinding) sends its own name here, and is refused by it.
    /// - Parameter field: `name`, `name:port`, `[::1]:port`; nil where the request has none.
    static func isOurs(_ field: String?, port: Int, also configured: String) -> Bool {
        guard let field, !field.isEmpty, field.utf8.count <= 255 else { return false }
        var name = field[...]
        if let colon = field.lastIndex(of: ":"), !field.hasSuffix("]") {
            guard field.hasPrefix("[") || field.firstIndex(of: ":") == colon else { return false }
            guard field[field.index(after: colon)...] == String(port) else { return false }
            name = field[..<colon]
        } else if port != 80 {
            // Without a port 80 is meant.
            return false
        }
        return contains(String(name)) || name.lowercased() == configured.lowercased()
    }

    private static func isLoopbackIPv4(_ host: String) -> Bool {
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 4, parts[0] == "127" else { return false }
        return parts.allSatisfy { part in
            (1...3).contains(part.count) && part.utf8.allSatisfy { (48...57).contains($0) } && (Int(part) ?? 256) < 256
        }
    }
}
