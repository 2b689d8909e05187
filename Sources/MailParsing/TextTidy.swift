/// Line ends and control characters of texts, settled in one place.
enum TextTidy {
    /// CRLF and CR become LF; NUL and other controls go, but for tab and LF, and ESC, SO and SI where they shift charsets.
    static func clean(_ bytes: inout [UInt8], keepsShifts: Bool) {
        let count = bytes.count
        let kept = bytes.withUnsafeMutableBufferPointer { bytes -> Int in
            var from = 0
            while from < count, bytes[from] >= 0x20 || bytes[from] == 0x0A || bytes[from] == 0x09 { from += 1 }
            var to = from
            while from < count {
                let byte = bytes[from]
                from += 1
                if byte >= 0x20 || byte == 0x0A || byte == 0x09 {
                    bytes[to] = byte
                    to += 1
                } else if byte == 0x0D {
                    if from < count, bytes[from] == 0x0A { continue }
                    bytes[to] = 0x0A
                    to += 1
                } else if keepsShifts, byte == 0x1B || byte == 0x0E || byte == 0x0F {
                    bytes[to] = byte
                    to += 1
                }
            }
            return to
        }
        if kept < count { bytes.removeLast(count - kept) }
    }

    /// The same for a text that could not be cleaned as bytes.
    static func clean(_ text: String) -> String {
        var bytes = Array(text.utf8)
        clean(&bytes, keepsShifts: false)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Without blank lines and blanks at either end; blanks before the first word stay.
    static func trimmed(_ text: String) -> String {
        text.utf8.withContiguousStorageIfAvailable { bytes -> (Int, Int) in
            var end = bytes.count
            while end > 0, bytes[end - 1] <= 0x20 { end -= 1 }
            var start = 0
            var at = 0
            while at < end, bytes[at] <= 0x20 {
                at += 1
                if bytes[at - 1] == 0x0A { start = at }
            }
            return (start, end)
        }.map { start, end in
            if start == 0, end == text.utf8.count { return text }
            let from = text.utf8.index(text.utf8.startIndex, offsetBy: start)
            let to = text.utf8.index(text.utf8.startIndex, offsetBy: max(start, end))
            return String(text[from..<to])
        } ?? text
    }

    /// At most so many bytes, cut between letters.
    static func cut(_ text: String, to limit: Int) -> String {
        guard text.utf8.count > limit else { return text }
        var end = text.utf8.index(text.utf8.startIndex, offsetBy: limit)
        while end > text.startIndex, end.samePosition(in: text.unicodeScalars) == nil {
            end = text.utf8.index(before: end)
        }
        return String(text[..<end])
    }

    /// Whether there is anything to read.
    static func isBlank(_ text: String) -> Bool { !text.utf8.contains { $0 > 0x20 } }
}
