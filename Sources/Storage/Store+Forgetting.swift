import FoundationEssentials
import GRDB
import Reports

extension Store {
    /// Pieces that an index is gone through in: a transaction each, so that nothing waits for long.
    private static let pieces: Int64 = 64
    /// Where the upper halves of hashes begin, and the whole ones.
    private static let halves = (first: Int64(Int32.min), width: Int64(1) << 32)
    private static let metaKey = "compared_from"

    /// Takes reports that are older than the window out of the indexes by which repeats and matters are found: nothing is
    /// compared with them any more. The reports stay. What is done already is not gone through again.
    /// - Returns: how many entries were taken out.
    public func forgetComparisons(now: Date) async throws -> Int {
        let (first, done) = try read("read the window") { db in
            (
                try firstComparable(db, now: now),
                try String.fetchOne(db, sql: "SELECT value FROM meta WHERE key = '\(Store.metaKey)'").flatMap(
                    Int64.init) ?? 0
            )
        }
        guard first > done + 1 else { return 0 }
        var forgotten = 0
        for (table, column, start, width) in [
            ("trace", "key", Store.halves.first, Store.halves.width / Store.pieces),
            ("shingle", "hash", Store.halves.first, Store.halves.width / Store.pieces),
            ("text_key", "hash", Int64.min, Int64.max / Store.pieces * 2),
        ] {
            for piece in 0..<Store.pieces {
                // The whole width of a hash is more than its type holds: the sum comes round to its place.
                let from = start &+ piece &* width
                let isLast = piece == Store.pieces - 1
                forgotten += try await write("forget old fingerprints") { db in
                    try db.execute(
                        sql: "DELETE FROM \(table) WHERE \(column) >= ? AND (\(column) < ? OR ?) AND report < ?",
                        arguments: [from, isLast ? from : from &+ width, isLast, first])
                    return db.changesCount
                }
            }
        }
        try await write("note the window") { db in
            try db.execute(
                sql: "INSERT OR REPLACE INTO meta VALUES ('\(Store.metaKey)', ?)", arguments: [String(first - 1)])
        }
        return forgotten
    }
}
