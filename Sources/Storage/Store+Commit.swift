import FoundationEssentials
import GRDB
import Reports

extension Store {
    /// Commits batches of polled items in one transaction: items, reports, sightings, fingerprints, cursors, poll
    /// records and what is to be acknowledged. All of it happens or nothing does; it is on the disk on return.
    ///
    /// - Parameters:
    ///   - decide: whether an item repeats one of the stored reports that share its fingerprints.
    ///   - matter: whether a new report is about the same thing as one of those that share its traces.
    /// - Returns: an outcome a batch, in their order.
    /// - Throws: `StoreError`.
    public func commit(
        _ batches: [StoreBatch], decide: @escaping @Sendable (PreparedItem, [Candidate]) -> RepeatDecision,
        matter: @escaping @Sendable (PreparedItem, MatterQuestion) -> MatterDecision = { _, _ in .alone }
    ) async throws -> [BatchOutcome] {
        let newest = batches.lazy.flatMap(\.items).map(\.item.received).max()
        return try await write("store what was received") { db in
            let statements = try self.commitStatements(db)
            let first = try self.firstComparable(db, now: newest)
            var commit = try Commit(
                db: db, statements: statements, searchIndex: self.options.searchIndex,
                repeats: RepeatIndex(statements: statements, first: first, decide: decide),
                matters: MatterIndex(db: db, statements: statements, first: first, decide: matter))
            return try batches.map { try commit.add($0) }
        }
    }
}

/// One transaction's work.
struct Commit {
    let db: Database
    let statements: CommitStatements
    let searchIndex: @Sendable (String, String, TextLanguage) -> (String, String)
    private let repeats: RepeatIndex
    private let matters: MatterIndex
    /// Nothing is received in a window that is frozen: it would be in no digest.
    private var windowStart: Int64?

    init(
        db: Database, statements: CommitStatements,
        searchIndex: @escaping @Sendable (String, String, TextLanguage) -> (String, String), repeats: RepeatIndex,
        matters: MatterIndex
    ) throws {
        self.repeats = repeats
        self.matters = matters
        self.db = db
        self.statements = statements
        self.searchIndex = searchIndex
    }

    mutating func add(_ batch: StoreBatch) throws -> BatchOutcome {
        if windowStart == nil, let now = batch.items.first?.item.received {
            windowStart = try Int64.fetchOne(
                db, sql: "SELECT max(until) FROM digest WHERE until <= ?",
                arguments: [Milliseconds.from(now) + Store.furthestAhead])
        }
        let source = try sourceID(batch.source)
        var outcome = BatchOutcome()
        for item in batch.items {
            try add(item, source, batch.receipts, &outcome)
            if batch.acknowledge, item.item.mayBeAcknowledged {
                try statements.insertAcknowledgement.begin().bind(source).bind(item.item.origin).run()
            }
        }
        if let cursor = batch.cursor {
            try db.execute(sql: "UPDATE source SET cursor = ? WHERE id = ?", arguments: [Data(cursor.bytes), source])
        }
        if let poll = batch.poll { try record(poll, source) }
        return outcome
    }

    private func record(_ poll: PollRecord, _ source: Int64) throws {
        let (at, next) = (Milliseconds.from(poll.at), Milliseconds.from(poll.nextPollAt))
        for note in poll.notes {
            try db.execute(
                sql: "INSERT INTO source_note(source, kind, at, until, detail) VALUES (?, ?, ?, ?, ?)",
                arguments: [
                    source, note.kind.rawValue, Milliseconds.from(note.at), Milliseconds.from(note.at), note.detail,
                ])
        }
        if case .known(let since) = poll.silence { try recordSilence(since, at, source) }
        if let error = poll.error {
            try db.execute(
                sql: "UPDATE source SET last_poll = ?1, next_poll = ?2, failures = failures + 1, error = ?3, "
                    + "failing_since = coalesce(failing_since, ?1) WHERE id = ?4",
                arguments: [at, next, error, source])
        } else {
            try db.execute(
                sql:
                    "UPDATE source SET last_poll = ?1, last_success = ?1, next_poll = ?2, failures = 0, failing_since = NULL, error = NULL WHERE id = ?3",
                arguments: [at, next, source])
        }
    }

