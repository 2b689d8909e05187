import ArgumentParser
import FoundationEssentials
import Reports
import Storage

/// Who changes something: kept with the change.
struct Person: ParsableArguments {
    @Option(name: .long, help: "Who says so (else the user who runs the command).")
    var by: String?
    @Option(name: .long, help: "Why; kept with the change and shown by adaldyq explain.")
    var because: String?

    private static let longestName = 100
    private static let longestReason = 500

    func validate() throws {
        if let by, by.isEmpty || by.count > Person.longestName { throw ValidationError("--by is a name") }
        if let because, because.count > Person.longestReason {
            throw ValidationError("--because is a sentence, not longer than \(Person.longestReason) characters")
        }
    }

    var name: String {
        by ?? ["SUDO_USER", "USER", "LOGNAME"].lazy.compactMap { Environment.all[$0] }.first { !$0.isEmpty }
            ?? "unknown"
    }
}

struct ReportsMattersCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "matters",
        abstract: "Matters: reports by several people and outlets about one thing, newest first.")

    @Option(name: .long, help: "At most so many.") var limit = 50
    @Option(name: .long, help: "table, json or jsonl.") var format: Format = .table
    @OptionGroup var options: GlobalOptions

    enum Format: String, CaseIterable, ExpressibleByArgument { case table, json, jsonl }

    func validate() throws {
        guard limit > 0 else { throw ValidationError("--limit is a number above 0") }
    }

    func run() async throws {
        let house = try options.house(.read)
        let matters = try house.store.matters(limit: limit)
        switch format {
        case .json: try Terminal.print(JSONText.pretty(matters))
        case .jsonl: for matter in matters { try Terminal.print(JSONText.line(matter)) }
        case .table:
            if matters.isEmpty { return Terminal.complain("there are no matters") }
            let rows = matters.map { matter in
                [
                    "\(matter.id)", house.local(matter.latestAt), "\(matter.count)", "\(matter.voices)",
                    "\(matter.sources.count)", matter.themes.first?.rawValue ?? "",
                    matter.reports.map { "\($0)" }.joined(separator: " "), ReportText.line(matter.title),
                ]
            }
            try Terminal.print(
                TextTable.render(
                    ["ID", "LATEST", "REPORTS", "VOICES", "SOURCES", "THEME", "NUMBERS", "TITLE"], rows,
                    width: Terminal.outputIsTerminal ? Terminal.width : nil))
        }
    }
}

struct ReportsJoinCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "join", abstract: "Joins reports, and what they are joined with already, under one matter.")

    @Argument(help: "The reports' numbers, two or more.") var ids: [Int64]
    @OptionGroup var person: Person
    @OptionGroup var options: GlobalOptions

    func validate() throws {
        guard Set(ids).count >= 2 else { throw ValidationError("name two reports or more") }
    }

    func run() async throws {
        try Terminal.print(try await options.make(.join(ids.map { ReportID(rawValue: $0) }), by: person))
    }
}

struct ReportsPartCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "part", abstract: "Takes a report out of the matter that it was joined to.")

    @Argument(help: "The report's number.") var id: Int64
    @OptionGroup var person: Person
    @OptionGroup var options: GlobalOptions

    func run() async throws {
        try Terminal.print(try await options.make(.part(ReportID(rawValue: id)), by: person))
    }
}
