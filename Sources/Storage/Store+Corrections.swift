import FoundationEssentials
import GRDB
import Reports

/// A correction with its text: what can be learned from.
public struct CorrectedText: Sendable {
    /// The report's headline as stored, unmasked: it stays between Storage and Triage.
    public var title: String
    /// Its text.
    public var text: String
    /// What people said of it, the latest word on each label.
    public var correction: Correction
}

/// What was learned, as it is kept.
public struct StoredModel: Sendable {
    /// 1, 2, 3 …
    public var version: Int
    /// When it was made.
    public var made: Date
    /// The number of the last correction that it knows.
    public var corrections: Int64
    /// Its measured quality, as JSON.
    public var quality: String
    /// The model itself.
    public var bytes: [UInt8]
}

extension Store {
    /// Models that are kept: the one in use and those before it, to look back.
    private static let modelsKept = 10
    /// Reports that are labelled anew in one transaction.
    private static let relabelledAtOnce = 200

    // MARK: correcting

    /// Corrects a report's labels; what they were is kept, and who said so.
    /// - Throws: `StoreError`, also if the report is not there.
    public func correct(_ report: ReportID, _ correction: Correction, who: String, reason: String?, at: Date)
        async throws
    {
        try await write("correct a report's labels") { db in
            guard let row = try Row.fetchOne(db, sql: "SELECT * FROM report WHERE id = ?", arguments: [report.rawValue])
            else { throw StoreError.noSuchReport(report) }
            try db.execute(
                sql: "INSERT INTO correction(report, said, reason, who, at) VALUES (?, ?, ?, ?, ?)",
                arguments: [
                    report.rawValue, String(decoding: try JSONEncoder().encode(correction), as: UTF8.self), reason, who,
                    Milliseconds.from(at),
                ])
            let before = try Store.labels(row)
            let after = correction.applied(to: before)
            guard after != before else { return }
            try Store.keep(db, row, why: "corrected", at: Milliseconds.from(at))
            try Store.set(db, report.rawValue, after)
        }
    }

    private static func labels(_ row: Row) throws -> Labels {
        let decoded = try LabelsJSON.decode(row["labels"])
        return Labels(
            language: TextLanguage(rawValue: row["language"]) ?? .und,
            kind: ReportKind(rawValue: row["kind"]) ?? .complaint, themes: decoded.themes, signals: decoded.signals,
            districts: decoded.districts, places: decoded.places, urgent: row["urgent"] == 1, reasons: decoded.reasons)
    }

    private static func keep(_ db: Database, _ row: Row, why: String, at: Int64) throws {
        try db.execute(
            sql:
                "INSERT INTO labelling(report, until, why, kind, language, urgent, labels) VALUES (?, ?, ?, ?, ?, ?, ?)",
            arguments: [
                row["id"] as Int64, at, why, row["kind"] as String, row["language"] as String, row["urgent"] as Int64,
                row["labels"] as String,
            ])
    }

    private static func set(_ db: Database, _ report: Int64, _ labels: Labels) throws {
        try db.execute(
            sql: "UPDATE report SET kind = ?, language = ?, urgent = ?, labels = ? WHERE id = ?",
            arguments: [
                labels.kind.rawValue, labels.language.rawValue, labels.urgent ? 1 : 0, LabelsJSON.encode(labels),
                report,
            ])
        try db.execute(sql: "DELETE FROM report_label WHERE report = ?", arguments: [report])
        let named =
            labels.themes.map { "theme:" + $0.id.rawValue } + labels.signals.map { "signal:" + $0.id.rawValue }
            + labels.districts.map { "district:" + $0.rawValue }
        for label in named {
            try db.execute(
                sql: "INSERT OR IGNORE INTO report_label(label, report) VALUES (?, ?)", arguments: [label, report])
        }
    }

    // MARK: labelling anew

    /// Labels reports anew that were received since a time. What people said of them stays; the earlier labels are kept.
    /// - Parameter label: the labels of a title and a text, as they would be given now.
    /// - Returns: how many reports were looked at and how many labels changed.
    public func relabel(
        since: Date, at: Date, label: @escaping @Sendable (String, String) throws -> Labels
    ) async throws -> (seen: Int, changed: Int) {
        var (seen, changed) = (0, 0)
        var last: Int64 = 0
        while true {
            let after = last
            let page = try read("read reports") { db in
                try Row.fetchAll(
                    db, sql: "SELECT * FROM report WHERE id > ? AND received >= ? ORDER BY id LIMIT ?",
                    arguments: [after, Milliseconds.from(since), Store.relabelledAtOnce])
            }
            guard let end = page.last else { return (seen, changed) }
            last = end["id"]
            seen += page.count
            // The labels are found here and not inside the transaction: the writer has other things to do.
            let labelled = try page.map { row in
                Relabelled(
                    report: row["id"], title: row["title"], text: row["text"],
                    labels: try label(row["title"], row["text"]))
            }
            changed += try await write("label reports anew") { db in
                try labelled.reduce(0) { try $0 + (self.relabel(db, $1, at: Milliseconds.from(at)) ? 1 : 0) }
            }
        }
    }

