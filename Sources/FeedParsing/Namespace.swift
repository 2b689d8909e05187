/// The vocabularies that feeds mix, by any spelling of their names that is in use. A prefix that a feed forgets to declare
/// counts as what everybody means by it.
enum Namespace: Hashable {
    /// RSS' own, of whatever version: no namespace, or the RDF ones.
    case rss
    case atom, rdf, content, dublinCore, dublinCoreTerms, media, itunes, feedburner, xhtml, syndication, georss, slash,
        thread, turbo
    case xml
    case other

    init(_ name: String) {
        if name.isEmpty {
            self = .rss
            return
        }
        self = Namespace.usual[name] ?? Namespace.known[Namespace.bare(name)] ?? .other
    }

    /// Without scheme, `www.`, upper case and a slash or hash at the end.
    private static func bare(_ name: String) -> String {
        var bare = Substring(name.lowercased())
        if let scheme = bare.firstRange(of: "://") { bare = bare[scheme.upperBound...] }
        if bare.hasPrefix("www.") { bare = bare.dropFirst(4) }
        while let last = bare.last, last == "/" || last == "#" || last == "?" { bare = bare.dropLast() }
        return String(bare)
    }

    /// As nearly everybody writes them.
    private static let usual: [String: Namespace] = [
        "http://www.w3.org/2005/Atom": .atom, "http://purl.org/dc/elements/1.1/": .dublinCore,
        "http://purl.org/rss/1.0/modules/content/": .content, "http://search.yahoo.com/mrss/": .media,
        "http://purl.org/rss/1.0/": .rss, "http://www.itunes.com/dtds/podcast-1.0.dtd": .itunes,
        "http://www.georss.org/georss": .georss, "http://purl.org/rss/1.0/modules/slash/": .slash,
        "http://wellformedweb.org/CommentAPI/": .other, "http://www.w3.org/1999/xhtml": .xhtml,
    ]

    private static let known: [String: Namespace] = [
        "purl.org/rss/1.0": .rss, "my.netscape.com/rdf/simple/0.9": .rss, "channel.netscape.com/rdf/simple/0.9": .rss,
        "my.netscape.com/publish/formats/rss-0.91.dtd": .rss, "backend.userland.com/rss2": .rss,
        "backend.userland.com/rss": .rss,
        "blogs.law.harvard.edu/tech/rss": .rss, "cyber.law.harvard.edu/rss/rss.html": .rss, "purl.org/net/rss1.1": .rss,
        "rssboard.org/rss-specification": .rss, "backend.userland.com/rss091": .rss,
        "backend.userland.com/rss092": .rss,
        "w3.org/2005/atom": .atom, "purl.org/atom/ns": .atom, "example.com/newformat": .atom, "necho": .atom,
        "atom:": .atom,
        "atom10:": .atom, "a10:": .atom, "w3.org/1999/02/22-rdf-syntax-ns": .rdf, "rdf:": .rdf,
        "purl.org/rss/1.0/modules/content": .content, "content:": .content, "purl.org/dc/elements/1.1": .dublinCore,
        "purl.org/dc/elements/1.0": .dublinCore, "purl.org/metadata/dublin_core": .dublinCore, "dc:": .dublinCore,
        "purl.org/dc/terms": .dublinCoreTerms, "dcterms:": .dublinCoreTerms, "search.yahoo.com/mrss": .media,
        "tools.search.yahoo.com/mrss": .media, "video.search.yahoo.com/mrss": .media, "media:": .media,
        "itunes.com/dtds/podcast-1.0.dtd": .itunes, "itunes.com/dtds/podcast": .itunes, "itunes:": .itunes,
        "rssnamespace.org/feedburner/ext/1.0": .feedburner, "feedburner:": .feedburner, "w3.org/1999/xhtml": .xhtml,
        "xhtml:": .xhtml,
        "purl.org/rss/1.0/modules/syndication": .syndication, "sy:": .syndication, "georss.org/georss": .georss,
        "georss:": .georss,
        "purl.org/rss/1.0/modules/slash": .slash, "slash:": .slash, "purl.org/syndication/thread/1.0": .thread,
        "turbo.yandex.ru": .turbo, "turbo:": .turbo,
        "w3.org/xml/1998/namespace": .xml, "xml:": .xml,
    ]
}
