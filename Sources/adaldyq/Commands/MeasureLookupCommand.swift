import ArgumentParser
import FoundationEssentials
import Reports
import Storage
import Triage

/// For scripts/bench: how long one item's like is looked for in a store of many made-up reports.
struct MeasureLookupCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "measure-lookup", shouldDisplay: false)

    @Argument(help: "The store to make or to go on with.") var path: String
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
        let repeats = RepeatJudge(), matters = MatterJudge()
        let began = ContinuousClock.now
        var count = try store.count(ReportQuery())
        while count < reports, ContinuousClock.now - began < .seconds(seconds) {
            let batch = (count..<count + MeasureLookupCommand.batch).map { prepare($0, classifier) }
            _ = try await store.commit(
                [StoreBatch(source: "made-up", items: batch, cursor: nil, poll: nil, acknowledge: false)],
                decide: { repeats.decide($0, $1) }, matter: { matters.decide($0, $1) })
            count = try store.count(ReportQuery())
        }
        try Terminal.print("\(count) reports; filled for \((ContinuousClock.now - began).components.seconds) s")
        guard count >= reports else { return }
        // Letters that nobody has written yet, one in ten like one of the latest thousand.
        let fresh = (0..<items).map { number in
            prepare(number % 10 == 0 ? max(0, count - 1 - number % 1000) : 2_000_000_000 + number, classifier)
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

    /// A letter of about 700 characters: words as frequent as words are, a street, a house, a sum; one in twenty fills in a
    /// form that others have filled in.
    private func prepare(_ number: Int, _ classifier: Classifier) -> PreparedItem {
        var random = SplitMix(state: UInt64(number) &* 0x9E37_79B9 &+ 7)
        var words: [String] = []
        if number % 20 == 0 {
            words = "прошу провести проверку и принять меры по обращению жителей нашего дома сроки нарушены".split(
                separator: " "
            )
            .map(String.init)
        }
        while words.count < 95 { words.append(MadeUpWords.common(&random)) }
        words.insert(
            "на улице \(MadeUpWords.name(&random)) дом \(random.next() % 200 + 1)", at: Int(random.next() % 60))
        words.insert("сумма \(random.next() % 90_000 + 10_000) тенге.", at: Int(random.next() % 60))
        let item = Item(
            source: "made-up", id: "\(number)", origin: "\(number)", title: MadeUpWords.common(&random),
            text: words.joined(separator: " "),
            // 180 days of them, so that the window holds all.
            received: Date(timeIntervalSince1970: 1_780_000_000 + Double(number % 2_000_000_000) * 15),
            contentHash: [], raw: [])
        return classifier.prepare(item, compressedRaw: [])
    }
}

private struct SplitMix {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var hash = state
        hash = (hash ^ hash >> 30) &* 0xBF58_476D_1CE4_E5B9
        hash = (hash ^ hash >> 27) &* 0x94D0_49BB_1331_11EB
        return hash ^ hash >> 31
    }
}

/// Words that nobody says, as frequent as words are.
private enum MadeUpWords {
    private static let syllables = [
        "ба", "ро", "ми", "те", "ку", "ла", "ше", "но", "ви", "да", "со", "ги", "пу", "ре", "жа", "то", "ни", "ме",
        "ко", "ра",
    ]

    private static func word(_ rank: UInt64) -> String {
        var (rest, word) = (rank + 20, "")
        while rest > 0 {
            word += syllables[Int(rest % 20)]
            rest /= 20
        }
        return word
    }

    /// Zipf's law, roughly: the reciprocal of a uniform number.
    static func common(_ random: inout SplitMix) -> String {
        let uniform = Double(random.next() % 1_000_000 + 1) / 1_000_000
        return word(UInt64(min(60_000, 1 / uniform)))
    }

    static func name(_ random: inout SplitMix) -> String { word(100_000 + random.next() % 3000).capitalized }
}
