import Language

/// A message's own words and those that it quotes or forwards, without the marks of quoting: what a forward and its
/// original have in common.
enum QuotedText {
    /// The text without `>` marks, forward headers and lines such as "… wrote:"; the quoted words stay.
    static func plain(_ text: String) -> String { plain(text, TextCensus(text)) }

    /// Whether nothing in a text would be left out.
    static func isPlain(_ text: String, _ census: TextCensus) -> Bool {
        (!census.mayHaveMarkup && !census.mayQuote) || plain(text, census) == text
    }

    private static func plain(_ text: String, _ census: TextCensus) -> String {
        var (text, census) = (text, census)
        if census.mayHaveMarkup, let bare = MarkupResidue.strip(text) { (text, census) = (bare, TextCensus(bare)) }
        // Most texts bear none of the marks.
        guard census.mayQuote else { return text }
        var out: [UInt8] = []
        out.reserveCapacity(text.utf8.count)
        var headers: [ArraySlice<UInt8>] = []
        var afterSeparator = false
        let bytes = Array(text.utf8)
        /// A single line such as "Тема: …" is somebody's own words; two in a row, or one below a separator, are a header.
        func flush() {
            if headers.count < 2, !afterSeparator {
                for line in headers {
                    out.append(contentsOf: line)
                    out.append(0x0A)
                }
            }
            headers.removeAll(keepingCapacity: true)
        }
        var start = 0
        while start <= bytes.count {
            let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
            let line = unquoted(bytes[start..<end])
            start = end + 1
            if isSeparator(line) {
                flush()
                afterSeparator = true
            } else if isHeader(line) {
                headers.append(line)
            } else {
                flush()
                if !line.isEmpty { afterSeparator = false }
                out.append(contentsOf: line)
                out.append(0x0A)
            }
        }
        flush()
        return String(decoding: out, as: UTF8.self)
    }

    private static func unquoted(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var line = line
        while let first = line.first, first == 0x3E || first == 0x20 || first == 0x09 || first == 0x0D || first == 0x7C
        {
            line.removeFirst()
        }
        while let last = line.last, last == 0x20 || last == 0x0D || last == 0x09 { line.removeLast() }
        return line
    }

    /// Header and separator lines are short; longer ones are text.
    private static let longestLine = 300

    private static func isHeader(_ line: ArraySlice<UInt8>) -> Bool {
        guard line.count <= longestLine, let colon = line.prefix(40).firstIndex(of: 0x3A), colon > line.startIndex
        else {
            return false
        }
        return names.contains(lowered(line[line.startIndex..<colon]))
    }

    private static func isSeparator(_ line: ArraySlice<UInt8>) -> Bool {
        guard line.count >= 5, line.count <= longestLine else { return false }
        let isRuled = line.starts(with: [0x2D, 0x2D])
        guard isRuled || line.last == 0x3A else { return false }
        let text = lowered(line)
        if isRuled { return ruled.contains { text.contains($0) } }
        return openings.contains { text.hasPrefix($0) } || closings.contains { text.hasSuffix($0) }
    }

    private static func lowered(_ line: ArraySlice<UInt8>) -> String {
        String(decoding: line.filter { $0 != 0x2A }, as: UTF8.self).lowercased()
    }

    private static let names: Set<String> = [
        "from", "to", "cc", "subject", "date", "sent", "reply-to", "от", "от кого", "кому", "копия", "тема", "дата",
        "отправлено", "кімнен", "кімге", "көшірме", "тақырып", "тақырыбы", "күні", "жіберілді",
    ]
    private static let ruled = [
        "original message", "forwarded message", "пересыла", "пересланн", "исходное", "конец пере", "бастапқы",
        "қайта жіберілген", "хабарлама",
    ]
    private static let openings = ["begin forwarded message", "начало переадресованного", "начало пересылаемого"]
    private static let closings = ["wrote:", "пишет:", "написал:", "написала:", "написал(а):", "жазды:", "деп жазды:"]
}
