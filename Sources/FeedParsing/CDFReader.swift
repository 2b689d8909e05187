import Markup

/// Channel Definition Format (W3C note NOTE-CDFsubmit): a channel of items and of further channels, their words in
/// elements or in attributes, their addresses on the item or in an `A` within it, in letters of any case.
enum CDFReader {
    /// Channels within channels that are read.
    private static let deepest = 8

    /// Whether a root that is a channel is one of CDF, and not of an RSS that lost its root.
    static func isCDF(_ root: XMLElement) -> Bool {
        root.name == "CHANNEL" || value(root, "href") != nil || value(root, "base") != nil
    }

    static func read(_ root: XMLElement, _ context: FeedContext) -> ParsedFeed {
        var feed = ParsedFeed()
        feed.format = .cdf
        channel(root, context.base, 0, into: &feed, context)
        return feed
    }

    private static func channel(
        _ channel: XMLElement, _ base: String?, _ depth: Int, into feed: inout ParsedFeed, _ context: FeedContext
    ) {
        let base = FeedLink.base(value(channel, "base"), within: base)
        if depth == 0 { feed.link = FeedLink.resolve(value(channel, "href"), base: base) }
        for child in channel.children {
            switch child.lowerName {
            case "title" where depth == 0: feed.title = feed.title ?? FeedText.line(words(child))
            case "a" where depth == 0: feed.link = feed.link ?? FeedLink.resolve(value(child, "href"), base: base)
            case "item" where feed.entries.count >= FeedLimits.entries: feed.skipped += 1
            case "item": feed.entries.append(entry(child, base, context))
            case "channel" where depth < deepest: self.channel(child, base, depth + 1, into: &feed, context)
            default: continue
            }
        }
    }

    private static func entry(_ item: XMLElement, _ base: String?, _ context: FeedContext) -> ParsedEntry {
        var entry = ParsedEntry()
        let base = FeedLink.base(value(item, "base"), within: base)
        entry.link = FeedLink.resolve(value(item, "href"), base: base)
        entry.updated = value(item, "lastmod").flatMap { FeedDate.read($0, zone: context.zone) }
        for child in item.children {
            switch child.lowerName {
            case "title": entry.title = entry.title ?? FeedText.line(words(child))
            case "a": entry.link = entry.link ?? FeedLink.resolve(value(child, "href"), base: base)
            case "abstract" where entry.text == nil:
                (entry.text, entry.html) = FeedText.body(words(child), isHTML: true)
            default: continue
            }
        }
        return entry
    }

    private static func words(_ element: XMLElement) -> String { value(element, "value") ?? element.text }

    private static func value(_ element: XMLElement, _ name: String) -> String? {
        element.attribute(name.uppercased()) ?? element.attribute(name)
    }
}
