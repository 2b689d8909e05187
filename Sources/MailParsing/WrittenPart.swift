/// What the person wrote, told from what was quoted, from signatures and from the footers of phones (RFC 3676 §4.3 and
/// §4.5, and what mail programs do instead), in Kazakh, Russian and English and the marks of a few neighbours.
///
/// A letter that was forwarded is what its sender has to say, so nothing of it is cut. Where nothing but a quotation
/// would be left out, or nothing at all would be left, the whole text is what was written.
enum WrittenPart {
    /// The part that the person wrote; nil if that is all of the text.
    static func of(_ text: String) -> String? {
        let lines = Lines(text)
        guard !lines.list.isEmpty else { return nil }
        var kept: [ArraySlice<UInt8>] = []
        var block: [ArraySlice<UInt8>] = []
        /// Ends a piece of own text: a signature or a footer may stand at its end.
        func close() {
            let own = Signature.cut(from: block)
            if !kept.isEmpty, !own.isEmpty { kept.append([]) }
            kept += own
            block = []
        }
        var at = 0
        while at < lines.list.count {
            let line = lines.list[at]
            if line.first == UInt8(ascii: ">") {
                close()
                at = lines.quoteEnd(from: at)
            } else if QuoteMark.isForward(line) {
                block += lines.list[at...]
                at = lines.list.count
            } else if let mark = QuoteMark.find(in: lines, at: at) {
                block += mark.before.map { [$0] } ?? []
                close()
                let next = lines.firstSaying(from: mark.end)
                if next < lines.list.count, lines.list[next].first == UInt8(ascii: ">") {
                    at = next
                } else {
                    // What is quoted without marks goes on to the end.
                    at = lines.list.count
                }
            } else {
                block.append(line)
                at += 1
            }
        }
        close()
        let written = TextTidy.trimmed(String(decoding: Array(kept.joined(separator: [0x0A])), as: UTF8.self))
        return written.isEmpty || written == TextTidy.trimmed(text) ? nil : collapsed(written)
    }

    /// No more than one blank line where quotations were.
    private static func collapsed(_ text: String) -> String {
        var out: [UInt8] = []
        var feeds = 0
        for byte in text.utf8 {
            feeds = byte == 0x0A ? feeds + 1 : 0
            if feeds <= 2 { out.append(byte) }
        }
        return String(decoding: out, as: UTF8.self)
    }

    /// A text by its lines, without the blanks at their ends.
    struct Lines {
        let list: [ArraySlice<UInt8>]

        init(_ text: String) {
            list = Array(text.utf8).split(separator: 0x0A, omittingEmptySubsequences: false).map { line in
                var line = line
                while let last = line.last, last <= 0x20 { line.removeLast() }
                return line
            }
        }

        /// The first line from here on that has anything on it.
        func firstSaying(from start: Int) -> Int {
            var at = start
            while at < list.count, list[at].allSatisfy({ $0 <= 0x20 }) { at += 1 }
            return at
        }

        /// Where a quotation ends: blank lines inside it and the rest of a link that was broken belong to it.
        func quoteEnd(from start: Int) -> Int {
            var at = start
            while true {
                while at < list.count, list[at].first == UInt8(ascii: ">") { at += 1 }
                let next = firstSaying(from: at)
                if next < list.count, list[next].first == UInt8(ascii: ">") {
                    at = next
                } else if next == at, at + 1 < list.count, list[at + 1].first == UInt8(ascii: ">"),
                    !list[at].contains(0x20), Lines.endsInLink(list[at - 1])
                {
                    at += 1
                } else {
                    return at
                }
            }
        }

        private static func endsInLink(_ line: ArraySlice<UInt8>) -> Bool {
            let start = line.lastIndex(of: 0x20).map { $0 + 1 } ?? line.startIndex
            return String(decoding: line[start...], as: UTF8.self).contains("://")
        }
    }
}
