import FoundationEssentials
import GRDB
import Glibc
import Reports
import Synchronization

/// The cellar: one SQLite file that keeps everything. The init takes the lock and migrates, so no half-ready store
/// can exist. Text leaves it masked; senders do not leave it at all.
public final class Store: Sendable {
    /// Whether the store is opened to be written.
    public enum Access: Sendable { case write, read }

    /// What a store is opened with. Language's knowledge comes in as closures: Storage knows SQL and no grammar.
    public struct Options: Sendable {
        /// Where the file lies.
        public var path: String
        /// Whether this process writes.
        public var access: Access
        /// Changes when the stemming does: the search index is built anew then.
        public var searchVersion: String
        /// For each word of a query, the terms any of which stands for it.
        public var searchQuery: @Sendable (String) -> [[String]]
        /// The terms of a title and of a text.
        public var searchIndex: @Sendable (String, String, TextLanguage) -> (String, String)
        /// Hides personal data in a text.
        public var mask: @Sendable (String) -> String
        /// Whether every page is checked at the opening even if the last writer closed the store in order. It takes a
        /// second for each some hundred megabytes: right for the daemon's start, too dear for each single command.
        public var checksWhole = false
        /// New reports are compared with those of so many seconds before them: it bounds what the index of fingerprints
        /// takes. Half a year by default.
        public var comparedFor: Double = 180 * 86_400

        /// Collects the values.
        public init(
            path: String, access: Access, searchVersion: String,
            searchQuery: @escaping @Sendable (String) -> [[String]],
            searchIndex: @escaping @Sendable (String, String, TextLanguage) -> (String, String),
            mask: @escaping @Sendable (String) -> String
        ) {
            self.path = path
            self.access = access
            self.searchVersion = searchVersion
            self.searchQuery = searchQuery
            self.searchIndex = searchIndex
            self.mask = mask
        }
    }

    /// A query waits so long for another program's lock.
    private static let patience = 5.0
    /// Pages kept in memory by the writer, in KiB: the hot parts of the indexes; measured, half as much again gains nothing.
    private static let cacheKiB = 16_384
    /// The web page and the digest read at the same time; each connection has its cache.
    private static let readers = 2
    /// Pages of the write-ahead log after which it is written back, 32 MiB: a page that changes in many commits (those of
    /// the fingerprints do) is written back once for all of them.
    private static let checkpointPages = 8192
    /// The write-ahead log's file is cut back to this after a checkpoint.
    private static let journalLimit = 32 << 20

    let options: Options
    let database: any DatabaseReader
    private let writer: DatabasePool?
    private let lock: LockFile?
    /// The prepared statements of the hot path; made and used on the writer's connection only.
    private let statements = Mutex<UncheckedBox<CommitStatements>?>(nil)

    /// - Throws: `StoreError`.
    public init(_ options: Options) throws {
        self.options = options
        let path = options.path
        switch options.access {
        case .read:
            guard Glibc.access(path, F_OK) == 0 else { throw StoreError.missing(path: path) }
            lock = nil
            writer = nil
            database = try Store.openReader(options)
        case .write:
            lock = try LockFile(store: path)
            let pool = try Store.openWriter(options)
            writer = pool
            database = pool
            try rebuildSearchIfStale()
        }
    }

    /// Compresses bytes as `PreparedItem.compressedRaw` wants them; any thread may do it.
    public static func compress(_ bytes: [UInt8]) -> [UInt8] { Compression.compress(bytes) }

    // MARK: opening

    private static func openReader(_ options: Options) throws -> DatabaseQueue {
        do {
            var configuration = base()
            configuration.readonly = true
            let queue = try DatabaseQueue(path: options.path, configuration: configuration)
            try queue.read { db in
                try checkSchema(db, options.path)
                guard try Schema.migrator.hasCompletedMigrations(db) else {
                    throw StoreError.failed(
                        what: "read the store", path: options.path, why: "it was written by an earlier release",
                        advice: "start this release's daemon, or run `adaldyq poll` once: they bring it up to date")
                }
            }
            return queue
        } catch {
            throw StoreError.wrap(error, "read", options.path)
        }
    }

    private static func openWriter(_ options: Options) throws -> DatabasePool {
        let path = options.path
        do {
            // Made by us, so that its mode is right from its first byte.
            let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
            guard descriptor >= 0 else {
                throw StoreError.failed(
                    what: "open the store", path: path, why: String(cString: strerror(errno)),
                    advice: "check that its folder is there and belongs to the user that runs adaldyq")
            }
            close(descriptor)
            // A writer that ends in order takes its log with it: one that is left tells of a crash.
            let isUnclean = Store.size(path + "-wal") > 0
            var configuration = base()
            configuration.maximumReaderCount = readers
            configuration.prepareDatabase { db in
                if db.configuration.readonly { return }
                try db.execute(sql: "PRAGMA auto_vacuum = INCREMENTAL")
            }
            let pool = try DatabasePool(path: path, configuration: configuration)
            try pool.read { try checkSchema($0, path) }
            try pool.writeWithoutTransaction { db in
                if isUnclean || options.checksWhole {
                    guard try String.fetchOne(db, sql: "PRAGMA quick_check(1)") == "ok" else {
                        throw StoreError.unreadable(path: path, why: "it is damaged (quick_check)")
                    }
                }
                // The pool has set NORMAL by now: a commit must be on the disk before mail is acknowledged.
                try db.execute(
                    sql:
                        "PRAGMA synchronous = FULL; PRAGMA cache_size = -\(cacheKiB); PRAGMA journal_size_limit = \(journalLimit); PRAGMA wal_autocheckpoint = \(checkpointPages)"
                )
                try expect(db, "synchronous", "2", path)
                try expect(db, "journal_mode", "wal", path)
                try expect(db, "foreign_keys", "1", path)
            }
            try Schema.migrator.migrate(pool)
            try pool.write { db in
                try db.execute(
                    sql: "INSERT OR IGNORE INTO meta VALUES ('began', ?), ('search', ?)",
                    arguments: [String(Milliseconds.from(Date())), options.searchVersion])
            }
            return pool
        } catch {
            throw StoreError.wrap(error, "open the store", path)
        }
    }

