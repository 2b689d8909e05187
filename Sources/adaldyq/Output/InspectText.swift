import FoundationEssentials

/// What `inspect` shows to a person.
enum InspectText {
    private static let excerpt = 240

    static func feed(_ feed: InspectedFeed, damage: [String]) -> String {
        var lines = ["\(feed.format): \(ReportText.line(feed.title ?? "(no title)"))"]
        if let link = feed.link { lines.append("  \(ReportText.line(link))") }
        lines += damage.map { "  damaged: \(ReportText.line($0))" }
        lines.append("  \(feed.items.count) entries")
        for item in feed.items {
            lines.append("")
            lines.append(ReportText.line(item.title ?? "(no title)"))
            lines.append("  id \(ReportText.line(item.id ?? "(none)"))")
            if let date = item.published ?? item.updated { lines.append("  published \(date.formatted(.iso8601))") }
            if let link = item.link { lines.append("  link \(ReportText.line(link))") }
            if let text = item.text { lines.append("  \(ReportText.line(String(text.prefix(excerpt))))") }
        }
        return lines.joined(separator: "\n")
    }

    static func message(_ message: InspectedMessage, damage: [String]) -> String {
        var lines = ["mail: \(ReportText.line(message.subject ?? "(no subject)"))"]
        func people(_ name: String, _ list: [InspectedMessage.Person]) {
            guard !list.isEmpty else { return }
            lines.append(
                "  \(name) "
                    + list.map {
                        ReportText.line(
                            [$0.name, $0.address.map { "<\($0)>" }].compactMap(\.self).joined(separator: " "))
                    }.joined(separator: ", "))
        }
        people("from", message.from)
        people("to", message.to)
        people("cc", message.cc)
        if let date = message.date { lines.append("  date \(date.formatted(.iso8601))") }
        if let id = message.messageID { lines.append("  id \(ReportText.line(id))") }
        if message.automatic { lines.append("  automatic (\(message.kind ?? "")): no report") }
        if message.encrypted == true { lines.append("  encrypted: only who has the key can read it") }
        if message.mended == true { lines.append("  its letters came spoilt and were mended") }
        if message.written != nil { lines.append("  what was quoted or is a signature is shown, and makes no report") }
        for file in message.attachments {
            lines.append("  attachment \(ReportText.line(file.name ?? "(no name)")) \(file.type), \(file.size) bytes")
            if let reason = file.unread { lines.append("    not read: \(reason)") }
            if let text = file.text { lines.append(ReportText.block(text)) }
        }
        lines += damage.map { "  damaged: \(ReportText.line($0))" }
        lines.append("")
        lines.append(ReportText.block(message.text))
        return lines.joined(separator: "\n")
    }
}