    /// A silence is one row for as long as it lasts.
    private func recordSilence(_ since: Date?, _ at: Int64, _ source: Int64) throws {
        if let since {
            try db.execute(
                sql: "INSERT OR IGNORE INTO source_note(source, kind, at) VALUES (?, 'silent', ?)",
                arguments: [source, Milliseconds.from(since)])
        } else {
            try db.execute(
                sql: "UPDATE source_note SET until = max(at, ?) WHERE source = ? AND kind = 'silent' AND until IS NULL",
                arguments: [at, source])
        }
    }

    private func sourceID(_ name: SourceName) throws -> Int64 {
        if let id = try Int64.fetchOne(db, sql: "SELECT id FROM source WHERE name = ?", arguments: [name.rawValue]) {
            return id
        }
        try db.execute(sql: "INSERT INTO source(name) VALUES (?)", arguments: [name.rawValue])
        return db.lastInsertedRowID
    }

    /// When something counts as received: not within a window that is frozen already.
    private func stamp(_ received: Date) -> Int64 { max(Milliseconds.from(received), windowStart ?? 0) }

    // MARK: one item

    private func add(
        _ prepared: PreparedItem, _ source: Int64, _ receipts: ReceiptPlan?, _ outcome: inout BatchOutcome
    ) throws {
        let item = prepared.item
        if try isKnown(prepared, source, &outcome) { return }
        switch item.standing {
        case .earlier:
            _ = try insertItem(prepared, source, standing: 3, reason: nil, report: nil, relation: nil)
            outcome.earlier += 1
            return
        case .automatic(let word):
            _ = try insertItem(prepared, source, standing: 1, reason: word, report: nil, relation: nil)
            outcome.ledger.automatic += 1
        case .setAside(let reason):
            _ = try insertItem(prepared, source, standing: 2, reason: reason, report: nil, relation: nil)
            outcome.ledger.setAside += 1
        case .report:
            let sender = try item.sender.map(senderID)
            let (row, report) = try file(prepared, source, sender: sender, &outcome)
            if let receipts { try answer(prepared, item: row, report: report, sender: sender, plan: receipts) }
        }
        outcome.ledger.received += 1
    }

    /// Files what somebody says: a report, a sighting of one, or what was added to one.
    /// - Returns: the rows of the item and of its report.
    private func file(
        _ prepared: PreparedItem, _ source: Int64, sender: Int64?, _ outcome: inout BatchOutcome
    ) throws -> (item: Int64, report: Int64) {
        let decision = try repeats.decision(prepared, source, sender)
        if let thread = try thread(prepared.item.letter, sender: sender), !decision.isSameLetter {
            let item = try follow(thread.report, prepared, source, reason: thread.reason, sender: sender, &outcome)
            return (item, thread.report)
        }
        switch decision {
        case .new:
            let report = try insertReport(prepared, source)
            let item = try insertItem(
                prepared, source, standing: 0, reason: prepared.item.letter?.remark, report: report, relation: .first,
                sender: sender)
            outcome.ledger.new += 1
            if try matters.file(prepared, as: report) { outcome.joined += 1 }
            if prepared.labels.urgent { try noteUrgent(report, &outcome) }
            return (item, report)
        case .repeats(let report, let relation, let reason):
            let item = try insertItem(
                prepared, source, standing: 0, reason: prepared.item.letter?.told(reason) ?? reason,
                report: report.rawValue, relation: relation, sender: sender)
            outcome.ledger.repeated += 1
            return (item, report.rawValue)
        }
    }

    func noteUrgent(_ report: Int64, _ outcome: inout BatchOutcome) throws {
        try db.execute(sql: "INSERT OR IGNORE INTO untold VALUES (?)", arguments: [report])
        outcome.urgent += 1
    }

