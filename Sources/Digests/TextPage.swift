import Reports

/// A digest as plain text, 78 columns wide.
struct TextPage {
    private static let width = 78
    private var out = ""

    static func render(_ page: DigestPage) -> String {
        var text = TextPage()
        text.head(page)
        for section in page.sections { text.section(section) }
        text.bars(page.words.themes, page.themes)
        text.bars(page.words.districts, page.districts)
        if !page.basis.isEmpty { text.paragraph(page.basis) }
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
        line("\(page.title) · \(page.dayName)")
        line(page.office)
        line("\(page.words.window): \(page.window)")
        for mark in page.marks { paragraph("! \(mark)") }
        line()
        paragraph(page.lead)
        if page.isQuiet { paragraph(page.quiet) }
        if let again = page.again { paragraph(again) }
        if !page.signals.isEmpty {
            paragraph("\(page.words.allegations): " + page.signals.map { "\($0.label) \($0.value)" }.joined(separator: ", "))
        }
        if !page.kinds.isEmpty {
            paragraph("\(page.words.kinds): " + page.kinds.map { "\($0.label) \($0.value)" }.joined(separator: ", "))
        }
    }

    private mutating func section(_ section: DigestPage.Section) {
        title("\(section.title) (\(section.count))")
        for entry in section.entries {
            let signals = entry.signals.isEmpty ? "" : " [\(entry.signals.joined(separator: ", "))]"
            let wrapped = TextPage.wrap("\(entry.title)\(signals)", TextPage.width - 8)
            for (index, text) in wrapped.enumerated() {
                line((index == 0 ? TextPage.padded("#\(entry.id)", 7) + " " : "        ") + text)
            }
            if entry.hasExcerpt { paragraph(entry.excerpt, indent: "        ") }
            paragraph("\(entry.tagLine) · \(entry.facts)", indent: "        ")
            if let link = entry.link { line("        \(link)") }
        }
        if let more = section.more { line("        … \(more)") }
    }

    private mutating func bars(_ name: String, _ bars: [DigestPage.Bar]) {
        guard bars.contains(where: { $0.count > 0 || $0.usual > 0 }) else { return }
        title(name)
        let widest = min(34, bars.map(\.name.count).max() ?? 0)
        let most = max(1, bars.map(\.count).max() ?? 1)
        for bar in bars {
            let length = bar.count == 0 ? 0 : max(1, bar.count * 12 / most)
            let drawn = String(repeating: "█", count: length) + String(repeating: " ", count: 12 - length)
            line("\(TextPage.padded(bar.name, widest)) \(drawn) \(TextPage.right("\(bar.count)", 4))  \(TextPage.arrow(bar.level))\(bar.note)")
        }
    }

    private static func arrow(_ level: Temperature.Level) -> String {
        switch level {
        case .unknown: ""
        case .cold: "↓ "
        case .usual: "· "
        case .warm: "↑ "
        case .hot: "⇈ "
        }
    }

    private mutating func tail(_ page: DigestPage) {
        reasons(page.words.setAsideList, page.setAside)
        reasons(page.words.automaticList, page.automatic)
        if !page.sources.isEmpty {
            title(page.words.sources)
            for source in page.sources {
                let counts = "\(source.received) = \(source.new) + \(source.repeated) + \(source.automatic) + \(source.setAside)"
                paragraph("\(source.isFailing ? "! " : "  ")\(source.name): \(source.state) · \(counts) · \(source.lastSuccess)")
                if let error = source.error { paragraph(error, indent: "    ") }
            }
            paragraph(
                "\(page.words.received) = \(page.words.new) + \(page.words.repeated) + \(page.words.automatic) + \(page.words.setAside)")
        }
        if !page.undelivered.isEmpty {
            title(page.words.undelivered)
            for text in page.undelivered { paragraph(text, indent: "  ") }
        }
        line()
        paragraph(page.words.footer)
    }

    private mutating func reasons(_ name: String, _ reasons: [DigestPage.Reason]) {
        guard !reasons.isEmpty else { return }
        title(name)
        for reason in reasons { paragraph("\(TextPage.right(reason.count, 5))  \(reason.source): \(reason.reason)") }
    }

    static func padded(_ text: String, _ width: Int) -> String {
        text.count > width
            ? text.prefix(max(0, width - 1)) + "…" : text + String(repeating: " ", count: width - text.count)
    }

    static func right(_ text: String, _ width: Int) -> String {
        String(repeating: " ", count: max(0, width - text.count)) + text
    }

    /// Lines of whole words; a word that is too long is cut.
    static func wrap(_ text: String, _ width: Int) -> [String] {
        var lines: [String] = []
        var current = ""
        for word in text.split(separator: " ") {
            var rest = word[...]
            if !current.isEmpty, current.count + 1 + rest.count > width {
                lines.append(current)
                current = ""
            }
            while rest.count > width {
                lines.append(String(rest.prefix(width)))
                rest = rest.dropFirst(width)
            }
            current += current.isEmpty ? String(rest) : " " + rest
        }
        if !current.isEmpty { lines.append(current) }
        return lines
    }
}
