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

    /// An outline that is no folder and gives no feed.
    public struct LeftOut: Hashable, Sendable {
        /// Its name or what it gives for an address.
        public var name: String
        /// Why it gives no feed.
        public var reason: String
    }

    /// The list's name.
    public var title: String?
    /// Its feeds, in their order.
    public var feeds: [Feed]
    /// Its outlines that are neither a feed nor a folder.
    public private(set) var leftOut: [LeftOut] = []
    /// What was wrong with the file and was read all the same.
    public private(set) var damage: [String] = []
    /// Whether it ends before its end; what stood there is not known.
    public private(set) var isCut = false

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
        damage = tree.damage
        isCut = !tree.openAtEnd.isEmpty
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
            // Programs write `xmlUrl`, `xmlURL`, `XMLURL` and `xmlurl`.
            let name =
                FeedText.oneLine(outline.attribute(anyCase: "title"))
                ?? FeedText.oneLine(outline.attribute(anyCase: "text"))
            let written = FeedText.trimmed(outline.attribute(anyCase: "xmlurl") ?? "")
            if !written.isEmpty {
                take(outline, written, name, folders)
            } else if !outline.hasChildren {
                let isList = outline.attribute(anyCase: "type")?.lowercased() == "include"
                leftOut.append(
                    LeftOut(
                        name: name ?? "an outline without a name",
                        reason: isList ? "it is another list: import that by itself" : "it names no feed (xmlUrl)"))
            }
            if outline.hasChildren {
                let deeper = folders.count < OPML.depth ? [name].compactMap { $0 } : []
                read(outline, folders: folders + deeper)
            }
        }
    }

    private mutating func take(_ outline: XMLElement, _ written: String, _ name: String?, _ folders: [String]) {
        guard let address = OPML.web(written) else {
            leftOut.append(
                LeftOut(
                    name: FeedText.oneLine(String(written.prefix(200))) ?? "", reason: "it is no address of the web"))
            return
        }
        guard feeds.count < OPML.most else {
            leftOut.append(LeftOut(name: address, reason: "the list has more than \(OPML.most) feeds"))
            return
        }
        feeds.append(
            Feed(
                title: name ?? address, address: address,
                site: outline.attribute(anyCase: "htmlurl").flatMap { FeedLink.resolve($0, base: nil) },
                folders: folders.isEmpty ? OPML.folders(outline.attribute(anyCase: "category")) : folders))
    }

    /// `feed://a.kz/rss` and `feed:https://a.kz/rss` are what browsers once handed to readers of feeds.
    private static func web(_ written: String) -> String? {
        guard written.prefix(5).lowercased() == "feed:" else { return FeedLink.resolve(written, base: nil) }
        let rest = written.dropFirst(5)
        let bare = rest.hasPrefix("//") ? rest.dropFirst(2) : rest
        return FeedLink.resolve(FeedLink.isWeb(String(bare)) ? String(bare) : "https://\(bare)", base: nil)
    }

    /// The first of the categories that is a path: `/City/Schools` (opml.org/spec2.opml, category); tags have no slash.
    private static func folders(_ category: String?) -> [String] {
        let paths = (category ?? "").split(separator: ",").compactMap { FeedText.oneLine(String($0)) }
        guard let path = paths.first(where: { $0.hasPrefix("/") }) else { return [] }
        return path.split(separator: "/").prefix(depth).compactMap { FeedText.oneLine(String($0)) }
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