    /// Whether this very item is stored already; if it changed since, what is stored follows.
    private func isKnown(_ prepared: PreparedItem, _ source: Int64, _ outcome: inout BatchOutcome) throws -> Bool {
        let item = prepared.item
        let find = statements.findItem.begin().bind(source).bind(item.origin)
        if try find.step() {
            let (id, isSame) = (find.int(0), find.blobEquals(1, item.contentHash))
            let report = find.isNull(2) ? nil : find.int(2)
            let relation = find.isNull(3) ? nil : Relation(rawValue: find.text(3))
            find.end()
            guard !isSame else {
                outcome.known += 1
                return true
            }
            try statements.updateItem.begin().bind(item.contentHash).bind(id).run()
            if !prepared.compressedRaw.isEmpty {
                try statements.replaceRaw.begin().bind(id).bind(prepared.compressedRaw).run()
            }
            if let report, relation == .first, item.standing == .report,
                let labels = try revise(report, prepared)
            {
                outcome.revised += 1
                // Who made it urgent by hand knows of it.
                if labels.urgent, prepared.labels.urgent { try noteUrgent(report, &outcome) }
            } else if item.standing == .report, relation != .first, relation != .followUp {
                try refile(id, prepared, source, before: report, &outcome)
            } else {
                outcome.known += 1
            }
            return true
        }
        find.end()
        guard item.reread else { return false }
        // What was read in this numbering already is another copy, and not the one that is looked for.
        let numbering = String(item.origin[..<(item.origin.lastIndex(of: "/") ?? item.origin.startIndex)])
        let again = statements.findReread.begin().bind(item.id).bind(source).bind(item.contentHash).bind(numbering)
        defer { again.end() }
        guard try again.step() else { return false }
        // The mailbox was numbered anew: the item is where it lies now.
        try statements.moveItem.begin().bind(item.origin).bind(again.int(0)).run()
        outcome.known += 1
        return true
    }

    /// An item that was set aside, or that repeated a report, has other words now. If they are news it is filed as if it
    /// had just come: it counts in the window that is open.
    private func refile(
        _ id: Int64, _ prepared: PreparedItem, _ source: Int64, before: Int64?, _ outcome: inout BatchOutcome
    ) throws {
        let sender = try prepared.item.sender.map(senderID)
        let received = stamp(prepared.item.received)
        if let sender {
            try db.execute(
                sql: "INSERT OR REPLACE INTO item_sender(item, sender) VALUES (?, ?)", arguments: [id, sender])
        }
        switch try repeats.decision(prepared, source, sender) {
        case .repeats(let report, _, _) where report.rawValue == before:
            outcome.known += 1
        case .repeats(let report, let relation, let reason):
            try statements.refileItem.begin().bind(received).bind(reason).bind(report.rawValue).bind(relation.rawValue)
                .bind(id).run()
            outcome.ledger.received += 1
            outcome.ledger.repeated += 1
        case .new:
            let report = try insertReport(prepared, source)
            try statements.refileItem.begin().bind(received).bind(nil as String?).bind(report)
                .bind(Relation.first.rawValue).bind(id).run()
            outcome.ledger.received += 1
            outcome.ledger.new += 1
            if try matters.file(prepared, as: report) { outcome.joined += 1 }
            if prepared.labels.urgent { try noteUrgent(report, &outcome) }
        }
    }

    // MARK: rows

    func insertItem(
        _ prepared: PreparedItem, _ source: Int64, standing: Int64, reason: String?, report: Int64?,
        relation: Relation?, sender: Int64? = nil
    ) throws -> Int64 {
        let item = prepared.item
        try statements.insertItem.begin().bind(source).bind(item.origin).bind(item.id).bind(item.contentHash)
            .bind(stamp(item.received)).bind(standing).bind(reason).bind(report)
            .bind(relation?.rawValue).run()
        let id = db.lastInsertedRowID
        if !prepared.compressedRaw.isEmpty {
            try statements.insertRaw.begin().bind(id).bind(prepared.compressedRaw).run()
        }
        if standing != 3 {
            if let sender = try sender ?? item.sender.map(senderID) {
                try statements.insertItemSender.begin().bind(id).bind(sender).run()
            }
            for (number, file) in item.attachments.enumerated() {
                try statements.insertAttachment.begin().bind(id).bind(Int64(number)).bind(file.name).bind(file.type)
                    .bind(Int64(file.size)).bind(file.sha256).bind(file.url).run()
            }
        }
        return id
    }

