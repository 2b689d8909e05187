import FoundationEssentials
import GRDB
import Reports

extension Store {
    /// The reports that match, newest first, masked.
    public func reports(_ query: ReportQuery) throws -> [Report] {
        try read("read reports") { db in
            guard let (condition, arguments) = condition(query) else { return [] }
            var sql = "SELECT report.*, source.name AS source_name FROM report JOIN source ON source.id = report.source"
            sql += " WHERE \(condition) ORDER BY report.received DESC, report.id DESC"
            if let limit = query.limit { sql += " LIMIT \(limit)" }
            return try fill(db, try Row.fetchAll(db, sql: sql, arguments: arguments))
        }
    }

    /// How many reports match.
    public func count(_ query: ReportQuery) throws -> Int {
        try read("count reports") { db in
            guard let (condition, arguments) = condition(query) else { return 0 }
            return try Int.fetchOne(db, sql: "SELECT count(*) FROM report WHERE \(condition)", arguments: arguments)
                ?? 0
        }
    }

    /// One report's whole life; nil if there is none of that number.
    public func report(_ id: ReportID) throws -> ReportLife? {
        guard let report = try reports(ReportQuery(ids: [id])).first else { return nil }
        return try read("read a report") { db in
            let labels = try String.fetchOne(
                db, sql: "SELECT labels FROM report WHERE id = ?", arguments: [id.rawValue])
            let seen = try Row.fetchAll(
                db,
                sql: "SELECT item.*, source.name AS source_name FROM item JOIN source ON source.id = item.source "
                    + "WHERE report = ? ORDER BY item.id", arguments: [id.rawValue])
            let revisions = try Row.fetchAll(
                db, sql: "SELECT until, title, text, meaning FROM revision WHERE report = ? ORDER BY id",
                arguments: [id.rawValue])
            return ReportLife(
                report: report, reasons: try labels.map { try LabelsJSON.decode($0).reasons.map(options.mask) } ?? [],
                sightings: seen.map { ReportLife.Seen(sighting: sighting($0), reason: $0["reason"]) },
                revisions: revisions.map {
                    ReportLife.Revision(
                        until: Milliseconds.date($0[0] as Int64), title: options.mask($0[1]),
                        text: options.mask($0[2]), changedMeaning: $0[3] == 1)
                }, corrections: try corrections(db, of: id), labellings: try labellings(db, of: id),
                matterSteps: try matterSteps(db, of: id), matter: try report.matter.flatMap { try matter(db, $0) },
                digests: try digests(db, counting: id), events: try events(db, about: id))
        }
    }

    private func digests(_ db: Database, counting id: ReportID) throws -> [ReportLife.InDigest] {
        try Row.fetchAll(
            db,
            sql: "SELECT DISTINCT number, day FROM digest JOIN item ON item.report = ? "
                + "AND item.received >= digest.since AND item.received < digest.until ORDER BY number",
            arguments: [id.rawValue]
        ).map { row in
            let number: Int = row[0]
            let deliveries = try Row.fetchAll(
                db, sql: "SELECT id, webhook, state FROM delivery WHERE digest = ? ORDER BY id", arguments: [number])
            return ReportLife.InDigest(
                number: number, day: Day(row[1]) ?? Day(number: 0),
                deliveries: try deliveries.map { try life(db, $0) })
        }
    }

    /// An event's id begins with what it is about.
    private func events(_ db: Database, about id: ReportID) throws -> [DeliveryLife] {
        try Row.fetchAll(
            db,
            sql: "SELECT id, webhook, state FROM delivery WHERE type = 'report.urgent' AND event GLOB ? ORDER BY id",
            arguments: ["msg_report_\(id.rawValue)_urgent_*"]
        ).map { try life(db, $0) }
    }

    private func life(_ db: Database, _ row: Row) throws -> DeliveryLife {
        let attempts = try Row.fetchAll(
            db, sql: "SELECT at, result FROM attempt WHERE delivery = ? ORDER BY id", arguments: [row[0] as Int64])
        return DeliveryLife(
            webhook: row[1], state: Delivery.State(rawValue: row[2]) ?? .pending,
            attempts: attempts.map { DeliveryLife.Attempt(at: Milliseconds.date($0[0] as Int64), result: $0[1]) })
    }

    // MARK: query

