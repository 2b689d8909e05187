import FoundationEssentials
import Reports

/// The `data` of the events that are no digest.
enum EventData {
    typealias Detail = WebhookSetting.Detail

    /// No body grows past 20 kB: a text is cut long before.
    private static let longestText = 4000

    private struct Urgent: Encodable {
        var id: ReportID
        var source: SourceName
        var kind: ReportKind
        var receivedAt: String
        var themes: [Theme]
        var signals: [Signal]
        var districts: [District]
        var title: String?
        var text: String?
        var link: String?
    }

    private struct Source: Encodable {
        var source: SourceName
        var failures: Int
        var error: String?
    }

    /// An urgent report, masked as it leaves the store.
    static func urgent(_ report: Report, detail: Detail) -> [UInt8] {
        var data = Urgent(
            id: report.id, source: report.source, kind: report.kind,
            receivedAt: report.receivedAt.formatted(.iso8601), themes: report.themes.map(\.id),
            signals: report.signals.map(\.id), districts: report.districts)
        if detail != .counts {
            data.title = report.title.isEmpty ? String(report.text.prefix(120)) : String(report.title.prefix(300))
            data.link = report.link.flatMap { $0.utf8.count <= 2000 ? $0 : nil }
        }
        if detail == .full { data.text = String(report.text.prefix(longestText)) }
        return JSONText.compact(data)
    }

    /// A source that fails, or is back.
    static func source(_ name: SourceName, failures: Int, error: String?) -> [UInt8] {
        JSONText.compact(Source(source: name, failures: failures, error: error))
    }
}
