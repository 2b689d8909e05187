import GRDB
import GRDBSQLite

/// A prepared statement of the writer's hot path, bound and stepped through SQLite's C interface: a commit of a
/// thousand messages runs some twenty thousand of them, and GRDB's argument boxes would cost more than SQLite does.
/// It is used inside a write of the one writer only, never at two places at once.
final class HotStatement {
    private let handle: OpaquePointer
    private let connection: OpaquePointer
    private var column: Int32 = 0

    init(_ db: Database, _ sql: String) throws {
        guard let connection = db.sqliteConnection else { throw DatabaseError(resultCode: .SQLITE_MISUSE) }
        self.connection = connection
        var handle: OpaquePointer?
        let code = sqlite3_prepare_v3(connection, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &handle, nil)
        guard code == SQLITE_OK, let handle else {
            throw DatabaseError(
                resultCode: ResultCode(rawValue: code), message: String(cString: sqlite3_errmsg(connection)), sql: sql)
        }
        self.handle = handle
    }

    deinit { sqlite3_finalize(handle) }

    /// Begins anew: bindings follow in the order of the question marks.
    @discardableResult
    func begin() -> HotStatement {
        sqlite3_reset(handle)
        column = 0
        return self
    }

    @discardableResult
    func bind(_ value: Int64) -> HotStatement {
        column += 1
        sqlite3_bind_int64(handle, column, value)
        return self
    }

    @discardableResult
    func bind(_ value: Int64?) -> HotStatement {
        if let value { return bind(value) }
        column += 1
        sqlite3_bind_null(handle, column)
        return self
    }

    @discardableResult
    func bind(_ text: String?) -> HotStatement {
        column += 1
        guard var text else {
            sqlite3_bind_null(handle, column)
            return self
        }
        let index = column
        text.withUTF8 { bytes in
            _ = bytes.withMemoryRebound(to: CChar.self) { chars in
                // An empty buffer has no address, and no address would bind NULL.
                if let base = chars.baseAddress {
                    sqlite3_bind_text(handle, index, base, Int32(chars.count), HotStatement.transient)
                } else {
                    sqlite3_bind_text(handle, index, "", 0, HotStatement.transient)
                }
            }
        }
        return self
    }

    @discardableResult
    func bind(_ bytes: [UInt8]) -> HotStatement {
        column += 1
        let index = column
        bytes.withUnsafeBytes { buffer in
            if let base = buffer.baseAddress, buffer.count > 0 {
                _ = sqlite3_bind_blob(handle, index, base, Int32(buffer.count), HotStatement.transient)
            } else {
                _ = sqlite3_bind_zeroblob(handle, index, 0)
            }
        }
        return self
    }

    /// Whether there is a (further) row.
    func step() throws -> Bool {
        let code = sqlite3_step(handle)
        if code == SQLITE_ROW { return true }
        guard code == SQLITE_DONE else {
            let message = String(cString: sqlite3_errmsg(connection))
            let extended = sqlite3_extended_errcode(connection)
            sqlite3_reset(handle)
            throw DatabaseError(resultCode: ResultCode(rawValue: extended), message: message)
        }
        return false
    }

    /// Runs a statement that gives no row.
    func run() throws {
        _ = try step()
        sqlite3_reset(handle)
    }

    /// Ends the reading, so that no cursor stays open.
    func end() { sqlite3_reset(handle) }

    func int(_ column: Int32) -> Int64 { sqlite3_column_int64(handle, column) }
    func isNull(_ column: Int32) -> Bool { sqlite3_column_type(handle, column) == SQLITE_NULL }

    func text(_ column: Int32) -> String {
        guard let start = sqlite3_column_text(handle, column) else { return "" }
        return String(
            decoding: UnsafeBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, column))), as: UTF8.self
        )
    }

    func blobEquals(_ column: Int32, _ bytes: [UInt8]) -> Bool {
        let count = Int(sqlite3_column_bytes(handle, column))
        guard count == bytes.count, let start = sqlite3_column_blob(handle, column) else { return count == bytes.count }
        return bytes.elementsEqual(UnsafeRawBufferPointer(start: start, count: count))
    }

    /// SQLite copies what is bound before the call returns.
    private static let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
}
