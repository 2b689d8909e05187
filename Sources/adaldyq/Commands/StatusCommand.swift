import ArgumentParser
import FoundationEssentials
import Reports
import Storage

struct StatusCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "How the sources fare, what is stored, which digest is next, what waits to be delivered.")

    @OptionGroup var options: GlobalOptions

    func run() async throws {
        let house = try options.house(.read)
        let status = try house.store.status()
        let now = Date()
        let schedule = house.schedule
        let state = try house.store.digestState(at: Date())
        let past = DigestSchedule.Past(last: state.last.map { .init(day: $0.day, until: $0.until) }, began: state.began)
        var lines = [
            "daemon      \(status.writer.map { "running, process \($0)" } ?? "not running")",
            "store       \(house.configuration.storagePath), \(status.bytes / 1024) KiB, SQLite \(status.sqliteVersion), "
                + "journal \(status.journalMode), schema \(status.schema)",
            "reports     \(status.reports) of \(status.items) items",
            "last digest \(state.last.map { "number \($0.number) of \($0.day)" } ?? "none yet")",
            "next digest \(house.local(schedule.nextClose(after: now, past)))",
            "outbox      \(status.pending) waiting, \(status.exhausted) given up",
            "",
        ]
        let health = try house.store.health(sources: house.configuration.sources.map(\.name), from: nil, until: nil)
        lines.append(SourceTable.text(health, house: house))
        try Terminal.print(lines.joined(separator: "\n"))
    }
}

/// The sources with their health.
enum SourceTable {
    private static func remarks(_ source: SourceHealth, _ house: House) -> String {
        // Of all that ever happened, what still matters.
        let notes = (source.notes ?? []).compactMap { note -> String? in
            switch note.kind {
            case .outrun, .incomplete: nil
            case .moved: "has moved for good to \(note.detail ?? "another address")"
            case .silent: "has brought nothing new since \(house.local(note.at))"
            }
        }
        return ([source.error].compactMap { $0 } + notes).joined(separator: "; ")
    }

    static func text(_ health: [SourceHealth], house: House) -> String {
        let rows = health.map { source in
            [
                source.source.rawValue, source.state.rawValue, source.lastSuccessAt.map(house.local) ?? "never",
                "\(source.ledger.received)", "\(source.ledger.new)", "\(source.ledger.repeated)",
                "\(source.ledger.automatic)", "\(source.ledger.setAside)", ReportText.line(remarks(source, house)),
            ]
        }
        return TextTable.render(
            ["SOURCE", "STATE", "LAST SUCCESS", "RECEIVED", "NEW", "REPEATED", "AUTOMATIC", "ASIDE", "ERROR"], rows,
            width: Terminal.outputIsTerminal ? Terminal.width : nil)
    }
}
