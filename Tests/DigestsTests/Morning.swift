import Digests
import Foundation
import Reports

/// A made-up window and its reports.
enum Morning {
    static let until = Date(timeIntervalSince1970: 1_795_491_000)
    static let from = until.addingTimeInterval(-86_400)

    static func local(_ date: Date) -> String {
        let (day, seconds) = (Int(date.timeIntervalSince1970) + 18_000).quotientAndRemainder(dividingBy: 86_400)
        return "\(Day(number: day)) \(String(format: "%02d:%02d", seconds / 3600, seconds / 60 % 60))"
    }

    static func report(
        _ id: Int64, _ title: String = "Title", text: String = "Text", kind: ReportKind = .complaint,
        theme: Theme = .housing, district: District? = nil, signal: Signal? = nil, urgent: Bool = false,
        voices: Int = 1, link: String? = nil
    ) -> Report {
        Report(
            id: ReportID(rawValue: id), source: "letters", kind: kind, title: title, text: text, language: .ru,
            link: link, receivedAt: until.addingTimeInterval(-Double(id)),
            themes: [Label(id: theme, score: 0.8, evidence: [])],
            signals: signal.map { [Label(id: $0, score: 0.7, evidence: [])] } ?? [],
            districts: district.map { [$0] } ?? [], urgent: urgent, voices: voices,
            sightings: [Sighting(source: "letters", itemID: "\(id)", receivedAt: until, relation: .first)])
    }

    static func digest(
        _ reports: [Report], ledger: Ledger? = nil, past: [DigestInput.PastDay] = [], setAside: [SetAsideCount] = [],
        sources: [SourceHealth] = [], isPreview: Bool = false, isCatchUp: Bool = false
    ) -> Digest {
        let input = DigestInput(
            number: 7, day: Day("2026-11-24") ?? Day(number: 0), from: from, until: until, reports: reports,
            repeated: [], repeatedCount: 0,
            ledger: ledger ?? Ledger(received: reports.count, new: reports.count), earlier: 0, setAside: setAside,
            automatic: [], sources: sources, past: past, undelivered: [])
        return DigestBuilder.build(
            input, office: "Office", timezone: "Asia/Almaty", localWindow: [local(from), local(until)],
            isPreview: isPreview, isCatchUp: isCatchUp)
    }

    static func render(_ digest: Digest, _ format: DigestFormat, _ language: OfficeLanguage = .ru) throws -> String {
        try DigestRenderer().render(digest, as: format, language: language, local: local)
    }
}