    private func senderID(_ sender: Sender) throws -> Int64 {
        let find = statements.findSender.begin().bind(sender.address)
        if try find.step() {
            defer { find.end() }
            return find.int(0)
        }
        find.end()
        try statements.insertSender.begin().bind(sender.address).bind(sender.name).run()
        return db.lastInsertedRowID
    }

    private func insertReport(_ prepared: PreparedItem, _ source: Int64) throws -> Int64 {
        let (item, labels) = (prepared.item, prepared.labels)
        try statements.insertReport.begin().bind(source).bind(labels.kind.rawValue).bind(labels.language.rawValue)
            .bind(item.title).bind(item.text).bind(item.link).bind(Milliseconds.from(item.published))
            .bind(stamp(item.received)).bind(labels.urgent ? 1 : 0)
            .bind(LabelsJSON.encode(labels)).run()
        let report = db.lastInsertedRowID
        try insertKeys(report, prepared, labels)
        try statements.insertSearch.begin().bind(report).bind(prepared.searchTitle).bind(prepared.searchText).run()
        return report
    }

    private func insertKeys(_ report: Int64, _ prepared: PreparedItem, _ labels: Labels) throws {
        for theme in labels.themes {
            try statements.insertLabel.begin().bind("theme:" + theme.id.rawValue).bind(report).run()
        }
        for signal in labels.signals {
            try statements.insertLabel.begin().bind("signal:" + signal.id.rawValue).bind(report).run()
        }
        for district in labels.districts {
            try statements.insertLabel.begin().bind("district:" + district.rawValue).bind(report).run()
        }
        try statements.insertText.begin().bind(prepared.fingerprint.text).bind(report).run()
        for shingle in prepared.fingerprint.shingles {
            try statements.insertShingle.begin().bind(shingle >> 32).bind(report).run()
        }
    }

    /// A report was edited at its source: it says what it says now, and what it said is kept. What a person said of its labels
    /// stays.
    /// - Returns: its labels; nil if its words are the same as before.
    private func revise(_ report: Int64, _ prepared: PreparedItem) throws -> Labels? {
        guard
            let old = try Row.fetchOne(
                db, sql: "SELECT title, text, kind, urgent FROM report WHERE id = ?", arguments: [report])
        else { return nil }
        let (title, text): (String, String) = (old[0], old[1])
        let item = prepared.item
        let labels = try Store.said(db, of: report).applied(to: prepared.labels)
        try db.execute(sql: "UPDATE report SET link = coalesce(?, link) WHERE id = ?", arguments: [item.link, report])
        guard title != item.title || text != item.text else { return nil }
        let stored = Candidate(
            report: ReportID(rawValue: report), title: title, text: text, sameSender: true, sameSource: true,
            sameTextHash: false)
        // What would not be taken for a repeat of the text before says something else.
        let changed =
            (old[2] as String) != labels.kind.rawValue || (old[3] as Bool) != labels.urgent
            || repeats.decide(prepared, [stored]) == .new
        try db.execute(
            sql: "INSERT INTO revision(report, until, title, text, meaning) VALUES (?, ?, ?, ?, ?)",
            arguments: [
                report, stamp(item.received), title, text, changed ? 1 : 0,
            ])
        if let before = try searchable(report) { try forget(report, before) }
        try db.execute(sql: "DELETE FROM report_label WHERE report = ?", arguments: [report])
        try db.execute(
            sql: "UPDATE report SET kind = ?, language = ?, title = ?, text = ?, urgent = ?, labels = ? WHERE id = ?",
            arguments: [
                labels.kind.rawValue, labels.language.rawValue, item.title, item.text, labels.urgent ? 1 : 0,
                LabelsJSON.encode(labels), report,
            ])
        // The old fingerprints stay beside the new: a copy of the earlier text is a repeat too.
        try insertKeys(report, prepared, labels)
        if let now = try searchable(report) {
            let terms = searchIndex(now.title, now.text, now.language)
            try statements.insertSearch.begin().bind(report).bind(terms.0).bind(terms.1).run()
        }
        try matters.insertTraces(prepared, of: report)
        return labels
    }
}

extension RepeatDecision {
    /// Whether it is a letter that is there already, word for word or by its id.
    var isSameLetter: Bool {
        guard case .repeats(_, let relation, _) = self else { return false }
        return relation == .sameID || relation == .sameText
    }
}
