import FoundationEssentials
import GRDB
import Reports

/// What finding one item's like took.
public struct LookUp: Sendable {
    /// The search for reports that it may repeat, and the decision.
    public var repeats: Duration
    /// The search for reports about the same matter, and the decision.
    public var matters: Duration
}

extension Store {
    /// Looks up what each of some items would repeat or join if it came now, and stores nothing. For measuring.
    public func rehearse(
        _ items: [PreparedItem], decide: @escaping @Sendable (PreparedItem, [Candidate]) -> RepeatDecision,
        matter: @escaping @Sendable (PreparedItem, MatterQuestion) -> MatterDecision
    ) async throws -> [LookUp] {
        try await write("look up what is alike") { db in
            var lookUps: [LookUp] = []
            try db.inSavepoint {
                let statements = try self.commitStatements(db)
                let first = try self.firstComparable(db, now: items.map(\.item.received).max())
                let index = MatterIndex(db: db, statements: statements, first: first, decide: matter)
                let repeats = RepeatIndex(statements: statements, first: first, decide: decide)
                let next = (try Int64.fetchOne(db, sql: "SELECT max(id) FROM report") ?? 0) + 1
                let clock = ContinuousClock()
                for item in items {
                    let began = clock.now
                    _ = try repeats.decision(item, 1, nil)
                    let between = clock.now
                    _ = matter(item, try index.find(item, for: next).question)
                    lookUps.append(LookUp(repeats: between - began, matters: clock.now - between))
                }
                return .rollback
            }
            return lookUps
        }
    }

    /// The bytes that the indexes of repeats and matters take in the file.
    public func comparisonBytes() throws -> Int {
        try read("measure the indexes") { db in
            try Int.fetchOne(
                db, sql: "SELECT coalesce(sum(pgsize), 0) FROM dbstat WHERE name IN ('text_key', 'shingle', 'trace')")
                ?? 0
        }
    }
}
