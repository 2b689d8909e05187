import FoundationEssentials
import Markup

/// RSS 0.9x and 2.0 (rssboard.org/rss-specification), and RSS 0.90 and 1.0 in RDF, with the modules in use.
enum RSSReader {
    static func read(_ root: XMLElement, format: ParsedFeed.Format, _ context: FeedContext) -> ParsedFeed {
        var feed = ParsedFeed()
        feed.format = format
        var base = FeedLink.base(root.attribute("base", namespace: xml), within: context.base)
        feed.language = root.attribute("lang", namespace: xml)
        // In RDF the items stand beside the channel, in RSS in it; some files have them in both places.
        var items: [XMLElement] = []
        var channels: [XMLElement] = []
        for child in root.children {
            switch child.lowerName {
            case "channel": channels.append(child)
            case "item": items.append(child)
            default: continue
            }
        }
        if root.lowerName == "channel" { (channels, items) = ([root], []) }
        for channel in channels {
            base = FeedLink.base(channel.attribute("base", namespace: xml), within: base)
            items = channel.children.filter { $0.name.lowercased() == "item" } + items
            readChannel(channel, base, into: &feed)
        }
        feed.skipped = max(0, items.count - FeedLimits.entries)
        feed.entries = items.prefix(FeedLimits.entries).map {
            entry($0, base: base, language: feed.language, context)
        }
        return feed
    }

    /// Items that stand alone, behind the end of their feed.
    static func read(items: [XMLElement], of feed: ParsedFeed, _ context: FeedContext) -> ParsedFeed {
        var stray = ParsedFeed()
        stray.skipped = max(0, items.count - FeedLimits.entries)
        stray.entries = items.prefix(FeedLimits.entries).map {
            entry($0, base: context.base, language: feed.language, context)
        }
        return stray
    }

    private static let xml = "http://www.w3.org/XML/1998/namespace"

    private static let days = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"]
    /// Minutes of the syndication module's periods.
    private static let periods = [
        "hourly": 60, "daily": 1440, "weekly": 10_080, "monthly": 43_200, "yearly": 525_600,
    ]

    private static func readChannel(_ channel: XMLElement, _ base: String?, into feed: inout ParsedFeed) {
        var linkIn: String?
        var period: Int?
        var frequency = 1
        for child in channel.children {
            switch (Namespace(child.namespace), child.lowerName) {
            case (.rss, "title"), (.dublinCore, "title"): feed.title = feed.title ?? FeedText.line(child.text)
            case (.rss, "link"): linkIn = linkIn ?? FeedLink.resolve(child.text, base: base)
            case (.atom, "link") where (child.attribute("rel") ?? "alternate") == "alternate":
                feed.link = feed.link ?? FeedLink.resolve(child.attribute("href"), base: base)
            case (.rss, "language"), (.dublinCore, "language"):
                feed.language = feed.language ?? FeedText.oneLine(child.text)
            case (.rss, "ttl"):
                if let minutes = Int(FeedText.trimmed(child.text)), minutes > 0 { feed.ttlMinutes = minutes }
            case (.rss, "skiphours"):
                feed.skipHours = Set(child.children.compactMap { Int(FeedText.trimmed($0.text)) }.map { $0 % 24 })
            case (.rss, "skipdays"):
                let names = child.children.map { FeedText.trimmed($0.text).lowercased() }
                feed.skipDays = Set(names.compactMap { days.firstIndex(of: $0) })
            case (.syndication, "updateperiod"): period = periods[FeedText.trimmed(child.text).lowercased()]
            case (.syndication, "updatefrequency"): frequency = Int(FeedText.trimmed(child.text)) ?? 1
            default: continue
            }
        }
        if let period { feed.updateMinutes = max(1, period / max(1, frequency)) }
        feed.link = linkIn ?? feed.link
    }

    private static func entry(
        _ item: XMLElement, base: String?, language: String?, _ context: FeedContext
    ) -> ParsedEntry {
        var fields = ItemFields()
        let base = FeedLink.base(item.attribute("base", namespace: xml), within: base)
        for child in item.children { fields.take(child, base: base, zone: context.zone) }
        var entry = ParsedEntry()
        entry.id = fields.guid ?? item.attribute("about", namespace: "http://www.w3.org/1999/02/22-rdf-syntax-ns#")
        entry.title = fields.title ?? fields.otherTitle
        entry.link = fields.originalLink ?? fields.link ?? fields.atomLink
        if entry.link == nil, fields.guidIsLink, let guid = fields.guid, FeedLink.isWeb(guid) { entry.link = guid }
        if entry.link == nil { entry.link = FeedLink.resolve(fields.comments, base: base) }
        entry.author = fields.author ?? fields.creator ?? fields.podcastAuthor
        entry.published = fields.published ?? fields.otherDate
        entry.updated = fields.updated
        entry.language = item.attribute("lang", namespace: xml) ?? fields.language ?? language
        entry.categories = fields.categories
        entry.attachments = fields.attachments
        (entry.text, entry.html) = fields.body()
        return entry
    }
}

/// What an item's elements say, gathered before it is decided which of them counts.
struct ItemFields {
    var guid: String?
    var guidIsLink = true
    var title: String?
    var otherTitle: String?
    var link: String?
    var atomLink: String?
    var originalLink: String?
    var comments: String?
    var author: String?
    var creator: String?
    var podcastAuthor: String?
    var published: Date?
    var otherDate: Date?
    var updated: Date?
    var language: String?
    var categories: [String] = []
    var attachments: [ParsedLink] = []
    /// The bodies found, the one that is usually whole first.
    private var content: String?
    private var description: String?
    private var other: String?
    /// What is said of a picture: the item's words only where it has no others.
    private var caption: String?

