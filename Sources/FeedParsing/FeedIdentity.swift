/// Which entry an entry is. The one place that decides it.
public enum FeedIdentity {
    /// The id of an entry: its guid; else its link; nil where it has neither and its words must tell.
    public static func id(of entry: ParsedEntry) -> String? {
        if let id = entry.id, !id.isEmpty { return id }
        if let link = entry.link, !link.isEmpty { return link }
        return nil
    }

    /// What stays the same of an id or an address when a site moves to https, counts its visitors or writes itself with
    /// and without `www.`: addresses without scheme, `www.`, a default port, parameters that only follow readers
    /// about, and a slash at the end. What is no address of the web stays as it is.
    public static func key(of id: String) -> String {
        guard let place = WebParts(id) else { return id }
        var host = place.host.lowercased()
        if host.hasPrefix("www."), host.utf8.count > 4 { host.removeFirst(4) }
        var key = host + withoutSession(place.path)
        let kept = place.query.split(separator: "&").filter { !follows($0) }
        if kept.isEmpty {
            while key.hasSuffix("/") { key.removeLast() }
        } else {
            key += "?" + kept.joined(separator: "&")
        }
        if !place.fragment.isEmpty, !follows(place.fragment) { key += "#" + place.fragment }
        return key
    }

    /// Names of parameters that say by which way a reader came, and nothing of what is read.
    private static let following: Set<String> = [
        "fbclid", "gclid", "dclid", "gbraid", "wbraid", "yclid", "ysclid", "_openstat", "msclkid", "mc_cid", "mc_eid",
        "igshid", "twclid", "xtor", "phpsessid", "jsessionid", "from_source", "cmpid", "ito", "_ga", "_gl",
    ]

    private static func follows(_ parameter: Substring) -> Bool {
        let name = parameter.prefix { $0 != "=" }.lowercased()
        return following.contains(name) || name.hasPrefix("utm_") || name.hasPrefix("at_")
    }

    /// `;jsessionid=…` stands in the path.
    private static func withoutSession(_ path: Substring) -> String {
        guard let mark = path.lastIndex(of: ";"), path[mark...].lowercased().hasPrefix(";jsessionid=") else {
            return String(path)
        }
        return String(path[..<mark])
    }
}

/// An http or https address cut into its parts as it is written; nothing is decoded.
private struct WebParts {
    var host: Substring
    var path: Substring
    var query: Substring = ""
    var fragment: Substring = ""

    init?(_ text: String) {
        let scheme = text.prefix(8).lowercased()
        let (start, usual) =
            scheme.hasPrefix("https://") ? (8, ":443") : scheme.hasPrefix("http://") ? (7, ":80") : (0, "")
        guard start > 0 else { return nil }
        var rest = text.dropFirst(start)
        if let mark = rest.firstIndex(of: "#") {
            fragment = rest[rest.index(after: mark)...]
            rest = rest[..<mark]
        }
        if let mark = rest.firstIndex(of: "?") {
            query = rest[rest.index(after: mark)...]
            rest = rest[..<mark]
        }
        let end = rest.firstIndex(of: "/") ?? rest.endIndex
        host = rest[..<end]
        path = rest[end...]
        if host.hasSuffix(usual) { host = host.dropLast(usual.count) }
        if host.isEmpty { return nil }
    }
}
