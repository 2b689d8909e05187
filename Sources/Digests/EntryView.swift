import FoundationEssentials
import Reports

/// A report as a digest shows it.
struct EntryView {
    var number: String
    /// Its anchor: the same report may stand in two lists.
    var anchor: String
    var title: String
    var excerpt: String
    /// Whether the excerpt says more than the title does and was not shown in a list above.
    var hasExcerpt: Bool
    /// The same for forms in which the many others are listed by their titles alone.
    var hasSummary: Bool
    var kind: String
    /// Kind, themes, districts.
    var tags: [String]
    var tagLine: String
    var signals: [String]
    var signalLine: String
    var hasSignals: Bool
    /// Source, time, voices.
    var facts: String
    var voices: String
    var isVoiced: Bool
    var link: String?
    var hasLink: Bool
    /// Where the link leads, as people read it.
    var host: String
    var isUrgent: Bool

    init(
        _ entry: DigestEntry, _ words: Words, near day: Day, in list: String, isKnown: Bool, isBrief: Bool,
        local: (Date) -> String
    ) {
        number = "\(entry.id)"
        anchor = "\(list)-\(entry.id)"
        title = words.masks(Visible.line(entry.title))
        let text = words.masks(Visible.line(entry.excerpt))
        let bare = title.hasSuffix("…") ? String(title.dropLast()) : title
        // Where the title is the beginning of the text and all of it, it is not said twice.
        hasExcerpt = !isKnown && !text.isEmpty && text != bare && text != title
        hasSummary = hasExcerpt && !isBrief
        excerpt = text
        kind = words.name(entry.kind)
        tags =
            [kind] + entry.themes.filter { $0 != .other }.map { words.name($0) }
            + entry.districts.map { words.name($0) }
        tagLine = tags.joined(separator: " · ")
        signals = entry.signals.map { words.name($0) }
        signalLine = signals.joined(separator: ", ")
        hasSignals = !signals.isEmpty
        var facts = [Visible.line(entry.source.rawValue), words.moment(local(entry.receivedAt), near: day)]
        isVoiced = entry.voices > 1
        voices = words.voices(entry.voices)
        if isVoiced { facts.append(voices) }
        if entry.sightings > 1 { facts.append(words.sightings(entry.sightings)) }
        if entry.campaign == true { facts.append(words.campaign) }
        self.facts = facts.joined(separator: " · ")
        let safe = entry.link.flatMap { SafeLink($0) }
        link = safe?.address
        host = safe?.host ?? ""
        hasLink = safe != nil
        isUrgent = entry.urgent
    }

    /// Reports listed by their numbers.
    private static let mostNumbers = 8

    /// A matter, told like a report: its first headline, who stands behind it, which reports are about it.
    init(_ matter: Matter, _ words: Words, near day: Day, local: (Date) -> String) {
        number =
            matter.reports.prefix(EntryView.mostNumbers).map { "\($0)" }.joined(separator: ", #")
            + (matter.count > EntryView.mostNumbers ? " …" : "")
        anchor = "matters-\(matter.id)"
        title = Visible.cut(words.masks(Visible.line(matter.title)), DigestLimits.title)
        excerpt = ""
        hasExcerpt = false
        hasSummary = false
        kind = ""
        tags = matter.themes.filter { $0 != .other }.map { words.name($0) } + matter.districts.map { words.name($0) }
        voices = words.voices(matter.voices)
        isVoiced = matter.voices > 1
        if tags.isEmpty { tags = [voices] }
        tagLine = tags.joined(separator: " · ")
        signals = []
        signalLine = ""
        hasSignals = false
        facts = [
            words.reports(matter.count), voices, words.sources(matter.sources.count), words.newOnes(matter.new),
            words.moment(local(matter.latestAt), near: day),
        ].joined(separator: " · ")
        link = nil
        hasLink = false
        host = ""
        isUrgent = false
    }
}
