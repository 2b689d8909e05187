import Markup

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
        let bytes = Array(id.utf8)
        guard let place = WebParts(bytes[...]) else { return id }
        var key: [UInt8] = []
        key.reserveCapacity(bytes.count)
        key += lowerCase(place.host)
        if key.starts(with: "www.".utf8), key.count > 4 { key.removeFirst(4) }
        key += withoutSession(place.path)
        var isAsked = false
        for parameter in place.query.split(separator: UInt8(ascii: "&")) where !follows(parameter) {
            key.append(isAsked ? UInt8(ascii: "&") : UInt8(ascii: "?"))
            key += parameter
            isAsked = true
        }
        if !isAsked { while key.last == UInt8(ascii: "/") { key.removeLast() } }
        if !place.fragment.isEmpty, !follows(place.fragment) {
            key.append(UInt8(ascii: "#"))
            key += place.fragment
        }
        return UTF8Text.string(key)
    }

    /// Names of parameters that say by which way a reader came, and nothing of what is read.
    private static let following: Set<String> = [
        "fbclid", "gclid", "dclid", "gbraid", "wbraid", "yclid", "ysclid", "_openstat", "msclkid", "mc_cid", "mc_eid",
        "igshid", "twclid", "xtor", "phpsessid", "jsessionid", "from_source", "cmpid", "ito", "_ga", "_gl",
    ]

    private static func follows(_ parameter: ArraySlice<UInt8>) -> Bool {
        let name = String(decoding: parameter.prefix { $0 != UInt8(ascii: "=") }, as: UTF8.self).lowercased()
        return following.contains(name) || name.hasPrefix("utm_") || name.hasPrefix("at_")
    }

    /// `;jsessionid=…` stands in the path.
    private static func withoutSession(_ path: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        guard let mark = path.lastIndex(of: UInt8(ascii: ";")), isASCII(path[mark...].prefix(12), ";jsessionid=") else {
            return path
        }
        return path[..<mark]
    }

    /// Most hosts are ASCII in lower case already.
    private static func lowerCase(_ host: ArraySlice<UInt8>) -> [UInt8] {
        guard host.contains(where: { $0 >= 0x80 }) else {
            return host.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
        }
        return Array(String(decoding: host, as: UTF8.self).lowercased().utf8)
    }

    /// Whether bytes are these of ASCII, in letters of any case.
    fileprivate static func isASCII(_ bytes: ArraySlice<UInt8>, _ text: StaticString) -> Bool {
        guard bytes.count == text.utf8CodeUnitCount else { return false }
        return text.withUTF8Buffer { letters in
            zip(bytes, letters).allSatisfy { ((0x41...0x5A).contains($0) ? $0 | 0x20 : $0) == $1 }
        }
    }
}

/// An http or https address cut into its parts as it is written; nothing is decoded.
private struct WebParts {
    var host: ArraySlice<UInt8>
    var path: ArraySlice<UInt8>
    var query: ArraySlice<UInt8> = []
    var fragment: ArraySlice<UInt8> = []

    init?(_ text: ArraySlice<UInt8>) {
        var rest: ArraySlice<UInt8>
        let usual: String.UTF8View
        if FeedIdentity.isASCII(text.prefix(8), "https://") {
            (rest, usual) = (text.dropFirst(8), ":443".utf8)
        } else if FeedIdentity.isASCII(text.prefix(7), "http://") {
            (rest, usual) = (text.dropFirst(7), ":80".utf8)
        } else {
            return nil
        }
        if let mark = rest.firstIndex(of: UInt8(ascii: "#")) {
            fragment = rest[(mark + 1)...]
            rest = rest[..<mark]
        }
        if let mark = rest.firstIndex(of: UInt8(ascii: "?")) {
            query = rest[(mark + 1)...]
            rest = rest[..<mark]
        }
        let end = rest.firstIndex(of: UInt8(ascii: "/")) ?? rest.endIndex
        host = rest[..<end]
        path = rest[end...]
        if host.suffix(usual.count).elementsEqual(usual) { host = host.dropLast(usual.count) }
        if host.isEmpty { return nil }
    }
}
