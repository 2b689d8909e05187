import FoundationEssentials
import GRDB
import Reports

extension Store {
    /// What is remembered of every source that was ever polled.
    public func sourceRecords() async throws -> [SourceName: SourceRecord] {
        try read("read the sources") { db in
            var records: [SourceName: SourceRecord] = [:]
            for row in try Row.fetchAll(db, sql: Store.selectSource) {
                records[SourceName(rawValue: row["name"])] = Store.record(row)
            }
            return records
        }
    }

    /// What is remembered of one source; nil if it was never polled.
    public func sourceRecord(_ name: SourceName) async throws -> SourceRecord? {
        try read("read a source") { db in
            try Row.fetchOne(db, sql: Store.selectSource + " WHERE name = ?", arguments: [name.rawValue]).map(
                Store.record)
        }
    }

    /// Which of these places in a source hold items that are stored.
    public func known(_ origins: [String], in source: SourceName) async throws -> Set<String> {
        try read("look up what is known") { db in
            guard
                let id = try Int64.fetchOne(
                    db, sql: "SELECT id FROM source WHERE name = ?", arguments: [source.rawValue])
            else { return [] }
            let find = try db.cachedStatement(sql: "SELECT 1 FROM item WHERE source = ? AND origin = ?")
            var known: Set<String> = []
            for origin in origins where try Int.fetchOne(find, arguments: [id, origin]) != nil { known.insert(origin) }
            return known
        }
    }

    /// Places of stored items that the source was not yet told of.
    public func acknowledgements(of source: SourceName, limit: Int) async throws -> [String] {
        try read("read what is to be acknowledged") { db in
            try String.fetchAll(
                db,
                sql: "SELECT origin FROM acknowledgement WHERE source = (SELECT id FROM source WHERE name = ?) LIMIT ?",
                arguments: [source.rawValue, limit])
        }
    }

    /// The source was told of these.
    public func acknowledged(_ origins: [String], of source: SourceName) async throws {
        try await write("note what is acknowledged") { db in
            let delete = try db.cachedStatement(
                sql: "DELETE FROM acknowledgement WHERE source = (SELECT id FROM source WHERE name = ?) AND origin = ?")
            for origin in origins { try delete.execute(arguments: [source.rawValue, origin]) }
        }
    }

    private static let selectSource =
        "SELECT *, (SELECT at FROM source_note WHERE source = source.id AND kind = 'silent' AND until IS NULL) "
        + "AS silent_since FROM source"

    private static func record(_ row: Row) -> SourceRecord {
        SourceRecord(
            cursor: (row["cursor"] as Data?).map { Cursor(bytes: Array($0)) },
            lastPollAt: Milliseconds.date(row["last_poll"] as Int64?),
            lastSuccessAt: Milliseconds.date(row["last_success"] as Int64?),
            nextPollAt: Milliseconds.date(row["next_poll"] as Int64?), failures: row["failures"],
            failingSince: Milliseconds.date(row["failing_since"] as Int64?),
            silentSince: Milliseconds.date(row["silent_since"] as Int64?), failingTold: row["failing_told"],
            error: row["error"])
    }
}
