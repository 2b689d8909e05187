import FoundationEssentials
import Reports

/// The `data` of the event `digest.daily`, as config/schema/digest.daily.schema.json has it.
public enum DigestEvent {
    /// How much of the masked text leaves the house.
    public enum Detail: String, CaseIterable, Sendable {
        /// Headlines, links and the beginning of each text.
        case full
        /// Headlines and links.
        case titles
        /// Numbers alone.
        case counts
    }

    /// The event's data: under 18.5 kB, its lists cut from their ends as far as that takes, each with its true total.
    /// - Throws: a value that JSON cannot say.
    public static func data(_ digest: Digest, detail: Detail, language: OfficeLanguage) throws -> [UInt8] {
        var room = DigestLimits.reports
        while true {
            let bytes = try encode(EventDigest(digest, detail: detail, language: language, room: room))
            if bytes.count <= DigestLimits.event || room == 0 { return bytes }
            room = room > 8 ? room * 2 / 3 : room - 1
        }
    }

    private static func encode(_ event: EventDigest) throws -> [UInt8] {
        Array(try JSONEncoder.contract().encode(event))
    }
}

private struct EventDigest: Encodable {
    struct Entry: Encodable {
        var id: ReportID
        var source: SourceName
        var kind: ReportKind
        var receivedAt: Date
        var themes: [Theme]
        var signals: [Signal]
        var districts: [District]
        var voices: Int
        var sightings: Int
        var campaign: Bool?
        var title: String?
        var link: String?
        var text: String?
    }

    struct List: Encodable {
        var total: Int
        var items: [Entry]
    }

    struct MatterEntry: Encodable {
        var id: Int64
        var reports: [ReportID]
        var count: Int
        var new: Int
        var voices: Int
        var sources: Int
        var themes: [Theme]
        var districts: [District]
        var title: String?
    }

    struct MatterList: Encodable {
        var total: Int
        var items: [MatterEntry]
    }

    struct Line: Encodable {
        var id: String
        var name: String
        var count: Int
        var usual: Double?
        var level: String?
    }

    struct Source: Encodable {
        var source: SourceName
        var state: String
        var ledger: Ledger
        var earlier: Int
        var failures: Int
        var lastSuccessAt: Date?
        var error: String?
        var notes: [SourceNote.Kind]?
    }

    struct SourceList: Encodable {
        var total: Int
        var failing: Int
        var items: [Source]
    }

    struct Reason: Encodable {
        var source: SourceName
        var reason: String
        var count: Int
    }

    struct ReasonList: Encodable {
        var total: Int
        var items: [Reason]
    }

    var number: Int
    var day: Day
    var from: Date
    var until: Date
    var timezone: String
    var office: String
    var language: OfficeLanguage
    var isCatchUp: Bool
    var ledger: Ledger
    var earlier: Int
    var themes: [Line]
    var districts: [Line]
    var signals: [Line]
    var kinds: [Line]
    var urgent: List
    var allegations: List
    var mostVoiced: List
    var ideas: List
    var reports: List
    var matters: MatterList
    var revised: List
    var setAside: ReasonList
    var sources: SourceList
    var undelivered: Int

    init(_ digest: Digest, detail: DigestEvent.Detail, language: OfficeLanguage, room: Int) {
        let words = Words(language)
        number = digest.number
        day = digest.day
        from = digest.from
        until = digest.until
        timezone = digest.timezone
        office = Visible.cut(Visible.line(digest.office), DigestLimits.title)
        self.language = language
        isCatchUp = digest.isCatchUp
        ledger = digest.ledger
        earlier = digest.earlier
        func line<ID: RawRepresentable<String>>(_ tally: Tally<ID>, _ name: String) -> Line {
            Line(
                id: tally.id.rawValue, name: name, count: tally.count, usual: tally.temperature?.usual,
                level: tally.temperature?.level.rawValue)
        }
        themes = digest.themes.map { line($0, words.name($0.id)) }
        districts = digest.districts.map { line($0, words.name($0.id)) }
        signals = digest.signals.map { line($0, words.name($0.id)) }
        kinds = digest.kinds.map { line($0, words.name($0.id)) }
        func list(_ entries: [DigestEntry], _ name: String, _ share: Int) -> List {
            List(
                total: digest.truncated[name] ?? entries.count,
                items: entries.prefix(share).map { EventDigest.entry($0, detail, words) })
        }
        // The urgent and the alleged come last to be cut.
        urgent = list(digest.urgent, "urgent", max(room, min(8, room * 4)))
        allegations = list(digest.allegations, "allegations", room)
        mostVoiced = list(digest.mostVoiced, "mostVoiced", room / 2)
        ideas = list(digest.ideas, "ideas", room / 2)
        reports = list(digest.reports, "reports", room / 2)
        let known = digest.matters ?? []
        matters = MatterList(
            total: digest.truncated["matters"] ?? known.count,
            items: known.prefix(room / 2).map { EventDigest.entry($0, detail, words) })
        revised = list(digest.revised ?? [], "revised", room / 3)
        setAside = ReasonList(
            total: digest.ledger.setAside,
            items: digest.setAside.prefix(min(room, 20)).map {
                Reason(source: $0.source, reason: Visible.cut(Visible.line($0.reason), 160), count: $0.count)
            })
        // Those that fail come first: they are what somebody must know.
        func rank(_ health: SourceHealth) -> Int { health.state == .failing ? 0 : health.notes != nil ? 1 : 2 }
        let ordered = digest.sources.sorted {
            (rank($0), $0.source) < (rank($1), $1.source)
        }
        sources = SourceList(
            total: ordered.count, failing: ordered.count { $0.state == .failing },
            items: ordered.prefix(min(room, 40)).map {
                Source(
                    source: $0.source, state: $0.state.rawValue, ledger: $0.ledger, earlier: $0.earlier,
                    failures: $0.failures,
                    lastSuccessAt: $0.lastSuccessAt, error: $0.error.map { Visible.cut(Visible.line($0), 160) },
                    notes: $0.notes?.map(\.kind))
            })
        undelivered = digest.truncated["undelivered"] ?? digest.undelivered.count
    }

    /// Reports of a matter that an event names.
    private static let mostOfMatter = 10

    private static func entry(_ matter: Matter, _ detail: DigestEvent.Detail, _ words: Words) -> MatterEntry {
        MatterEntry(
            id: matter.id, reports: Array(matter.reports.prefix(mostOfMatter)), count: matter.count, new: matter.new,
            voices: matter.voices, sources: matter.sources.count, themes: matter.themes, districts: matter.districts,
            title: detail == .counts ? nil : Visible.cut(words.masks(Visible.line(matter.title)), DigestLimits.title))
    }

    private static func entry(_ entry: DigestEntry, _ detail: DigestEvent.Detail, _ words: Words) -> Entry {
        var out = Entry(
            id: entry.id, source: entry.source, kind: entry.kind, receivedAt: entry.receivedAt, themes: entry.themes,
            signals: entry.signals, districts: entry.districts, voices: entry.voices, sightings: entry.sightings,
            campaign: entry.campaign)
        if detail != .counts {
            out.title = Visible.cut(words.masks(Visible.line(entry.title)), DigestLimits.title)
            out.link = entry.link.flatMap { SafeLink($0)?.address }.flatMap { $0.utf8.count <= 500 ? $0 : nil }
        }
        if detail == .full { out.text = Visible.cut(words.masks(Visible.line(entry.excerpt)), DigestLimits.excerpt) }
        return out
    }
}
