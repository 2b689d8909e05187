import ArgumentParser
import FoundationEssentials
import Glibc
import Reports
import Triage

struct TriageCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "triage",
        abstract:
            "Labels each line of JSON {\"title\",\"text\"}, with the evidence; with --expect, measures the labels.")

    enum Format: String, CaseIterable, ExpressibleByArgument { case table, jsonl }

    @Argument(help: "A file of JSON lines, or - for standard input.") var file: String
    @Option(name: .long, help: "table or jsonl.") var format: Format = .table
    @Flag(name: .long, help: "The lines bear the expected labels: print precision, recall and F1 for each.")
    var expect = false
    @OptionGroup var options: GlobalOptions

    /// A line of the input. The expected labels are plain ids.
    private struct Line: Decodable {
        var title: String?
        var text: String?
        var kind: String?
        var language: String?
        var themes: [String]?
        var signals: [String]?
        var districts: [String]?
        var urgent: Bool?
    }

    private struct Output: Encodable {
        var kind: ReportKind
        var language: TextLanguage
        var themes: [Label<Theme>]
        var signals: [Label<Signal>]
        var districts: [District]
        var urgent: Bool
    }

    func run() async throws {
        let classifier = Classifier(taxonomy: try taxonomy())
        var score = LabelScore()
        var number = 0
        var rows: [[String]] = []
        for line in try LineReader(file) {
            number += 1
            if line.allSatisfy({ $0 == 32 || $0 == 9 || $0 == 13 }) { continue }
            let input = try parse(line, number: number)
            let labels = classifier.labels(title: input.title ?? "", text: input.text ?? "")
            if expect {
                score.add(labels, expected: expected(input))
                continue
            }
            switch format {
            case .jsonl:
                try Terminal.print(
                    JSONText.line(
                        Output(
                            kind: labels.kind, language: labels.language, themes: labels.themes,
                            signals: labels.signals,
                            districts: labels.districts, urgent: labels.urgent)))
            case .table:
                rows.append([
                    "\(number)", labels.language.rawValue, labels.kind.rawValue, labels.urgent ? "!" : "",
                    labels.districts.map(\.rawValue).joined(separator: ","),
                    ReportText.labels(labels.themes)
                        + (labels.signals.isEmpty ? "" : " | " + ReportText.labels(labels.signals)),
                ])
            }
        }
        if expect {
            try Terminal.print(score.table)
        } else if format == .table {
            try Terminal.print(
                TextTable.render(
                    ["LINE", "LANG", "KIND", "", "DISTRICT", "THEMES | SIGNALS (EVIDENCE)"], rows,
                    width: Terminal.outputIsTerminal ? Terminal.width : nil))
        }
    }

    /// The configured taxonomy where there is a configuration, else the one that is compiled in.
    private func taxonomy() throws -> Taxonomy {
        let isNamed = options.config != nil || Environment.all["ADALDYQ_CONFIG"] != nil
        if isNamed || access(options.configurationPath, R_OK) == 0 {
            return try TaxonomyFile.taxonomy(of: try options.configuration())
        }
        return try TaxonomyFile.builtIn()
    }

    private func parse(_ line: [UInt8], number: Int) throws -> Line {
        do {
            return try JSONDecoder().decode(Line.self, from: Data(line))
        } catch {
            throw TriageInputFault(file: file, line: number)
        }
    }

    private func expected(_ line: Line) -> LabelScore.Expected {
        LabelScore.Expected(
            kind: line.kind, language: line.language, themes: line.themes, signals: line.signals,
            districts: line.districts, urgent: line.urgent)
    }
}

/// A line that is no JSON object with texts.
struct TriageInputFault: Error, CustomStringConvertible {
    let file: String
    let line: Int
    var description: String { "\(file):\(line): is no JSON object with \"title\" and \"text\"" }
}
