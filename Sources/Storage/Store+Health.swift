import FoundationEssentials
import GRDB
import GRDBSQLite
import Glibc
import Reports

/// What can be said of the store as a whole.
public struct StoreStatus: Sendable {
    /// The process that writes to it; nil if none does.
    public var writer: Int32?
    /// The size of the file and its log.
    public var bytes: Int
    /// The library's version.
    public var sqliteVersion: String
    /// SQLite's journal mode; `wal`.
    public var journalMode: String
    /// `PRAGMA synchronous` of the connection that writes, read back; nil where this process does not write.
    public var synchronous: Int?
    /// The last migration.
    public var schema: String
    /// How many reports there are.
    public var reports: Int
    /// The items.
    public var items: Int
    /// Deliveries that wait.
    public var pending: Int
    /// Deliveries given up.
    public var exhausted: Int
}

extension Store {
    /// How each of the sources fares, with its counts in a span of time (nil: from the beginning, to now).
    public func health(sources: [SourceName], from: Date?, until: Date?) throws -> [SourceHealth] {
        try read("read the sources' health") { db in
            try health(
                db, sources, from.map { Milliseconds.from($0) } ?? 0, until.map { Milliseconds.from($0) } ?? Int64.max)
        }
    }

    /// Counts and versions.
    public func status() throws -> StoreStatus {
        let path = options.path
        let synchronous = try writerSynchronous()
        return try read("read the store's status") { db in
            func count(_ sql: String) throws -> Int { try Int.fetchOne(db, sql: sql) ?? 0 }
            return StoreStatus(
                writer: LockFile.runningWriter(of: path),
                bytes: [path, path + "-wal"].reduce(0) { $0 + Store.size($1) },
                sqliteVersion: String(cString: sqlite3_libversion()),
                journalMode: try String.fetchOne(db, sql: "PRAGMA journal_mode") ?? "",
                synchronous: synchronous, schema: Schema.latest,
                reports: try count("SELECT count(*) FROM report"), items: try count("SELECT count(*) FROM item"),
                pending: try count("SELECT count(*) FROM delivery WHERE state = 'pending'"),
                exhausted: try count("SELECT count(*) FROM delivery WHERE state = 'exhausted'"))
        }
    }

    /// Whether the store is whole: the file, its links and the ledger.
    /// - Returns: a line a fault; empty when all is well.
    public func verify() throws -> [String] {
        try read("verify the store") { db in
            var faults = try String.fetchAll(db, sql: "PRAGMA integrity_check(20)").filter { $0 != "ok" }
            faults += try Row.fetchAll(db, sql: "PRAGMA foreign_key_check").prefix(20).map {
                "a row of \($0[0] as String) points to a row of \($0[2] as String) that is not there"
            }
            func expectNone(_ sql: String, _ say: (Int) -> String) throws {
                let count = try Int.fetchOne(db, sql: sql) ?? 0
                if count > 0 { faults.append(say(count)) }
            }
            try expectNone(
                "SELECT count(*) FROM report WHERE NOT EXISTS (SELECT 1 FROM item WHERE report = report.id AND relation = 'first')"
            ) { "\($0) reports have no first sighting" }
            try expectNone(
                "SELECT count(*) FROM item WHERE standing <> 3 AND NOT EXISTS (SELECT 1 FROM raw WHERE raw.item = item.id)"
            ) { "\($0) items have lost what came" }
            try expectNone(
                "SELECT count(*) FROM report WHERE matter IS NOT NULL AND matter NOT IN (SELECT id FROM matter)"
            ) { "\($0) reports belong to a matter that is not there" }
            if !(try ledger(db, 0, Int64.max).balances) { faults.append("the ledger does not balance") }
            return faults
        }
    }

    /// A consistent copy: written beside its place, checked, put on the disk, then given its name.
    /// - Throws: `StoreError`; nothing is left at `copy` then.
    public func backup(to copy: String) throws {
        let unfinished = copy + ".unfinished"
        guard access(copy, F_OK) != 0 else {
            throw StoreError.failed(
                what: "copy the store", path: options.path, why: "\(copy) exists", advice: "name another file")
        }
        unlink(unfinished)
        do {
            try database.unsafeRead { try $0.execute(sql: "VACUUM INTO ?", arguments: [unfinished]) }
            chmod(unfinished, 0o600)
            let result = try DatabaseQueue(path: unfinished).read {
                try String.fetchOne($0, sql: "PRAGMA integrity_check(1)")
            }
            guard result == "ok" else { throw StoreError.unreadable(path: unfinished, why: "the copy is damaged") }
            try Store.sync(unfinished)
            guard rename(unfinished, copy) == 0 else {
                throw DatabaseError(resultCode: .SQLITE_IOERR, message: String(cString: strerror(errno)))
            }
            try Store.sync(copy.lastIndex(of: "/").map { String(copy[...$0]) } ?? ".")
        } catch {
            unlink(unfinished)
            throw StoreError.wrap(error, "copy the store to \(copy)", options.path)
        }
    }

    func health(_ db: Database, _ names: [SourceName], _ start: Int64, _ end: Int64) throws -> [SourceHealth] {
        try names.map { name in
            guard let row = try Row.fetchOne(db, sql: "SELECT * FROM source WHERE name = ?", arguments: [name.rawValue])
            else {
                return SourceHealth(source: name, state: .waiting)
            }
            let id: Int64 = row["id"]
            let failures: Int = row["failures"]
            let lastPoll: Int64? = row["last_poll"]
            let earlier = try Int.fetchOne(
                db,
                sql: "SELECT count(*) FROM item WHERE standing = 3 AND source = ? AND received >= ? AND received < ?",
                arguments: [id, start, end])
            let notes = try sourceNotes(db, id, start, end)
            return SourceHealth(
                source: name, state: failures > 0 ? .failing : lastPoll == nil ? .waiting : .ok,
                lastSuccessAt: Milliseconds.date(row["last_success"] as Int64?),
                lastPollAt: Milliseconds.date(lastPoll),
                failures: failures, error: (row["error"] as String?).map(options.mask),
                ledger: try ledger(db, start, end, source: id), earlier: earlier ?? 0,
                notes: notes.isEmpty ? nil : notes)
        }
    }

    /// What happened in a span of time or lasted into it; of each kind the last, since a feed may outrun its interval
    /// twenty times a day.
    private func sourceNotes(_ db: Database, _ source: Int64, _ start: Int64, _ end: Int64) throws -> [SourceNote] {
        try Row.fetchAll(
            db,
            sql: "SELECT kind, max(at), detail FROM source_note WHERE source = ? AND at < ? "
                + "AND (until IS NULL OR until >= ?) GROUP BY kind ORDER BY kind",
            arguments: [source, end, start]
        ).compactMap { row in
            SourceNote.Kind(rawValue: row[0]).map {
                SourceNote(kind: $0, at: Milliseconds.date(row[1] as Int64), detail: row[2])
            }
        }
    }

    /// Bytes of a file; 0 if there is none.
    static func size(_ path: String) -> Int {
        var status = stat()
        return stat(path, &status) == 0 ? Int(status.st_size) : 0
    }

    private static func sync(_ path: String) throws {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw DatabaseError(resultCode: .SQLITE_IOERR, message: String(cString: strerror(errno)))
        }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else {
            throw DatabaseError(resultCode: .SQLITE_IOERR, message: String(cString: strerror(errno)))
        }
    }
}
