import Glibc

/// The header fields of a message or a part (RFC 5322 §2.2), found in its bytes without copying them.
struct HeaderBlock {
    private struct Field {
        var name: Range<Int>
        var value: Range<Int>
    }

    /// The bytes that it was read from, body included.
    let bytes: [UInt8]
    private var fields: [Field] = []
    /// Where the body begins.
    private(set) var bodyStart = 0
    /// What was wrong.
    private(set) var damage: [String] = []

    /// Reads the block at the beginning of the bytes. Lines end in LF or CRLF.
    init(_ bytes: [UInt8]) throws(MailError) {
        self.bytes = bytes
        let failure = bytes.withUnsafeBufferPointer { scan($0) }
        if let failure { throw failure }
    }

    /// Whether there is no field at all.
    var isEmpty: Bool { fields.isEmpty }

    /// Whether it is the header of a letter: it names an author and more.
    var tellsAuthor: Bool { fields.count > 1 && (has("from") || has("to")) && (has("subject") || has("date")) }

    /// The fields' names in lower case, in order.
    var names: [String] {
        fields.map { String(decoding: bytes[$0.name], as: UTF8.self).lowercased() }
    }

    /// Whether a field is there.
    func has(_ name: String) -> Bool { index(name) != nil }

    /// The first field of that name (lower case), unfolded, trimmed, without NUL; nil if there is none. The first of
    /// several wins, as most readers have it; what the others say would be a second truth about one message.
    func value(_ name: String) -> [UInt8]? { index(name).map { unfolded(fields[$0].value) } }

    /// Like `value`, as text for comparing: lower case, what is not ASCII replaced.
    func word(_ name: String) -> String? { value(name).map { String(decoding: $0, as: UTF8.self).lowercased() } }

    /// All fields of that name, in order.
    func values(_ name: String) -> [[UInt8]] {
        fields.indices.filter { named($0, name) }.map { unfolded(fields[$0].value) }
    }

    /// How many fields have that name.
    func count(_ name: String) -> Int {
        var count = 0
        for index in fields.indices where named(index, name) { count += 1 }
        return count
    }

    private func index(_ name: String) -> Int? { fields.indices.first { named($0, name) } }

    private func named(_ index: Int, _ name: String) -> Bool {
        let range = fields[index].name
        guard range.count == name.utf8.count else { return false }
        var at = range.lowerBound
        for byte in name.utf8 {
            let own = bytes[at]
            guard own == byte || (own | 0x20 == byte && (0x41...0x5A).contains(own)) else { return false }
            at += 1
        }
        return true
    }

    private func unfolded(_ range: Range<Int>) -> [UInt8] {
        var value: [UInt8] = []
        value.reserveCapacity(range.count)
        for byte in bytes[range] {
            switch byte {
            case 0x0D, 0x0A, 0: continue
            default: value.append(byte)
            }
        }
        while let last = value.last, last == 0x20 || last == 0x09 { value.removeLast() }
        return value
    }

    private mutating func scan(_ bytes: UnsafeBufferPointer<UInt8>) -> MailError? {
        guard let base = bytes.baseAddress else { return nil }
        var at = 0
        while at < bytes.count {
            if at > MailLimits.header { return .headerTooLarge(limit: MailLimits.header) }
            let end = HeaderBlock.lineEnd(base, at, bytes.count)
            var textEnd = min(end, bytes.count)
            if textEnd > at, bytes[textEnd - 1] == 0x0D { textEnd -= 1 }
            if textEnd == at {
                bodyStart = min(end + 1, bytes.count)
                return nil
            }
            if bytes[at] == 0x20 || bytes[at] == 0x09 {
                if let last = fields.indices.last {
                    fields[last].value = fields[last].value.lowerBound..<textEnd
                } else {
                    note("the header begins with a continuation line")
                }
            } else if let colon = HeaderBlock.colon(bytes, at, textEnd) {
                if fields.count == MailLimits.headers { return .tooManyHeaders(limit: MailLimits.headers) }
                var nameEnd = colon
                while nameEnd > at, bytes[nameEnd - 1] == 0x20 || bytes[nameEnd - 1] == 0x09 { nameEnd -= 1 }
                var start = colon + 1
                while start < textEnd, bytes[start] == 0x20 || bytes[start] == 0x09 { start += 1 }
                fields.append(Field(name: at..<nameEnd, value: start..<textEnd))
            } else if !HeaderBlock.isEnvelope(bytes, at) {
                // Either a line of rubbish between fields, or the blank line is missing and this is the text.
                note("a header line is no field")
                let next = end + 1
                let nextEnd = next < bytes.count ? HeaderBlock.lineEnd(base, next, bytes.count) : next
                guard next < bytes.count,
                    HeaderBlock.colon(bytes, next, nextEnd) != nil || fields.isEmpty
                        || (fields.count > 1 && HeaderBlock.goesOn(base, next, bytes))
                else {
                    bodyStart = at
                    return nil
                }
            }
            at = end + 1
        }
        if bytes.count > MailLimits.header { return .headerTooLarge(limit: MailLimits.header) }
        bodyStart = bytes.count
        return nil
    }

    private mutating func note(_ what: String) { if !damage.contains(what) { damage.append(what) } }

    private static func lineEnd(_ base: UnsafePointer<UInt8>, _ from: Int, _ count: Int) -> Int {
        guard let found = memchr(base + from, 0x0A, count - from) else { return count }
        return UnsafeRawPointer(base).distance(to: UnsafeRawPointer(found))
    }

    /// The colon behind a field name; nil if the line is no field.
    private static func colon(_ bytes: UnsafeBufferPointer<UInt8>, _ from: Int, _ end: Int) -> Int? {
        var at = from
        while at < end, bytes[at] > 0x20, bytes[at] < 0x7F, bytes[at] != 0x3A { at += 1 }
        guard at > from, at - from <= longestName else { return nil }
        var colon = at
        while colon < end, bytes[colon] == 0x20 || bytes[colon] == 0x09 { colon += 1 }
        return colon < end && bytes[colon] == 0x3A ? colon : nil
    }

    /// Whether further down, before a blank line, a field stands that only a header has: what is between is a field
    /// whose folded lines have lost their blanks.
    private static func goesOn(
        _ base: UnsafePointer<UInt8>, _ from: Int, _ bytes: UnsafeBufferPointer<UInt8>
    ) -> Bool {
        var at = from
        for _ in 0..<longestFold where at < bytes.count {
            let end = lineEnd(base, at, bytes.count)
            let line = bytes[at..<end]
            if line.isEmpty || line.elementsEqual([0x0D]) { return false }
            if let colon = colon(bytes, at, end) {
                let name = String(decoding: bytes[at..<colon], as: UTF8.self).lowercased()
                if telling.contains(name) { return true }
            }
            at = end + 1
        }
        return false
    }

    /// Lines that a field can be folded into.
    private static let longestFold = 64
    /// Fields that no text has at the beginning of a line.
    private static let telling: Set<String> = [
        "received", "return-path", "message-id", "mime-version", "content-type", "content-transfer-encoding",
        "reply-to", "delivered-to", "dkim-signature", "received-spf", "authentication-results",
    ]

    /// Field names have at most some 60 letters.
    private static let longestName = 256

    /// mbox' "From " line, quoted or not.
    private static func isEnvelope(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> Bool {
        let start = bytes[at] == UInt8(ascii: ">") ? at + 1 : at
        return start + 5 <= bytes.count && bytes[start..<(start + 5)].elementsEqual("From ".utf8)
    }
}
