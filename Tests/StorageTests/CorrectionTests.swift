import FoundationEssentials
import Reports
import Storage
import TestSupport
import Testing

@Suite struct CorrectionTests {
    private let one = ReportID(rawValue: 1)

    private func filled(_ folder: TemporaryFolder) async throws -> Store {
        let store = try Making.store(folder)
        _ = try await store.commit(
            [
                Making.batch([
                    Making.item("a", "The lift stands still"), Making.item("b", "A bribe for a place", at: 60),
                ])
            ],
            decide: { _, _ in .new })
        return store
    }

    @Test func aCorrectionChangesTheLabelsAndKeepsWhoWhenWhatAndWhatWasBefore() async throws {
        let folder = try TemporaryFolder()
        let store = try await filled(folder)
        let correction = Correction(kind: .idea, themes: [.health, .education], signals: [.bribery], urgent: true)
        let at = Making.start.addingTimeInterval(500)
        try await store.correct(one, correction, who: "Aigul", reason: "call +77011234567", at: at)
        let life = try #require(try store.report(one))
        #expect(life.report.kind == .idea && life.report.urgent)
        #expect(life.report.themes.map(\.id) == [.health, .education] && life.report.signals.map(\.id) == [.bribery])
        #expect(life.report.districts == [.medeu], "what was not said stays")
        #expect(life.corrections.map(\.who) == ["Aigul"] && life.corrections.first?.said == correction)
        #expect(life.corrections.first?.reason == "call [phone]" && life.corrections.first?.at == at)
        #expect(life.labellings.map(\.why) == ["corrected"])
        #expect(life.labellings.first?.labels.themes.map(\.id) == [.housing])
        var query = ReportQuery()
        query.theme = .health
        #expect(try store.reports(query).map(\.id) == [one], "filters follow")
        query.theme = .housing
        #expect(try store.reports(query).map(\.id.rawValue) == [2])
        await #expect(throws: StoreError.self) {
            try await store.correct(ReportID(rawValue: 9), correction, who: "x", reason: nil, at: at)
        }
    }

    @Test func whatAPersonSaidStaysWhenTheSourceEditsTheReport() async throws {
        let folder = try TemporaryFolder()
        let store = try await filled(folder)
        let correction = Correction(kind: .idea, themes: [.health], signals: [.bribery], urgent: false)
        try await store.correct(one, correction, who: "Aigul", reason: nil, at: Making.start)
        var edited = Making.item("a", "The lift fell, and two are hurt", at: 600)
        edited.labels.urgent = true
        let outcome = try await store.commit([Making.batch([edited])], decide: { _, _ in .new })[0]
        #expect(outcome.revised == 1 && outcome.urgent == 0)
        let report = try #require(try store.report(one)?.report)
        #expect(report.text == "The lift fell, and two are hurt")
        #expect(report.kind == .idea && report.themes.map(\.id) == [.health] && report.signals.map(\.id) == [.bribery])
        #expect(!report.urgent)
        var query = ReportQuery()
        query.theme = .health
        #expect(try store.reports(query).map(\.id) == [one], "filters follow")
    }

    @Test func theLatestWordOnEachLabelIsLearnedFrom() async throws {
        let folder = try TemporaryFolder()
        let store = try await filled(folder)
        let two = ReportID(rawValue: 2)
        for (report, said) in [
            (one, Correction(kind: .idea, themes: [.health])), (two, Correction(signals: [])),
            (one, Correction(themes: [.safety])),
        ] {
            try await store.correct(report, said, who: "x", reason: nil, at: Making.start)
        }
        let (texts, last) = try store.correctedTexts(limit: 10)
        #expect(last == 3)
        #expect(texts.map(\.text) == ["A bribe for a place", "The lift stands still"])
        #expect(texts.map(\.correction) == [Correction(signals: []), Correction(kind: .idea, themes: [.safety])])
    }

    @Test func labellingAnewKeepsTheEarlierLabelsAndWhatPeopleSaid() async throws {
        let folder = try TemporaryFolder()
        let store = try await filled(folder)
        try await store.correct(one, Correction(themes: [.health]), who: "x", reason: nil, at: Making.start)
        let label: @Sendable (String, String) -> Labels = { _, _ in
            Labels(language: .en, kind: .question, themes: [Label(id: .ecology, score: 0.5, evidence: ["air"])])
        }
        let first = try await store.relabel(since: Making.start, at: Making.start.addingTimeInterval(900), label: label)
        #expect(first.seen == 2 && first.changed == 2)
        let life = try #require(try store.report(one))
        #expect(
            life.report.kind == .question && life.report.themes.map(\.id) == [.health] && life.report.language == .en)
        #expect(life.labellings.map(\.why) == ["corrected", "relabelled"])
        #expect(try store.report(ReportID(rawValue: 2))?.report.themes.map(\.id) == [.ecology])
        #expect(try store.reports(ReportQuery(words: "lift")).map(\.id) == [one], "it is still found")
        let again = try await store.relabel(since: Making.start, at: Making.start, label: label)
        #expect(again.seen == 2 && again.changed == 0)
        let later = try await store.relabel(since: Making.start.addingTimeInterval(30), at: Making.start, label: label)
        #expect(later.seen == 1)
        #expect(try store.verify().isEmpty)
    }

    @Test func modelsHaveVersionsAndTheLatestIsRead() async throws {
        let folder = try TemporaryFolder()
        let store = try await filled(folder)
        #expect(try store.model() == nil)
        for number in 1...12 {
            let version = try await store.keep(
                model: [UInt8(number)], quality: "[\(number)]", corrections: Int64(number), at: Making.start)
            #expect(version == number)
        }
        let model = try #require(try store.model())
        #expect(model.version == 12 && model.bytes == [12] && model.quality == "[12]" && model.corrections == 12)
    }
}
