import FoundationEssentials
import GRDB
import Reports

/// What a source's letters are answered by.
public struct ReceiptPlan: Hashable, Sendable {
    /// What stands behind the @ of our Message-IDs.
    public var domain: String
    /// Receipts to one address in a day, at most: whoever writes in another's name must not flood them.
    public var mostADay = 3
    /// Receipts in an hour, to all, at most: a flood of letters must not become one of answers.
    public var mostAnHour = 200
    /// Older letters are not answered: a mailbox read for the first time is full of them. Seconds.
    public var oldest = 3 * 86_400.0
    /// The language of an answer to a letter whose own could not be told.
    public var language: OfficeLanguage
    /// Our own address, which is never answered.
    public var ownAddress: String

    /// Collects the values; the limits are the usual ones.
    public init(domain: String, language: OfficeLanguage, ownAddress: String) {
        self.domain = domain
        self.language = language
        self.ownAddress = ownAddress.lowercased()
    }
}

/// A receipt that is due. It bears the writer's address, which leaves the store here and goes to the mail server only.
public struct PendingReceipt: Hashable, Sendable {
    /// The row's number.
    public var id: Int64
    /// What it names the letter by.
    public var code: ReceiptCode
    /// Its own Message-ID, without angle brackets.
    public var messageID: String
    /// What it is written in: kk, ru, en, or mixed for Kazakh and Russian.
    public var language: TextLanguage
    /// The letter's Message-ID; nil if it had none.
    public var inReplyTo: String?
    /// To whom.
    public var address: String
    /// Attempts made.
    public var attempts: Int
}

extension Store {
    /// A server's answer is kept in a line no longer than this.
    private static let longestReceiptResult = 200

    /// What is due, the oldest first.
    public func dueReceipts(at: Date, limit: Int) throws -> [PendingReceipt] {
        try read("read the receipts") { db in
            try Row.fetchAll(
                db,
                sql:
                    "SELECT receipt.id, code, message_id, language, item.item_id, sender.address, attempts FROM receipt "
                    + "JOIN item ON item.id = receipt.item JOIN item_sender ON item_sender.item = receipt.item "
                    + "JOIN sender ON sender.id = item_sender.sender "
                    + "WHERE state = 'pending' AND due <= ? ORDER BY receipt.id LIMIT ?",
                arguments: [Milliseconds.from(at), limit]
            ).compactMap { row in
                guard let code = ReceiptCode(rawValue: row[1]) else { return nil }
                let letter: String = row[4]
                return PendingReceipt(
                    id: row[0], code: code, messageID: row[2], language: TextLanguage(rawValue: row[3]) ?? .und,
                    inReplyTo: letter.hasPrefix("sha256:") ? nil : letter, address: row[5], attempts: row[6])
            }
        }
    }

    /// When the next receipt is due; nil if none waits.
    public func nextReceiptDue() throws -> Date? {
        try read("read the receipts") { db in
            Milliseconds.date(try Int64.fetchOne(db, sql: "SELECT min(due) FROM receipt WHERE state = 'pending'"))
        }
    }

    /// Notes that an attempt begins.
    public func startReceipt(_ id: Int64) async throws {
        try await write("note an attempt") { db in
            try db.execute(sql: "UPDATE receipt SET attempts = attempts + 1 WHERE id = ?", arguments: [id])
        }
    }

    /// Records what the attempt came to.
    public func finishReceipt(_ id: Int64, at: Date, result: AttemptResult) async throws {
        try await write("record an attempt") { db in
            let now = Milliseconds.from(at)
            let (state, due, text): (String, Int64, String) =
                switch result {
                case .delivered(let status): ("delivered", now, "delivered (\(status))")
                case .retry(let due, let reason): ("pending", Milliseconds.from(due), reason)
                case .exhausted(let reason): ("exhausted", now, reason)
                }
            try db.execute(
                sql: "UPDATE receipt SET state = ?1, due = ?2, result = ?3, "
                    + "finished = CASE WHEN ?1 = 'pending' THEN NULL ELSE ?4 END WHERE id = ?5",
                arguments: [state, due, String(text.prefix(Store.longestReceiptResult)), now, id])
        }
    }
}

extension Commit {
    /// Puts an answer to a letter into the outbox, in the transaction that stores the letter, if there is no reason to be
    /// silent: once to one person for one report, a few a day to one address, never to what a person did not write.
    func answer(
        _ prepared: PreparedItem, item: Int64, report: Int64, sender: Int64?, plan: ReceiptPlan
    ) throws {
        let letter = prepared.item
        guard letter.letter?.mayBeAnswered == true, let sender, let address = letter.sender?.address,
            address != plan.ownAddress, prepared.labels.kind != .spam, !letter.reread,
            letter.published.map({ letter.received.timeIntervalSince($0) < plan.oldest }) ?? true
        else { return }
        let now = Milliseconds.from(letter.received)
        func count(_ condition: String, _ arguments: StatementArguments) throws -> Int {
            try Int.fetchOne(
                db,
                sql:
                    "SELECT count(*) FROM receipt JOIN item_sender ON item_sender.item = receipt.item WHERE \(condition)",
                arguments: arguments) ?? 0
        }
        guard try count("sender = ? AND report = ?", [sender, report]) == 0,
            try count("sender = ? AND created > ?", [sender, now - 86_400_000]) < plan.mostADay,
            try count("created > ?", [now - 3_600_000]) < plan.mostAnHour
        else { return }
        let code = ReceiptCode()
        let language = prepared.labels.language == .und ? plan.language.rawValue : prepared.labels.language.rawValue
        // The code is what joins a letter to the report; the Message-ID must not be told by it.
        let name =
            String(UInt64.random(in: .min ... .max), radix: 36) + String(UInt64.random(in: .min ... .max), radix: 36)
        try db.execute(
            sql: "INSERT INTO receipt(item, report, code, message_id, language, created, state, due) "
                + "VALUES (?, ?, ?, ?, ?, ?, 'pending', ?)",
            arguments: [item, report, code.rawValue, "receipt.\(name)@\(plan.domain)", language, now, now])
    }
}
