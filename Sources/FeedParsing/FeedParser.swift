import Markup

/// Bytes made a feed: RSS 0.9x to 2.0, RDF, Atom, JSON Feed, and what is published in their names.
public enum FeedParser {
    /// Reads a feed.
    ///
    /// What is wrong but readable is read and told in `damage`. Pure and safe to call from many tasks at once.
    /// - Parameters:
    ///   - bytes: the feed as it came.
    ///   - contentType: HTTP's `Content-Type`, for its charset.
    ///   - base: the address that it came from, against which relative links are resolved.
    ///   - zone: for dates that name no zone, or a place.
    /// - Throws: `FeedError` for what is no feed.
    public static func parse(
        _ bytes: [UInt8], contentType: String?, base: String?, zone: FeedZone
    ) throws(FeedError) -> ParsedFeed {
        guard bytes.count <= FeedLimits.feed else { throw .tooLarge(size: bytes.count, limit: FeedLimits.feed) }
        let charset = contentType.flatMap { label(ofContentType: $0) }
        let context = FeedContext(base: base, zone: zone)
        switch FeedSniffer.kind(bytes) {
        case .empty: throw .empty
        case .json:
            var feed = try JSONFeedReader.read(bytes, charset: charset, context)
            try BridgeFailure.remove(from: &feed)
            return feed
        case .page: throw .page(PageKind.of(bytes))
        case .other(let what): throw .notAFeed(what)
        case .xml: break
        }
        let tree: XMLTree
        do throws(MarkupError) {
            tree = try XMLTree(bytes, charset: charset)
        } catch .empty {
            throw .empty
        } catch .noElement {
            throw .notAFeed("no XML document")
        } catch {
            throw .malformed(error.description)
        }
        return try read(tree, context)
    }

    /// Whether a file that begins so is to be read as a feed, and not as a letter: a mark, blanks and a few words of the
    /// site's own program may stand before the feed.
    public static func isFeed(_ head: [UInt8]) -> Bool { FeedSniffer.isFeed(head) }

    private static func read(_ tree: XMLTree, _ context: FeedContext) throws(FeedError) -> ParsedFeed {
        var read: ParsedFeed?
        let roots = tree.roots
        var stray: [XMLElement] = []
        for root in roots {
            if root.lowerName == "item" { stray.append(root) }
            guard let next = FeedParser.read(root, context) else { continue }
            if read == nil { read = next } else { read?.add(next) }
        }
        if !stray.isEmpty, let first = read {
            // The feed was closed too early; what stands behind its end is its all the same.
            read?.add(RSSReader.read(items: stray, of: first, context))
        }
        guard var feed = read else {
            let name = roots.first?.name ?? ""
            if name.lowercased() == "html" { throw .page(.page) }
            throw .notAFeed("an XML document whose root is <\(name.prefix(40))>")
        }
        feed.damage = tree.damage
        if roots.count > 1 { feed.damage.append("it goes on behind its end") }
        if !tree.isComplete {
            feed.isTruncated = !tree.openAtEnd.isEmpty
            // The entry in which it ends may lack half its text; it comes again whole.
            if tree.openAtEnd.contains(where: { $0 == "item" || $0 == "entry" }), feed.skipped == 0,
                !feed.entries.isEmpty
            {
                feed.entries.removeLast()
            }
        }
        try BridgeFailure.remove(from: &feed)
        if feed.skipped > 0 { feed.damage.append("it has more than \(FeedLimits.entries) entries") }
        return feed
    }

    /// The feed that a root is, nil if it is none.
    private static func read(_ root: XMLElement, _ context: FeedContext) -> ParsedFeed? {
        switch root.lowerName {
        case "channel" where CDFReader.isCDF(root): CDFReader.read(root, context)
        case "rss", "channel": RSSReader.read(root, format: .rss, context)
        case "rdf": RSSReader.read(root, format: .rdf, context)
        case "feed" where root.hasChildren || Namespace(root.namespace) == .atom: AtomReader.read(root, context)
        case "entry" where Namespace(root.namespace) == .atom || root.hasChildren: AtomReader.readEntry(root, context)
        default: nil
        }
    }

    /// The charset of a `Content-Type` (RFC 9110 §8.3.2).
    private static func label(ofContentType type: String) -> String? {
        for part in type.split(separator: ";").dropFirst() {
            let pair = part.split(separator: "=", maxSplits: 1)
            guard pair.count == 2, pair[0].filter({ $0 != " " }).lowercased() == "charset" else { continue }
            let name = pair[1].filter { $0 != " " && $0 != "\"" && $0 != "'" }
            return name.isEmpty ? nil : name.lowercased()
        }
        return nil
    }
}

/// What every reader needs to know of the whole.
struct FeedContext {
    var base: String?
    var zone: FeedZone
}

extension ParsedFeed {
    /// Takes another root's entries to those of the first; a feed written twice has them once.
    fileprivate mutating func add(_ other: ParsedFeed) {
        let known = Set(entries)
        let new = other.entries.filter { !known.contains($0) }
        let room = max(0, FeedLimits.entries - entries.count)
        entries += new.prefix(room)
        skipped += other.skipped + max(0, new.count - room)
        title = title ?? other.title
        link = link ?? other.link
    }
}
