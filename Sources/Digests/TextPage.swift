import Reports

/// A digest as plain text, 78 columns wide.
struct TextPage {
    private static let width = 78
    /// Below a report's number.
    private static let margin = String(repeating: " ", count: 8)
    private static let widestName = 32
    private static let barLength = 10
    private var out = ""

    static func render(_ page: DigestPage) -> String {
        var text = TextPage()
        text.head(page)
        for section in page.leading { text.section(section) }
        text.chart(page.words.themes, page.themes)
        text.chart(page.words.districts, page.districts)
        text.line()
        text.paragraph(page.basis)
        for section in page.following { text.section(section) }
        text.tail(page)
        return text.out
    }

    private mutating func line(_ text: String = "") { out += text + "\n" }

    private mutating func title(_ text: String) {
        line()
        line(text.uppercased())
        line(String(repeating: "─", count: TextPage.width))
    }

    private mutating func paragraph(_ text: String, indent: String = "") {
        for wrapped in TextPage.wrap(text, TextPage.width - indent.count) { line(indent + wrapped) }
    }

    private mutating func head(_ page: DigestPage) {
        paragraph("\(page.title) · \(page.dayName)")
        paragraph(page.head.office)
        paragraph("\(page.words.window): \(page.window)")
        for mark in page.marks { paragraph("! \(mark)") }
        line()
        paragraph(page.lead)
        if page.isUnbalanced { paragraph("! \(page.balance)") }
        if page.isQuiet { paragraph(page.words.quiet) }
        if let again = page.again { paragraph(again) }
        if let earlier = page.earlier { paragraph("\(earlier).") }
        figures(page.words.allegations, page.signals)
        figures(page.words.kinds, page.kinds)
    }

    private mutating func figures(_ name: String, _ figures: [DigestPage.Figure]) {
        guard !figures.isEmpty else { return }
        paragraph("\(name): " + figures.map { "\($0.label) \($0.value)" }.joined(separator: ", "))
    }

    private mutating func section(_ section: DigestPage.Section) {
        title("\(section.title) (\(section.count))")
        for entry in section.entries {
            let signals = entry.hasSignals ? " [\(entry.signalLine)]" : ""
            let wrapped = TextPage.wrap("\(entry.title)\(signals)", TextPage.width - TextPage.margin.count)
            for (index, text) in wrapped.enumerated() {
                line(
                    (index == 0
                        ? TextPage.padded("#\(entry.number)", TextPage.margin.count - 1) + " " : TextPage.margin) + text
                )
            }
            if entry.hasSummary { paragraph(entry.excerpt, indent: TextPage.margin) }
            paragraph("\(entry.tagLine) · \(entry.facts)", indent: TextPage.margin)
            // An address is of use only whole.
            if let link = entry.link { line(TextPage.margin + link) }
        }
        if let more = section.more { paragraph("… \(more)", indent: TextPage.margin) }
    }

    private mutating func chart(_ name: String, _ chart: Chart) {
        guard chart.isThere else { return }
        title(name)
        let most = max(1, chart.bars.map(\.count).max() ?? 1)
        let widest = min(TextPage.widestName, chart.bars.map { TextPage.columns($0.name) }.max() ?? 0)
        for bar in chart.bars {
            let length = bar.count == 0 ? 0 : max(1, bar.count * TextPage.barLength / most)
            let drawn =
                String(repeating: "█", count: length) + String(repeating: " ", count: TextPage.barLength - length)
            let count = TextPage.right("\(bar.count)", 4)
            let note = bar.arrow.isEmpty ? "" : " \(bar.arrow) \(bar.note)"
            let text = "\(TextPage.padded(bar.name, widest)) \(drawn) \(count)\(note)"
            line(TextPage.columns(text) > TextPage.width ? TextPage.padded(text, TextPage.width) : text)
        }
    }

    private mutating func tail(_ page: DigestPage) {
        reasons(page.words.setAsideList, page.setAside)
        reasons(page.words.automaticList, page.automatic)
        if page.sources.isThere {
            title(page.words.sources)
            for source in page.sources.rows {
                let counts =
                    "\(source.received) = \(source.new) + \(source.repeated) + \(source.automatic) + \(source.setAside)"
                paragraph(
                    "\(source.isFailing ? "!" : "·") \(source.name): \(source.state) · \(counts) · \(source.lastSuccess)"
                )
                if let error = source.error { paragraph(error, indent: "    ") }
            }
            if let more = page.sources.more { paragraph("… \(more)") }
            line()
            paragraph(page.words.equation)
        }
        if page.hasUndelivered {
            title("\(page.words.undelivered) (\(page.undeliveredCount))")
            for text in page.undelivered { paragraph(text, indent: "  ") }
        }
        for section in page.others { self.section(section) }
        line()
        paragraph(page.words.footer)
    }

    private mutating func reasons(_ name: String, _ reasons: [DigestPage.Reason]) {
        guard !reasons.isEmpty else { return }
        title(name)
        for reason in reasons { paragraph("\(reason.count) · \(reason.source): \(reason.reason)", indent: "  ") }
    }

    /// Columns that a text takes on a terminal: ideographs and pictures take two.
    static func columns(_ text: some StringProtocol) -> Int { text.reduce(0) { $0 + columns($1) } }

    private static func columns(_ character: Character) -> Int {
        guard let scalar = character.unicodeScalars.first, scalar.value >= 0x1100 else { return 1 }
        switch scalar.value {
        case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60,
            0xFFE0...0xFFE6, 0x1F1E6...0x1F64F, 0x1F680...0x1F9FF, 0x1FA70...0x1FAFF, 0x20000...0x3FFFD:
            return 2
        default: return scalar.properties.isEmojiPresentation ? 2 : 1
        }
    }

    static func padded(_ text: String, _ width: Int) -> String {
        let taken = columns(text)
        if taken <= width { return text + String(repeating: " ", count: width - taken) }
        return split(text[...], width - 1).head + "…"
    }

    static func right(_ text: String, _ width: Int) -> String {
        String(repeating: " ", count: max(0, width - columns(text))) + text
    }

    /// Lines of whole words; a word that is too long is cut.
    static func wrap(_ text: String, _ width: Int) -> [String] {
        var lines: [String] = []
        var current = ""
        var taken = 0
        for word in text.split(separator: " ") {
            var rest = word
            var length = columns(rest)
            if taken > 0, taken + 1 + length > width {
                lines.append(current)
                (current, taken) = ("", 0)
            }
            while length > width {
                let (head, tail) = split(rest, width)
                lines.append(head)
                rest = tail
                length = columns(rest)
            }
            current += taken == 0 ? String(rest) : " " + rest
            taken += (taken == 0 ? 0 : 1) + length
        }
        if taken > 0 { lines.append(current) }
        return lines
    }

    /// What fits into so many columns, at least one character, and the rest.
    private static func split(_ text: Substring, _ width: Int) -> (head: String, tail: Substring) {
        var taken = 0
        var end = text.startIndex
        for index in text.indices {
            taken += columns(text[index])
            if taken > width, index > text.startIndex { break }
            end = text.index(after: index)
        }
        return (String(text[..<end]), text[end...])
    }
}
