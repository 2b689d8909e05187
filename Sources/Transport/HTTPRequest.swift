/// What to ask of a web server.
public struct HTTPRequest: Sendable {
    /// The method, in capitals.
    public var method: String
    /// http or https, absolute.
    public var url: String
    /// Sent as they are, beside those that HTTP itself needs.
    public var headers: [HTTPField] = []
    /// What is posted.
    public var body: [UInt8]?
    /// What the answer may cost.
    public var limits = HTTPLimits()
    /// Whether loopback, private and link-local addresses may be spoken to, for this request and its redirects.
    public var allowPrivate = false
    /// A PEM file of certificates to trust beside the system's.
    public var caFile: String?
    /// The proxy to go through, as a URL (http, https, socks4, socks4a, socks5, socks5h). Environment variables
    /// are not looked at.
    public var proxy: String?
    /// Whether packed answers are asked for (gzip, deflate, br, zstd) and unpacked.
    public var acceptEncodings = true

    /// A request with the usual limits.
    public init(method: String, url: String) {
        self.method = method
        self.url = url
    }
}
