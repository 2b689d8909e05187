import FoundationEssentials
import GRDB
import Reports

extension Store {
    /// Reports of a matter that are listed one by one.
    private static let mostListed = 50
    /// Matters of a window that a digest is given, those with the most reports first.
    private static let mostMatters = 200

    /// A matter; nil if there is none of that number, or nothing belongs to it any more.
    public func matter(_ id: Int64) throws -> Matter? { try read("read a matter") { try matter($0, id) } }

    /// The matters, those with the latest report first.
    public func matters(limit: Int) throws -> [Matter] {
        try read("read the matters") { db in
            try Int64.fetchAll(
                db,
                sql: "SELECT matter FROM report WHERE matter IS NOT NULL GROUP BY matter HAVING count(*) > 1 "
                    + "ORDER BY max(received) DESC LIMIT ?", arguments: [limit]
            ).compactMap { try matter(db, $0) }
        }
    }

    /// Those that reports of a window are about and that have more than one report.
    func matters(_ db: Database, _ start: Int64, _ end: Int64) throws -> [Matter] {
        try Int64.fetchAll(
            db,
            sql: "SELECT matter FROM report AS member WHERE matter IN (SELECT matter FROM report WHERE received >= ?1 "
                + "AND received < ?2 AND matter IS NOT NULL) GROUP BY matter HAVING count(*) > 1 "
                + "ORDER BY count(*) DESC, matter DESC LIMIT \(Store.mostMatters)", arguments: [start, end]
        ).compactMap { try matter(db, $0, since: start, until: end) }
    }

    func matter(_ db: Database, _ id: Int64, since: Int64 = 0, until: Int64 = .max) throws -> Matter? {
        let rows = try Row.fetchAll(
            db, sql: "SELECT id, received FROM report WHERE matter = ? ORDER BY received, id", arguments: [id])
        guard let first = rows.first, let last = rows.last else { return nil }
        let listed = try Row.fetchAll(
            db,
            sql:
                "SELECT title, substr(text, 1, 1000) AS text, labels FROM report WHERE matter = ? ORDER BY received, id "
                + "LIMIT \(Store.mostListed)", arguments: [id])
        let members = "SELECT id FROM report WHERE matter = \(id)"
        let sources = try String.fetchAll(
            db,
            sql: "SELECT DISTINCT source.name FROM item JOIN source ON source.id = item.source "
                + "WHERE item.report IN (\(members)) ORDER BY 1")
        let voices = try Int.fetchOne(
            db, sql: "SELECT count(DISTINCT \(Store.voice)) \(Store.spoken) WHERE item.report IN (\(members))")
        var themes: [Theme: Int] = [:]
        var districts: Set<District> = []
        for row in listed {
            let labels = try LabelsJSON.decode(row["labels"])
            if let main = labels.themes.first?.id { themes[main, default: 0] += 1 }
            districts.formUnion(labels.districts)
        }
        let title = (listed.first?["title"] as String?) ?? "", text = (listed.first?["text"] as String?) ?? ""
        return Matter(
            id: id, title: title.isEmpty ? headline(text) : options.mask(title),
            reports: rows.prefix(Store.mostListed).map { ReportID(rawValue: $0["id"]) }, count: rows.count,
            new: rows.count { (since..<until).contains($0["received"] as Int64) }, voices: voices ?? 1,
            sources: sources.map { SourceName(rawValue: $0) }, firstAt: Milliseconds.date(first["received"] as Int64),
            latestAt: Milliseconds.date(last["received"] as Int64),
            themes: themes.sorted { ($1.value, $0.key.rawValue) < ($0.value, $1.key.rawValue) }.prefix(3).map(\.key),
            districts: districts.sorted { $0.rawValue < $1.rawValue })
    }

    /// A text's beginning. Masked before it is cut: half a number is none to the mask, and yet half of it.
    private func headline(_ text: String) -> String { String(options.mask(String(text.prefix(2000))).prefix(200)) }

