import ArgumentParser
import FoundationEssentials
import Reports
import Triage

struct LearningCurveCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "learning-curve",
        abstract:
            "What learning from corrections is worth: for each number of them, drawn from labelled texts, how well the "
            + "rest is told.")

    @Argument(
        help: "A file of JSON lines {\"title\",\"text\",\"kind\",\"themes\",\"signals\"}, or - for standard input.")
    var file: String
    @Option(name: .long, help: "A number of corrections; may be given several times.") var corrections = [
        0, 50, 100, 200,
    ]
    @Option(
        name: .long,
        help: "How they are drawn: any, or wrong: as an office corrects, four of five texts that the rules get wrong.")
    var draw = Learner.Draw.any
    @OptionGroup var options: GlobalOptions

    private struct Line: Decodable {
        var title: String?
        var text: String?
        var kind: ReportKind?
        var themes: [Theme]?
        var signals: [Signal]?
    }

    func validate() throws {
        guard corrections.allSatisfy({ $0 >= 0 }) else { throw ValidationError("--corrections is a number, 0 or more") }
    }

    func run() async throws {
        let rules = try TaxonomyFile.forTrying(options)
        var lessons: [Lesson] = []
        for (number, bytes) in try LineReader(file).enumerated() {
            if bytes.allSatisfy({ $0 == 32 || $0 == 9 || $0 == 13 }) { continue }
            guard let line = try? JSONDecoder().decode(Line.self, from: Data(bytes)) else {
                throw TriageInputFault(file: file, line: number + 1)
            }
            lessons.append(
                Lesson(
                    title: line.title ?? "", text: line.text ?? "", kind: line.kind, themes: line.themes,
                    signals: line.signals))
        }
        let points = Learner(lessons, rules: rules).curve(corrections.sorted(), draw)
        guard !points.isEmpty else {
            return Terminal.complain("there are \(lessons.count) texts: too few for so many corrections")
        }
        try Terminal.print(LearningText.curve(points))
        try Terminal.print(
            "each number drawn \(Learner.draws) times (\(draw.rawValue)); GAIN is on the texts that were not drawn, its NOISE the "
                + "standard error over the draws; EXPECTED is what \(Learner.folds)-fold cross-validation of the corrections says, "
                + "with its own noise; USED is in how many of the draws that was enough for what was learned to be used"
        )
    }
}

extension Learner.Draw: ExpressibleByArgument {}
