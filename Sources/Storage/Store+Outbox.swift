import FoundationEssentials
import GRDB
import Reports

/// What an attempt came to.
public enum AttemptResult: Hashable, Sendable {
    /// A 2xx.
    case delivered(status: Int)
    case retry(at: Date, reason: String)
    case exhausted(reason: String)
}

extension Store {
    /// A webhook's answer is kept in a line no longer than this.
    private static let longestResult = 400

    /// Urgent reports of which no event tells yet, the oldest first.
    public func untoldUrgent(limit: Int) throws -> [ReportID] {
        try read("read what is urgent") { db in
            try Int64.fetchAll(db, sql: "SELECT report FROM untold ORDER BY report LIMIT ?", arguments: [limit])
                .map(ReportID.init(rawValue:))
        }
    }

    /// Puts events about urgent reports into the outbox; in the same transaction these reports count as told.
    /// An event that is there already (same id, same webhook) is left as it is.
    public func enqueue(_ deliveries: [NewDelivery], urgent: [ReportID], at: Date) async throws {
        try await write("put events into the outbox") { db in
            for delivery in deliveries { try Store.insert(db, delivery, digest: nil, at: at) }
            let tell = try db.cachedStatement(sql: "DELETE FROM untold WHERE report = ?")
            for report in urgent { try tell.execute(arguments: [report.rawValue]) }
        }
    }

    /// Puts events about a source's failing (or recovery) into the outbox and notes that they tell of it.
    public func enqueue(_ deliveries: [NewDelivery], source: SourceName, failing: Bool, at: Date) async throws {
        try await write("put events into the outbox") { db in
            for delivery in deliveries { try Store.insert(db, delivery, digest: nil, at: at) }
            try db.execute(
                sql: "UPDATE source SET failing_told = ? WHERE name = ?", arguments: [failing, source.rawValue])
        }
    }

    /// What is due, the oldest first.
    /// - Parameters:
    ///   - webhook: only what goes there; nil for all.
    ///   - last: only what is younger than this.
    public func due(at: Date, to webhook: String? = nil, after last: Int64 = 0, limit: Int) throws -> [Delivery] {
        try read("read the outbox") { db in
            try Row.fetchAll(
                db,
                sql: "SELECT * FROM delivery WHERE state = 'pending' AND due <= ?1 AND id > ?2 "
                    + "AND (?3 IS NULL OR webhook = ?3) ORDER BY id LIMIT ?4",
                arguments: [Milliseconds.from(at), last, webhook, limit]
            ).map(Store.delivery)
        }
    }

    /// When the first waiting delivery to each webhook is due.
    public func dueByWebhook() throws -> [String: Date] {
        try read("read the outbox") { db in
            var table: [String: Date] = [:]
            for row in try Row.fetchAll(
                db, sql: "SELECT webhook, min(due) FROM delivery WHERE state = 'pending' GROUP BY webhook")
            {
                let due: Int64 = row[1]
                table[row[0]] = Milliseconds.date(due)
            }
            return table
        }
    }

    /// Puts a delivery off of which nothing could be sent: that is no attempt.
    public func putOff(_ id: Int64, until: Date, reason: String) async throws {
        try await write("put a delivery off") { db in
            try db.execute(
                sql: "UPDATE delivery SET due = ?, result = ? WHERE id = ?",
                arguments: [Milliseconds.from(until), String(reason.prefix(Store.longestResult)), id])
        }
    }

    /// When the next delivery is due; nil if none waits.
    public func nextDue() throws -> Date? {
        try read("read the outbox") { db in
            Milliseconds.date(try Int64.fetchOne(db, sql: "SELECT min(due) FROM delivery WHERE state = 'pending'"))
        }
    }

    /// Notes that an attempt begins, so that one that never ends is seen.
    public func startAttempt(_ id: Int64, at: Date) async throws {
        try await write("note an attempt") { db in
            try db.execute(
                sql: "INSERT INTO attempt(delivery, at) VALUES (?, ?)", arguments: [id, Milliseconds.from(at)])
            try db.execute(sql: "UPDATE delivery SET attempts = attempts + 1 WHERE id = ?", arguments: [id])
        }
    }

    /// Records what the attempt came to.
    public func finishAttempt(_ id: Int64, at: Date, result: AttemptResult) async throws {
        try await write("record an attempt") { db in
            let now = Milliseconds.from(at)
            let text: String
            switch result {
            case .delivered(let status):
                text = "delivered (\(status))"
                try db.execute(
                    sql: "UPDATE delivery SET state = 'delivered', finished = ?, result = ? WHERE id = ?",
                    arguments: [now, text, id])
            case .retry(let due, let reason):
                text = String(reason.prefix(Store.longestResult))
                try db.execute(
                    sql: "UPDATE delivery SET due = ?, result = ? WHERE id = ?",
                    arguments: [Milliseconds.from(due), text, id])
            case .exhausted(let reason):
                text = String(reason.prefix(Store.longestResult))
                try db.execute(
                    sql: "UPDATE delivery SET state = 'exhausted', finished = ?, result = ? WHERE id = ?",
                    arguments: [now, text, id])
            }
            try db.execute(
                sql:
                    "UPDATE attempt SET finished = ?, result = ? WHERE id = (SELECT max(id) FROM attempt WHERE delivery = ?)",
                arguments: [now, text, id])
        }
    }

    static func insert(_ db: Database, _ delivery: NewDelivery, digest: Int?, at: Date) throws {
        let now = Milliseconds.from(at)
        try db.execute(
            sql: "INSERT INTO delivery(event, webhook, type, body, created, state, due, digest) "
                + "VALUES (?, ?, ?, ?, ?, 'pending', ?, ?) ON CONFLICT (event, webhook) DO NOTHING",
            arguments: [
                delivery.eventID, delivery.webhook, delivery.type.rawValue, Data(delivery.body), now, now, digest,
            ])
    }

    private static func delivery(_ row: Row) -> Delivery {
        Delivery(
            id: row["id"], eventID: row["event"], webhook: row["webhook"],
            type: EventType(rawValue: row["type"]) ?? .digestDaily, body: Array(row["body"] as Data),
            createdAt: Milliseconds.date(row["created"] as Int64),
            state: Delivery.State(rawValue: row["state"]) ?? .pending,
            attempts: row["attempts"], dueAt: Milliseconds.date(row["due"] as Int64), lastResult: row["result"])
    }
}
