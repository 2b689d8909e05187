import Digests
import Reports

/// A report for a person at a terminal.
enum ReportText {
    /// Its title, or its first words, on one line and harmless to the terminal.
    static func headline(_ report: Report) -> String {
        let source = report.title.isEmpty ? report.text : report.title
        return line(String(source.unicodeScalars.prefix(200).map(Character.init)))
    }

    /// All of it.
    static func full(_ report: Report, house: House) -> String {
        var lines = ["\(report.id)  \(headline(report))", ""]
        func field(_ name: String, _ value: String?) {
            guard let value, !value.isEmpty else { return }
            lines.append(name + String(repeating: " ", count: max(1, 12 - name.count)) + value)
        }
        field("source", report.source.rawValue)
        field("received", house.local(report.receivedAt))
        field("published", report.publishedAt.map(house.local))
        field("kind", report.kind.rawValue)
        field("language", report.language.rawValue)
        field("urgent", report.urgent ? "yes" : nil)
        field("themes", labels(report.themes))
        field("signals", labels(report.signals))
        field("districts", report.districts.map(\.rawValue).joined(separator: ", "))
        field("places", report.places.map { line($0.name) }.joined(separator: ", "))
        field("link", report.link.map(line))
        field("voices", "\(report.voices)")
        field("sightings", "\(report.sightings.count)")
        field("campaign", report.campaign == true ? "it looks like one" : nil)
        field("matter", report.matter.map { "\($0)" })
        lines.append("")
        lines.append(block(report.text))
        for added in report.followUps ?? [] {
            lines += ["", "Added \(house.local(added.receivedAt)):", block(added.text)]
        }
        return lines.joined(separator: "\n")
    }

    /// Labels with the words that earned them.
    static func labels<ID: RawRepresentable>(_ labels: [Label<ID>]) -> String where ID.RawValue == String {
        labels.map { label in
            let words = label.evidence.isEmpty ? "" : " (\(label.evidence.map(line).joined(separator: ", ")))"
            return "\(label.id.rawValue) \(label.score)\(words)"
        }.joined(separator: "; ")
    }

    /// One line: no control characters, which could move the cursor or colour the screen, nothing that is not seen or
    /// turns the direction of what stands beside it.
    static func line(_ text: String) -> String { Visible.line(text, most: .max) }

    /// Several lines.
    static func block(_ text: String) -> String { Visible.block(text) }
}
