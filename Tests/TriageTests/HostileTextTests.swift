import Reports
import Testing
import Triage

@Suite struct HostileTextTests {
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
        Case("control characters", "\u{0}\r\n\u{FFFD}"), Case("nothing", ""),
    ])
    func anyTextIsLabelledAndCompared(_ hostile: Case) throws {
        let text = hostile.text
        let classifier = Classifier(taxonomy: try Taxonomy(try YAMLSubset.shippedTaxonomy()))
        let labels = classifier.labels(title: text, text: text)
        #expect(!labels.themes.isEmpty)
        #expect(labels.places.count <= 12)
        #expect(labels.themes.allSatisfy { $0.evidence.count <= 6 && (0...1).contains($0.score) })
        #expect(Fingerprints.of(title: text, text: text).shingles.count <= 12)
    }
}
