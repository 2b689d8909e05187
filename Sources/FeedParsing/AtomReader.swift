import FoundationEssentials
import Markup

/// Atom 1.0 (RFC 4287) and 0.3.
enum AtomReader {
    private static let xml = "http://www.w3.org/XML/1998/namespace"

    static func read(_ root: XMLElement, _ context: FeedContext) -> ParsedFeed {
        var feed = ParsedFeed()
        feed.format = .atom
        feed.language = root.attribute("lang", namespace: xml)
        let base = FeedLink.base(root.attribute("base", namespace: xml), within: context.base)
        var entries: [XMLElement] = []
        var authors: [String] = []
        for child in root.children {
            switch child.lowerName {
            case "entry": entries.append(child)
            case "title" where isAtom(child): feed.title = feed.title ?? AtomText.line(child, base: base)
            case "link" where isAtom(child) && (child.attribute("rel") ?? "alternate") == "alternate":
                feed.link = feed.link ?? FeedLink.resolve(child.attribute("href"), base: inner(child, base))
            case "author" where isAtom(child): if let name = FeedAuthor.name(of: child) { authors.append(name) }
            default: continue
            }
        }
        feed.skipped = max(0, entries.count - FeedLimits.entries)
        feed.entries = entries.prefix(FeedLimits.entries).map { entry($0, base: base, feed, authors, context) }
        return feed
    }

    /// An entry that stands alone (RFC 4287 §2).
    static func readEntry(_ root: XMLElement, _ context: FeedContext) -> ParsedFeed {
        var feed = ParsedFeed()
        feed.format = .atom
        feed.entries = [entry(root, base: context.base, feed, [], context)]
        return feed
    }

    private static func isAtom(_ element: XMLElement) -> Bool {
        let space = Namespace(element.namespace)
        return space == .atom || space == .rss
    }

    private static func inner(_ element: XMLElement, _ base: String?) -> String? {
        FeedLink.base(element.attribute("base", namespace: xml), within: base)
    }

    private static func entry(
        _ element: XMLElement, base: String?, _ feed: ParsedFeed, _ feedAuthors: [String], _ context: FeedContext
    ) -> ParsedEntry {
        var entry = ParsedEntry()
        entry.language = element.attribute("lang", namespace: xml) ?? feed.language
        let base = inner(element, base)
        var authors: [String] = []
        var content: (text: String?, html: String?) = (nil, nil)
        var summary: (text: String?, html: String?) = (nil, nil)
        var alternates: [(link: String, isPage: Bool)] = []
        var extra = ItemFields()
        for child in element.children {
            guard isAtom(child) else {
                extra.take(child, base: base, zone: context.zone)
                continue
            }
            switch child.lowerName {
            case "id": entry.id = entry.id ?? FeedText.oneLine(child.text)
            case "title": entry.title = entry.title ?? AtomText.line(child, base: base)
            case "link": link(child, base: inner(child, base), into: &entry, &alternates)
            case "author", "contributor":
                if let name = FeedAuthor.name(of: child), child.lowerName == "author" { authors.append(name) }
            case "published", "issued", "created":
                entry.published = entry.published ?? FeedDate.read(child.text, zone: context.zone)
            case "updated", "modified":
                entry.updated = entry.updated ?? FeedDate.read(child.text, zone: context.zone)
            case "content":
                content = AtomText.body(child, base: base)
                if let source = FeedLink.resolve(child.attribute("src"), base: base) {
                    entry.attachments.append(ParsedLink(url: source, type: child.attribute("type")))
                }
                entry.language = child.attribute("lang", namespace: xml) ?? entry.language
            case "summary": summary = AtomText.body(child, base: base)
            case "category":
                if let name = FeedText.line(child.attribute("label") ?? child.attribute("term") ?? child.text),
                    entry.categories.count < FeedLimits.list, !entry.categories.contains(name)
                {
                    entry.categories.append(name)
                }
            default: continue
            }
        }
        entry.link = extra.originalLink ?? alternates.first(where: \.isPage)?.link ?? alternates.first?.link
        if authors.isEmpty { authors = extra.creator.map { [$0] } ?? feedAuthors }
        entry.author = authors.isEmpty ? nil : authors.joined(separator: ", ")
        entry.published = entry.published ?? extra.published ?? extra.otherDate
        entry.title = entry.title ?? extra.otherTitle
        for file in extra.attachments where entry.attachments.count < FeedLimits.list { entry.attachments.append(file) }
        var best = content
        let hasOwn = content.text != nil || summary.text != nil
        for body in [summary, extra.body(captions: !hasOwn)]
        where body.text?.utf8.count ?? 0 > best.text?.utf8.count ?? 0 {
            best = body
        }
        (entry.text, entry.html) = best
        return entry
    }

