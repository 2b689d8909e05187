/// A complete answer.
public struct HTTPResponse: Sendable {
    /// The status of the last answer.
    public var status: Int
    /// Its header fields, in order.
    public var headers: [HTTPField]
    /// Its body, unpacked.
    public var body: [UInt8]
    /// Where it came from after all redirects, without user name, password and fragment.
    public var finalURL: String
    /// The redirects that were followed, in order.
    public var redirects: [HTTPRedirect]

    /// Collects an answer.
    public init(
        status: Int, headers: [HTTPField], body: [UInt8], finalURL: String, redirects: [HTTPRedirect] = []
    ) {
        self.status = status
        self.headers = headers
        self.body = body
        self.finalURL = finalURL
        self.redirects = redirects
    }
}

/// One redirect that was followed.
public struct HTTPRedirect: Sendable, Equatable {
    /// 301, 302, 303, 307 or 308.
    public var status: Int
    /// Where it led, absolute.
    public var to: String

    /// Collects a redirect.
    public init(status: Int, to: String) {
        self.status = status
        self.to = to
    }
}
