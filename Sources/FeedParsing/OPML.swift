import Markup

/// Lists of subscriptions (OPML 1.0 and 2.0, opml.org/spec2.opml).
public struct OPML: Hashable, Sendable {
    /// One feed of a list.
    public struct Feed: Hashable, Sendable {
        /// Its name.
        public var title: String
        /// Where it lies.
        public var address: String
        /// The site that it is of.
        public var site: String?
        /// The folders it lies in, the outermost first.
        public var folders: [String]

        /// Describes a feed.
        public init(title: String, address: String, site: String? = nil, folders: [String] = []) {
            self.title = title
            self.address = address
            self.site = site
            self.folders = folders
        }
    }

    /// The list's name.
    public var title: String?
    /// Its feeds, in their order.
    public var feeds: [Feed]

    /// Makes a list.
    public init(title: String? = nil, feeds: [Feed] = []) {
        self.title = title
        self.feeds = feeds
    }

    /// Feeds of one list.
    private static let most = 10_000
    /// Folders within folders.
    private static let depth = 16

    /// Reads a list.
    /// - Throws: `FeedError` for what is none.
    public init(_ bytes: [UInt8]) throws(FeedError) {
        let tree: XMLTree
        do throws(MarkupError) {
            tree = try XMLTree(bytes, charset: nil)
        } catch {
            throw .malformed("it is no OPML: \(error)")
        }
        guard let root = tree.roots.first(where: { $0.name.lowercased() == "opml" }) else {
            throw .notAFeed("no OPML: it has no <opml> element")
        }
        self.init()
        for part in root.children {
            switch part.lowerName {
            case "head":
                title = part.children.first { $0.name.lowercased() == "title" }.flatMap { FeedText.oneLine($0.text) }
            case "body": read(part, folders: [])
            default: continue
            }
        }
    }

    private mutating func read(_ parent: XMLElement, folders: [String]) {
        for outline in parent.children where outline.lowerName == "outline" {
            let name = FeedText.oneLine(Self.attribute(outline, "title") ?? Self.attribute(outline, "text"))
            if let address = Self.attribute(outline, "xmlUrl").flatMap({ FeedLink.resolve($0, base: nil) }) {
                guard feeds.count < OPML.most else { return }
                feeds.append(
                    Feed(
                        title: name ?? address, address: address,
                        site: Self.attribute(outline, "htmlUrl").flatMap { FeedLink.resolve($0, base: nil) },
                        folders: folders))
            }
            if outline.hasChildren, folders.count < OPML.depth {
                read(outline, folders: folders + [name].compactMap { $0 })
            }
        }
    }

    /// Programs write `xmlUrl`, `xmlURL` and `xmlurl`.
    private static func attribute(_ element: XMLElement, _ name: String) -> String? {
        element.attribute(name) ?? element.attribute(name.lowercased())
            ?? element.attribute(name.replacing("Url", with: "URL"))
    }

    /// The list as OPML 2.0, folders as they were.
    public var xml: String {
        var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<opml version=\"2.0\">\n"
        text += "  <head><title>\(Self.escaped(title ?? ""))</title></head>\n  <body>\n"
        text += Self.outlines(feeds, depth: 0) + "  </body>\n</opml>\n"
        return text
    }

    private static func outlines(_ feeds: [Feed], depth: Int) -> String {
        let indent = String(repeating: "  ", count: depth + 2)
        var text = ""
        var done: Set<String> = []
        for feed in feeds {
            if feed.folders.count > depth {
                let folder = feed.folders[depth]
                guard done.insert(folder).inserted else { continue }
                let inner = feeds.filter { $0.folders.count > depth && $0.folders[depth] == folder }
                text += "\(indent)<outline text=\"\(escaped(folder))\" title=\"\(escaped(folder))\">\n"
                text += outlines(inner, depth: depth + 1) + "\(indent)</outline>\n"
            } else {
                let site = feed.site.map { " htmlUrl=\"\(escaped($0))\"" } ?? ""
                let title = escaped(feed.title)
                text +=
                    "\(indent)<outline type=\"rss\" text=\"\(title)\" title=\"\(title)\" xmlUrl=\"\(escaped(feed.address))\"\(site)/>\n"
            }
        }
        return text
    }

    private static func escaped(_ text: String) -> String {
        var out = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": out += "&amp;"
            case "<": out += "&lt;"
            case ">": out += "&gt;"
            case "\"": out += "&quot;"
            case "\t", "\n", "\r": out += " "
            // Not of XML (XML 1.0 §2.2).
            case _ where scalar.value < 0x20 || scalar.value == 0xFFFE || scalar.value == 0xFFFF: continue
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out
    }
}
