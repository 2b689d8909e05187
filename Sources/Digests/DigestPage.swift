import FoundationEssentials
import Reports

/// A digest in words: what every form shows, each in its own layout. The templates find the fields by their names.
struct DigestPage {
    struct Figure {
        var label: String
        var value: Int
        /// The class that gives it its colour.
        var style = ""
        /// Its place in the ledger's bar, in hundredths of its length.
        var start = ""
        var width = ""
    }

    struct Section {
        /// The list's name: its anchor.
        var anchor: String
        var title: String
        var count: Int
        var entries: [EntryView]
        var more: String?
        var hasMore: Bool
    }

    struct Reason {
        var source: String
        var reason: String
        var count: Int
    }

    var head: PageHead
    var words: Words
    var say: [String: String]
    var navigation: [LinkGroup] = []
    var title: String
    var dayName: String
    var window: String
    var marks: [String]
    var lead: String
    var again: String?
    var hasAgain: Bool
    var isQuiet: Bool
    /// The new reports as a number and as the noun that goes with it.
    var newCount: Int
    var newNoun: String
    var figures: [Figure]
    var hasFigures: Bool
    var earlier: String?
    var hasEarlier: Bool
    var balance: String
    var isUnbalanced: Bool
    /// What somebody must see first.
    var leading: [Section]
    /// What many say and what people propose.
    var following: [Section]
    /// All the rest, at the end.
    var others: [Section]
    var themes: Chart
    var districts: Chart
    var hasCharts: Bool
    var signals: [Figure]
    var hasSignals: Bool
    var kinds: [Figure]
    var hasKinds: Bool
    var history: History
    var basis: String
    var setAside: [Reason]
    var hasSetAside: Bool
    var automatic: [Reason]
    var hasAutomatic: Bool
    var sources: SourceTable
    var undelivered: [String]
    var hasUndelivered: Bool
    var undeliveredCount: Int

    init(_ digest: Digest, _ words: Words, local: (Date) -> String) {
        self.words = words
        say = words.labels
        dayName = words.name(digest.day)
        title = words.digest(digest.number)
        head = PageHead(title: "\(title) · \(dayName)", language: words.language, office: Visible.line(digest.office))
        let ends = digest.localWindow.map { words.moment($0, near: digest.day) }
        window = "\(ends.first ?? "") – \(ends.last ?? "") (\(Visible.line(digest.timezone)))"
        let days = digest.until.timeIntervalSince(digest.from) / 86_400
        marks =
            (digest.isPreview ? [words.preview] : [])
            + (digest.isCatchUp ? [words.catchUp(max(1, Int(days.rounded())))] : [])
        let ledger = digest.ledger
        lead = words.lead(ledger)
        again = digest.repeatedReports > 0 ? words.again(digest.repeatedReports) : nil
        hasAgain = again != nil
        isQuiet = ledger.new == 0
        newCount = ledger.new
        newNoun = words.newReports(ledger.new)
        figures = DigestPage.figures(ledger, words)
        hasFigures = ledger.received > 0
        earlier = digest.earlier > 0 ? "\(words.earlier): \(digest.earlier)" : nil
        hasEarlier = earlier != nil
        isUnbalanced = !ledger.balances
        balance = ledger.balances ? words.balanced : words.unbalanced(ledger)
        themes = Chart(volumes: digest.themes.map { ($0.count, words.name($0.id), $0.temperature) }, days: days, words)
        districts = Chart(
            temperatures: digest.districts.map { ($0.count, words.name($0.id), $0.temperature) }, days: days, words)
        hasCharts = themes.isThere && districts.isThere
        signals = digest.signals.map { Figure(label: words.name($0.id), value: $0.count) }
        hasSignals = !signals.isEmpty
        kinds = digest.kinds.map { Figure(label: words.name($0.id), value: $0.count) }
        hasKinds = !kinds.isEmpty
        history = History(digest.history, now: ledger.new, words)
        let basisDays = digest.themes.compactMap(\.temperature?.days) + digest.districts.compactMap(\.temperature?.days)
        basis = words.basis(basisDays.max() ?? 0)
        let setAsideReasons = DigestPage.reasons(digest.setAside, words),
            automaticReasons = DigestPage.reasons(digest.automatic, words)
        setAside = setAsideReasons
        hasSetAside = !setAsideReasons.isEmpty
        automatic = automaticReasons
        hasAutomatic = !automaticReasons.isEmpty
        sources = SourceTable(digest.sources, of: ledger, words, near: digest.day, local: local)
        undelivered = digest.undelivered.map { Visible.line($0) }
        hasUndelivered = !digest.undelivered.isEmpty
        undeliveredCount = digest.truncated["undelivered"] ?? digest.undelivered.count
        var told: Set<ReportID> = []
        func section(_ anchor: String, _ title: String, _ entries: [DigestEntry]) -> Section? {
            guard !entries.isEmpty else { return nil }
            let total = digest.truncated[anchor] ?? entries.count
            let more = total > entries.count ? words.more(entries.count, total) : nil
            return Section(
                anchor: anchor, title: title, count: total,
                entries: entries.map { entry in
                    let isKnown = !told.insert(entry.id).inserted
                    return EntryView(
                        entry, words, near: digest.day, in: anchor, isKnown: isKnown, isBrief: anchor == "reports",
                        local: local)
                }, more: more, hasMore: more != nil)
        }
        leading = [
            section("urgent", words.urgent, digest.urgent),
            section("allegations", words.allegations, digest.allegations),
        ].compactMap { $0 }
        var matters: Section?
        if let known = digest.matters, !known.isEmpty {
            let total = digest.truncated["matters"] ?? known.count
            let more = total > known.count ? words.more(known.count, total) : nil
            matters = Section(
                anchor: "matters", title: words.matters, count: total,
                entries: known.map { EntryView($0, words, near: digest.day, local: local) }, more: more,
                hasMore: more != nil)
        }
        following = [
            matters, section("mostVoiced", words.mostVoiced, digest.mostVoiced),
            section("revised", words.revised, digest.revised ?? []), section("ideas", words.ideas, digest.ideas),
        ].compactMap { $0 }
        others = [section("reports", words.reports, digest.reports)].compactMap { $0 }
    }

    private static func figures(_ ledger: Ledger, _ words: Words) -> [Figure] {
        let parts = [
            (words.new, ledger.new, "new"), (words.repeated, ledger.repeated, "repeated"),
            (words.automatic, ledger.automatic, "automatic"), (words.setAside, ledger.setAside, "aside"),
        ]
        let whole = Double(max(1, parts.reduce(0) { $0 + $1.1 }))
        var sum = 0
        return parts.map { label, count, style in
            defer { sum += count }
            return Figure(
                label: label, value: count, style: style, start: Scale.percent(Double(sum) / whole),
                width: Scale.percent(Double(count) / whole))
        }
    }

    private static func reasons(_ counts: [SetAsideCount], _ words: Words) -> [Reason] {
        counts.map {
            Reason(source: Visible.line($0.source.rawValue), reason: words.reason($0.reason), count: $0.count)
        }
    }
}
