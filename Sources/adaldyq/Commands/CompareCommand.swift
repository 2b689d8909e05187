import ArgumentParser
import FoundationEssentials
import Glibc
import Reports
import Triage

struct CompareCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compare",
        abstract:
            "Tells for each line of JSON {\"a\",\"b\"}, each with \"title\" and \"text\", whether b repeats a or is about "
            + "the same matter; with --expect, measures that.")

    @Argument(help: "A file of JSON lines, or - for standard input.") var file: String
    @Flag(name: .long, help: "The lines bear \"relation\": same, same-matter or different. Print how many were found.")
    var expect = false
    @Option(name: .long, help: "With --expect: show so many pairs that were decided wrongly, with their texts.")
    var wrong = 0
    @OptionGroup var options: GlobalOptions

    private struct Side: Decodable {
        var title: String?
        var text: String?
    }

    private struct Line: Decodable {
        var id: String?
        var a: Side
        var b: Side
        var relation: String?
    }

    private struct Output: Encodable {
        var id: String?
        var relation: String
        var reason: String?
    }

    func run() async throws {
        let classifier = try TaxonomyFile.forTrying(options)
        var score = PairScore()
        for (number, bytes) in try LineReader(file).enumerated() {
            if bytes.allSatisfy({ $0 == 32 || $0 == 9 || $0 == 13 }) { continue }
            guard let line = try? JSONDecoder().decode(Line.self, from: Data(bytes)) else {
                throw PairFault(file: file, line: number + 1)
            }
            let old = prepare(line.a, classifier), new = prepare(line.b, classifier)
            let output: Output
            switch PairRules.decide(new, after: old) {
            case .different: output = Output(id: line.id, relation: "different")
            case .repeats(_, let reason): output = Output(id: line.id, relation: "same", reason: reason)
            case .matter(let reason): output = Output(id: line.id, relation: "same-matter", reason: reason)
            }
            guard expect else {
                try Terminal.print(JSONText.line(output))
                continue
            }
            guard let relation = line.relation else { throw PairFault(file: file, line: number + 1) }
            let isWrong = score.add(found: output.relation, expected: relation)
            if isWrong, score.wrong <= wrong { try show(line, output, expected: relation) }
        }
        if expect { try Terminal.print(score.table) }
    }

    private func prepare(_ side: Side, _ classifier: Classifier) -> PreparedItem {
        let item = Item(
            source: "pairs", id: "", origin: "", title: side.title ?? "", text: side.text ?? "",
            received: Date(timeIntervalSince1970: 0), contentHash: [], raw: [])
        return classifier.prepare(item, compressedRaw: [])
    }

    private func show(_ line: Line, _ output: Output, expected: String) throws {
        func text(_ side: Side) -> String { ReportText.line("\(side.title ?? "") | \(side.text ?? "")") }
        try Terminal.print(
            "\(line.id ?? "a pair"): \(output.relation) and not \(expected)\(output.reason.map { " (\($0))" } ?? "")\n  a: "
                + "\(text(line.a))\n  b: \(text(line.b))\n")
    }
}

/// A line that is no pair.
struct PairFault: Error, CustomStringConvertible {
    let file: String
    let line: Int
    var description: String {
        "\(file):\(line): is no JSON object with \"a\" and \"b\" (and, with --expect, a \"relation\")"
    }
}

extension TaxonomyFile {
    /// For commands that store nothing: the configured taxonomy where there is a configuration, else the one compiled in.
    static func forTrying(_ options: GlobalOptions) throws -> Classifier {
        let isNamed = options.config != nil || Environment.all["ADALDYQ_CONFIG"] != nil
        let configured = isNamed || access(options.configurationPath, R_OK) == 0
        return Classifier(taxonomy: configured ? try taxonomy(of: try options.configuration()) : try builtIn())
    }
}