    mutating func take(_ child: XMLElement, base: String?, zone: FeedZone) {
        func text() -> String { child.text }
        switch (Namespace(child.namespace), child.lowerName) {
        case (.rss, "guid"), (.rss, "id"):
            guard guid == nil, let id = FeedText.oneLine(text()) else { return }
            guid = id
            guidIsLink = child.attribute("isPermaLink")?.lowercased() != "false"
        case (.rss, "title"): title = title ?? FeedText.line(text())
        case (.dublinCore, "title"), (.media, "title"), (.itunes, "title"), (.atom, "title"),
            (.dublinCoreTerms, "title"):
            otherTitle = otherTitle ?? FeedText.line(text())
        case (.rss, "link"):
            // Some write Atom's link without its namespace.
            let target = FeedText.trimmed(text())
            link = link ?? FeedLink.resolve(target.isEmpty ? child.attribute("href") : target, base: base)
        case (.atom, "link"): takeAtomLink(child, base: base)
        case (.feedburner, "origlink"): originalLink = FeedLink.resolve(text(), base: base)
        case (.rss, "comments"): comments = FeedText.trimmed(text())
        case (.rss, "author"), (.atom, "author"): author = author ?? FeedAuthor.name(of: child)
        case (.dublinCore, "creator"), (.dublinCore, "author"), (.dublinCoreTerms, "creator"):
            guard let name = FeedAuthor.name(of: child) else { return }
            creator = creator.map { $0 == name ? $0 : "\($0), \(name)" } ?? name
        case (.itunes, "author"): podcastAuthor = podcastAuthor ?? FeedAuthor.name(of: child)
        case (.rss, "pubdate"), (.rss, "published"), (.atom, "published"), (.atom, "issued"),
            (.dublinCoreTerms, "issued"),
            (.dublinCoreTerms, "created"):
            published = published ?? FeedDate.read(text(), zone: zone)
        case (.dublinCore, "date"), (.rss, "date"): otherDate = otherDate ?? FeedDate.read(text(), zone: zone)
        case (.atom, "updated"), (.atom, "modified"), (.dublinCoreTerms, "modified"), (.rss, "updated"):
            updated = updated ?? FeedDate.read(text(), zone: zone)
        case (.dublinCore, "language"): language = FeedText.oneLine(text())
        case (.rss, "category"), (.dublinCore, "subject"), (.itunes, "keywords"), (.media, "category"):
            takeCategory(FeedText.line(text()))
        case (.atom, "category"): takeCategory(FeedText.line(child.attribute("label") ?? child.attribute("term")))
        case (.rss, "enclosure"): attach(child, "url", base: base)
        case (.media, "content"): takeMedia(child, base: base)
        case (.media, "group"): for inner in child.children { take(inner, base: base, zone: zone) }
        case (.content, "encoded"): content = content ?? text()
        case (.xhtml, "body"), (.xhtml, "div"): content = content ?? child.innerHTML
        case (.atom, "content"): content = content ?? AtomText.markup(child, base: base)
        case (.rss, "description"), (.rss, "content"):
            // An item may have two: the longer one says more.
            let own = child.hasChildren ? child.innerHTML : text()
            if own.utf8.count > description?.utf8.count ?? 0 { description = own }
        case (.media, "description"):
            let own = text()
            if own.utf8.count > caption?.utf8.count ?? 0 { caption = own }
        case (.atom, "summary"), (.rss, "abstract"), (.itunes, "summary"), (.dublinCore, "description"),
            (.rss, "summary"),
            (.rss, "fulltext"), (.other, "full-text"), (.rss, "text"), (.dublinCoreTerms, "abstract"),
            (.turbo, "content"):
            let own = text()
            if own.utf8.count > other?.utf8.count ?? 0 { other = own }
        case (.itunes, "subtitle"): other = other ?? text()
        default: return
        }
    }

    /// What the item says: the whole article where it is given, unless that says less than the summary does.
    /// - Parameter captions: whether a picture's words may stand for missing ones.
    func body(captions: Bool = true) -> (text: String?, html: String?) {
        let written = [content, description, other].compactMap { $0 }
        let bodies = (written.isEmpty && captions ? [caption].compactMap { $0 } : written).map {
            FeedText.body($0, isHTML: true)
        }
        guard var best = bodies.first else { return (nil, nil) }
        for body in bodies.dropFirst() where body.text?.utf8.count ?? 0 > best.text?.utf8.count ?? 0 { best = body }
        return best
    }

    private mutating func takeCategory(_ name: String?) {
        if let name, categories.count < FeedLimits.list, !categories.contains(name) { categories.append(name) }
    }

    private mutating func takeAtomLink(_ child: XMLElement, base: String?) {
        switch child.attribute("rel") ?? "alternate" {
        case "alternate": atomLink = atomLink ?? FeedLink.resolve(child.attribute("href"), base: base)
        case "enclosure": attach(child, "href", base: base)
        default: return
        }
    }

    private mutating func takeMedia(_ child: XMLElement, base: String?) {
        attach(child, "url", base: base)
        for inner in child.children { take(inner, base: base, zone: .utc) }
    }

    private mutating func attach(_ child: XMLElement, _ place: String, base: String?) {
        guard attachments.count < FeedLimits.list, let url = FeedLink.resolve(child.attribute(place), base: base),
            !attachments.contains(where: { $0.url == url })
        else { return }
        let length = (child.attribute("length") ?? child.attribute("fileSize")).flatMap { Int(FeedText.trimmed($0)) }
        attachments.append(
            ParsedLink(
                url: url, type: FeedText.oneLine(child.attribute("type")), length: length.flatMap { $0 > 0 ? $0 : nil })
        )
    }
}
