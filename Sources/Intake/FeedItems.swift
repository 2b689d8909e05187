import FeedParsing
import FoundationEssentials
import Reports

/// ParsedFeed → Item. The one place that says which entry is which.
struct FeedItems {
    /// The items, in the order in which they stand.
    private(set) var items: [Item] = []
    /// The entries as they are to be remembered.
    private(set) var roll = FeedRoll()
    /// What the comparison with the last fetch showed.
    private(set) var recognition: FeedRecognition

    /// - Parameters:
    ///   - last: the last fetch's entries; nil if there was none.
    ///   - reused: hashes of ids that the feed has used for more than one entry.
    init(_ feed: ParsedFeed, last: FeedRoll?, reused: [UInt64] = [], source: SourceName, received: Date) {
        let hashes = feed.entries.map { Digest256.of($0.title, $0.text) }
        let linkKeys = feed.entries.map { entry in entry.link.map { FeedIdentity.key(of: $0) } }
        let identities = FeedItems.identities(feed.entries, linkKeys, hashes)
        var seen = Set<String>()
        var kept: [Int] = []
        for (index, identity) in identities.enumerated() where seen.insert(identity.origin).inserted {
            kept.append(index)
        }
        roll.entries = kept.map { FeedItems.remembered(feed.entries[$0], identities[$0].origin, linkKeys[$0]) }
        recognition = FeedRecognition(roll.entries, last: last, links: kept.map { linkKeys[$0] }, reused: reused)
        items.reserveCapacity(kept.count)
        for (place, index) in kept.enumerated() {
            let origin = recognition.origins[place]
            roll.entries[place].origin = origin
            items.append(
                FeedItems.item(
                    feed.entries[index], id: identities[index].id, origin: origin, hash: hashes[index], source: source,
                    received: received))
        }
        // A feed that is empty for once is not a feed whose entries are all gone.
        if roll.entries.isEmpty, let last { roll = last }
    }

    /// The id of each entry: its guid; else its link; else a hash of title and text. Entries that share a guid
    /// though they differ are told apart by their links or, where those are equal too, by their words. The origin is what
    /// stays the same of the id.
    private static func identities(
        _ entries: [ParsedEntry], _ linkKeys: [String?], _ words: [[UInt8]]
    ) -> [(id: String, origin: String)] {
        let keys = zip(entries, linkKeys).map { entry, linkKey in
            // Most feeds give the link for an id too.
            FeedIdentity.id(of: entry).map { $0 == entry.link ? linkKey ?? $0 : FeedIdentity.key(of: $0) }
        }
        var first: [String: Int] = [:]
        var shared = Set<String>()
        for (index, key) in keys.enumerated() {
            guard let key else { continue }
            if let other = first[key] {
                if linkKeys[other] != linkKeys[index] || words[other] != words[index] { shared.insert(key) }
            } else {
                first[key] = index
            }
        }
        var links: [String: Int] = [:]
        for case .some(let link) in linkKeys { links[link, default: 0] += 1 }
        return entries.indices.map { index in
            let entry = entries[index]
            guard let id = FeedIdentity.id(of: entry), let key = keys[index] else {
                let name = Digest256.name(words[index])
                return (name, name)
            }
            guard shared.contains(key) else { return (id, key) }
            if let link = entry.link, let linkKey = linkKeys[index], links[linkKey] == 1 { return (link, linkKey) }
            let told = "\(id)#\(Digest256.name(words[index]))"
            return (told, told)
        }
    }

    private static func remembered(_ entry: ParsedEntry, _ origin: String, _ linkKey: String?) -> FeedRoll.Entry {
        FeedRoll.Entry(
            origin: origin, link: FeedRoll.hash(linkKey),
            title: FeedRoll.hash(entry.title), text: FeedRoll.hash(entry.text),
            titleLength: entry.title?.utf8.count ?? 0, textLength: entry.text?.utf8.count ?? 0)
    }

    private static func item(
        _ entry: ParsedEntry, id: String, origin: String, hash: [UInt8], source: SourceName, received: Date
    ) -> Item {
        Item(
            source: source, id: id, origin: origin, title: entry.title ?? "", text: entry.text ?? "",
            link: entry.link.flatMap { web($0) }, published: entry.published.flatMap { believable($0, received) },
            received: received, sender: entry.author.flatMap { $0.isEmpty ? nil : Sender(address: $0) },
            attachments: entry.attachments.map {
                Attachment(name: nil, type: $0.type ?? "application/octet-stream", size: $0.length ?? 0, url: $0.url)
            },
            contentHash: hash, raw: EntryJSON.bytes(entry),
            standing: (entry.title ?? "").isEmpty && (entry.text ?? "").isEmpty
                ? .setAside("it has neither title nor text") : .report)
    }

    /// http and https only: the link is shown to people.
    private static func web(_ link: String) -> String? {
        let start = link.prefix(8).lowercased()
        return start.hasPrefix("http://") || start.hasPrefix("https://") ? link : nil
    }

    /// A date that can be true: no feed is older than feeds, and none is of tomorrow.
    private static func believable(_ date: Date, _ now: Date) -> Date? {
        date.timeIntervalSince1970 > 631_152_000 && date <= now.addingTimeInterval(86_400) ? date : nil
    }
}
