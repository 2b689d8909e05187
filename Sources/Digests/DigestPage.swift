import FoundationEssentials
import Reports

/// A digest in words: what every form shows, each in its own layout. The templates find the fields by their names.
struct DigestPage {
    struct Figure {
        var label: String
        var value: String
        var isMain = false
    }

    struct Entry {
        var id: String
        var title: String
        var excerpt: String
        /// The excerpt says no more than the title does.
        var hasExcerpt: Bool
        /// Kind, themes, signals, districts.
        var tags: [String]
        var tagLine: String
        var signals: [String]
        /// Source, voices, time.
        var facts: String
        var link: String?
        var isUrgent: Bool
    }

    struct Section {
        var id: String
        var title: String
        var count: String
        var entries: [Entry]
        var more: String?
        var isAlarming: Bool
    }

    struct Bar {
        var name: String
        var count: Int
        var usual: Double
        var level: Temperature.Level
        var note: String
    }

    struct SourceRow {
        var name: String
        var state: String
        var isFailing: Bool
        var received: String
        var new: String
        var repeated: String
        var automatic: String
        var setAside: String
        var lastSuccess: String
        var error: String?
    }

    struct Reason {
        var source: String
        var reason: String
        var count: String
    }

    var language: String
    var title: String
    var dayName: String
    var office: String
    var window: String
    var marks: [String]
    var lead: String
    var again: String?
    var isQuiet: Bool
    var quiet: String
    var figures: [Figure]
    var sections: [Section]
    var themes: [Bar]
    var districts: [Bar]
    var signals: [Figure]
    var kinds: [Figure]
    var history: [Int]
    var basis: String
    var setAside: [Reason]
    var automatic: [Reason]
    var sources: [SourceRow]
    var undelivered: [String]
    var words: Words

    init(_ digest: Digest, _ words: Words, local: (Date) -> String) {
        self.words = words
        language = words.language.rawValue
        dayName = words.name(digest.day)
        title = "\(words.digest) № \(digest.number)"
        office = Visible.line(digest.office)
        window = "\(digest.localWindow.first ?? "") – \(digest.localWindow.last ?? "") (\(digest.timezone))"
        let days = Int((digest.until.timeIntervalSince(digest.from) / 86_400).rounded())
        marks = (digest.isPreview ? [words.preview] : []) + (digest.isCatchUp ? [words.catchUp(max(1, days))] : [])
        lead = words.lead(digest.ledger)
        again = digest.repeatedReports > 0 ? words.again(digest.repeatedReports) : nil
        isQuiet = digest.ledger.new == 0
        quiet = words.quiet
        figures = [
            Figure(label: words.received, value: "\(digest.ledger.received)"),
            Figure(label: words.new, value: "\(digest.ledger.new)", isMain: true),
            Figure(label: words.repeated, value: "\(digest.ledger.repeated)"),
            Figure(label: words.automatic, value: "\(digest.ledger.automatic)"),
            Figure(label: words.setAside, value: "\(digest.ledger.setAside)"),
        ]
        if digest.earlier > 0 { figures.append(Figure(label: words.earlier, value: "\(digest.earlier)")) }
        themes = digest.themes.map { DigestPage.bar(words.name($0.id), $0.count, $0.temperature, words) }
        districts = digest.districts.map { DigestPage.bar(words.name($0.id), $0.count, $0.temperature, words) }
        signals = digest.signals.map { Figure(label: words.name($0.id), value: "\($0.count)") }
        kinds = digest.kinds.map { Figure(label: words.name($0.id), value: "\($0.count)") }
        history = digest.history + [digest.ledger.new]
        basis = words.basis(digest.themes.compactMap(\.temperature?.days).max() ?? digest.districts.compactMap(\.temperature?.days).max() ?? 0)
        func section(_ id: String, _ title: String, _ entries: [DigestEntry], isAlarming: Bool = false) -> Section? {
            guard !entries.isEmpty else { return nil }
            let total = digest.truncated[id] ?? entries.count
            return Section(
                id: id, title: title, count: "\(total)", entries: entries.map { DigestPage.entry($0, words, local) },
                more: total > entries.count ? words.more(entries.count, total) : nil, isAlarming: isAlarming)
        }
        sections = [
            section("urgent", words.urgent, digest.urgent, isAlarming: true),
            section("allegations", words.allegations, digest.allegations, isAlarming: true),
            section("mostVoiced", words.mostVoiced, digest.mostVoiced), section("ideas", words.ideas, digest.ideas),
            section("reports", words.reports, digest.reports),
        ].compactMap { $0 }
        setAside = digest.setAside.map { Reason(source: Visible.line($0.source.rawValue), reason: Visible.line($0.reason), count: "\($0.count)") }
        automatic = digest.automatic.map { Reason(source: Visible.line($0.source.rawValue), reason: Visible.line($0.reason), count: "\($0.count)") }
        sources = digest.sources.map { health in
            SourceRow(
                name: Visible.line(health.source.rawValue), state: words.state(health.state, health.failures),
                isFailing: health.state == .failing, received: "\(health.ledger.received)", new: "\(health.ledger.new)",
                repeated: "\(health.ledger.repeated)", automatic: "\(health.ledger.automatic)", setAside: "\(health.ledger.setAside)",
                lastSuccess: health.lastSuccessAt.map(local) ?? words.never, error: health.error.map { Visible.line($0) })
        }
        undelivered = digest.undelivered.map { Visible.line($0) }
    }

    private static func bar(_ name: String, _ count: Int, _ temperature: Temperature?, _ words: Words) -> Bar {
        let level = temperature?.level ?? .unknown
        let usual = temperature?.usual ?? 0
        let note = level == .unknown ? "" : "\(words.level(level)); \(words.usual(usual))"
        return Bar(name: name, count: count, usual: usual, level: level, note: note)
    }

    private static func entry(_ entry: DigestEntry, _ words: Words, _ local: (Date) -> String) -> Entry {
        let themes = entry.themes.filter { $0 != .other }.map { words.name($0) }
        let districts = entry.districts.map { words.name($0) }
        let tags = [words.name(entry.kind)] + themes + districts
        var facts = [Visible.line(entry.source.rawValue), local(entry.receivedAt)]
        if entry.voices > 1 { facts.append(words.voices(entry.voices)) }
        if entry.sightings > 1 { facts.append(words.sightings(entry.sightings)) }
        let title = Visible.line(entry.title)
        let excerpt = Visible.line(entry.excerpt)
        let bare = title.hasSuffix("…") ? String(title.dropLast()) : title
        // Where the title is but the beginning of the text, the text alone is shown below it from there on.
        return Entry(
            id: "\(entry.id)", title: title, excerpt: excerpt, hasExcerpt: !excerpt.isEmpty && excerpt != bare && excerpt != title,
            tags: tags, tagLine: tags.joined(separator: " · "), signals: entry.signals.map { words.name($0) },
            facts: facts.joined(separator: " · "), link: entry.link.flatMap { webLink($0) }, isUrgent: entry.urgent)
    }

    /// A link that may be shown: http and https, and nothing in it that hides where it leads.
    private static func webLink(_ link: String) -> String? {
        guard link.utf8.count <= 2000, link.hasPrefix("http://") || link.hasPrefix("https://") else { return nil }
        guard link.unicodeScalars.allSatisfy({ $0.value > 0x20 && $0 != "\"" && $0 != "<" && $0 != ">" && $0.value != 0x7F }) else { return nil }
        return Visible.line(link) == link ? link : nil
    }
}
