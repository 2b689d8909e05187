import FoundationEssentials
import Reports
import Storage

/// What a person asks to be changed in the store, with who asks: as the command line says it and as the control socket
/// carries it.
struct Change: Codable, Sendable {
    /// The kinds of changes.
    enum Wish: Codable, Sendable {
        case join([ReportID])
        case part(ReportID)
        case correct(ReportID, Correction)
        /// Reports received since then; nil for all.
        case relabel(Date?)
        case learn
    }

    var wish: Wish
    var who: String
    var reason: String?
}

extension House {
    /// Makes a change.
    /// - Returns: what the person is told.
    /// - Throws: `StoreError`, also for a report that is not there.
    func make(_ change: Change, at now: Date) async throws -> String {
        switch change.wish {
        case .join(let reports):
            let matter = try await store.join(reports, who: change.who, reason: change.reason, at: now)
            return "matter \(matter): \(try store.matter(matter)?.count ?? 0) reports"
        case .part(let report):
            let matter = try await store.part(report, who: change.who, reason: change.reason, at: now)
            return matter.map { "report \(report) is no longer of matter \($0)" }
                ?? "report \(report) belongs to no matter"
        case .correct(let report, let correction):
            try await store.correct(report, correction, who: change.who, reason: change.reason, at: now)
            guard let corrected = try store.reports(ReportQuery(ids: [report])).first else {
                throw StoreError.noSuchReport(report)
            }
            return ReportText.full(corrected, house: self)
        case .relabel(let since):
            let classifier = try classifier.value()
            let start = since ?? Date(timeIntervalSince1970: 0)
            let (seen, changed) = try await store.relabel(since: start, at: now) { title, text in
                classifier.labels(title: title, text: text)
            }
            return "\(seen) reports labelled anew, \(changed) of them otherwise than before"
        case .learn:
            guard let outcome = try await LearningRound(house: self).learn(at: now) else {
                return "fewer than \(LearningRound.fewest) reports are corrected: nothing can be learned yet"
            }
            return "version \(outcome.version), from \(outcome.model.lessons) corrected reports\n"
                + LearningText.table(outcome.model.quality)
        }
    }
}
