import FoundationEssentials
import GRDB
import Reports

/// Where the digests are.
public struct DigestState: Hashable, Sendable {
    /// A frozen digest's place.
    public struct Last: Hashable, Sendable {
        /// Its number.
        public var number: Int
        /// Its day.
        public var day: Day
        /// Until when.
        public var until: Date
    }

    /// Nil if none was made yet.
    public var last: Last?
    /// The highest number given; 0 if none was.
    public var highestNumber: Int
    /// When the store was made.
    public var began: Date
}

/// A frozen digest's line in an archive.
public struct DigestHead: Hashable, Sendable {
    /// Its number.
    public var number: Int
    /// Its day.
    public var day: Day
    /// Where its window begins.
    public var from: Date
    /// Until when.
    public var until: Date
    /// What was received.
    public var ledger: Ledger
}

extension Store {
    /// The most reports of earlier days that a digest is given.
    private static let mostRepeated = 50
    /// The windows that the usual level is taken from.
    private static let pastWindows = 28

    /// A window that ends further ahead than this was made while the clock was wrong, and binds nobody until then.
    static let furthestAhead: Int64 = 86_400_000

    /// The last digest as of `now`, and where the first window begins.
    public func digestState(at now: Date) throws -> DigestState {
        try read("read the digests") { db in
            let row = try Row.fetchOne(
                db, sql: "SELECT number, day, until FROM digest WHERE until <= ? ORDER BY until DESC LIMIT 1",
                arguments: [Milliseconds.from(now) + Store.furthestAhead])
            let number = try Int.fetchOne(db, sql: "SELECT max(number) FROM digest") ?? 0
            let began =
                try String.fetchOne(db, sql: "SELECT value FROM meta WHERE key = 'began'").flatMap(Int64.init) ?? 0
            return DigestState(
                last: row.map {
                    .init(
                        number: $0[0], day: Day($0[1] as String) ?? Day(number: 0),
                        until: Milliseconds.date($0[2] as Int64))
                }, highestNumber: number, began: Milliseconds.date(began))
        }
    }

    /// What a digest of a window is built from, read at one moment, masked.
    public func digestInput(from: Date, until: Date, number: Int, day: Day, sources: [SourceName]) throws -> DigestInput
    {
        try read("read the digest's window") { db in
            let (start, end) = (Milliseconds.from(from), Milliseconds.from(until))
            let reports = try window(db, start, end)
            let again = try Int64.fetchAll(
                db,
                sql: "SELECT report FROM item JOIN report ON report.id = item.report "
                    + "WHERE item.received >= ?1 AND item.received < ?2 AND item.standing = 0 AND report.received < ?1 "
                    + "GROUP BY report", arguments: [start, end])
            var repeated: [Report] = []
            for piece in stride(from: 0, to: again.count, by: 500) {
                let ids = again[piece..<min(piece + 500, again.count)].map(String.init).joined(separator: ",")
                repeated += try fill(
                    db,
                    try Row.fetchAll(
                        db,
                        sql:
                            "SELECT report.*, source.name AS source_name FROM report JOIN source ON source.id = report.source "
                            + "WHERE report.id IN (\(ids))"))
                repeated.sort { ($0.voices, $0.sightings.count, $0.id) > ($1.voices, $1.sightings.count, $1.id) }
                repeated.removeLast(max(0, repeated.count - Store.mostRepeated))
            }
            let health = try self.health(db, sources, start, end)
            return DigestInput(
                number: number, day: day, from: from, until: until, reports: reports, repeated: repeated,
                repeatedCount: again.count, ledger: try ledger(db, start, end),
                earlier: health.reduce(0) { $0 + $1.earlier },
                setAside: try reasons(db, 2, start, end), automatic: try reasons(db, 1, start, end), sources: health,
                past: try past(db), undelivered: try undelivered(db), matters: try matters(db, start, end),
                revised: try revised(db, start, end))
        }
    }

    /// The window's reports, newest first. Of a text only the beginning is read, which is all that a digest shows, and
    /// so many rows at once that a window of months does not stand in memory twice.
    private func window(_ db: Database, _ start: Int64, _ end: Int64) throws -> [Report] {
        let rows = try Row.fetchCursor(
            db,
            sql: "SELECT report.id, report.source, kind, language, substr(title, 1, 1000) AS title, "
                + "substr(text, 1, 1000) AS text, link, published, received, urgent, labels, matter, "
                + "source.name AS source_name FROM report JOIN source ON source.id = report.source "
                + "WHERE received >= ? AND received < ? ORDER BY received DESC, report.id DESC",
            arguments: [start, end])
        var reports: [Report] = []
        var page: [Row] = []
        while let row = try rows.next() {
            page.append(row.copy())
            if page.count == 500 {
                reports += try fill(db, page)
                page.removeAll(keepingCapacity: true)
            }
        }
        return reports + (try fill(db, page))
    }

