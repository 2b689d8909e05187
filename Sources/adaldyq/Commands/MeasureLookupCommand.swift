import ArgumentParser
import FoundationEssentials
import Reports
import Storage
import Triage

/// For scripts/bench: how long one item's like is looked for in a store of many made-up reports.
struct MeasureLookupCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "measure-lookup", shouldDisplay: false)

    @Argument(help: "The store to make or to go on with.") var path: String
    @Option(name: .long, help: "Real texts whose words the letters are made of: JSON lines {\"title\",\"text\"}.")
    var texts: String
    @Option(name: .long, help: "Reports that the store has in the end.") var reports = 1_000_000
    @Option(name: .long, help: "Stop filling after so many seconds; call again to go on.") var seconds = 200.0
    @Option(name: .long, help: "Items that are looked up.") var items = 2000

    /// Items of one transaction.
    private static let batch = 2000

    func run() async throws {
        let options = Store.Options(
            path: path, access: .write, searchVersion: "0", searchQuery: { _ in [] },
            searchIndex: { _, _, _ in ("", "") },
            mask: { $0 })
        let store = try Store(options)
        let classifier = Classifier(taxonomy: try TaxonomyFile.builtIn())
        let letters = try MeasureLookupCommand.read(texts)
        let repeats = RepeatJudge(), matters = MatterJudge()
        let began = ContinuousClock.now
        var count = try store.count(ReportQuery())
        while count < reports, ContinuousClock.now - began < .seconds(seconds) {
            let batch = (count..<count + MeasureLookupCommand.batch).map { prepare($0, letters, classifier) }
            _ = try await store.commit(
                [StoreBatch(source: "made-up", items: batch, cursor: nil, poll: nil, acknowledge: false)],
                decide: { repeats.decide($0, $1) }, matter: { matters.decide($0, $1) })
            count = try store.count(ReportQuery())
        }
        try Terminal.print("\(count) reports; filled for \((ContinuousClock.now - began).components.seconds) s")
        guard count >= reports else { return }
        // Letters that nobody has written yet, one in ten like one of the latest thousand.
        let fresh = (0..<items).map { number in
            prepare(number % 10 == 0 ? max(0, count - 1 - number % 1000) : 2_000_000_000 + number, letters, classifier)
        }
        let lookUps = try await store.rehearse(
            fresh, decide: { repeats.decide($0, $1) }, matter: { matters.decide($0, $1) })
        for (name, times) in [
            ("repeats", lookUps.map(\.repeats)), ("matters", lookUps.map(\.matters)),
            ("both", lookUps.map { $0.repeats + $0.matters }),
        ] {
            let sorted = times.sorted()
            let at = { (share: Double) in sorted[min(sorted.count - 1, Int(Double(sorted.count) * share))] }
            try Terminal.print(
                "look-up of \(name): median \(milliseconds(at(0.5))) ms, 99 % \(milliseconds(at(0.99))) ms, most "
                    + "\(milliseconds(at(1))) ms")
        }
        let bytes = try store.comparisonBytes()
        try Terminal.print("index: \(bytes / max(1, count)) bytes a report (goal: under 400), \(bytes >> 20) MiB")
    }

    private func milliseconds(_ duration: Duration) -> String {
        LearningText.number(
            Double(duration.components.seconds) * 1000 + Double(duration.components.attoseconds) / 1e15)
    }

    private func prepare(_ number: Int, _ letters: MadeUpLetters, _ classifier: Classifier) -> PreparedItem {
        let letter = letters.letter(number)
        let item = Item(
            source: "made-up", id: "\(number)", origin: "\(number)", title: letter.title, text: letter.text,
            // 180 days of them, so that the window holds all.
            received: Date(timeIntervalSince1970: 1_780_000_000 + Double(number % 2_000_000_000) * 15),
            contentHash: [], raw: [])
        return classifier.prepare(item, compressedRaw: [])
    }

    /// The titles and texts of a file of JSON lines.
    private static func read(_ file: String) throws -> MadeUpLetters {
        struct Line: Decodable {
            var title: String?
            var text: String
        }
        var texts: [String] = []
        for (number, bytes) in try LineReader(file).enumerated() {
            guard let line = try? JSONDecoder().decode(Line.self, from: Data(bytes)) else {
                throw TriageInputFault(file: file, line: number + 1)
            }
            texts.append((line.title ?? "") + " " + line.text)
        }
        guard texts.count >= fewestTexts else {
            throw ValidationError("\(file) has \(texts.count) texts; \(fewestTexts) are the fewest")
        }
        return MadeUpLetters(texts: texts)
    }

    private static let fewestTexts = 100
}
