import CCurl

/// An http or https address taken apart by libcurl's own parser, so that what is checked is what is spoken to.
struct WebPlace: Sendable {
    /// The address without user name, password and fragment.
    let url: String
    let scheme: String
    /// Lower case, IPv6 in brackets.
    let host: String
    let port: Int
    /// From the address; percent-decoded.
    let user: String?
    let password: String?

    /// Two places of one origin may see the same credentials (RFC 6454).
    func hasOrigin(of other: WebPlace) -> Bool {
        scheme == other.scheme && host == other.host && port == other.port
    }

    /// What errors say.
    var peer: String { port == (scheme == "https" ? 443 : 80) ? host : "\(host):\(port)" }

    /// Nil when the text is no absolute http or https address.
    init?(_ text: String) { self.init(text, relativeTo: nil) }

    /// Where a Location leads. Credentials in it are dropped: nobody but the operator gives us any.
    func following(_ location: String) -> WebPlace? {
        guard let next = WebPlace(location, relativeTo: url) else { return nil }
        return next.hasOrigin(of: self)
            ? next.with(user: user, password: password) : next.with(user: nil, password: nil)
    }

    private init?(_ text: String, relativeTo base: String?) {
        guard !text.isEmpty, !text.utf8.contains(0), let handle = curl_url() else { return nil }
        defer { curl_url_cleanup(handle) }
        let flags = UInt32(CURLU_URLENCODE)
        if let base, curl_url_set(handle, CURLUPART_URL, base, flags) != CURLUE_OK { return nil }
        guard curl_url_set(handle, CURLUPART_URL, text, flags) == CURLUE_OK else { return nil }
        guard let scheme = WebPlace.part(handle, CURLUPART_SCHEME), scheme == "http" || scheme == "https",
            let host = WebPlace.part(handle, CURLUPART_HOST), !host.isEmpty,
            let port = WebPlace.part(handle, CURLUPART_PORT, UInt32(CURLU_DEFAULT_PORT)).flatMap({ Int($0) })
        else { return nil }
        let user = WebPlace.part(handle, CURLUPART_USER, UInt32(CURLU_URLDECODE))
        let password = WebPlace.part(handle, CURLUPART_PASSWORD, UInt32(CURLU_URLDECODE))
        for part in [CURLUPART_USER, CURLUPART_PASSWORD, CURLUPART_OPTIONS, CURLUPART_FRAGMENT] {
            curl_url_set(handle, part, nil, 0)
        }
        guard let url = WebPlace.part(handle, CURLUPART_URL) else { return nil }
        self.init(
            url: url, scheme: scheme, host: host.lowercased(), port: port, user: user, password: password)
    }

    private init(url: String, scheme: String, host: String, port: Int, user: String?, password: String?) {
        self.url = url
        self.scheme = scheme
        self.host = host
        self.port = port
        self.user = user
        self.password = password
    }

    private func with(user: String?, password: String?) -> WebPlace {
        WebPlace(url: url, scheme: scheme, host: host, port: port, user: user, password: password)
    }

    private static func part(_ handle: OpaquePointer, _ part: CURLUPart, _ flags: UInt32 = 0) -> String? {
        var text: UnsafeMutablePointer<CChar>?
        guard curl_url_get(handle, part, &text, flags) == CURLUE_OK, let text else { return nil }
        defer { curl_free(text) }
        return String(cString: text)
    }
}