    /// Freezes a digest with a delivery for each webhook, in one transaction.
    /// - Throws: `StoreError`, also if its day or its number has a digest.
    public func freeze(_ digest: Digest, json: [UInt8], deliveries: [NewDelivery], at: Date) async throws {
        try await write("freeze the digest of \(digest.day)") { db in
            let ledger = digest.ledger
            let themes = Dictionary(uniqueKeysWithValues: digest.themes.map { ($0.id.rawValue, $0.count) })
            let districts = Dictionary(uniqueKeysWithValues: digest.districts.map { ($0.id.rawValue, $0.count) })
            try db.execute(
                sql: "INSERT INTO digest VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                arguments: [
                    digest.number, digest.day.description, Milliseconds.from(digest.from),
                    Milliseconds.from(digest.until),
                    Milliseconds.from(at), Data(json), ledger.received, ledger.new, ledger.repeated, ledger.automatic,
                    ledger.setAside, try Store.json(themes), try Store.json(districts),
                ])
            for delivery in deliveries { try Store.insert(db, delivery, digest: digest.number, at: at) }
            try db.execute(
                sql:
                    "INSERT OR REPLACE INTO meta VALUES ('undelivered_told', (SELECT coalesce(max(id), 0) FROM attempt))"
            )
        }
    }

    /// The frozen digests, newest first.
    /// - Parameter before: only those with smaller numbers.
    public func digests(limit: Int, before: Int? = nil) throws -> [DigestHead] {
        try read("read the digests") { db in
            try Row.fetchAll(
                db, sql: "SELECT * FROM digest WHERE number < ? ORDER BY number DESC LIMIT ?",
                arguments: [before ?? Int.max, limit]
            ).map { row in
                DigestHead(
                    number: row["number"], day: Day(row["day"] as String) ?? Day(number: 0),
                    from: Milliseconds.date(row["since"] as Int64), until: Milliseconds.date(row["until"] as Int64),
                    ledger: Ledger(
                        received: row["received"], new: row["new"], repeated: row["repeated"],
                        automatic: row["automatic"],
                        setAside: row["set_aside"]))
            }
        }
    }

    /// A frozen digest's JSON by its day; nil if none was made for it.
    public func digest(day: Day) throws -> [UInt8]? {
        try read("read a digest") { db in
            try Data.fetchOne(db, sql: "SELECT json FROM digest WHERE day = ?", arguments: [day.description]).map(
                Array.init)
        }
    }

    /// A frozen digest's JSON by its number.
    public func digest(number: Int) throws -> [UInt8]? {
        try read("read a digest") { db in
            try Data.fetchOne(db, sql: "SELECT json FROM digest WHERE number = ?", arguments: [number]).map(Array.init)
        }
    }

    /// Reports that an edit in the window has given another meaning and that are older than it.
    private func revised(_ db: Database, _ start: Int64, _ end: Int64) throws -> [Report] {
        let rows = try Row.fetchAll(
            db,
            sql: "SELECT report.*, source.name AS source_name FROM report JOIN source ON source.id = report.source "
                + "WHERE report.received < ?1 AND report.id IN (SELECT report FROM revision WHERE meaning = 1 "
                + "AND until >= ?1 AND until < ?2) ORDER BY report.id DESC LIMIT \(Store.mostRepeated)",
            arguments: [start, end])
        return try fill(db, rows)
    }

    // MARK: counting

    /// Counts items by standing; `received` by itself, so that a fault in the others shows.
    func ledger(_ db: Database, _ start: Int64, _ end: Int64, source: Int64? = nil) throws -> Ledger {
        let row = try Row.fetchOne(
            db,
            sql: "SELECT count(*) FILTER (WHERE standing <> 3), count(*) FILTER (WHERE relation = 'first'), "
                + "count(*) FILTER (WHERE relation <> 'first'), count(*) FILTER (WHERE standing = 1), "
                + "count(*) FILTER (WHERE standing = 2) FROM item WHERE received >= ? AND received < ? "
                + (source.map { "AND source = \($0)" } ?? ""), arguments: [start, end])
        guard let row else { return Ledger() }
        return Ledger(received: row[0], new: row[1], repeated: row[2], automatic: row[3], setAside: row[4])
    }

    private func reasons(_ db: Database, _ standing: Int, _ start: Int64, _ end: Int64) throws -> [SetAsideCount] {
        try Row.fetchAll(
            db,
            sql: "SELECT source.name, reason, count(*) AS n FROM item JOIN source ON source.id = item.source "
                + "WHERE standing = ? AND received >= ? AND received < ? GROUP BY 1, 2 ORDER BY n DESC, 1, 2",
            arguments: [standing, start, end]
        ).map { SetAsideCount(source: SourceName(rawValue: $0[0]), reason: options.mask($0[1]), count: $0[2]) }
    }

    private func past(_ db: Database) throws -> [DigestInput.PastDay] {
        try Row.fetchAll(db, sql: "SELECT * FROM digest ORDER BY number DESC LIMIT \(Store.pastWindows)").map { row in
            let length = Double((row["until"] as Int64) - (row["since"] as Int64)) / 86_400_000
            let themes = try Store.counts(row["themes"]), districts = try Store.counts(row["districts"])
            return DigestInput.PastDay(
                length: length, new: row["new"],
                themes: Dictionary(
                    uniqueKeysWithValues: themes.compactMap { key, value in Theme(rawValue: key).map { ($0, value) } }),
                districts: Dictionary(
                    uniqueKeysWithValues: districts.compactMap { key, value in
                        District(rawValue: key).map { ($0, value) }
                    }))
        }
    }

    /// Deliveries given up since the last digest was frozen.
    private func undelivered(_ db: Database) throws -> [String] {
        try Row.fetchAll(
            db,
            sql:
                "SELECT webhook, type, result FROM delivery WHERE state = 'exhausted' AND EXISTS (SELECT 1 FROM attempt "
                + "WHERE delivery = delivery.id AND attempt.id > coalesce((SELECT CAST(value AS INTEGER) FROM meta "
                + "WHERE key = 'undelivered_told'), 0)) ORDER BY id"
        ).map { "\($0[0] as String): \($0[1] as String): \($0[2] as String? ?? "no answer")" }
    }

    private static func json(_ counts: [String: Int]) throws -> String {
        String(decoding: try JSONEncoder().encode(counts), as: UTF8.self)
    }

    private static func counts(_ text: String) throws -> [String: Int] {
        try JSONDecoder().decode([String: Int].self, from: Data(text.utf8))
    }
}
