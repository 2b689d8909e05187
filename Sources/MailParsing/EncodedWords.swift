import Markup

/// Text in header fields: RFC 2047, and what the world puts there instead.
///
/// Neighbouring encoded words of one charset are joined as bytes first, since many programs cut between the bytes of a
/// letter. Bytes that are not ASCII and not encoded are read like a body. What is decoded is not decoded again.
enum EncodedWords {
    /// The text of an unfolded field, on one line.
    /// - Parameter hint: the charset of the body, for bytes that are not encoded.
    static func decode(_ bytes: [UInt8], hint: String? = nil) -> String {
        var hasWord = false
        var hasOdd = false
        var before: UInt8 = 0
        for byte in bytes {
            if byte == 0x3F, before == 0x3D { hasWord = true }
            if byte >= 0x7F || byte < 0x20 { hasOdd = true }
            before = byte
        }
        if !hasWord, !hasOdd { return String(decoding: bytes, as: UTF8.self) }
        var text = hasWord ? words(bytes, hint) : raw(bytes[...], hint)
        OneLine.clean(&text)
        return text
    }

    private struct Word {
        var charset: String
        var isBase64: Bool
        var content: Range<Int>
        var end: Int
    }

    private static func words(_ bytes: [UInt8], _ hint: String?) -> String {
        var text = ""
        var plainFrom = 0
        var at = 0
        var ended = false
        while at + 1 < bytes.count {
            guard !ended, bytes[at] == 0x3D, bytes[at + 1] == 0x3F else {
                at += 1
                continue
            }
            guard let first = word(bytes, at, &ended) else {
                at += 2
                continue
            }
            let between = bytes[plainFrom..<at]
            // Blanks between encoded words do not count; other text does, with its blanks.
            if plainFrom == 0 || !between.allSatisfy({ $0 == 0x20 || $0 == 0x09 }) { text += raw(between, hint) }
            var content: [UInt8] = []
            var digits: [UInt8] = []
            var next: Word? = first
            while let word = next {
                if word.isBase64 {
                    digits += bytes[word.content]
                    // Some programs cut the base64 itself: without padding it goes on in the next word.
                    if digits.count % 4 == 0 || digits.last == 0x3D { content += flush(&digits) }
                } else {
                    content += flush(&digits)
                    content += quoted(bytes[word.content])
                }
                at = word.end
                var peek = at
                while peek < bytes.count, bytes[peek] == 0x20 || bytes[peek] == 0x09 { peek += 1 }
                guard peek + 1 < bytes.count, bytes[peek] == 0x3D, bytes[peek + 1] == 0x3F, !ended,
                    let follower = self.word(bytes, peek, &ended), follower.charset == first.charset
                else { break }
                next = follower
            }
            content += flush(&digits)
            text += Charsets.decode(content, labels: [first.charset]).text
            plainFrom = at
        }
        let rest = bytes[plainFrom...]
        return text + raw(rest, hint)
    }

    /// The encoded word that begins here. `ended` becomes true once no word can end behind this place, so that a field
    /// full of beginnings costs no more than its length.
    private static func word(_ bytes: [UInt8], _ start: Int, _ ended: inout Bool) -> Word? {
        var at = start + 2
        while at < bytes.count, bytes[at] != 0x3F {
            guard at - start < longestCharset, bytes[at] > 0x20, bytes[at] < 0x7F else { return nil }
            at += 1
        }
        guard at > start + 2, at + 3 < bytes.count, bytes[at + 2] == 0x3F else { return nil }
        let method = bytes[at + 1] | 0x20
        guard method == UInt8(ascii: "b") || method == UInt8(ascii: "q") else { return nil }
        var charset = bytes[(start + 2)..<at]
        // RFC 2231 §5: a language may follow.
        if let star = charset.firstIndex(of: 0x2A) { charset = charset[..<star] }
        let from = at + 3
        at = from
        while at + 1 < bytes.count {
            if bytes[at] == 0x3F, bytes[at + 1] == 0x3D {
                return Word(
                    charset: String(decoding: charset, as: UTF8.self).lowercased(),
                    isBase64: method == UInt8(ascii: "b"), content: from..<at, end: at + 2)
            }
            at += 1
        }
        ended = true
        // A field that was cut short ends within a word.
        guard bytes.count > from, bytes[from...].allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else { return nil }
        return Word(
            charset: String(decoding: charset, as: UTF8.self).lowercased(), isBase64: method == UInt8(ascii: "b"),
            content: from..<(bytes.count - (bytes.last == 0x3F ? 1 : 0)), end: bytes.count)
    }

    private static func flush(_ digits: inout [UInt8]) -> [UInt8] {
        guard !digits.isEmpty else { return [] }
        defer { digits = [] }
        return TransferEncoding.base64.decode(digits[...])
    }

    private static func quoted(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(bytes.count)
        var at = bytes.startIndex
        while at < bytes.endIndex {
            let byte = bytes[at]
            at += 1
            if byte == 0x5F {
                out.append(0x20)
            } else if byte == 0x3D, at + 1 < bytes.endIndex, let high = Hexadecimal.value(bytes[at]),
                let low = Hexadecimal.value(bytes[at + 1])
            {
                out.append(high << 4 | low)
                at += 2
            } else {
                out.append(byte)
            }
        }
        return out
    }

    private static func raw(_ bytes: ArraySlice<UInt8>, _ hint: String?) -> String {
        guard !bytes.isEmpty else { return "" }
        if bytes.allSatisfy({ $0 < 0x80 }) { return String(decoding: bytes, as: UTF8.self) }
        return Charsets.decode(Array(bytes), labels: hint.map { [$0] } ?? []).text
    }

    /// Longer charset names are none.
    private static let longestCharset = 64
}