    private static func link(
        _ child: XMLElement, base: String?, into entry: inout ParsedEntry,
        _ alternates: inout [(link: String, isPage: Bool)]
    ) {
        guard let target = FeedLink.resolve(child.attribute("href"), base: base) else { return }
        let type = child.attribute("type")?.lowercased()
        switch child.attribute("rel")?.lowercased() ?? "alternate" {
        case "alternate":
            if alternates.count < 10 { alternates.append((target, type?.contains("html") ?? true)) }
        case "enclosure":
            guard entry.attachments.count < FeedLimits.list else { return }
            entry.attachments.append(
                ParsedLink(
                    url: target, type: child.attribute("type"),
                    length: child.attribute("length").flatMap { Int($0) }.flatMap { $0 > 0 ? $0 : nil }))
        default: return
        }
    }
}

/// Atom's text constructs (RFC 4287 §3.1) and content (§4.1.3).
enum AtomText {
    static func line(_ element: XMLElement, base: String?) -> String? {
        switch kind(element) {
        case .markup(let html): FeedText.oneLine(Markup.HTMLText.plain(html))
        case .html: FeedText.line(element.text)
        case .text: FeedText.oneLine(element.text)
        case .decoded(let text, let isHTML): FeedText.line(text, isHTML: isHTML)
        case .other: nil
        }
    }

    static func body(_ element: XMLElement, base: String?) -> (text: String?, html: String?) {
        switch kind(element) {
        case .markup(let html): FeedText.body(html, isHTML: true)
        case .html: FeedText.body(element.text, isHTML: true)
        case .text: FeedText.body(element.text, isHTML: false)
        case .decoded(let text, let isHTML): FeedText.body(text, isHTML: isHTML)
        case .other: (nil, nil)
        }
    }

    /// The content as HTML or text, for Atom elements within RSS.
    static func markup(_ element: XMLElement, base: String?) -> String? {
        switch kind(element) {
        case .markup(let html): html
        case .html, .text: element.text
        case .decoded(let text, _): text
        case .other: nil
        }
    }

    private enum Kind {
        case text
        case html
        /// XHTML, written out.
        case markup(String)
        /// What was packed as base64.
        case decoded(String, isHTML: Bool)
        /// A picture or another file.
        case other
    }

    /// Atom 0.3 packs what is no XML (§3.1.1, mode "base64"); only texts are unpacked.
    private static func base64(_ element: XMLElement, _ type: String) -> Kind {
        let letters = element.text.utf8.filter { $0 > 0x20 }
        guard type == "html" || type == "text" || type.hasPrefix("text/") || type.hasPrefix("application/xhtml"),
            letters.count >= 8, letters.count % 4 == 0, letters.count <= FeedLimits.text * 2,
            let data = Data(base64Encoded: Data(letters)), !data.contains(0)
        else { return .other }
        let text = Charsets.decode(Array(data), labels: [])
        guard !text.repaired else { return .other }
        return .decoded(text.text, isHTML: type.contains("html") || HTMLText.looksLikeHTML(text.text))
    }

    private static func kind(_ element: XMLElement) -> Kind {
        let given = element.attribute("type")?.lowercased()
        let type = given.map { String($0.prefix { $0 != ";" }) } ?? "text"
        let mode = element.attribute("mode")?.lowercased()
        // Drawings, formulas and files have texts in them that are not the entry's.
        if type.contains("/"), !type.hasPrefix("text/"), !type.contains("html"), type != "application/xml",
            type != "application/octet-stream"
        {
            return .other
        }
        if element.hasChildren, type != "text/plain" { return .markup(element.innerHTML) }
        if mode == "base64" { return base64(element, type) }
        switch type {
        case "text", "text/plain":
            // Atom 0.3 says text/plain by default and means what `mode` says; many write HTML as text all the same.
            // Who says in so many words that it is text means it (RFC 4287 §3.1.1.1).
            return mode == "escaped" || given == nil && HTMLText.looksLikeHTML(element.text) ? .html : .text
        case "html", "text/html", "xhtml", "application/xhtml+xml", "text/xhtml": return .html
        case let type where type.hasPrefix("text/"):
            // A text that is no letter but base64 (RFC 4287 §4.1.3.3, rule 6, where its writer forgot rule 4).
            if case .decoded(let text, let isHTML) = base64(element, type) { return .decoded(text, isHTML: isHTML) }
            return .text
        case "application/xml": return .text
        case let type where type.contains("/"): return .other
        default: return .html
        }
    }
}