    func matterSteps(_ db: Database, of report: ReportID) throws -> [ReportLife.MatterStep] {
        try Row.fetchAll(
            db, sql: "SELECT * FROM matter_step WHERE report = ? ORDER BY id", arguments: [report.rawValue]
        ).map { row in
            ReportLife.MatterStep(
                matter: row["matter"], step: row["step"],
                other: (row["other"] as Int64?).map { ReportID(rawValue: $0) },
                reason: (row["reason"] as String?).map(options.mask), who: row["who"],
                at: Milliseconds.date(row["at"] as Int64))
        }
    }

    // MARK: what a person knows better

    /// Joins reports under one matter: the first one's, or the lowest that any of them has, or a new one. Whole matters
    /// are joined: a report brings those that it was joined with.
    /// - Returns: the matter's number.
    /// - Throws: `StoreError`, also if one of the reports is not there.
    public func join(_ reports: [ReportID], who: String, reason: String?, at: Date) async throws -> Int64 {
        try await write("join reports") { db in
            let time = Milliseconds.from(at)
            var members: [Int64] = []
            var matters: Set<Int64> = []
            for report in reports {
                guard
                    let row = try Row.fetchOne(
                        db, sql: "SELECT matter FROM report WHERE id = ?", arguments: [report.rawValue])
                else { throw StoreError.noSuchReport(report) }
                if let matter = row[0] as Int64? { matters.insert(matter) } else { members.append(report.rawValue) }
            }
            let target: Int64
            if let known = matters.min() {
                target = known
            } else {
                try db.execute(sql: "INSERT INTO matter(made) VALUES (?)", arguments: [time])
                target = db.lastInsertedRowID
            }
            for other in matters where other != target {
                members += try Int64.fetchAll(db, sql: "SELECT id FROM report WHERE matter = ?", arguments: [other])
            }
            for member in members {
                try Store.step(db, member, target, "joined", who: who, reason: reason, at: time)
                try db.execute(sql: "UPDATE report SET matter = ? WHERE id = ?", arguments: [target, member])
            }
            return target
        }
    }

    /// Takes a report out of its matter. A matter that only one report is left of is dissolved.
    /// - Returns: the matter it belonged to; nil if it belonged to none.
    /// - Throws: `StoreError`, also if the report is not there.
    public func part(_ report: ReportID, who: String, reason: String?, at: Date) async throws -> Int64? {
        try await write("part a report from its matter") { db in
            let time = Milliseconds.from(at)
            guard
                let row = try Row.fetchOne(
                    db, sql: "SELECT matter FROM report WHERE id = ?", arguments: [report.rawValue])
            else { throw StoreError.noSuchReport(report) }
            guard let matter = row[0] as Int64? else { return nil }
            try Store.step(db, report.rawValue, matter, "parted", who: who, reason: reason, at: time)
            try db.execute(sql: "UPDATE report SET matter = NULL WHERE id = ?", arguments: [report.rawValue])
            let left = try Int64.fetchAll(
                db, sql: "SELECT id FROM report WHERE matter = ? LIMIT 2", arguments: [matter])
            if left.count == 1 {
                try Store.step(db, left[0], matter, "parted", who: who, reason: "the last one of it", at: time)
                try db.execute(sql: "UPDATE report SET matter = NULL WHERE id = ?", arguments: [left[0]])
            }
            return matter
        }
    }

    private static func step(
        _ db: Database, _ report: Int64, _ matter: Int64, _ step: String, who: String, reason: String?, at: Int64
    ) throws {
        try db.execute(
            sql: "INSERT INTO matter_step(report, matter, step, reason, who, at) VALUES (?, ?, ?, ?, ?, ?)",
            arguments: [report, matter, step, reason, who, at])
    }

    /// Who speaks in an item: a person is known by an address; without one, the outlet that carried the item speaks.
    static let voice = "CASE WHEN instr(sender.address, '@') THEN sender.id ELSE -item.source END"
    static let spoken =
        "FROM item LEFT JOIN item_sender ON item_sender.item = item.id LEFT JOIN sender ON sender.id = item_sender.sender"
}
