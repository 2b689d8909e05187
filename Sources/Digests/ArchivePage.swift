import FoundationEssentials
import Reports

/// The first page of the archive: the frozen digests, how the sources fare, and what waits to be delivered.
public struct ArchivePage: Sendable {
    /// One frozen digest.
    public struct Line: Sendable {
        /// Its number.
        public var number: Int
        /// Its day.
        public var day: Day
        /// What it counted.
        public var ledger: Ledger

        /// Makes a line.
        public init(number: Int, day: Day, ledger: Ledger) {
            self.number = number
            self.day = day
            self.ledger = ledger
        }
    }

    /// What waits to be delivered and what the store holds.
    public struct Store: Sendable {
        /// Whether a process writes to it.
        public var isWritten: Bool
        /// All reports.
        public var reports: Int
        /// All items.
        public var items: Int
        /// Deliveries that wait.
        public var pending: Int
        /// Deliveries given up.
        public var exhausted: Int

        /// Collects counts.
        public init(isWritten: Bool, reports: Int, items: Int, pending: Int, exhausted: Int) {
            self.isWritten = isWritten
            self.reports = reports
            self.items = items
            self.pending = pending
            self.exhausted = exhausted
        }
    }

    /// The office's name.
    public var office: String
    /// The language of the page.
    public var language: OfficeLanguage
    /// The digests, newest first.
    public var digests: [Line]
    /// Where the older ones are, if there are any.
    public var older: String?
    /// Where the newest are, if these are not they.
    public var newest: String?
    /// Each source's health, in all.
    public var sources: [SourceHealth]
    /// The store's state.
    public var store: Store
    /// Links at the top, in groups.
    public var navigation: [[PageLink]]
    /// An instant as the office's clocks show it, `YYYY-MM-DD HH:MM`.
    public var local: @Sendable (Date) -> String

    /// Collects a page.
    public init(
        office: String, language: OfficeLanguage, digests: [Line], older: String?, newest: String?,
        sources: [SourceHealth],
        store: Store, navigation: [[PageLink]], local: @escaping @Sendable (Date) -> String
    ) {
        self.office = office
        self.language = language
        self.digests = digests
        self.older = older
        self.newest = newest
        self.sources = sources
        self.store = store
        self.navigation = navigation
        self.local = local
    }
}

/// The archive in words.
struct ArchiveView {
    struct Row {
        var title: String
        var address: String
        var number: String
        var new: Int
        var facts: String
        /// The new reports' share of the largest on the page, for the bar.
        var width: String
    }

    var head: PageHead
    var navigation: [LinkGroup]
    var digests: [Row]
    var hasDigests: Bool
    var older: String?
    var newest: String?
    var sources: SourceTable
    var pending: String
    var exhausted: String
    var totals: [String]
    var isIdle: Bool
    var isStuck: Bool
    var say: [String: String]

    init(_ archive: ArchivePage) {
        let words = Words(archive.language)
        head = PageHead(title: words.archive, language: archive.language, office: Visible.line(archive.office))
        navigation = archive.navigation.map { LinkGroup(links: $0) }
        let most = max(1, archive.digests.map(\.ledger.new).max() ?? 1)
        digests = archive.digests.map { line in
            Row(
                title: words.name(line.day), address: "/digests/\(line.day)?lang=\(archive.language.rawValue)",
                number: "№ \(line.number)", new: line.ledger.new, facts: words.lead(line.ledger),
                width: Scale.percent(Double(line.ledger.new) / Double(most)))
        }
        hasDigests = !digests.isEmpty
        older = archive.older
        newest = archive.newest
        sources = SourceTable(archive.sources, of: nil, words, near: nil, local: archive.local)
        pending = words.pending(archive.store.pending)
        exhausted = words.exhausted(archive.store.exhausted)
        totals = [words.reports(archive.store.reports), words.items(archive.store.items)]
        isIdle = !archive.store.isWritten
        isStuck = archive.store.exhausted > 0
        say = words.labels
    }
}
