/// The people of a From, To or Cc field (RFC 5322 §3.4), read leniently: groups, comments, routes, bare names, addresses
/// without brackets, commas forgotten. An address is taken as it stands; only names are decoded.
struct AddressList {
    /// Who is named.
    private(set) var people: [MailAddress] = []
    /// How many were over the limit.
    private(set) var dropped = 0

    private let bytes: [UInt8]
    private let hint: String?
    private var at = 0

    /// Reads an unfolded field.
    init(_ bytes: [UInt8], hint: String?) {
        self.bytes = bytes
        self.hint = hint
        read()
    }

    /// What was read of the entry so far.
    private struct Entry {
        var words: [Word] = []
        var comment: [UInt8] = []
        var address: [UInt8]?
    }

    private struct Word {
        var bytes: [UInt8]
        var isQuoted: Bool
        var blankBefore: Bool
    }

    private mutating func read() {
        var entry = Entry()
        var blank = false
        while at < bytes.count {
            let byte = bytes[at]
            switch byte {
            case UInt8(ascii: ","), UInt8(ascii: ";"):
                finish(&entry)
                at += 1
            case UInt8(ascii: ":")
            where entry.address == nil && !entry.words.contains { !$0.isQuoted && $0.bytes.contains(0x40) }:
                // The name of a group.
                entry = Entry()
                at += 1
            case UInt8(ascii: "("):
                let comment = comment()
                if entry.comment.isEmpty { entry.comment = comment }
            case UInt8(ascii: "\""):
                entry.words.append(Word(bytes: quoted(), isQuoted: true, blankBefore: blank))
                blank = false
                continue
            case UInt8(ascii: "<"):
                if entry.address != nil { finish(&entry) }
                entry.address = angle()
            case 0x20, 0x09:
                blank = true
                at += 1
                continue
            default:
                // "A <a@x> B <b@x>": the comma forgotten.
                if entry.address != nil { finish(&entry) }
                entry.words.append(Word(bytes: atom(), isQuoted: false, blankBefore: blank))
            }
            blank = false
        }
        finish(&entry)
    }

    private mutating func finish(_ entry: inout Entry) {
        defer { entry = Entry() }
        var address = entry.address
        var words = entry.words
        if address == nil, let index = words.lastIndex(where: { !$0.isQuoted && AddressList.isAddress($0.bytes) }) {
            // "first.last"@host and john @ host are written in pieces.
            var piece = words.remove(at: index).bytes
            if piece.first == 0x40, index > 0 {
                let local = words.remove(at: index - 1)
                piece = (local.isQuoted ? [0x22] + local.bytes + [0x22] : local.bytes) + piece
            }
            if piece.last == 0x40, index < words.count { piece += words.remove(at: index).bytes }
            address = piece
        } else if address == nil, words.count == 1, !words[0].isQuoted, !words[0].bytes.starts(with: [0x3D, 0x3F]) {
            address = words[0].bytes
            words = []
        }
        guard let address, !address.isEmpty else { return }
        guard people.count < MailLimits.addresses else {
            dropped += 1
            return
        }
        var name: [UInt8] = []
        for word in words {
            if word.blankBefore, !name.isEmpty { name.append(0x20) }
            name += word.bytes
        }
        if name.isEmpty { name = entry.comment }
        var decoded = EncodedWords.decode(name, hint: hint)
        OneLine.clean(&decoded)
        // UTF-8 as it stands (RFC 6532); never an encoded word's content.
        var text = String(decoding: address, as: UTF8.self)
        OneLine.clean(&text)
        people.append(MailAddress(name: decoded.isEmpty ? nil : decoded, address: text))
    }

    private static func isAddress(_ bytes: [UInt8]) -> Bool {
        bytes.contains(0x40) && !bytes.starts(with: [0x3D, 0x3F])
    }

    private mutating func atom() -> [UInt8] {
        let start = at
        // An encoded word may hold a comma or a quotation mark though it must not.
        if at + 1 < bytes.count, bytes[at] == 0x3D, bytes[at + 1] == 0x3F, let end = encodedWordEnd() {
            at = end
            return Array(bytes[start..<end])
        }
        while at < bytes.count {
            switch bytes[at] {
            case 0x20, 0x09, 0x22, 0x28, 0x2C, 0x3B, 0x3C: return Array(bytes[start..<at])
            // At the very start it is a stray one and belongs to what follows: an atom is never empty.
            case 0x3A where at > start && !bytes[start..<at].contains(0x40): return Array(bytes[start..<at])
            case 0x5B:
                // A domain literal has colons of its own.
                let end = bytes[at...].firstIndex(of: 0x5D) ?? bytes.count - 1
                at = end + 1
            default: at += 1
            }
        }
        return Array(bytes[start..<at])
    }

    private func encodedWordEnd() -> Int? {
        var marks = 0
        var index = at + 2
        while index < bytes.count, index - at < AddressList.longestWord {
            if bytes[index] == 0x3F {
                marks += 1
                if marks >= 3, index + 1 < bytes.count, bytes[index + 1] == 0x3D { return index + 2 }
            }
            index += 1
        }
        return nil
    }

    private mutating func quoted() -> [UInt8] {
        var out: [UInt8] = []
        at += 1
        while at < bytes.count, bytes[at] != 0x22 {
            if bytes[at] == 0x5C, at + 1 < bytes.count { at += 1 }
            out.append(bytes[at])
            at += 1
        }
        at += 1
        return out
    }

    private mutating func comment() -> [UInt8] {
        var out: [UInt8] = []
        var depth = 1
        at += 1
        while at < bytes.count {
            let byte = bytes[at]
            at += 1
            if byte == 0x5C, at < bytes.count {
                out.append(bytes[at])
                at += 1
                continue
            }
            if byte == 0x28 { depth += 1 }
            if byte == 0x29 {
                depth -= 1
                if depth == 0 { break }
            }
            out.append(byte)
        }
        return out
    }

    /// What stands between angle brackets, without blanks, comments and a route (RFC 5322 §4.4).
    private mutating func angle() -> [UInt8] {
        var out: [UInt8] = []
        at += 1
        while at < bytes.count, bytes[at] != 0x3E {
            switch bytes[at] {
            case 0x22:
                out.append(0x22)
                out += quoted()
                out.append(0x22)
            case 0x28: _ = comment()
            case 0x2C where !out.contains(0x40): return out  // "<name, next@…": the bracket was never closed
            case 0x20, 0x09: at += 1
            default:
                out.append(bytes[at])
                at += 1
            }
        }
        at += 1
        if out.first == 0x40, let colon = out.lastIndex(of: 0x3A) { out.removeSubrange(...colon) }
        if out.starts(with: "mailto:".utf8) { out.removeFirst(7) }
        return out
    }

    /// An encoded word is at most 75 bytes long; programs that do not count write longer ones.
    private static let longestWord = 4096
}
