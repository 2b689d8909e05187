import FoundationEssentials
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
        Case("one Latin letter for ever", String(repeating: "a", count: 1_000_000)),
        Case("syllables without blanks", String(repeating: "школадаларының", count: 40_000)),
        Case("brackets that a regular expression would try", String(repeating: "(((a+)+)+)+ ", count: 20_000) + "!"),
        Case("an address that never ends", String(repeating: "a.", count: 200_000) + "@"),
        Case("digits for ever", String(repeating: "8701 ", count: 40_000)),
        Case("isolates and overrides", String(repeating: "\u{2066}\u{202E}взятка\u{2069} ", count: 8000)),
        Case("families of emoji", String(repeating: "\u{1F468}\u{200D}\u{1F469}\u{200D}\u{1F467} ", count: 10_000)),
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

    /// Ten megabytes are no more work than what is read of them.
    @Test func tenMegabytesWithoutABlankAreComparedInBoundedTime() throws {
        let text = String(repeating: "ж", count: 5_000_000)
        let item = { (text: String) in
            Item(
                source: "letters", id: "1", origin: "1", title: "", text: text,
                received: Date(timeIntervalSince1970: 0),
                contentHash: [], raw: [])
        }
        let began = ContinuousClock.now
        let prepared = try Self.classifier.get().prepare(item(text), compressedRaw: [])
        #expect(prepared.fingerprint.shingles.count <= 12 && prepared.traces.count <= 12)
        #expect(prepared.searchText.utf8.count <= 200)
        let other = try Self.classifier.get().prepare(item(text + " я"), compressedRaw: [])
        if case .repeats = PairRules.decide(other, after: prepared) { Issue.record("what is beyond was not compared") }
        #expect(ContinuousClock.now - began < .seconds(60))
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
