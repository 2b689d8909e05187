import ArgumentParser
import FoundationEssentials
import Reports
import Storage
import Triage

struct ReportsCorrectCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "correct",
        abstract: "Sets a report's labels right, or confirms them. Who, when and what is kept, and learned from.")

    /// Yes or no, for an option that may also be left out.
    enum Answer: String, CaseIterable, ExpressibleByArgument { case yes, no }

    @Argument(help: "The report's number.") var id: Int64
    @Option(name: .long, help: "What it is about; the first one is the main theme.") var theme: [Theme] = []
    @Option(name: .long, help: "The kind of corruption it alleges.") var signal: [Signal] = []
    @Flag(name: .long, help: "It alleges no corruption.") var noSignal = false
    @Option(name: .long, help: "The district it names.") var district: [District] = []
    @Flag(name: .long, help: "It names no district.") var noDistrict = false
    @Option(name: .long, help: "What it is to the office.") var kind: ReportKind?
    @Option(name: .long, help: "Whether it cannot wait: yes or no.") var urgent: Answer?
    @OptionGroup var person: Person
    @OptionGroup var options: GlobalOptions

    private var correction: Correction {
        Correction(
            kind: kind, themes: theme.isEmpty ? nil : theme, signals: noSignal ? [] : signal.isEmpty ? nil : signal,
            districts: noDistrict ? [] : district.isEmpty ? nil : district, urgent: urgent.map { $0 == .yes })
    }

    func validate() throws {
        if correction.isEmpty { throw ValidationError("say what is right: --theme, --signal, --no-signal, --kind, …") }
        if noSignal, !signal.isEmpty { throw ValidationError("--no-signal and --signal contradict each other") }
        if noDistrict, !district.isEmpty { throw ValidationError("--no-district and --district contradict each other") }
    }

    func run() async throws {
        try Terminal.print(try await options.make(.correct(ReportID(rawValue: id), correction), by: person))
    }
}

struct ReportsRelabelCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "relabel",
        abstract: "Labels stored reports anew, by the taxonomy and what was learned. What people corrected stays; the "
            + "earlier labels are kept.")

    @Option(name: .long, help: "Only reports first received on this office day or later (YYYY-MM-DD).") var since: Day?
    @OptionGroup var person: Person
    @OptionGroup var options: GlobalOptions

    func run() async throws {
        let zone = try options.configuration().office.zone
        let start = since.map { zone.instant(of: $0, secondsOfDay: 0) }
        try Terminal.print(try await options.make(.relabel(start), by: person))
    }
}

struct ReportsLearnCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "learn",
        abstract: "Learns from the corrections now and prints what it is worth; the daemon does so by itself.")

    @OptionGroup var person: Person
    @OptionGroup var options: GlobalOptions

    func run() async throws {
        try Terminal.print(try await options.make(.learn, by: person))
    }
}

/// What was learned, for a person at a terminal.
enum LearningText {
    static func table(_ quality: [LearnedModel.Quality]) -> String {
        TextTable.render(
            ["LABELS", "RULES ALONE", "WITH LEARNING", "NOISE", "USED"],
            quality.map {
                [$0.group, number($0.rules), number($0.learned), "±" + number($0.noise), $0.isUsed ? "yes" : "no"]
            }, width: nil)
    }

    static func curve(_ points: [Learner.Point]) -> String {
        TextTable.render(
            ["CORRECTIONS", "LABELS", "RULES ALONE", "AS USED", "GAIN", "NOISE", "EXPECTED", "NOISE", "USED"],
            points.map {
                [
                    "\($0.lessons)", $0.group, number($0.rules), number($0.used), number($0.used - $0.rules),
                    "±" + number($0.noise), number($0.expected), "±" + number($0.expectedNoise), "\($0.draws)",
                ]
            },
            width: nil)
    }

    /// Three places.
    static func number(_ value: Double) -> String {
        let thousandths = Int((value * 1000).rounded())
        let digits = String(abs(thousandths) % 1000)
        return (thousandths < 0 ? "-" : "") + "\(abs(thousandths) / 1000)."
            + String(repeating: "0", count: 3 - digits.count)
            + digits
    }
}
