import Digests
import FoundationEssentials
import Reports

/// Reports as CSV (RFC 4180), every cell quoted. A cell that a spreadsheet would take for a formula gets an
/// apostrophe before it, and what is invisible is left out: the texts come from strangers.
enum ReportCSV {
    static let header = [
        "id", "source", "kind", "title", "text", "language", "link", "publishedAt", "receivedAt", "themes", "signals",
        "districts", "urgent", "voices", "sightings",
    ].joined(separator: ",")

    static func row(_ report: Report) -> String {
        [
            "\(report.id)", report.source.rawValue, report.kind.rawValue, report.title, report.text,
            report.language.rawValue, report.link ?? "", report.publishedAt?.formatted(.iso8601) ?? "",
            report.receivedAt.formatted(.iso8601), report.themes.map(\.id.rawValue).joined(separator: " "),
            report.signals.map(\.id.rawValue).joined(separator: " "),
            report.districts.map(\.rawValue).joined(separator: " "),
            report.urgent ? "true" : "false", "\(report.voices)", "\(report.sightings.count)",
        ].map(cell).joined(separator: ",")
    }

    private static func cell(_ text: String) -> String {
        var cell = Visible.block(text)
        if let first = cell.unicodeScalars.first, "=+-@\t\r\n＝＋－＠".unicodeScalars.contains(first) { cell = "'" + cell }
        return "\"" + cell.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
    }
}
