/// Why bytes could not be read as a feed. Quotes nothing of them.
public enum FeedError: Error, Equatable, Codable, Sendable, CustomStringConvertible {
    /// There are no bytes, or only blank ones.
    case empty
    /// There are more bytes than the limit.
    case tooLarge(size: Int, limit: Int)
    /// It is an HTML page of this kind.
    case page(PageKind)
    /// It is something else; the words say what.
    case notAFeed(String)
    /// It is JSON or XML gone wrong; the words say how.
    case malformed(String)

    /// What was attempted, why it failed, and what can be done.
    public var description: String {
        switch self {
        case .empty: "cannot read the feed: it is empty; if that lasts, tell the site"
        case .tooLarge(let size, let limit):
            "cannot read the feed: its \(size) bytes are over the limit of \(limit); look for a shorter feed of the site"
        case .page(let kind):
            "cannot read the feed: it is \(kind); open the address in a browser, and give the feed's own address"
        case .notAFeed(let what): "cannot read the feed: it is \(what); give the address of an RSS, Atom or JSON feed"
        case .malformed(let how): "cannot read the feed: \(how); if that lasts, tell the site"
        }
    }
}
