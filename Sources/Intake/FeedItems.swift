import FeedParsing
import FoundationEssentials
import Reports

/// ParsedFeed → Item. The one place that says which entry is which.
enum FeedItems {
    /// The items of a feed.
    static func items(_ feed: ParsedFeed, source: SourceName, received: Date) -> [Item] {
        let ids = identities(feed.entries)
        var seen = Set<String>()
        var items: [Item] = []
        items.reserveCapacity(feed.entries.count)
        for (entry, id) in zip(feed.entries, ids) where seen.insert(id).inserted {
            items.append(item(entry, id: id, source: source, received: received))
        }
        return items
    }

    /// The id of each entry: its guid; else its link; else a hash of title and text. Entries that share a guid
    /// though they differ are told apart by their links or, where those are equal too, by their words.
    private static func identities(_ entries: [ParsedEntry]) -> [String] {
        let words = entries.map { Digest256.of($0.title, $0.text) }
        var first: [String: Int] = [:]
        var shared = Set<String>()
        for (index, entry) in entries.enumerated() {
            guard let id = entry.id else { continue }
            if let other = first[id] {
                if entries[other].link != entry.link || words[other] != words[index] { shared.insert(id) }
            } else {
                first[id] = index
            }
        }
        var links: [String: Int] = [:]
        for entry in entries { if let link = entry.link { links[link, default: 0] += 1 } }
        return entries.indices.map { index in
            let entry = entries[index]
            guard let id = entry.id, shared.contains(id) else {
                return FeedIdentity.id(of: entry) ?? Digest256.name(words[index])
            }
            if let link = entry.link, links[link] == 1 { return link }
            return "\(id)#\(Digest256.name(words[index]))"
        }
    }

    private static func item(_ entry: ParsedEntry, id: String, source: SourceName, received: Date) -> Item {
        Item(
            source: source, id: id, origin: id, title: entry.title ?? "", text: entry.text ?? "",
            link: entry.link.flatMap { web($0) }, published: entry.published.flatMap { believable($0, received) },
            received: received, sender: entry.author.flatMap { $0.isEmpty ? nil : Sender(address: $0) },
            attachments: entry.attachments.map {
                Attachment(name: nil, type: $0.type ?? "application/octet-stream", size: $0.length ?? 0, url: $0.url)
            },
            contentHash: Digest256.of(entry.title, entry.text), raw: raw(entry),
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

    /// The entry as it was read, for whoever wants to know later.
    private static func raw(_ entry: ParsedEntry) -> [UInt8] {
        var kept = entry
        // The text is in the report; the HTML it came from is the original.
        if kept.html != nil { kept.text = nil }
        let encoder = JSONEncoder()
        encoder.dateEncodingStrategy = .iso8601
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return (try? encoder.encode(kept)).map { Array($0) } ?? []
    }
}
