/// How many pairs of each relation were taken for what.
struct PairScore {
    private static let relations = ["same", "same-matter", "different"]

    private var counts: [String: [String: Int]] = [:]
    private(set) var wrong = 0

    /// Counts a pair.
    /// - Returns: whether it was decided wrongly.
    mutating func add(found: String, expected: String) -> Bool {
        counts[expected, default: [:]][found, default: 0] += 1
        guard found != expected else { return false }
        wrong += 1
        return true
    }

    /// A row for each expected relation, and below the figures that are asked for.
    var table: String {
        let known = PairScore.relations + counts.keys.filter { !PairScore.relations.contains($0) }.sorted()
        let rows = known.compactMap { expected -> [String]? in
            guard let found = counts[expected] else { return nil }
            return [expected, "\(found.values.reduce(0, +))"] + PairScore.relations.map { "\(found[$0] ?? 0)" }
        }
        var lines = [
            TextTable.render(["EXPECTED", "PAIRS"] + PairScore.relations.map { "FOUND " + $0 }, rows, width: nil)
        ]
        func share(_ expected: String, _ found: [String], _ words: String) {
            guard let row = counts[expected] else { return }
            let all = row.values.reduce(0, +)
            let part = found.reduce(0) { $0 + (row[$1] ?? 0) }
            lines.append("\(words): \(part) of \(all), \(LabelScore.share(part, all))")
        }
        share("same", ["same"], "same found")
        share("different", ["same"], "different joined as a repeat")
        share("same-matter", ["same-matter", "same"], "same-matter joined")
        share("different", ["same-matter", "same"], "different joined at all")
        let right = ["same", "same-matter"].reduce(0) { $0 + (counts["same-matter"]?[$1] ?? 0) }
        let false_ = ["same", "same-matter"].reduce(0) { $0 + (counts["different"]?[$1] ?? 0) }
        let missed = counts["same-matter"]?["different"] ?? 0
        if right + false_ + missed > 0 {
            lines.append(
                "same-matter against different: F1 \(LabelScore.share(2 * right, 2 * right + false_ + missed))")
        }
        return lines.joined(separator: "\n")
    }
}
