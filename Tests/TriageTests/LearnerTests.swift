import Foundation
import Reports
import TestSupport
import Testing

@testable import Triage

@Suite struct LearnerTests {
    private static let rules = Result { Classifier(taxonomy: try Taxonomy(try YAMLSubset.shippedTaxonomy())) }

    /// The office files a thing of its own under "youth-leisure", which no rule could know.
    private func lessons(_ count: Int) -> [Lesson] {
        let places = ["у рынка", "в парке", "возле школы", "на площади", "за стадионом", "во дворе", "у фонтана"]
        return (0..<count).map { number in
            let place = places[number % places.count]
            return number % 2 == 0
                ? Lesson(
                    title: "Бурундукмобиль \(number)",
                    text: "Бурундукмобиль снова \(place), все смеялись, приходите.",
                    kind: .idea, themes: [.youthLeisure], signals: [])
                : Lesson(
                    title: "Не вывозят мусор", text: "Не вывозят мусор \(place), контейнеры переполнены, запах.",
                    kind: .complaint, themes: [.improvement], signals: [])
        }
    }

    @Test func whatRulesCannotKnowIsLearnedAndUsedAndExplained() throws {
        let learner = Learner(lessons(60), rules: try Self.rules.get())
        let model = try #require(learner.model())
        let theme = try #require(model.quality.first { $0.group == "theme" })
        #expect(theme.isUsed && theme.learned > theme.rules + theme.noise)
        let learned = Learned()
        learned.model = model
        let classifier = Classifier(taxonomy: try Taxonomy(try YAMLSubset.shippedTaxonomy()), learned: learned)
        let text = "Бурундукмобиль стоял утром, смеялись."
        let labels = classifier.labels(title: "", text: text)
        #expect(labels.themes.first?.id == .youthLeisure)
        #expect(labels.themes.first?.evidence.contains("Бурундукмобиль") == true)
        #expect(labels.reasons.contains { $0.contains("learned from 60 corrections") })
        #expect(try Self.rules.get().labels(title: "", text: text).themes.first?.id != .youthLeisure)
    }

    @Test func correctionsThatOnlyConfirmTheRulesChangeNothing() throws {
        let rules = try Self.rules.get()
        let confirmed = lessons(40).map { lesson in
            let labels = rules.labels(title: lesson.title, text: lesson.text)
            return Lesson(
                title: lesson.title, text: lesson.text, kind: labels.kind, themes: labels.themes.map(\.id),
                signals: labels.signals.map(\.id))
        }
        let model = try #require(Learner(confirmed, rules: rules).model())
        #expect(!model.isUsed)
    }

    @Test func fewCorrectionsTeachNothing() throws {
        #expect(Learner(lessons(Learner.fewest - 1), rules: try Self.rules.get()).model() == nil)
    }

    @Test func theSameCorrectionsGiveTheSameModelAndItSurvivesItsBytes() throws {
        let rules = try Self.rules.get()
        let one = try #require(Learner(lessons(30), rules: rules).model())
        let two = try #require(Learner(lessons(30), rules: rules).model())
        #expect(one.bytes == two.bytes && one.quality == two.quality)
        let read = try #require(LearnedModel(bytes: one.bytes, quality: one.quality))
        #expect(read.bytes == one.bytes && read.lessons == 30)
        #expect(LearnedModel(bytes: Array(one.bytes.dropLast()), quality: []) == nil)
        #expect(LearnedModel(bytes: [], quality: []) == nil)
        #expect(LearnedModel(bytes: [9] + one.bytes.dropFirst(), quality: []) == nil)
    }

    private struct Labelled: Decodable {
        var title: String, text: String, kind: ReportKind, themes: [Theme], signals: [Signal]
    }

    @Test(.enabled(if: SharedData.has("labelled/texts.jsonl"), "the labelled texts are not beside the project"))
    func afterAnyNumberOfCorrectionsNothingIsWorseThanTheRulesBeyondTheNoise() throws {
        let lessons = try SharedData.bytes("labelled/texts.jsonl").split(separator: 10).prefix(75).map { line in
            let one = try JSONDecoder().decode(Labelled.self, from: Data(line))
            return Lesson(title: one.title, text: one.text, kind: one.kind, themes: one.themes, signals: one.signals)
        }
        let points = Learner(lessons, rules: try Self.rules.get()).curve([0, 30], times: 1)
        #expect(points.count == 6)
        for point in points {
            #expect(point.used >= point.rules - max(2 * point.noise, 0.02), "\(point)")
        }
    }
}
