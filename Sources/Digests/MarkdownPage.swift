import Reports

/// A digest as Markdown (CommonMark); what strangers wrote cannot become markup.
enum MarkdownPage {
    static func render(_ page: DigestPage) -> String {
        let words = page.words
        var out = "# \(escaped(page.title)) · \(escaped(page.dayName))\n\n**\(escaped(page.office))**  \n"
        out += "\(words.window): \(escaped(page.window))\n\n"
        for mark in page.marks { out += "> **\(escaped(mark))**\n\n" }
        out += "\(escaped(page.lead))\n\n"
        if page.isQuiet { out += "\(escaped(page.quiet))\n\n" }
        if let again = page.again { out += "\(escaped(again))\n\n" }
        for (name, figures) in [(words.allegations, page.signals), (words.kinds, page.kinds)] where !figures.isEmpty {
            out += "\(name): " + figures.map { "\($0.label) \($0.value)" }.joined(separator: ", ") + "\n\n"
        }
        for section in page.sections {
            out += "## \(section.title) (\(section.count))\n\n"
            for entry in section.entries {
                out += "- **\\#\(entry.id) \(escaped(entry.title))**"
                if !entry.signals.isEmpty { out += " — *\(entry.signals.joined(separator: ", "))*" }
                if entry.hasExcerpt { out += "  \n  \(escaped(entry.excerpt))" }
                out += "  \n  \(escaped(entry.tagLine)) · \(escaped(entry.facts))"
                if let link = entry.link { out += "  \n  <\(link)>" }
                out += "\n"
            }
            if let more = section.more { out += "- … \(more)\n" }
            out += "\n"
        }
        for (name, bars) in [(words.themes, page.themes), (words.districts, page.districts)] where bars.contains(where: { $0.count > 0 }) {
            out += "## \(name)\n\n| | | |\n|---|---:|---|\n"
            for bar in bars { out += "| \(bar.name) | \(bar.count) | \(bar.note) |\n" }
            out += "\n"
        }
        out += "\(page.basis)\n\n"
        for (name, reasons) in [(words.setAsideList, page.setAside), (words.automaticList, page.automatic)] where !reasons.isEmpty {
            out += "## \(name)\n\n| \(words.source) | \(words.reason) | \(words.count) |\n|---|---|---:|\n"
            for reason in reasons { out += "| \(escaped(reason.source)) | \(escaped(reason.reason)) | \(reason.count) |\n" }
            out += "\n"
        }
        if !page.sources.isEmpty {
            out += "## \(words.sources)\n\n"
            out += "| \(words.source) | \(words.state) | \(words.received) | \(words.new) | \(words.repeated) | \(words.automatic) | \(words.setAside) |\n"
            out += "|---|---|---:|---:|---:|---:|---:|\n"
            for source in page.sources {
                let error = source.error.map { ": \(escaped($0))" } ?? ""
                out += "| \(escaped(source.name)) | \(source.state)\(error) | \(source.received) | \(source.new) "
                out += "| \(source.repeated) | \(source.automatic) | \(source.setAside) |\n"
            }
            out += "\n"
        }
        if !page.undelivered.isEmpty {
            out += "## \(words.undelivered)\n\n" + page.undelivered.map { "- \(escaped($0))\n" }.joined() + "\n"
        }
        return out + "*\(words.footer)*\n"
    }

    /// Every character that means something in CommonMark or its tables is escaped (CommonMark §2.4), and so is `@`, by
    /// which chats call people.
    static func escaped(_ text: String) -> String {
        var out = ""
        for character in text {
            switch character {
            case "\\", "`", "*", "_", "{", "}", "[", "]", "(", ")", "#", "+", "!", "|", "<", ">", "~", "&":
                out += "\\\(character)"
            case "@": out += "@\u{2060}"
            default: out.append(character)
            }
        }
        return out
    }
}
