import FoundationEssentials
import Logging
import Reports
import Storage
import Triage

/// Learns from the office's corrections, told once for the daemon and for `adaldyq reports learn`.
struct LearningRound: Sendable {
    /// So many new corrections make it worth learning anew.
    static let pace: Int64 = 10

    /// Fewer corrected reports teach nothing that could be measured.
    static let fewest = Learner.fewest

    /// What came of it.
    struct Outcome: Sendable {
        var version: Int
        var model: LearnedModel
    }

    let house: House

    /// Whether enough was corrected since the last time.
    func isDue() throws -> Bool {
        try house.store.lastCorrection() - (try house.store.model()?.corrections ?? 0) >= LearningRound.pace
    }

    /// Learns from all corrections, keeps the model with its quality, and takes it into use.
    /// - Returns: nil if there are too few corrections to learn from.
    func learn(at now: Date) async throws -> Outcome? {
        let (texts, last) = try house.store.correctedTexts(limit: Learner.most)
        let rules = try house.classifier.value()
        let lessons = texts.map { one in
            Lesson(
                title: one.title, text: one.text, kind: one.correction.kind, themes: one.correction.themes,
                signals: one.correction.signals)
        }
        guard lessons.count >= Learner.fewest, let model = Learner(lessons, rules: rules).model() else { return nil }
        let quality = JSONText.line(model.quality)
        let version = try await house.store.keep(model: model.bytes, quality: quality, corrections: last, at: now)
        house.learned.model = model
        return Outcome(version: version, model: model)
    }

    /// The model that the store holds; nil if there is none, or one that an older release has made.
    static func model(in store: Store, log: Logger) throws -> LearnedModel? {
        guard let stored = try store.model() else { return nil }
        let quality = try? JSONDecoder().decode([LearnedModel.Quality].self, from: Data(stored.quality.utf8))
        guard let quality, let model = LearnedModel(bytes: stored.bytes, quality: quality) else {
            log.warning(
                "what was learned before cannot be read by this release; the rules decide until it is learned anew")
            return nil
        }
        return model
    }
}
