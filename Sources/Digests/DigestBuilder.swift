import FoundationEssentials
import Reports

/// Chooses, counts and measures. Pure: everything that is known comes in.
public enum DigestBuilder {
    /// A window's account.
    /// - Parameters:
    ///   - office: the office's name.
    ///   - timezone: the zone's name.
    ///   - localWindow: the window's beginning and end as the office reads them.
    ///   - isPreview: whether the window is still open.
    ///   - isCatchUp: whether the window is longer than a day since the program was away.
    public static func build(
        _ input: DigestInput, office: String, timezone: String, localWindow: [String], isPreview: Bool, isCatchUp: Bool
    ) -> Digest {
        let counted = input.reports.filter { $0.kind != .spam }
        var truncated: [String: Int] = [:]
        func capped(_ reports: [Report], _ limit: Int, _ list: String) -> [DigestEntry] {
            if reports.count > limit { truncated[list] = reports.count }
            return reports.prefix(limit).map { entry($0) }
        }
        let urgent = counted.filter(\.urgent)
        let allegations = counted.filter { !$0.urgent && !$0.signals.isEmpty }.sorted { before($0, $1, by: strength) }
        let voiced = (counted + input.repeated).filter { $0.voices >= 2 && $0.kind != .spam }
            .sorted { before($0, $1, by: loudness) }
        let ideas = counted.filter { $0.kind == .idea && !$0.urgent && $0.signals.isEmpty }
        let others = counted.filter { !$0.urgent && $0.signals.isEmpty && $0.kind != .idea }
        func shortened<Line>(_ lines: [Line], _ limit: Int, _ list: String) -> [Line] {
            if lines.count > limit { truncated[list] = lines.count }
            return Array(lines.prefix(limit))
        }
        return Digest(
            number: input.number, day: input.day, from: input.from, until: input.until, office: office,
            timezone: timezone,
            localWindow: localWindow, isPreview: isPreview, isCatchUp: isCatchUp, ledger: input.ledger,
            earlier: input.earlier,
            themes: themes(counted, input), districts: districts(counted, input), signals: signals(counted),
            kinds: tallies(input.reports.map(\.kind)), repeatedReports: input.repeatedCount,
            urgent: capped(urgent, DigestLimits.urgent, "urgent"),
            allegations: capped(allegations, DigestLimits.allegations, "allegations"),
            mostVoiced: capped(voiced, DigestLimits.mostVoiced, "mostVoiced"),
            ideas: capped(ideas, DigestLimits.ideas, "ideas"),
            reports: capped(others, DigestLimits.reports, "reports"), truncated: truncated,
            setAside: shortened(input.setAside, DigestLimits.reasons, "setAside"),
            automatic: shortened(input.automatic, DigestLimits.reasons, "automatic"), sources: input.sources,
            undelivered: shortened(input.undelivered, DigestLimits.undelivered, "undelivered"),
            history: input.past.prefix(DigestLimits.history).reversed().map { perDay(Double($0.new), $0.length) },
            matters: shortened(
                input.matters.sorted { ($0.voices, $0.count, $0.id) > ($1.voices, $1.count, $1.id) },
                DigestLimits.matters, "matters"),
            revised: capped(input.revised, DigestLimits.revised, "revised"))
    }

    /// A catch-up window's count, spread over its days.
    private static func perDay(_ count: Double, _ length: Double) -> Int {
        Int((count / max(1, length)).rounded())
    }

    /// A campaign's copies do not drown what people say by themselves.
    private static func loudness(_ report: Report) -> Double {
        Double(report.campaign == true ? Campaign.voices : report.voices)
    }

    private static func strength(_ report: Report) -> Double { report.signals.map(\.score).max() ?? 0 }

    /// The larger first; among equals the newer.
    private static func before(_ one: Report, _ other: Report, by measure: (Report) -> Double) -> Bool {
        let (left, right) = (measure(one), measure(other))
        return left != right ? left > right : one.id > other.id
    }

    // MARK: counting

    private static func tallies<ID: Hashable & Codable & Sendable & RawRepresentable<String>>(_ ids: [ID]) -> [Tally<
        ID
    >] {
        Dictionary(grouping: ids, by: { $0 }).map { Tally(id: $0.key, count: $0.value.count) }
            .sorted { ($1.count, $0.id.rawValue) < ($0.count, $1.id.rawValue) }
    }

    private static func themes(_ reports: [Report], _ input: DigestInput) -> [Tally<Theme>] {
        let scale = TemperatureScale(past: input.past, window: window(input))
        return Theme.allCases.compactMap { theme -> Tally<Theme>? in
            let count = reports.count { $0.themes.contains { $0.id == theme } }
            let temperature = scale.reading(count) { $0.themes[theme] ?? 0 }
            guard count > 0 || temperature.usual >= 0.5 else { return nil }
            return Tally(id: theme, count: count, temperature: temperature)
        }.sorted { ($1.count, $0.id.rawValue) < ($0.count, $1.id.rawValue) }
    }

    private static func districts(_ reports: [Report], _ input: DigestInput) -> [Tally<District>] {
        let scale = TemperatureScale(past: input.past, window: window(input))
        return District.allCases.sorted { $0.rawValue < $1.rawValue }.map { district in
            let count = reports.count { places($0).contains(district) }
            return Tally(id: district, count: count, temperature: scale.reading(count) { $0.districts[district] ?? 0 })
        }
    }

    private static func signals(_ reports: [Report]) -> [Tally<Signal>] {
        tallies(reports.flatMap { $0.signals.map(\.id) })
    }

    private static func window(_ input: DigestInput) -> Double { input.until.timeIntervalSince(input.from) / 86_400 }

    /// The districts that a report names and those of the places it names.
    static func places(_ report: Report) -> [District] {
        var districts = report.districts
        for district in report.places.compactMap(\.district) where !districts.contains(district) {
            districts.append(district)
        }
        return districts
    }

    // MARK: entries

    static func entry(_ report: Report) -> DigestEntry {
        let text = Visible.line(report.text)
        let title = Visible.line(report.title)
        let headline =
            title.isEmpty ? Visible.cut(text, DigestLimits.title / 2) : Visible.cut(title, DigestLimits.title)
        return DigestEntry(
            id: report.id, source: report.source, kind: report.kind, title: headline,
            excerpt: Visible.cut(text, DigestLimits.excerpt),
            link: report.link, receivedAt: report.receivedAt, themes: report.themes.map(\.id),
            signals: report.signals.map(\.id),
            districts: places(report), urgent: report.urgent, voices: report.voices, sightings: report.sightings.count,
            campaign: report.campaign)
    }
}
