import GRDB
import Reports

/// Finds, inside a commit, the stored reports that an item may repeat, by the fingerprints that both have, and asks which
/// of them it does. Its cost does not grow with the number of reports: a posting list is read to a bound.
struct RepeatIndex {
    let statements: CommitStatements
    /// Reports before this one are compared with nothing any more.
    let first: Int64
    let decide: @Sendable (PreparedItem, [Candidate]) -> RepeatDecision

    /// The most candidates that are compared word by word.
    private static let mostCandidates = 12
    /// Of so many shingles two are few.
    private static let manyShingles = 8

    /// Whether an item repeats a stored report.
    func decision(_ prepared: PreparedItem, _ source: Int64, _ sender: Int64?) throws -> RepeatDecision {
        let sameID = try reportOfSameID(prepared.item, source)
        var candidates = try self.candidates(prepared, also: sameID)
        // A feed's author is the same for all of its entries and says nothing of who wrote them.
        let isPerson = prepared.item.sender?.address.contains("@") == true
        for index in candidates.indices {
            let report = candidates[index].report.rawValue
            if let sender, isPerson { candidates[index].sameSender = try exists(statements.hasSender, report, sender) }
            candidates[index].sameSource = try exists(statements.hasSource, report, source)
        }
        if let sameID, let candidate = candidates.first(where: { $0.report.rawValue == sameID }) {
            // Programs exist that give all their messages one id: what says something else is heard.
            let isSame =
                candidate.sameTextHash || decide(prepared, [candidate]) != .new
            if isSame {
                return .repeats(candidate.report, relation: .sameID, reason: "the same id from the same source")
            }
        }
        return candidates.isEmpty ? .new : decide(prepared, candidates)
    }

    private func reportOfSameID(_ item: Item, _ source: Int64) throws -> Int64? {
        let find = statements.findSameID.begin().bind(item.id).bind(source)
        defer { find.end() }
        return try find.step() ? find.int(0) : nil
    }

    private func exists(_ statement: HotStatement, _ first: Int64, _ second: Int64) throws -> Bool {
        statement.begin().bind(first).bind(second)
        defer { statement.end() }
        return try statement.step()
    }

    /// Reports with the same text, then those that share two shingles or more, the likeliest first.
    private func candidates(_ prepared: PreparedItem, also sameID: Int64?) throws -> [Candidate] {
        let fingerprint = prepared.fingerprint
        var sameText: [Int64] = []
        let byText = statements.byText.begin().bind(fingerprint.text).bind(first)
        while try byText.step() { sameText.append(byText.int(0)) }
        byText.end()
        var shared: [Int64: Int] = [:]
        for hash in fingerprint.shingles {
            let byShingle = statements.byShingle.begin().bind(hash >> 32).bind(first)
            while try byShingle.step() { shared[byShingle.int(0), default: 0] += 1 }
            byShingle.end()
        }
        // Of those with the same text the oldest is the one that is repeated, and the rest may be the sender's own.
        var order = Array(sameText.prefix(RepeatIndex.mostCandidates).reversed())
        let near = shared.filter { $0.value >= 2 }.sorted {
            $0.value != $1.value ? $0.value > $1.value : $0.key < $1.key
        }
        for (report, _) in near.prefix(RepeatIndex.mostCandidates) where !order.contains(report) {
            order.append(report)
        }
        if let sameID, !order.contains(sameID) { order.append(sameID) }
        let length = prepared.item.text.utf8.count
        return try order.compactMap { report in
            let row = statements.candidate.begin().bind(report)
            defer { row.end() }
            guard try row.step() else {
                throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "a fingerprint of no report")
            }
            let text = row.text(1)
            let isSameText = sameText.contains(report)
            // Two of twelve are a common phrase, unless the one text is a part of the other: of a long text's twelve only few
            // can be in the short one.
            if !isSameText, report != sameID, shared[report] == 2,
                fingerprint.shingles.count >= RepeatIndex.manyShingles,
                RepeatIndex.hasSameLength(length, text.utf8.count)
            {
                return nil
            }
            return Candidate(
                report: ReportID(rawValue: report), title: row.text(0), text: text, sameSender: false,
                sameSource: false, sameTextHash: isSameText)
        }
    }

    /// Whether neither text can hold the other and much besides.
    private static func hasSameLength(_ one: Int, _ other: Int) -> Bool {
        Double(min(one, other)) >= 0.6 * Double(max(one, other))
    }
}
