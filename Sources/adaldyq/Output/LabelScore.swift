import Reports

/// Precision, recall and F1 of labels against what was expected.
struct LabelScore {
    /// What a line says it expects; what it does not say is not counted.
    struct Expected {
        var kind: String?
        var language: String?
        var themes: [String]?
        var signals: [String]?
        var districts: [String]?
        var urgent: Bool?
    }

    private struct Count {
        var right = 0
        var wrong = 0
        var missed = 0
    }

    private var counts: [String: [String: Count]] = [:]
    private var mainThemes = Share()
    private var firstTwo = Share()
    /// By the language that was expected: how often each group was wholly right.
    private var byLanguage: [String: [String: Share]] = [:]
    private var confusions: [Confusion] = []

    /// How many of how many.
    private struct Share {
        var right = 0
        var all = 0

        mutating func count(_ isRight: Bool) {
            all += 1
            if isRight { right += 1 }
        }

        var text: String { "\(right) of \(all) (\(LabelScore.share(right, all)))" }
    }

    /// A text that got another label than expected, and how sure the program was of it.
    private struct Confusion {
        var group: String
        var expected: String
        var found: String
        var score: Double
        var text: String
    }

    /// Compares one text's labels.
    /// - Parameter text: what is shown of it among the confusions.
    mutating func add(_ labels: Labels, expected: Expected, text: String) {
        compareWhole(labels, expected, text)
        if let kind = expected.kind { compare("kind", [labels.kind.rawValue], [kind]) }
        if let language = expected.language { compare("language", [labels.language.rawValue], [language]) }
        if let themes = expected.themes {
            compare("theme", labels.themes.map(\.id.rawValue), themes)
            mainThemes.count(labels.themes.first?.id.rawValue == themes.first)
            firstTwo.count(labels.themes.prefix(2).contains { $0.id.rawValue == themes.first })
        }
        if let signals = expected.signals { compare("signal", labels.signals.map(\.id.rawValue), signals) }
        if let districts = expected.districts { compare("district", labels.districts.map(\.rawValue), districts) }
        if let urgent = expected.urgent { compare("urgent", labels.urgent ? ["urgent"] : [], urgent ? ["urgent"] : []) }
    }

    /// Whether no line said what it expects.
    var isEmpty: Bool { byLanguage.isEmpty }

    /// A row a label, a sum a group.
    var table: String {
        var rows: [[String]] = []
        for group in ["kind", "language", "theme", "signal", "district", "urgent"] {
            guard let labels = counts[group] else { continue }
            for (label, count) in labels.sorted(by: { $0.key < $1.key }) { rows.append(row(group, label, count)) }
            let sum = labels.values.reduce(into: Count()) {
                $0.right += $1.right
                $0.wrong += $1.wrong
                $0.missed += $1.missed
            }
            rows.append(row(group, "(all)", sum))
        }
        var text = TextTable.render(["GROUP", "LABEL", "EXPECTED", "PRECISION", "RECALL", "F1"], rows, width: nil)
        if mainThemes.all > 0 {
            text += "\nmain theme right: \(mainThemes.text), among the first two: \(firstTwo.text)"
        }
        return text
    }

    /// For each language, how many texts were right in the main theme, in the kind, in all signals, all districts.
    var languageTable: String {
        let groups = ["language", "main theme", "kind", "signals", "districts", "urgent"]
        let rows = byLanguage.sorted { $0.key < $1.key }.map { language, shares in
            [language] + groups.map { shares[$0]?.text ?? "-" }
        }
        return TextTable.render(["LANGUAGE"] + groups.map { $0.uppercased() + " RIGHT" }, rows, width: nil)
    }

    /// The texts whose label was wrong and surest, so many of each group.
    func worst(_ count: Int) -> String {
        var lines: [String] = []
        for group in ["language", "main theme", "kind", "signals", "districts", "urgent"] {
            let wrong = confusions.filter { $0.group == group }.sorted { $0.score > $1.score }
            guard !wrong.isEmpty else { continue }
            lines.append("\(group): \(wrong.count) wrong")
            for one in wrong.prefix(count) {
                lines.append("  \(one.found), expected \(one.expected): \(one.text)")
            }
        }
        return lines.joined(separator: "\n")
    }

    /// What is shown of a text.
    private static let longestText = 240

    private mutating func compareWhole(_ labels: Labels, _ expected: Expected, _ text: String) {
        let language = expected.language ?? "?"
        func names(_ ids: [String]) -> String { ids.isEmpty ? "none" : ids.sorted().joined(separator: "+") }
        var found: [(group: String, found: String, expected: String, score: Double)] = []
        if let one = expected.language { found.append(("language", labels.language.rawValue, one, 1)) }
        if let themes = expected.themes {
            let first = labels.themes.first
            found.append(("main theme", first?.id.rawValue ?? "none", themes.first ?? "none", first?.score ?? 0))
        }
        if let kind = expected.kind { found.append(("kind", labels.kind.rawValue, kind, 1)) }
        if let signals = expected.signals {
            let ids = names(labels.signals.map(\.id.rawValue))
            found.append(("signals", ids, names(signals), labels.signals.map(\.score).max() ?? 0))
        }
        if let districts = expected.districts {
            found.append(("districts", names(labels.districts.map(\.rawValue)), names(districts), 1))
        }
        if let urgent = expected.urgent {
            found.append(("urgent", labels.urgent ? "urgent" : "not urgent", urgent ? "urgent" : "not urgent", 1))
        }
        for one in found {
            byLanguage[language, default: [:]][one.group, default: Share()].count(one.found == one.expected)
            guard one.found != one.expected else { continue }
            confusions.append(
                Confusion(
                    group: one.group, expected: one.expected, found: one.found, score: one.score,
                    text: ReportText.line(String(text.prefix(LabelScore.longestText)))))
        }
    }

    private mutating func compare(_ group: String, _ found: [String], _ expected: [String]) {
        for label in Set(found).union(expected) {
            var count = counts[group]?[label] ?? Count()
            switch (found.contains(label), expected.contains(label)) {
            case (true, true): count.right += 1
            case (true, false): count.wrong += 1
            default: count.missed += 1
            }
            counts[group, default: [:]][label] = count
        }
    }

    private func row(_ group: String, _ label: String, _ count: Count) -> [String] {
        let f1 = LabelScore.share(2 * count.right, 2 * count.right + count.wrong + count.missed)
        return [
            group, label, "\(count.right + count.missed)", LabelScore.share(count.right, count.right + count.wrong),
            LabelScore.share(count.right, count.right + count.missed), f1,
        ]
    }

    static func share(_ part: Int, _ whole: Int) -> String {
        guard whole > 0 else { return "-" }
        let thousandths = (part * 1000 + whole / 2) / whole
        let digits = String(thousandths % 1000)
        return "\(thousandths / 1000)." + String(repeating: "0", count: 3 - digits.count) + digits
    }
}
