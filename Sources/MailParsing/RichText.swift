import Markup

/// The text of a rich-text file (RTF 1.9), as far as people's letters have any: words, paragraphs, Unicode and code pages.
enum RichText {
    /// What it says; nil if it is no RTF.
    static func plain(_ bytes: [UInt8]) -> String? {
        guard bytes.starts(with: Array("{\\rtf".utf8)) else { return nil }
        var reader = RichTextReader(bytes: bytes)
        return reader.read()
    }
}

/// Reads groups and control words one after another; the stack of groups is bounded.
private struct RichTextReader {
    let bytes: [UInt8]
    var at = 0
    var text = ""
    /// Bytes of the document's code page that wait to be decoded together.
    var pending: [UInt8] = []
    var codePage = "windows-1251"
    /// For each open group: whether it is skipped, and how many bytes stand in for one Unicode letter.
    var groups: [(isSkipped: Bool, standIns: Int)] = [(false, 1)]
    var standInsLeft = 0

    /// Deeper groups are read as if they were the one around them.
    private static let deepest = 256
    /// Groups whose text nobody reads.
    private static let hidden: Set<String> = [
        "fonttbl", "colortbl", "stylesheet", "info", "pict", "object", "header", "footer", "footnote", "generator",
        "themedata", "datastore", "listtable", "listoverridetable", "rsidtbl", "xmlnstbl", "fldinst",
    ]

    mutating func read() -> String {
        var beyond = 0
        while at < bytes.count, text.utf8.count < MailLimits.text {
            let byte = bytes[at]
            at += 1
            switch byte {
            case 0x7B:
                if groups.count < RichTextReader.deepest {
                    groups.append(groups[groups.count - 1])
                } else {
                    beyond += 1
                }
            case 0x7D:
                if beyond > 0 { beyond -= 1 } else if groups.count > 1 { groups.removeLast() }
                standInsLeft = 0
            case 0x5C: control()
            case 0x0D, 0x0A, 0: continue
            default: put(byte)
            }
        }
        flush()
        return text
    }

    private mutating func put(_ byte: UInt8) {
        guard !groups[groups.count - 1].isSkipped else { return }
        if standInsLeft > 0 {
            standInsLeft -= 1
        } else {
            pending.append(byte)
        }
    }

    private mutating func put(_ piece: String) {
        guard !groups[groups.count - 1].isSkipped else { return }
        flush()
        text += piece
    }

    private mutating func flush() {
        guard !pending.isEmpty else { return }
        text += Charsets.decode(pending, labels: [codePage]).text
        pending.removeAll(keepingCapacity: true)
    }

    private mutating func control() {
        guard at < bytes.count else { return }
        let first = bytes[at]
        guard (first | 0x20) >= 0x61, (first | 0x20) <= 0x7A else {
            at += 1
            switch first {
            case 0x27:
                guard at + 1 < bytes.count, let high = Hexadecimal.value(bytes[at]),
                    let low = Hexadecimal.value(bytes[at + 1])
                else { return }
                at += 2
                put(high << 4 | low)
            case 0x2A: groups[groups.count - 1].isSkipped = true
            case 0x7E: put(0x20)
            case 0x5C, 0x7B, 0x7D: put(first)
            case 0x0D, 0x0A: put("\n")
            default: break
            }
            return
        }
        let start = at
        while at < bytes.count, at - start < 32, (bytes[at] | 0x20) >= 0x61, (bytes[at] | 0x20) <= 0x7A { at += 1 }
        let word = String(decoding: bytes[start..<at], as: UTF8.self)
        var number: Int?
        var isNegative = false
        if at < bytes.count, bytes[at] == 0x2D {
            isNegative = true
            at += 1
        }
        var digits = 0
        while at < bytes.count, digits < 9, bytes[at] >= 0x30, bytes[at] <= 0x39 {
            number = (number ?? 0) * 10 + Int(bytes[at] - 0x30)
            at += 1
            digits += 1
        }
        if isNegative { number = number.map { -$0 } }
        if at < bytes.count, bytes[at] == 0x20 { at += 1 }
        obey(word, number)
    }

    private mutating func obey(_ word: String, _ number: Int?) {
        switch word {
        case "par", "line", "sect", "page", "row": put("\n")
        case "tab", "cell": put("\t")
        case "emdash": put("—")
        case "endash": put("–")
        case "bullet": put("•")
        case "lquote": put("‘")
        case "rquote": put("’")
        case "ldblquote": put("“")
        case "rdblquote": put("”")
        case "ansicpg":
            if let number, number > 0 { codePage = number == 65001 ? "utf-8" : "windows-\(number)" }
        case "uc": groups[groups.count - 1].standIns = max(0, min(number ?? 1, 8))
        case "u":
            guard let number else { return }
            let unit = UInt16(truncatingIfNeeded: number)
            if let scalar = Unicode.Scalar(unit) { put(String(Character(scalar))) }
            standInsLeft = groups[groups.count - 1].standIns
        case "bin": at = min(bytes.count, at + max(0, number ?? 0))
        default:
            if RichTextReader.hidden.contains(word) { groups[groups.count - 1].isSkipped = true }
        }
    }
}
