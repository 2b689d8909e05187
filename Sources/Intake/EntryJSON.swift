import FeedParsing
import FoundationEssentials
import Reports

/// An entry as it was read, as JSON with its keys in order: kept for whoever wants to know later. Written by hand since each
/// entry of each feed passes here, and a general encoder takes longer for it than all of the reading.
enum EntryJSON {
    static func bytes(_ entry: ParsedEntry) -> [UInt8] {
        var out: [UInt8] = [0x7B]
        out.reserveCapacity(512 + (entry.html ?? entry.text ?? "").utf8.count * 9 / 8)
        if !entry.attachments.isEmpty {
            key("attachments", &out)
            list(entry.attachments, &out) { file, out in
                out.append(0x7B)
                if let length = file.length { member("length", number: length, &out) }
                member("type", file.type, &out)
                member("url", file.url, &out)
                out.append(0x7D)
            }
        }
        member("author", entry.author, &out)
        if !entry.categories.isEmpty {
            key("categories", &out)
            list(entry.categories, &out) { string($0, &$1) }
        }
        member("html", entry.html, &out)
        member("id", entry.id, &out)
        member("language", entry.language, &out)
        member("link", entry.link, &out)
        member("published", entry.published, &out)
        // The text is in the report; the HTML it came from is the original.
        if entry.html == nil { member("text", entry.text, &out) }
        member("title", entry.title, &out)
        member("updated", entry.updated, &out)
        out.append(0x7D)
        return out
    }

    private static func list<Value>(
        _ values: [Value], _ out: inout [UInt8], _ write: (Value, inout [UInt8]) -> Void
    ) {
        out.append(0x5B)
        for (index, value) in values.enumerated() {
            if index > 0 { out.append(0x2C) }
            write(value, &out)
        }
        out.append(0x5D)
    }

    private static func member(_ name: StaticString, _ value: String?, _ out: inout [UInt8]) {
        guard let value else { return }
        key(name, &out)
        string(value, &out)
    }

    private static func member(_ name: StaticString, number: Int, _ out: inout [UInt8]) {
        key(name, &out)
        out += String(number).utf8
    }

    /// RFC 3339, in UTC and whole seconds.
    private static func member(_ name: StaticString, _ date: Date?, _ out: inout [UInt8]) {
        guard let date, date.timeIntervalSince1970.magnitude < 1e12 else { return }
        key(name, &out)
        let seconds = Int(date.timeIntervalSince1970.rounded(.down))
        let days = (Double(seconds) / 86_400).rounded(.down)
        let (year, month, day) = Day(number: Int(days)).civil
        let second = seconds - Int(days) * 86_400
        func put(_ number: Int, _ size: Int) {
            var power = size == 4 ? 1000 : 10
            for _ in 0..<size {
                out.append(0x30 + UInt8(truncatingIfNeeded: number / power % 10))
                power /= 10
            }
        }
        out.append(0x22)
        put(year, 4)
        for part in [month, day] {
            out.append(0x2D)
            put(part, 2)
        }
        var mark = UInt8(ascii: "T")
        for part in [second / 3600, second / 60 % 60, second % 60] {
            out.append(mark)
            put(part, 2)
            mark = UInt8(ascii: ":")
        }
        out += [UInt8(ascii: "Z"), 0x22]
    }

    private static func key(_ name: StaticString, _ out: inout [UInt8]) {
        if out.last != 0x7B { out.append(0x2C) }
        out.append(0x22)
        name.withUTF8Buffer { out += $0 }
        out += [0x22, 0x3A]
    }

    private static let digits = Array("0123456789abcdef".utf8)

    /// Whether one of eight bytes is a control, a quotation mark or a backslash (Warren, "Hacker's Delight", §6-1).
    private static func holdsEscaped(_ word: UInt64) -> Bool {
        let lowest: UInt64 = 0x0101_0101_0101_0101
        let quote = word ^ (lowest &* 0x22)
        let slash = word ^ (lowest &* 0x5C)
        let found =
            (word &- lowest &* 0x20) & ~word | (quote &- lowest) & ~quote | (slash &- lowest) & ~slash
        return found & (lowest << 7) != 0
    }

    /// RFC 8259 §7.
    private static func string(_ text: String, _ out: inout [UInt8]) {
        out.append(0x22)
        var text = text
        text.withUTF8 { bytes in
            var start = 0
            var at = 0
            while at < bytes.count {
                if at + 8 <= bytes.count, !holdsEscaped(bytes.eight(at: at)) {
                    at += 8
                    continue
                }
                let byte = bytes[at]
                at += 1
                guard byte < 0x20 || byte == 0x22 || byte == 0x5C else { continue }
                out += bytes[start..<(at - 1)]
                start = at
                switch byte {
                case 0x22, 0x5C: out += [0x5C, byte]
                case 0x0A: out += [0x5C, 0x6E]
                default: out += [0x5C, 0x75, 0x30, 0x30, digits[Int(byte >> 4)], digits[Int(byte & 15)]]
                }
            }
            out += bytes[start...]
        }
        out.append(0x22)
    }
}
