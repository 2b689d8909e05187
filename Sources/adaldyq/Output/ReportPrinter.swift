import Reports
import Storage

/// Prints the reports of a query. They are read page by page, so a large store needs no large memory.
struct ReportPrinter {
    /// A table on a terminal stops here: nobody reads on.
    private static let longestTable = 50
    private static let page = 500

    let house: House
    let format: ReportsCommand.Format

    func print(_ query: ReportQuery) throws {
        switch format {
        case .table: try table(query)
        case .csv:
            try Terminal.print(ReportCSV.header)
            try each(query) { try Terminal.print(ReportCSV.row($0)) }
        case .jsonl: try each(query) { try Terminal.print(JSONText.line($0)) }
        case .json:
            var isFirst = true
            try Terminal.print("[", newline: false)
            try each(query) {
                try Terminal.print((isFirst ? "\n" : ",\n") + JSONText.pretty($0), newline: false)
                isFirst = false
            }
            try Terminal.print(isFirst ? "]" : "\n]")
        }
    }

    private func each(_ query: ReportQuery, _ body: (Report) throws -> Void) throws {
        var page = query
        page.limit = ReportPrinter.page
        while true {
            let reports = try house.store.reports(page)
            for report in reports { try body(report) }
            guard reports.count == ReportPrinter.page, let last = reports.last else { return }
            page.before = ReportQuery.Position(last)
        }
    }

    private func table(_ query: ReportQuery) throws {
        let total = try house.store.count(query)
        if total == 0 {
            Terminal.complain("no report matches")
            return
        }
        let limit = Terminal.outputIsTerminal ? ReportPrinter.longestTable : Int.max
        var rows: [[String]] = []
        var shown = 0
        var first = query
        first.limit = min(limit, ReportPrinter.page)
        if limit == Int.max {
            try each(query) { rows.append(row($0)) }
            shown = rows.count
        } else {
            rows = try house.store.reports(first).map(row)
            shown = rows.count
        }
        try Terminal.print(
            TextTable.render(
                ["ID", "RECEIVED", "KIND", "THEME", "SIGNAL", "DISTRICT", "", "TITLE"], rows,
                width: Terminal.outputIsTerminal ? Terminal.width : nil))
        if shown < total {
            Terminal.complain("\(shown) of \(total) reports; narrow them down, or --format jsonl for all")
        }
    }

    private func row(_ report: Report) -> [String] {
        let more = report.sightings.count > 1 ? "×\(report.sightings.count)" : ""
        return [
            "\(report.id)", house.local(report.receivedAt), report.kind.rawValue,
            report.themes.first?.id.rawValue ?? "",
            report.signals.map(\.id.rawValue).joined(separator: ","),
            report.districts.map(\.rawValue).joined(separator: ","),
            (report.urgent ? "!" : "") + more, ReportText.headline(report),
        ]
    }
}
