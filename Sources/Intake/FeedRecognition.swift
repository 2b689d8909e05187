/// Finds in a fetch the entries that a feed only gave other ids since the last one. Pure.
///
/// Feeds change their guids when a site is rebuilt, count them anew at each fetch, or move from http to https. What is
/// the same must not become a flood of new reports; what is new must not be taken for something else. So an id that is
/// known decides alone; without one, a link with the same title or text does; and only when most of a feed looks new
/// at once, a link, a long text, or titles of many entries do alone. And an id that a feed gives to something else, with
/// another link and other words, is not what tells its entries apart: from then on their links do.
struct FeedRecognition {
    /// The feed is taken to have been given new ids when more than this share of it looks new, in percent.
    private static let flood = 80
    /// UTF-8 bytes of a text that no two entries write independently, and of a title.
    private static let tellingText = 120
    private static let tellingTitle = 24
    /// Titles alone count if at least so many entries, and half of them all, are recognised: "Weather today" is one.
    private static let fewestTitles = 3

    /// Ids that a feed was seen to use again, the newest last; more is a feed that numbers its entries.
    private static let mostReused = 4000

    /// The origins of the entries, the recognised ones under those by which they are stored.
    private(set) var origins: [String]
    /// How many were recognised that had other ids.
    private(set) var recognised = 0
    /// Whether this fetch and the last one have nothing in common.
    private(set) var isOutrun = false
    /// Whether they have at least half in common.
    private(set) var isCalm = true
    /// Whether something is new or was edited.
    private(set) var isChanged = false
    /// Hashes of the ids that this feed has used for more than one entry, those known before among them.
    private(set) var reused: [UInt64]

    /// - Parameters:
    ///   - current: this fetch's entries, each with the origin that its id gives.
    ///   - last: the last fetch's; nil if there was none.
    ///   - links: for each entry, the origin that its link gives; nil if it has none.
    ///   - reused: what was known of ids used again.
    init(_ current: [FeedRoll.Entry], last: FeedRoll?, links: [String?] = [], reused: [UInt64] = []) {
        origins = current.map(\.origin)
        self.reused = reused
        goByLinks(current, last, links)
        guard let last, !last.entries.isEmpty, !current.isEmpty else {
            isChanged = !current.isEmpty
            return
        }
        let known = Set(last.entries.map(\.origin))
        let fresh = current.indices.filter { !known.contains(origins[$0]) }
        if !fresh.isEmpty {
            let still = Set(origins)
            recognise(current, fresh, last.entries.filter { !still.contains($0.origin) })
        }
        let shared = origins.count { known.contains($0) }
        isOutrun = shared == 0 && (current.count > 1 || last.entries.count > 1)
        isCalm = shared * 2 >= current.count
        isChanged = shared < current.count || FeedRecognition.isEdited(current, origins, last)
    }

    /// Gives the entries whose ids were used for something else the origins of their links.
    private mutating func goByLinks(_ current: [FeedRoll.Entry], _ last: FeedRoll?, _ links: [String?]) {
        guard last != nil || !reused.isEmpty else { return }
        var stored: [String: FeedRoll.Entry] = [:]
        for entry in last?.entries ?? [] { stored[entry.origin] = entry }
        var known = Set(reused)
        var taken = Set(origins)
        for (place, link) in links.enumerated() {
            guard let link else { continue }
            let (entry, id) = (current[place], FeedRoll.hash(current[place].origin))
            let before = stored[entry.origin]
            if let before, FeedRecognition.isAnother(entry, before), known.insert(id).inserted { reused.append(id) }
            // One that is stored under such an id stays there.
            guard known.contains(id), before.map({ FeedRecognition.isAnother(entry, $0) }) ?? true else { continue }
            if taken.insert(link).inserted { origins[place] = link }
        }
        reused = reused.suffix(FeedRecognition.mostReused)
    }

    /// Whether two entries with one id have nothing in common: neither link nor words.
    private static func isAnother(_ entry: FeedRoll.Entry, _ before: FeedRoll.Entry) -> Bool {
        guard entry.link != 0, before.link != 0, entry.link != before.link else { return false }
        // "Weather today" stands over many entries.
        let saysTheSame = entry.title == before.title && entry.titleLength >= tellingTitle
        return !saysTheSame && (entry.text != before.text || entry.textLength < tellingText)
    }

    private mutating func recognise(_ current: [FeedRoll.Entry], _ fresh: [Int], _ vanished: [FeedRoll.Entry]) {
        let isFlood = fresh.count * 100 > FeedRecognition.flood * current.count
        var left = Set(vanished.indices)
        var open = fresh
        /// Pairs what has one and the same value on either side, and only one of each.
        func pair(_ value: (FeedRoll.Entry) -> UInt64, _ agrees: (FeedRoll.Entry, FeedRoll.Entry) -> Bool) -> [(
            Int, Int
        )] {
            var old: [UInt64: Int] = [:]
            var doubled: Set<UInt64> = []
            for index in left.sorted() where value(vanished[index]) != 0 {
                if old.updateValue(index, forKey: value(vanished[index])) != nil {
                    doubled.insert(value(vanished[index]))
                }
            }
            var new: [UInt64: Int] = [:]
            for index in open where value(current[index]) != 0 {
                if new.updateValue(index, forKey: value(current[index])) != nil {
                    doubled.insert(value(current[index]))
                }
            }
            return new.compactMap { value, index in
                guard !doubled.contains(value), let other = old[value], agrees(current[index], vanished[other]) else {
                    return nil
                }
                return (index, other)
            }
        }
        func accept(_ pairs: [(Int, Int)]) {
            for (index, other) in pairs {
                origins[index] = vanished[other].origin
                left.remove(other)
                recognised += 1
            }
            let done = Set(pairs.map(\.0))
            open.removeAll { done.contains($0) }
        }
        accept(pair(\.link) { $0.title == $1.title && $0.title != 0 || $0.text == $1.text && $0.text != 0 })
        guard isFlood else { return }
        // One entry alone may be the page that says something else each day.
        if current.count > 1 { accept(pair(\.link) { _, _ in true }) }
        // Title and text together are as good as an id.
        accept(pair(\.text) { $0.title == $1.title || $0.textLength >= FeedRecognition.tellingText })
        let titles = pair(\.title) { entry, _ in entry.titleLength >= FeedRecognition.tellingTitle }
        if titles.count >= FeedRecognition.fewestTitles, (recognised + titles.count) * 2 >= current.count {
            accept(titles)
        }
    }

    private static func isEdited(_ current: [FeedRoll.Entry], _ origins: [String], _ last: FeedRoll) -> Bool {
        var words: [String: (UInt64, UInt64)] = [:]
        for entry in last.entries { words[entry.origin] = (entry.title, entry.text) }
        return zip(current, origins).contains { entry, origin in
            words[origin].map { $0 != (entry.title, entry.text) } ?? true
        }
    }
}
