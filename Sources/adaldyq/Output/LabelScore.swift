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
    private var mainThemes = (right: 0, all: 0)

    /// Compares one text's labels.
    mutating func add(_ labels: Labels, expected: Expected) {
        if let kind = expected.kind { compare("kind", [labels.kind.rawValue], [kind]) }
        if let language = expected.language { compare("language", [labels.language.rawValue], [language]) }
        if let themes = expected.themes {
            compare("theme", labels.themes.map(\.id.rawValue), themes)
            mainThemes.all += 1
            if labels.themes.first?.id.rawValue == themes.first { mainThemes.right += 1 }
        }
        if let signals = expected.signals { compare("signal", labels.signals.map(\.id.rawValue), signals) }
        if let districts = expected.districts { compare("district", labels.districts.map(\.rawValue), districts) }
        if let urgent = expected.urgent { compare("urgent", labels.urgent ? ["urgent"] : [], urgent ? ["urgent"] : []) }
    }

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
            text +=
                "\nmain theme right: \(mainThemes.right) of \(mainThemes.all) (\(LabelScore.share(mainThemes.right, mainThemes.all)))"
        }
        return text
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