    /// SQL for a query; nil if its words hold nothing that could be found.
    private func condition(_ query: ReportQuery) -> (String, StatementArguments)? {
        var parts = ["1"]
        var arguments: [DatabaseValue] = []
        func add(_ sql: String, _ value: some DatabaseValueConvertible) {
            parts.append(sql)
            arguments.append(value.databaseValue)
        }
        if let words = query.words {
            let groups = options.searchQuery(words).filter { !$0.isEmpty }
            guard !groups.isEmpty else { return nil }
            let match = groups.map { group in
                "(" + group.map { "\"" + $0.split(separator: "\"").joined() + "\"" }.joined(separator: " OR ") + ")"
            }.joined(separator: " AND ")
            add("report.id IN (SELECT rowid FROM search WHERE search MATCH ?)", match)
        }
        if let ids = query.ids {
            parts.append("report.id IN (\(ids.map { String($0.rawValue) }.joined(separator: ",")))")
        }
        if let since = query.since { add("report.received >= ?", Milliseconds.from(since)) }
        if let until = query.until { add("report.received < ?", Milliseconds.from(until)) }
        let hasLabel = "report.id IN (SELECT report FROM report_label WHERE label = ?)"
        if let theme = query.theme { add(hasLabel, "theme:" + theme.rawValue) }
        if let signal = query.signal { add(hasLabel, "signal:" + signal.rawValue) }
        if let district = query.district { add(hasLabel, "district:" + district.rawValue) }
        if let kind = query.kind { add("report.kind = ?", kind.rawValue) }
        if let language = query.language { add("report.language = ?", language.rawValue) }
        if let source = query.source {
            add(
                "report.id IN (SELECT report FROM item WHERE source = (SELECT id FROM source WHERE name = ?))",
                source.rawValue)
        }
        if let before = query.before {
            parts.append("(report.received, report.id) < (?, ?)")
            arguments += [before.received.databaseValue, before.id.databaseValue]
        }
        return (parts.joined(separator: " AND "), StatementArguments(arguments))
    }

    // MARK: rows

    /// Reports with their sightings and voices.
    func fill(_ db: Database, _ rows: [Row]) throws -> [Report] {
        var sightings: [Int64: [Sighting]] = [:]
        var voices: [Int64: Int] = [:]
        var added: [Int64: [FollowUp]] = [:]
        // In pieces, for SQLite reads a list of numbers only so long.
        for piece in stride(from: 0, to: rows.count, by: 500) {
            let ids = rows[piece..<min(piece + 500, rows.count)].map { "\($0["id"] as Int64)" }.joined(separator: ",")
            let seen = try Row.fetchCursor(
                db,
                sql: "SELECT item.*, source.name AS source_name FROM item JOIN source ON source.id = item.source "
                    + "WHERE report IN (\(ids)) ORDER BY item.id")
            while let row = try seen.next() { sightings[row["report"], default: []].append(sighting(row)) }
            let follows = try Row.fetchCursor(
                db,
                sql:
                    "SELECT follow_up.report, item.received, follow_up.text FROM follow_up JOIN item ON item.id = item "
                    + "WHERE follow_up.report IN (\(ids)) ORDER BY item")
            while let row = try follows.next() {
                added[row[0], default: []].append(
                    FollowUp(receivedAt: Milliseconds.date(row[1] as Int64), text: options.mask(row[2])))
            }
            let counted = try Row.fetchCursor(
                db,
                sql: "SELECT report, count(DISTINCT \(Store.voice)) \(Store.spoken) WHERE report IN (\(ids)) "
                    + "GROUP BY report")
            while let row = try counted.next() { voices[row[0]] = row[1] }
        }
        return try rows.map { row in
            let id: Int64 = row["id"]
            let labels = try LabelsJSON.decode(row["labels"])
            let isCampaign = Campaign.isLikely(voices: voices[id] ?? 1, sightings: sightings[id] ?? [])
            return Report(
                id: ReportID(rawValue: id), source: SourceName(rawValue: row["source_name"]),
                kind: ReportKind(rawValue: row["kind"]) ?? .complaint, title: options.mask(row["title"]),
                text: options.mask(row["text"]), language: TextLanguage(rawValue: row["language"]) ?? .und,
                link: (row["link"] as String?).map(options.mask),
                publishedAt: Milliseconds.date(row["published"] as Int64?),
                receivedAt: Milliseconds.date(row["received"] as Int64), themes: masked(labels.themes),
                signals: masked(labels.signals), districts: labels.districts, places: labels.places,
                urgent: row["urgent"] == 1, matter: row["matter"], voices: voices[id] ?? 1,
                campaign: isCampaign ? true : nil, sightings: sightings[id] ?? [], followUps: added[id])
        }
    }

    private func masked<ID>(_ labels: [Label<ID>]) -> [Label<ID>] {
        labels.map { Label(id: $0.id, score: $0.score, evidence: $0.evidence.map(options.mask)) }
    }

    private func sighting(_ row: Row) -> Sighting {
        Sighting(
            source: SourceName(rawValue: row["source_name"]), itemID: row["item_id"],
            receivedAt: Milliseconds.date(row["received"] as Int64),
            relation: Relation(rawValue: row["relation"]) ?? .first)
    }
}
