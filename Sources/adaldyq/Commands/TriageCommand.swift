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
    @Option(
        name: .long, help: "With --expect: how many of the worst confusions of each group to print with their texts.")
    var confusions = 0
    @Flag(name: .long, help: "Instead: how many of these texts a second one core prepares for the store.")
    var speed = false
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
        var places: [Place]
        var urgent: Bool
    }

    func run() async throws {
        let classifier = try TaxonomyFile.forTrying(options)
        if speed { return try measure(classifier) }
        var score = LabelScore()
        var number = 0
        var rows: [[String]] = []
        for line in try LineReader(file) {
            number += 1
            if line.allSatisfy({ $0 == 32 || $0 == 9 || $0 == 13 }) { continue }
            let input = try parse(line, number: number)
            let labels = classifier.labels(title: input.title ?? "", text: input.text ?? "")
            if expect {
                let text = [input.title ?? "", input.text ?? ""].filter { !$0.isEmpty }.joined(separator: " | ")
                score.add(labels, expected: try expected(input, number: number), text: text)
                continue
            }
            switch format {
            case .jsonl:
                try Terminal.print(
                    JSONText.line(
                        Output(
                            kind: labels.kind, language: labels.language, themes: labels.themes,
                            signals: labels.signals,
                            districts: labels.districts, places: labels.places, urgent: labels.urgent)))
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
            guard !score.isEmpty else { throw TriageNoLabels(file: file) }
            try Terminal.print(score.table)
            try Terminal.print("\n" + score.languageTable)
            if confusions > 0 { try Terminal.print("\n" + score.worst(confusions)) }
        } else if format == .table {
            try Terminal.print(
                TextTable.render(
                    ["LINE", "LANG", "KIND", "", "DISTRICT", "THEMES | SIGNALS (EVIDENCE)"], rows,
                    width: Terminal.outputIsTerminal ? Terminal.width : nil))
        }
    }

    /// Long enough that the first texts, which meet cold tables, do not count much.
    private static let measuredSeconds = 5.0

    /// Prepares the texts again and again, on one thread, and says how many it was in a second.
    private func measure(_ classifier: Classifier) throws {
        var items: [Item] = []
        var characters = 0
        for line in try LineReader(file) where !line.allSatisfy({ $0 == 32 || $0 == 9 || $0 == 13 }) {
            let input = try parse(line, number: items.count + 1)
            characters += (input.title ?? "").count + (input.text ?? "").count
            items.append(
                Item(
                    source: "speed", id: "", origin: "", title: input.title ?? "", text: input.text ?? "",
                    received: Date(timeIntervalSince1970: 0), contentHash: [], raw: []))
        }
        guard !items.isEmpty else { throw TriageInputFault(file: file, line: 1) }
        for item in items { _ = classifier.prepare(item, compressedRaw: []) }
        let clock = ContinuousClock()
        let began = clock.now
        var count = 0
        while clock.now - began < .seconds(TriageCommand.measuredSeconds) {
            for item in items { _ = classifier.prepare(item, compressedRaw: []) }
            count += items.count
        }
        let took = clock.now - began
        let seconds = Double(took.components.seconds) + Double(took.components.attoseconds) / 1e18
        try Terminal.print(
            "\(Int(Double(count) / seconds)) texts a second on one core (\(items.count) texts, "
                + "\(characters / items.count) characters each on average; labels, fingerprints, search terms)")
    }

    private func parse(_ line: [UInt8], number: Int) throws -> Line {
        do {
            return try JSONDecoder().decode(Line.self, from: Data(line))
        } catch {
            if line.count > LineReader.longest { throw TriageLineTooLong(file: file, line: number) }
            throw TriageInputFault(file: file, line: number)
        }
    }

    /// - Throws: `TriageLabelFault` for a label that there is not.
    private func expected(_ line: Line, number: Int) throws -> LabelScore.Expected {
        try check(line.kind.map { [$0] }, ReportKind.allCases.map(\.rawValue), "kind", number)
        try check(line.language.map { [$0] }, TextLanguage.allCases.map(\.rawValue), "language", number)
        try check(line.themes, Theme.allCases.map(\.rawValue), "theme", number)
        try check(line.signals, Signal.allCases.map(\.rawValue), "signal", number)
        try check(line.districts, District.allCases.map(\.rawValue), "district", number)
        return expected(line)
    }

    private func check(_ found: [String]?, _ known: [String], _ what: String, _ number: Int) throws {
        for label in found ?? [] where !known.contains(label) {
            throw TriageLabelFault(file: file, line: number, what: what, label: label, known: known)
        }
    }

    private func expected(_ line: Line) -> LabelScore.Expected {
        LabelScore.Expected(
            kind: line.kind, language: line.language, themes: line.themes, signals: line.signals,
            districts: line.districts, urgent: line.urgent)
    }
}

/// A line that is not read to its end.
struct TriageLineTooLong: Error, CustomStringConvertible {
    let file: String
    let line: Int
    var description: String {
        "\(file):\(line): is longer than \(LineReader.longest >> 20) MiB, which is more than is read of a line"
    }
}

/// A line that is no JSON object with texts.
struct TriageInputFault: Error, CustomStringConvertible {
    let file: String
    let line: Int
    var description: String { "\(file):\(line): is no JSON object with \"title\" and \"text\"" }
}

/// An expected label that does not exist.
struct TriageLabelFault: Error, CustomStringConvertible {
    let file: String
    let line: Int
    let what: String
    let label: String
    let known: [String]
    var description: String {
        "\(file):\(line): there is no \(what) \"\(label)\"; known are \(known.joined(separator: ", "))"
    }
}

/// Nothing to measure against.
struct TriageNoLabels: Error, CustomStringConvertible {
    let file: String
    var description: String {
        "\(file): no line bears an expected label: give \"kind\", \"language\", \"themes\", \"signals\", \"districts\" or \"urgent\""
    }
}
