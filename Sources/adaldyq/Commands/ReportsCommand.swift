import ArgumentParser
import FoundationEssentials
import Reports
import Storage

extension Theme: ExpressibleByArgument {}
extension Signal: ExpressibleByArgument {}
extension District: ExpressibleByArgument {}
extension ReportKind: ExpressibleByArgument {}
extension TextLanguage: ExpressibleByArgument {}

struct ReportsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reports", abstract: "The stored reports, masked; and what a person knows better about them.",
        subcommands: [
            List.self, Show.self, Search.self, ReportsMattersCommand.self, ReportsJoinCommand.self,
            ReportsPartCommand.self, ReportsCorrectCommand.self, ReportsRelabelCommand.self, ReportsLearnCommand.self,
        ], defaultSubcommand: List.self)

    /// How reports are printed.
    enum Format: String, CaseIterable, ExpressibleByArgument { case table, json, jsonl, csv }

    /// What narrows a list.
    struct Filter: ParsableArguments {
        @Option(name: .long, help: "Only reports first received on this office day or later (YYYY-MM-DD).")
        var since: Day?
        @Option(name: .long, help: "Only reports first received on this office day or before.")
        var until: Day?
        @Option(name: .long, help: "Only this theme.") var theme: Theme?
        @Option(name: .long, help: "Only this kind of corruption.") var signal: Signal?
        @Option(name: .long, help: "Only this district.") var district: District?
        @Option(name: .long, help: "Only this kind.") var kind: ReportKind?
        @Option(name: .long, help: "Only this language (kk, ru, en, mixed, und).") var language: TextLanguage?
        @Option(name: .long, help: "Only reports seen in this source.") var source: String?
        @Option(name: .long, help: "table, json, jsonl or csv.") var format: Format = .table

        func query(words: String?, house: House) async throws -> ReportQuery {
            var query = ReportQuery()
            let zone = house.configuration.office.zone
            query.words = words
            query.since = since.map { zone.instant(of: $0, secondsOfDay: 0) }
            query.until = until.map { zone.instant(of: $0.adding(1), secondsOfDay: 0) }
            query.theme = theme
            query.signal = signal
            query.district = district
            query.kind = kind
            query.language = language
            if let source { query.source = try await Filter.known(SourceName(rawValue: source), house) }
            return query
        }

        /// A source that is configured, or was once: its reports are still there.
        private static func known(_ name: SourceName, _ house: House) async throws -> SourceName {
            let names = Set(try await house.store.sourceRecords().keys).union(house.configuration.sources.map(\.name))
            guard names.contains(name) else {
                let list = names.map(\.rawValue).sorted().joined(separator: ", ")
                throw ValidationError("there is no source \(name); there are: \(list)")
            }
            return name
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "All that match, newest first.")
        @OptionGroup var filter: Filter
        @OptionGroup var options: GlobalOptions

        func run() async throws {
            let house = try options.house(.read)
            try ReportPrinter(house: house, format: filter.format).print(
                try await filter.query(words: nil, house: house))
        }
    }

    struct Search: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Reports that hold all the words, in any inflection, Kazakh typed with Russian letters included.")
        @Argument(help: "The words.") var words: [String]
        @OptionGroup var filter: Filter
        @OptionGroup var options: GlobalOptions

        func run() async throws {
            let house = try options.house(.read)
            let query = try await filter.query(words: words.joined(separator: " "), house: house)
            try ReportPrinter(house: house, format: filter.format).print(query)
        }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "One report.")
        @Argument(help: "The report's number.") var id: Int64
        @Option(name: .long, help: "table, json, jsonl or csv.") var format: Format = .table
        @OptionGroup var options: GlobalOptions

        func run() async throws {
            let house = try options.house(.read)
            guard let report = try house.store.reports(ReportQuery(ids: [ReportID(rawValue: id)])).first else {
                throw NoSuchReport(id: id)
            }
            switch format {
            case .table: try Terminal.print(ReportText.full(report, house: house))
            case .json: try Terminal.print(JSONText.pretty(report))
            case .jsonl: try Terminal.print(JSONText.line(report))
            case .csv: try Terminal.print(ReportCSV.header + "\n" + ReportCSV.row(report))
            }
        }
    }
}

/// A number that no report has.
struct NoSuchReport: Error, CustomStringConvertible {
    let id: Int64
    var description: String { "there is no report \(id)" }
}