    private static func base() -> GRDB.Configuration {
        var configuration = GRDB.Configuration()
        configuration.busyMode = .timeout(patience)
        configuration.label = "adaldyq"
        configuration.prepareDatabase { db in
            try db.execute(sql: "PRAGMA trusted_schema = 0; PRAGMA cell_size_check = 1; PRAGMA temp_store = MEMORY")
        }
        return configuration
    }

    private static func expect(_ db: Database, _ pragma: String, _ value: String, _ path: String) throws {
        let found = try String.fetchOne(db, sql: "SELECT CAST(\(pragma) AS TEXT) FROM pragma_\(pragma)") ?? "nothing"
        guard found == value else {
            throw StoreError.failed(
                what: "set \(pragma)", path: path, why: "it is \(found) and not \(value)",
                advice: "is the file on a file system that SQLite can lock and map?")
        }
    }

    /// A database that is not empty must be ours, and not newer than we are.
    private static func checkSchema(_ db: Database, _ path: String) throws {
        let tables = try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_master") ?? 0
        if tables == 0 { return }
        guard try db.tableExists("grdb_migrations"), try db.tableExists("meta") else {
            throw StoreError.unreadable(path: path, why: "it is a database of another program")
        }
        if try Schema.migrator.hasBeenSuperseded(db) { throw StoreError.tooNew(path: path) }
    }

    // MARK: doors

    /// Runs a read on a connection of its own.
    func read<Value>(_ what: String, _ body: (Database) throws -> Value) throws -> Value {
        do {
            return try database.read(body)
        } catch {
            throw StoreError.wrap(error, what, options.path)
        }
    }

    /// Runs one transaction; it is not torn by the cancellation of the task that asks for it.
    func write<Value: Sendable>(_ what: String, _ body: @escaping @Sendable (Database) throws -> Value) async throws
        -> Value
    {
        guard let writer else {
            throw StoreError.failed(what: what, path: options.path, why: "it was opened for reading only", advice: "")
        }
        return try await withCheckedThrowingContinuation { answer in
            writer.asyncWrite(body) { [path = options.path] _, result in
                answer.resume(with: result.mapError { StoreError.wrap($0, what, path) })
            }
        }
    }

    /// `PRAGMA synchronous` of the writing connection, as it is now.
    func writerSynchronous() throws -> Int? {
        do {
            return try writer?.writeWithoutTransaction { try Int.fetchOne($0, sql: "PRAGMA synchronous") }
        } catch {
            throw StoreError.wrap(error, "read the store's status", options.path)
        }
    }

    /// The hot path's statements, prepared once.
    func commitStatements(_ db: Database) throws -> CommitStatements {
        try statements.withLock { box in
            if let box { return UncheckedBox(box.value) }
            let made = UncheckedBox(try CommitStatements(db))
            box = made
            return made
        }.value
    }

    /// The process that holds the store for writing; nil if none does.
    public static func runningWriter(of path: String) -> Int32? { LockFile.runningWriter(of: path) }

    private func rebuildSearchIfStale() throws {
        guard let writer else { return }
        let (version, index) = (options.searchVersion, options.searchIndex)
        do {
            try writer.write { db in
                guard try String.fetchOne(db, sql: "SELECT value FROM meta WHERE key = 'search'") != version else {
                    return
                }
                try db.execute(sql: "INSERT INTO search(search) VALUES ('delete-all')")
                let rows = try Row.fetchCursor(db, sql: Store.searchable)
                while let row = try rows.next() {
                    let language = TextLanguage(rawValue: row[3]) ?? .und
                    let terms = index(row[1], row[2], language)
                    try db.execute(
                        sql: "INSERT INTO search(rowid, title, text) VALUES (?, ?, ?)",
                        arguments: [row[0] as Int64, terms.0, terms.1])
                }
                try db.execute(sql: "UPDATE meta SET value = ? WHERE key = 'search'", arguments: [version])
            }
        } catch {
            throw StoreError.wrap(error, "rebuild the search index", options.path)
        }
    }
}

/// Carries a value that its owner keeps on one connection.
struct UncheckedBox<Value>: @unchecked Sendable {
    let value: Value
    init(_ value: Value) { self.value = value }
}

/// Times in the tables: milliseconds since 1970.
enum Milliseconds {
    static func from(_ date: Date) -> Int64 { Int64((date.timeIntervalSince1970 * 1000).rounded()) }
    static func from(_ date: Date?) -> Int64? { date.map { from($0) } }
    static func date(_ value: Int64) -> Date { Date(timeIntervalSince1970: Double(value) / 1000) }
    static func date(_ value: Int64?) -> Date? { value.map { date($0) } }
}
