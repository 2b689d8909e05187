import FoundationEssentials
import GRDB
import Reports

/// Finds, inside a commit, what a new report may have in common with stored ones, and files it under their matter.
/// Its cost does not grow with the number of reports: a posting list is read to a bound, and a few reports are compared.
struct MatterIndex {
    let db: Database
    let statements: CommitStatements
    /// Reports before this one are compared with nothing any more.
    let first: Int64
    let decide: @Sendable (PreparedItem, MatterQuestion) -> MatterDecision

    /// The reports that are compared word by word.
    private static let mostCandidates = 4
    /// What a candidate's shared traces weigh at least together in a small store.
    private static let leastShared: Float = 1.4
    /// In a large one, how much less improbable than one in all stored reports what is seen of them may be, as a logarithm:
    /// the index has only some of a report's traces, and the common ones are not looked up.
    private static let unseen: Float = 2
    /// The traces of a report that are kept, the rarest first: they are what its index costs.
    private static let kept = 7

    /// What is asked about a new report, and how many stored ones have each of its traces.
    typealias Found = (question: MatterQuestion, traces: [(trace: Trace, count: Int)])

    /// Files a report that was just inserted.
    /// - Returns: whether it is about a known matter.
    func file(_ prepared: PreparedItem, as report: Int64) throws -> Bool {
        let found = try find(prepared, for: report)
        try insert(found.traces, of: report)
        guard !found.question.candidates.isEmpty,
            case .joins(let other, let reason) = decide(prepared, found.question)
        else { return false }
        try join(report, to: other.rawValue, reason: reason, at: Milliseconds.from(prepared.item.received))
        return true
    }

    /// Finds the reports that share the most with a new one.
    func find(_ prepared: PreparedItem, for report: Int64) throws -> Found {
        let stored = Int(max(0, report - first))
        let isSmall = stored < Rarity.fewToCount
        var shared: [Int64: (weight: Float, traces: Int)] = [:]
        var counts: [Int32: Int] = [:]
        var traces: [(trace: Trace, count: Int)] = []
        for trace in prepared.traces {
            let posting = try self.posting(trace.key, before: report)
            traces.append((trace, posting.count))
            counts[trace.key] = posting.count
            let weight = isSmall ? trace.weight : Rarity.surprise(count: posting.count, stored: stored)
            for other in posting.reports {
                let seen = shared[other] ?? (0, 0)
                shared[other] = (seen.weight + weight, seen.traces + 1)
            }
        }
        let ranked: [(report: Int64, weight: Float)]
        if isSmall {
            ranked = shared.compactMap { $1.weight >= MatterIndex.leastShared ? ($0, $1.weight) : nil }
        } else {
            let least = Logarithm.of(Float(stored)) - MatterIndex.unseen
            ranked = shared.compactMap {
                let surprise = $1.weight - Rarity.ways($1.traces, of: traces.count)
                return surprise >= least ? ($0, surprise) : nil
            }
        }
        let best = ranked.sorted { $0.weight != $1.weight ? $0.weight > $1.weight : $0.report > $1.report }
            .prefix(MatterIndex.mostCandidates)
        let question = MatterQuestion(
            candidates: try best.compactMap { try candidate($0.report) }, counts: counts, stored: stored)
        return (question, traces)
    }

    /// Adds the traces of a text that a report has been given by an edit.
    func insertTraces(_ prepared: PreparedItem, of report: Int64) throws {
        try insert(
            try prepared.traces.map { ($0, try posting($0.key, before: report).count) }, of: report)
    }

    /// The stored reports that have a trace, and how many there are. Of a common trace only the number is told, as many of
    /// all as of the newest: the reports that two texts have in common by it alone are too many to be looked at.
    private func posting(_ key: Int32, before report: Int64) throws -> (reports: [Int64], count: Int) {
        let isSmall = report - first < Rarity.fewToCount
        if !isSmall {
            let probe = statements.nthByTrace.begin().bind(Int64(key)).bind(first)
            defer { probe.end() }
            if try probe.step() {
                let newest = Double(CommitStatements.longestTrace + 1)
                return ([], Int(newest * Double(report - first) / Double(max(1, report - probe.int(0)))))
            }
        }
        let find = statements.byTrace.begin().bind(Int64(key)).bind(first)
        defer { find.end() }
        var reports: [Int64] = []
        while try find.step() {
            let other = find.int(0)
            if other != report { reports.append(other) }
        }
        return (reports, reports.count)
    }

    private func insert(_ traces: [(trace: Trace, count: Int)], of report: Int64) throws {
        let rarest = traces.sorted {
            let (left, right) = ($0.count > CommitStatements.longestTrace, $1.count > CommitStatements.longestTrace)
            return left != right ? right : $0.trace.weight > $1.trace.weight
        }
        for (trace, _) in rarest.prefix(MatterIndex.kept) {
            try statements.insertTrace.begin().bind(Int64(trace.key)).bind(report).run()
        }
    }

    private func candidate(_ report: Int64) throws -> MatterQuestion.Candidate? {
        let row = statements.candidate.begin().bind(report)
        defer { row.end() }
        guard try row.step() else { return nil }
        return MatterQuestion.Candidate(
            report: ReportID(rawValue: report), title: row.text(0), text: row.text(1),
            received: Milliseconds.date(row.int(2)))
    }

    private func join(_ report: Int64, to other: Int64, reason: String, at: Int64) throws {
        let matter: Int64
        if let known = try self.matter(of: other) {
            matter = known
        } else {
            try statements.insertMatter.begin().bind(at).run()
            matter = db.lastInsertedRowID
            try statements.setMatter.begin().bind(matter).bind(other).run()
            try statements.insertStep.begin().bind(other).bind(matter).bind("began").bind(Int64?.none)
                .bind(String?.none).bind(at).run()
        }
        try statements.setMatter.begin().bind(matter).bind(report).run()
        try statements.insertStep.begin().bind(report).bind(matter).bind("joined").bind(other).bind(reason).bind(at)
            .run()
    }

    private func matter(of report: Int64) throws -> Int64? {
        let find = statements.matterOf.begin().bind(report)
        defer { find.end() }
        return try find.step() ? find.int(0) : nil
    }
}

extension Store {
    /// No poll takes longer, in milliseconds.
    private static let longestPoll: Int64 = 86_400_000

    /// The first report that new ones are compared with: those received before the window are not.
    func firstComparable(_ db: Database, now: Date?) throws -> Int64 {
        guard let now else { return 0 }
        let start = Milliseconds.from(now.addingTimeInterval(-options.comparedFor))
        guard
            try Bool.fetchOne(db, sql: "SELECT EXISTS (SELECT 1 FROM report WHERE received < ?)", arguments: [start])
                == true
        else { return 0 }
        // A source whose poll began first may be stored last: numbers follow the time of receipt but for the length of a
        // poll. So the smallest number of the window's first day is taken, not that of its first report.
        let oldest = try Int64.fetchOne(
            db, sql: "SELECT min(received) FROM report WHERE received >= ?", arguments: [start])
        guard let oldest else { return try Int64.fetchOne(db, sql: "SELECT max(id) + 1 FROM report") ?? 0 }
        return try Int64.fetchOne(
            db, sql: "SELECT min(id) FROM report WHERE received BETWEEN ? AND ?",
            arguments: [oldest, oldest + Store.longestPoll]) ?? 0
    }
}
