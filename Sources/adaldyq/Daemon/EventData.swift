import Digests
import FoundationEssentials
import Reports

/// The `data` of the events that are no digest.
enum EventData {
    typealias Detail = WebhookSetting.Detail

    /// What a body's data may have: with its envelope it stays under 20 kB.
    private static let largest = 18_000
    /// Characters of a text that are sent at most.
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
            let title = Visible.line(report.title, most: 300)
            data.title = title.isEmpty ? Visible.line(report.text, most: 120) : title
            data.link = report.link.flatMap { $0.utf8.count <= 2000 ? $0 : nil }
        }
        guard detail == .full else { return JSONText.compact(data) }
        // What is written with escapes takes several times its length.
        var length = longestText
        while true {
            data.text = Visible.line(report.text, most: length)
            let body = JSONText.compact(data)
            if body.count <= largest || length == 0 { return body }
            length /= 2
        }
    }

    /// A source that fails, or is back.
    static func source(_ name: SourceName, failures: Int, error: String?) -> [UInt8] {
        JSONText.compact(Source(source: name, failures: failures, error: error))
    }
}
