import GRDB
import Reports

extension Commit {
    /// The report that a letter answers, and how that is known; nil for a letter of its own.
    ///
    /// A letter joins by what only its own author or we gave it: the Message-ID of a letter from the same address, that of
    /// our receipt, or the receipt's code. Another's Message-ID, which everybody who got a copy knows, joins nothing.
    func thread(_ letter: LetterFacts?, sender: Int64?) throws -> (report: Int64, reason: String)? {
        guard let letter else { return nil }
        if let code = letter.code, let report = try first(statements.receiptByCode, code.rawValue) {
            return (report, "it bears the code of our receipt")
        }
        for id in letter.answers {
            if let report = try first(statements.receiptByMessage, id) { return (report, "it answers our receipt") }
            if let sender {
                let find = statements.ownLetter.begin().bind(id).bind(sender)
                defer { find.end() }
                if try find.step() { return (find.int(0), "it answers a letter of the same sender") }
            }
        }
        return nil
    }

    private func first(_ statement: HotStatement, _ value: String) throws -> Int64? {
        statement.begin().bind(value)
        defer { statement.end() }
        return try statement.step() ? statement.int(0) : nil
    }

    /// Adds what somebody wrote to a report that is there: kept, searched, and urgent if it says so.
    /// - Returns: the item's row.
    func follow(
        _ report: Int64, _ prepared: PreparedItem, _ source: Int64, reason: String, sender: Int64?,
        _ outcome: inout BatchOutcome
    ) throws -> Int64 {
        let before = try searchable(report)
        let item = try insertItem(
            prepared, source, standing: 0, reason: prepared.item.letter?.told(reason) ?? reason, report: report,
            relation: .followUp, sender: sender)
        let text = prepared.item.letter?.own ?? prepared.item.text
        try db.execute(
            sql: "INSERT INTO follow_up(item, report, text) VALUES (?, ?, ?)", arguments: [item, report, text])
        if let before, let after = try searchable(report) {
            try forget(report, before)
            let terms = searchIndex(after.title, after.text, after.language)
            try statements.insertSearch.begin().bind(report).bind(terms.0).bind(terms.1).run()
        }
        outcome.ledger.repeated += 1
        guard prepared.labels.urgent else { return item }
        try db.execute(sql: "UPDATE report SET urgent = 1 WHERE id = ? AND urgent = 0", arguments: [report])
        if db.changesCount > 0 { try noteUrgent(report, &outcome) }
        return item
    }

    /// What a report is found by: its title, its text with all that was added to it, and the language of their stems.
    func searchable(_ report: Int64) throws -> (title: String, text: String, language: TextLanguage)? {
        guard let row = try Row.fetchOne(db, sql: Store.searchable + " WHERE report.id = ?", arguments: [report]) else {
            return nil
        }
        return (row[1], row[2], TextLanguage(rawValue: row[3]) ?? .und)
    }

    /// Takes a report's terms out of the index, which must be told what they were.
    func forget(_ report: Int64, _ was: (title: String, text: String, language: TextLanguage)) throws {
        let terms = searchIndex(was.title, was.text, was.language)
        try db.execute(
            sql: "INSERT INTO search(search, rowid, title, text) VALUES ('delete', ?, ?, ?)",
            arguments: [report, terms.0, terms.1])
    }
}

extension Store {
    /// Reports as they are indexed: number, title, text with what was added, language.
    static let searchable = """
        SELECT report.id, title, report.text || coalesce((SELECT group_concat(char(10) || follow_up.text, '')
          FROM (SELECT text FROM follow_up WHERE follow_up.report = report.id ORDER BY item) follow_up), ''), language
        FROM report
        """
}
