import FoundationEssentials

/// Addresses as feeds give them.
enum FeedLink {
    /// An address that can be followed: absolute as given, relative ones resolved (RFC 3986 §5) where the base is known.
    /// Nil for what is none, and for `javascript:`, `data:` and the like.
    static func resolve(_ reference: String?, base: String?) -> String? {
        guard let reference else { return nil }
        let bare = String(decoding: reference.utf8.filter { $0 > 0x20 && $0 != 0x7F }, as: UTF8.self)
        guard !bare.isEmpty, bare.utf8.count <= FeedLimits.field else { return nil }
        if let scheme = scheme(bare) {
            guard scheme == "http" || scheme == "https" else { return nil }
            // A scheme's case says nothing (RFC 3986 §6.2.2.1), and who compares addresses need not know that.
            return bare.hasPrefix(scheme) ? bare : scheme + bare.dropFirst(scheme.utf8.count)
        }
        guard let base, let root = URL(string: base) else { return bare.hasPrefix("//") ? "https:" + bare : bare }
        guard let resolved = URL(string: bare, relativeTo: root)?.absoluteString else { return bare }
        return resolved
    }

    /// The base for what lies in an element that has `xml:base`.
    static func base(_ own: String?, within outer: String?) -> String? {
        guard let own else { return outer }
        return resolve(own, base: outer) ?? outer
    }

    /// Whether a string is an absolute address of the web.
    static func isWeb(_ text: String) -> Bool {
        let scheme = scheme(text)
        return scheme == "http" || scheme == "https"
    }

    private static func scheme(_ text: String) -> String? {
        guard let colon = text.utf8.firstIndex(of: 0x3A) else { return nil }
        let name = text[..<colon]
        guard let first = name.utf8.first, first | 0x20 >= 0x61, first | 0x20 <= 0x7A, name.utf8.count < 20,
            name.utf8.allSatisfy({
                (0x61...0x7A).contains($0 | 0x20) || (0x30...0x39).contains($0) || $0 == 0x2B || $0 == 0x2D
                    || $0 == 0x2E
            })
        else { return nil }
        return name.lowercased()
    }
}
