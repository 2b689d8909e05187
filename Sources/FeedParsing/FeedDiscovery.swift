import FoundationEssentials
import Markup

/// Feeds that a page links to (https://blog.whatwg.org/feed-autodiscovery), and where feeds usually lie.
public enum FeedDiscovery {
    /// Links of one page that are tried at most.
    private static let most = 8
    /// As far as a page is looked through: its head stands at its beginning.
    private static let looked = 512 << 10

    /// Whether bytes are a page, which may name a feed, and no feed themselves.
    public static func isPage(_ bytes: [UInt8]) -> Bool {
        if case .page = FeedSniffer.kind(bytes) { return true }
        return false
    }

    /// The addresses that a page names as its feeds, in their order, then the usual places of its site.
    /// - Parameters:
    ///   - page: its bytes.
    ///   - address: where it came from.
    /// - Returns: absolute addresses of http and https, each once.
    public static func candidates(in page: [UInt8], at address: String) -> [String] {
        var found: [String] = []
        func add(_ link: String?) {
            if let link, FeedLink.isWeb(link), !found.contains(link), link != address { found.append(link) }
        }
        let html = String(decoding: page.prefix(looked), as: UTF8.self)
        var base = address
        var comments: [String] = []
        for tag in tags(html) {
            if tag.name == "base", let own = FeedLink.resolve(tag.attributes["href"], base: address) { base = own }
            guard tag.name == "link" || tag.name == "a", let href = tag.attributes["href"] else { continue }
            let relations = (tag.attributes["rel"] ?? "").lowercased().split(separator: " ")
            let type = (tag.attributes["type"] ?? "").lowercased()
            let isFeed = types.contains { type.hasPrefix($0) }
            guard (relations.contains("alternate") && isFeed) || (relations.contains("feed") && tag.name == "link")
            else { continue }
            let link = FeedLink.resolve(href, base: base)
            // A site's feed of comments is not what anybody asks for.
            if let link, link.lowercased().contains("comment") { comments.append(link) } else { add(link) }
        }
        for link in comments { add(link) }
        var list = Array(found.prefix(most))
        // A page that keeps programs out, or says that something is wrong, is no reason to go on asking.
        if let root = URL(string: base), [.page, .login].contains(PageKind.of(page)) {
            found = list
            for path in usual { add(URL(string: path, relativeTo: root)?.absoluteString) }
            list = found
        }
        return list
    }

    private static let types = [
        "application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml",
        "application/xml",
        "text/xml", "application/json",
    ]
    private static let usual = ["/feed", "/rss", "/rss.xml", "/feed.xml", "/atom.xml", "/index.xml"]

    private struct Tag {
        var name: String
        var attributes: [String: String]
    }

    /// The tags that may name a feed, with their attributes; what stands in comments and scripts is passed over.
    private static func tags(_ html: String) -> [Tag] {
        var tags: [Tag] = []
        let bytes = Array(html.utf8)
        var at = 0
        func skip(past mark: String) -> Int {
            let mark = Array(mark.utf8)
            var index = at
            while index + mark.count <= bytes.count {
                if (0..<mark.count).allSatisfy({ bytes[index + $0] | 0x20 == mark[$0] | 0x20 }) {
                    return index + mark.count
                }
                index += 1
            }
            return bytes.count
        }
        while at < bytes.count, tags.count < 400 {
            guard bytes[at] == 0x3C else {
                at += 1
                continue
            }
            if bytes[at...].starts(with: "<!--".utf8) {
                at = skip(past: "-->")
                continue
            }
            var end = at + 1
            while end < bytes.count, (0x61...0x7A).contains(bytes[end] | 0x20) { end += 1 }
            let name = String(decoding: bytes[(at + 1)..<end], as: UTF8.self).lowercased()
            if name == "script" || name == "style" {
                at = skip(past: "</\(name)")
                continue
            }
            guard ["link", "a", "base"].contains(name) else {
                at = max(end, at + 1)
                continue
            }
            var attributes: [String: String] = [:]
            at = readAttributes(bytes, from: end, into: &attributes)
            tags.append(Tag(name: name, attributes: attributes))
        }
        return tags
    }

    /// HTML §13.1.2.3. Returns the place behind the tag.
    private static func readAttributes(_ bytes: [UInt8], from: Int, into attributes: inout [String: String]) -> Int {
        var at = from
        func isBlank(_ byte: UInt8) -> Bool { byte <= 0x20 || byte == 0x2F }
        while at < bytes.count, bytes[at] != 0x3E {
            while at < bytes.count, isBlank(bytes[at]) { at += 1 }
            let start = at
            while at < bytes.count, bytes[at] != 0x3D, bytes[at] != 0x3E, !isBlank(bytes[at]) { at += 1 }
            let name = String(decoding: bytes[start..<at], as: UTF8.self).lowercased()
            while at < bytes.count, bytes[at] <= 0x20 { at += 1 }
            guard at < bytes.count, bytes[at] == 0x3D else {
                if start == at { at += bytes.indices.contains(at) && bytes[at] != 0x3E ? 1 : 0 }
                continue
            }
            at += 1
            while at < bytes.count, bytes[at] <= 0x20 { at += 1 }
            guard at < bytes.count else { break }
            var value: ArraySlice<UInt8>
            if bytes[at] == 0x22 || bytes[at] == 0x27 {
                let quote = bytes[at]
                let close = bytes[(at + 1)...].firstIndex(of: quote) ?? bytes.count
                value = bytes[(at + 1)..<close]
                at = min(bytes.count, close + 1)
            } else {
                let open = at
                while at < bytes.count, bytes[at] > 0x20, bytes[at] != 0x3E { at += 1 }
                value = bytes[open..<at]
            }
            if attributes.count < 30, attributes[name] == nil {
                attributes[name] = HTMLText.unescaped(String(decoding: value, as: UTF8.self))
            }
        }
        return min(bytes.count, at + 1)
    }
}