    private struct Relabelled: Sendable {
        var report: Int64
        var title: String
        var text: String
        var labels: Labels
    }

    private func relabel(_ db: Database, _ new: Relabelled, at: Int64) throws -> Bool {
        // Somebody may have edited or corrected it since it was read.
        guard let row = try Row.fetchOne(db, sql: "SELECT * FROM report WHERE id = ?", arguments: [new.report]),
            row["title"] == new.title, row["text"] == new.text
        else { return false }
        let labels = try Store.said(db, of: new.report).applied(to: new.labels)
        let before = try Store.labels(row)
        guard labels != before else { return false }
        try Store.keep(db, row, why: "relabelled", at: at)
        if labels.language != before.language,
            let indexed = try Row.fetchOne(
                db, sql: Store.searchable + " WHERE report.id = ?", arguments: [new.report])
        {
            let (title, text): (String, String) = (indexed[1], indexed[2])
            let was = options.searchIndex(title, text, before.language),
                now = options.searchIndex(title, text, labels.language)
            try db.execute(
                sql: "INSERT INTO search(search, rowid, title, text) VALUES ('delete', ?, ?, ?)",
                arguments: [new.report, was.0, was.1])
            try db.execute(
                sql: "INSERT INTO search(rowid, title, text) VALUES (?, ?, ?)", arguments: [new.report, now.0, now.1])
        }
        try Store.set(db, new.report, labels)
        return true
    }

    /// What people said of a report, the latest word on each label.
    static func said(_ db: Database, of report: Int64) throws -> Correction {
        try String.fetchAll(db, sql: "SELECT said FROM correction WHERE report = ? ORDER BY id", arguments: [report])
            .reduce(Correction()) { try JSONDecoder().decode(Correction.self, from: Data($1.utf8)).over($0) }
    }

    // MARK: learning

    /// The corrected texts, those that were corrected last at the end, and the number of the last correction.
    public func correctedTexts(limit: Int) throws -> (texts: [CorrectedText], last: Int64) {
        try read("read the corrections") { db in
            let last = try Int64.fetchOne(db, sql: "SELECT max(id) FROM correction") ?? 0
            let rows = try Row.fetchAll(
                db,
                sql: "SELECT report, title, text FROM correction JOIN report ON report.id = correction.report "
                    + "GROUP BY report ORDER BY max(correction.id) DESC LIMIT ?", arguments: [limit])
            return (
                try rows.reversed().map {
                    CorrectedText(title: $0[1], text: $0[2], correction: try Store.said(db, of: $0[0]))
                }, last
            )
        }
    }

    /// How many corrections there are and the number of the last one.
    public func lastCorrection() throws -> Int64 {
        try read("read the corrections") { try Int64.fetchOne($0, sql: "SELECT max(id) FROM correction") ?? 0 }
    }

    /// The latest model; nil if nothing was learned yet.
    public func model() throws -> StoredModel? {
        try read("read what was learned") { db in
            guard let row = try Row.fetchOne(db, sql: "SELECT * FROM model ORDER BY version DESC LIMIT 1") else {
                return nil
            }
            return StoredModel(
                version: row["version"], made: Milliseconds.date(row["made"] as Int64), corrections: row["corrections"],
                quality: row["quality"],
                bytes: try Compression.decompress(Array(row["bytes"] as Data), path: options.path))
        }
    }

    /// Keeps a model under the next version.
    /// - Returns: the version.
    public func keep(model bytes: [UInt8], quality: String, corrections: Int64, at: Date) async throws -> Int {
        let compressed = Compression.compress(bytes)
        return try await write("keep what was learned") { db in
            try db.execute(
                sql: "INSERT INTO model(made, corrections, quality, bytes) VALUES (?, ?, ?, ?)",
                arguments: [Milliseconds.from(at), corrections, quality, Data(compressed)])
            let version = Int(db.lastInsertedRowID)
            try db.execute(sql: "DELETE FROM model WHERE version <= ?", arguments: [version - Store.modelsKept])
            return version
        }
    }

    // MARK: explaining

    func corrections(_ db: Database, of report: ReportID) throws -> [ReportLife.Correcting] {
        try Row.fetchAll(
            db, sql: "SELECT said, reason, who, at FROM correction WHERE report = ? ORDER BY id",
            arguments: [report.rawValue]
        ).map { row in
            ReportLife.Correcting(
                said: try JSONDecoder().decode(Correction.self, from: Data((row[0] as String).utf8)),
                reason: (row[1] as String?).map(options.mask), who: row[2], at: Milliseconds.date(row[3] as Int64))
        }
    }

    func labellings(_ db: Database, of report: ReportID) throws -> [ReportLife.Labelling] {
        try Row.fetchAll(
            db, sql: "SELECT * FROM labelling WHERE report = ? ORDER BY id", arguments: [report.rawValue]
        ).map { row in
            ReportLife.Labelling(
                until: Milliseconds.date(row["until"] as Int64), why: row["why"], labels: try Store.labels(row))
        }
    }
}
