import Reports
import Testing
import Triage

@Suite struct HostileTextTests {
    private static let classifier = Result {
        Classifier(taxonomy: try Taxonomy(YAMLSubset.shippedTaxonomy(), gazetteer: YAMLSubset.shippedGazetteer()))
    }

    /// A text and what is hostile about it; printed by its name, not by its megabyte.
    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let text: String

        init(_ name: String, _ text: String) {
            testDescription = name
            self.text = text
        }
    }

    @Test(arguments: [
        Case("one word for ever", String(repeating: "деньги ", count: 30_000)),
        Case("one sentence of patterns", String(repeating: "собирают деньги в школе ", count: 5000)),
        Case("a megabyte without blanks", String(repeating: "ж", count: 500_000)),
        Case("10,000 combining marks", "а" + String(repeating: "\u{301}", count: 10_000)),
        Case("nested quotes", String(repeating: "> ", count: 100_000)),
        Case("headers only", String(repeating: "From: a\n", count: 20_000)),
        Case("questions only", String(repeating: "?!", count: 100_000)),
        Case("a district for ever", String(repeating: "Алатау ауданы ", count: 5000)),
        Case("parts far apart", "взяли по 5000 " + String(repeating: "взяли по 5000 слово. ", count: 4000) + "магазин"),
        Case("right-to-left marks", String(repeating: "\u{202E}взятка\u{200F} ", count: 5000)),
        Case("emoji", String(repeating: "\u{1F600}", count: 50_000)),
        Case("a number and a school for ever", String(repeating: "школа 35 №35 мектеп ", count: 5000)),
        Case("control characters", "\u{0}\r\n\u{FFFD}"), Case("nothing", ""),
    ])
    func anyTextIsLabelledAndCompared(_ hostile: Case) throws {
        let text = hostile.text
        let began = ContinuousClock.now
        let classifier = try Self.classifier.get()
        let labels = classifier.labels(title: text, text: text)
        #expect(!labels.themes.isEmpty)
        // An unoptimised build on a busy machine; seconds, not minutes, is the claim.
        #expect(ContinuousClock.now - began < .seconds(60))
        #expect(labels.places.count <= 12)
        #expect(labels.themes.allSatisfy { $0.evidence.count <= 6 && (0...1).contains($0.score) })
        #expect(Fingerprints.of(title: text, text: text).shingles.count <= 12)
    }

    /// Texts of random pieces of words, marks and signs, the same in every run.
    @Test func randomTextsAreLabelledWithinTheirBounds() throws {
        let classifier = try Self.classifier.get()
        let pieces = [
            "взят", "ка", "№", "35", "-", "ші", " ", " ", ".", "?", "!", "\n", "мектеп", "школ", "а", "ы", "қ", "ұ",
            "ө", "000",
            "tender", "qoqys", "ş", "ǵ", "'", "\u{301}", "\u{200B}", "\u{1F600}", "\u{202E}", "Алатау", "ауданы",
            "пара", "не", "жоқ",
            "ааааа", "\u{0}", "&", "$money", "..", "директор", "ақша", "жинап", "срочно", "газ", "И", "ё", "ъ", "ї",
            "漢", "م",
        ]
        var state: UInt64 = 42
        func next(_ below: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % below
        }
        for _ in 0..<1500 {
            let text = (0..<next(60)).map { _ in pieces[next(pieces.count)] }.joined()
            let title = (0..<next(6)).map { _ in pieces[next(pieces.count)] }.joined()
            let labels = classifier.labels(title: title, text: text)
            #expect((1...2).contains(labels.themes.count) && labels.places.count <= 12 && labels.signals.count <= 2)
            #expect(classifier.labels(title: title, text: text) == labels)
            _ = classifier.verdicts(title: title, text: text)
        }
    }
}
