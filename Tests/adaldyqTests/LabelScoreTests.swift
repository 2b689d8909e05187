import Reports
import Testing

@testable import adaldyq

@Suite struct LabelScoreTests {
    private func labels(_ themes: [Theme], urgent: Bool = false) -> Labels {
        Labels(
            language: .ru, kind: .complaint, themes: themes.map { Label(id: $0, score: 0.5, evidence: []) },
            urgent: urgent)
    }

    @Test func theMainThemeAndTheFirstTwoAreCountedApart() {
        var score = LabelScore()
        score.add(labels([.housing, .health]), expected: .init(themes: ["housing"]), text: "a")
        score.add(labels([.housing, .health]), expected: .init(themes: ["health"]), text: "b")
        score.add(labels([.housing]), expected: .init(themes: ["health"]), text: "c")
        #expect(score.table.contains("main theme right: 1 of 3 (0.333), among the first two: 2 of 3 (0.667)"))
    }

    @Test func theWorstConfusionsAreShownWithTheirTexts() {
        var score = LabelScore()
        score.add(labels([.housing]), expected: .init(language: "ru", themes: ["health"]), text: "Палата\nс лифтом")
        #expect(score.worst(3) == "main theme: 1 wrong\n  housing, expected health: Палата с лифтом")
        #expect(score.languageTable.contains("ru"))
    }

    @Test func aFileWithoutLabelsMeasuresNothing() {
        var score = LabelScore()
        #expect(score.isEmpty)
        score.add(labels([.housing]), expected: .init(), text: "a")
        #expect(score.isEmpty)
        score.add(labels([.housing]), expected: .init(urgent: false), text: "a")
        #expect(!score.isEmpty)
    }
}
