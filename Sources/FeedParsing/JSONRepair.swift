/// JSON as it is published made JSON as it is specified (RFC 8259), before the decoder sees it, in one pass.
///
/// What stands before and behind the document goes; controls and quotes that stand bare in strings are escaped, escapes
/// that there are none of become what they show, halves of letters U+FFFD; commas too many go. A document that is cut is
/// closed behind its last whole value.
struct JSONRepair {
    /// The repaired document; empty if there is none.
    private(set) var bytes: [UInt8] = []
    /// What was wrong, each kind once.
    private(set) var damage: [String] = []
    /// Whether it ends before it should.
    private(set) var isTruncated = false
    /// How deep brackets lie, as far as was read.
    private(set) var depth = 0

    /// The closing brackets that are owed.
    private var owed: [UInt8] = []
    /// Where the last whole value of the outermost levels ended, and how many brackets were owed there.
    private var whole = (count: 0, owed: 0)

    /// - Parameters:
    ///   - source: the document, in UTF-8.
    ///   - deepest: brackets within brackets that are followed.
    init(_ source: [UInt8], deepest: Int) {
        bytes.reserveCapacity(source.count + 64)
        run(source, deepest)
    }

    private mutating func note(_ what: String) { if !damage.contains(what) { damage.append(what) } }

    private mutating func run(_ source: [UInt8], _ deepest: Int) {
        var at = beginning(source)
        while at < source.count {
            let byte = source[at]
            switch byte {
            case 0x22:
                at = string(source, at)
                continue
            case 0x7B, 0x5B:
                owed.append(byte + 2)
                depth = max(depth, owed.count)
                if depth > deepest { return }
                bytes.append(byte)
            case 0x7D, 0x5D:
                close(byte)
                if owed.isEmpty {
                    if source[(at + 1)...].contains(where: { $0 > 0x20 && $0 < 0x80 }) {
                        note("it goes on behind its end")
                    }
                    return
                }
            case 0x2C:
                if owed.count == 1 { whole = (bytes.count, 1) }
                bytes.append(byte)
            default: bytes.append(byte)
            }
            at += 1
        }
        cut()
    }

    /// Where the document begins: at its first bracket, or behind words that stand before it.
    private mutating func beginning(_ source: [UInt8]) -> Int {
        guard let first = source.firstIndex(where: { $0 > 0x20 && $0 < 0x80 }) else { return source.count }
        if source[first] == 0x7B || source[first] == 0x5B { return first }
        note("words stand before it")
        return source[first...].firstIndex(of: 0x7B) ?? source.count
    }

    /// A closing bracket; brackets that it should have closed before are closed, one that closes nothing goes.
    private mutating func close(_ byte: UInt8) {
        guard owed.contains(byte) else {
            note("a bracket closes nothing")
            return
        }
        while let last = owed.popLast() {
            dropComma()
            bytes.append(last)
            if last == byte { break }
            note("a bracket is not closed")
        }
        if owed.count == 1 || owed.count == 2 && owed[1] == 0x5D { whole = (bytes.count, owed.count) }
    }

    private mutating func dropComma() {
        var end = bytes.count
        while end > 0, bytes[end - 1] <= 0x20 { end -= 1 }
        guard end > 0, bytes[end - 1] == 0x2C else { return }
        bytes.removeSubrange((end - 1)...)
        note("a comma has nothing behind it")
    }

    /// Goes back to the last whole value and closes what is open.
    private mutating func cut() {
        guard !owed.isEmpty else { return }
        isTruncated = true
        note("it ends in the middle")
        bytes.removeSubrange(whole.count...)
        bytes += owed.prefix(whole.owed).reversed()
    }

    /// Copies the string that begins here.
    /// - Returns: the place behind it.
    private mutating func string(_ source: [UInt8], _ start: Int) -> Int {
        bytes.append(0x22)
        var at = start + 1
        while at < source.count {
            var end = at
            while end < source.count, source[end] >= 0x20, source[end] != 0x22, source[end] != 0x5C { end += 1 }
            bytes += source[at..<end]
            at = end
            guard at < source.count else { break }
            switch source[at] {
            case 0x22:
                if ends(source, at + 1) {
                    bytes.append(0x22)
                    return at + 1
                }
                note("a quote within a string is not escaped")
                bytes += [0x5C, 0x22]
                at += 1
            case 0x5C: at = escape(source, at)
            case let control:
                note("lines or controls stand bare in strings")
                switch control {
                case 0x0A: bytes += [0x5C, 0x6E]
                case 0x09: bytes += [0x5C, 0x74]
                default: break
                }
                at += 1
            }
        }
        return at
    }

    /// Whether what stands here can follow a string. Blanks are looked through as far as a writer would put them.
    private func ends(_ source: [UInt8], _ start: Int) -> Bool {
        let limit = min(source.count, start + 256)
        var at = start
        while at < limit, source[at] <= 0x20 { at += 1 }
        guard at < limit else { return true }
        return source[at] == 0x2C || source[at] == 0x3A || source[at] == 0x7D || source[at] == 0x5D
    }

    /// What a backslash begins (§7).
    private mutating func escape(_ source: [UInt8], _ at: Int) -> Int {
        guard at + 1 < source.count else { return source.count }
        switch source[at + 1] {
        case 0x22, 0x5C, 0x2F, 0x62, 0x66, 0x6E, 0x72, 0x74:
            bytes += [0x5C, source[at + 1]]
            return at + 2
        case 0x75:
            guard let unit = JSONRepair.number(source, at + 2, 4) else { break }
            if (0xD800...0xDBFF).contains(unit), at + 7 < source.count, source[at + 6] == 0x5C,
                source[at + 7] == 0x75, let next = JSONRepair.number(source, at + 8, 4),
                (0xDC00...0xDFFF).contains(next)
            {
                bytes += source[at..<(at + 12)]
                return at + 12
            }
            // No text can hold half a letter, and a decoder refuses the whole string for one (§8.2).
            if (0xD800...0xDFFF).contains(unit) {
                bytes += "\\ufffd".utf8
            } else {
                bytes += source[at..<(at + 6)]
            }
            return at + 6
        case 0x78:
            guard JSONRepair.number(source, at + 2, 2) != nil else { break }
            note("strings have escapes that JSON does not know")
            bytes += "\\u00".utf8
            bytes += source[(at + 2)..<(at + 4)]
            return at + 4
        case 0x27:
            note("strings have escapes that JSON does not know")
            return at + 1
        default: break
        }
        note("strings have escapes that JSON does not know")
        bytes += [0x5C, 0x5C]
        return at + 1
    }

    private static func number(_ source: [UInt8], _ from: Int, _ digits: Int) -> UInt16? {
        guard from + digits <= source.count else { return nil }
        var value: UInt16 = 0
        for byte in source[from..<(from + digits)] {
            switch byte {
            case 0x30...0x39: value = value << 4 | UInt16(byte - 0x30)
            case 0x41...0x46, 0x61...0x66: value = value << 4 | UInt16((byte | 0x20) - 0x57)
            default: return nil
            }
        }
        return value
    }
}
