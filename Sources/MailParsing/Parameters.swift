import Markup

/// A structured field's value: `text/plain; charset=utf-8` (RFC 2045 §5.1), with RFC 2231's pieces and charsets.
struct Parameters {
    /// What stands before the first semicolon, lower case, without blanks and comments.
    private(set) var value: String
    private var names: [(name: String, bytes: [UInt8], charset: String?)] = []

    /// Reads a field; nothing is refused.
    init(_ field: [UInt8]) {
        var scanner = Scanner(bytes: field)
        var head: [UInt8] = []
        while let byte = scanner.peek, byte != 0x3B {
            scanner.at += 1
            if byte == 0x28 {
                scanner.skipComment()
            } else if byte > 0x20 {
                // "text/plain charset=x": the semicolon forgotten.
                if byte == 0x3D, let space = head.lastIndex(of: 0) {
                    scanner.at -= head.count - space
                    head = Array(head[..<space])
                    break
                }
                head.append((0x41...0x5A).contains(byte) ? byte | 0x20 : byte)
            } else if let last = head.last, last != 0 {
                head.append(0)
            }
        }
        value = String(decoding: head.filter { $0 != 0 }, as: UTF8.self)
        read(&scanner)
    }

    /// A parameter as text. The first of several of one name wins.
    func text(_ name: String) -> String? {
        guard let found = names.first(where: { $0.name == name }) else { return nil }
        if let charset = found.charset { return Charsets.decode(found.bytes, labels: [charset]).text }
        return EncodedWords.decode(found.bytes)
    }

    /// A parameter's bytes.
    func bytes(_ name: String) -> [UInt8]? { names.first { $0.name == name }?.bytes }

    /// A parameter that is a word, lower case and without what follows a blank.
    func word(_ name: String) -> String? {
        guard let bytes = bytes(name) else { return nil }
        let word = bytes.prefix { $0 > 0x20 && $0 != 0x28 }
        return word.isEmpty ? nil : String(decoding: word, as: UTF8.self).lowercased()
    }

    /// Whether a name is given twice.
    private(set) var isAmbiguous = false

    private struct Scanner {
        let bytes: [UInt8]
        var at = 0
        var peek: UInt8? { at < bytes.count ? bytes[at] : nil }

        mutating func skipBlank() {
            while let byte = peek, byte <= 0x20 || byte == 0x3B { at += 1 }
        }

        mutating func skipComment() {
            var depth = 1
            while depth > 0, let byte = peek {
                at += 1
                if byte == 0x5C { at += 1 }
                if byte == 0x28 { depth += 1 }
                if byte == 0x29 { depth -= 1 }
            }
        }

        mutating func name() -> [UInt8] {
            var name: [UInt8] = []
            while let byte = peek, byte != 0x3D, byte != 0x3B {
                at += 1
                if byte == 0x28 {
                    skipComment()
                } else if byte > 0x20 {
                    name.append((0x41...0x5A).contains(byte) ? byte | 0x20 : byte)
                }
            }
            return name
        }

        mutating func value() -> [UInt8] {
            while let byte = peek, byte <= 0x20 { at += 1 }
            var value: [UInt8] = []
            guard peek == 0x22 else {
                while let byte = peek, byte != 0x3B {
                    at += 1
                    value.append(byte)
                }
                while let last = value.last, last <= 0x20 { value.removeLast() }
                return value
            }
            at += 1
            while let byte = peek, byte != 0x22 {
                at += 1
                // Only what needs it is unescaped: Windows paths come with single backslashes.
                if byte == 0x5C, let next = peek, next == 0x22 || next == 0x5C {
                    value.append(next)
                    at += 1
                } else {
                    value.append(byte)
                }
            }
            while let byte = peek, byte != 0x3B {
                at += 1
                if byte == 0x28 { skipComment() }
            }
            return value
        }
    }

    private struct Piece {
        var number: Int
        var bytes: [UInt8]
        var isEncoded: Bool
    }

    private mutating func read(_ scanner: inout Scanner) {
        var pieces: [(name: String, list: [Piece])] = []
        while true {
            scanner.skipBlank()
            guard scanner.peek != nil else { break }
            let name = scanner.name()
            guard scanner.peek == 0x3D else { continue }
            scanner.at += 1
            let value = scanner.value()
            guard let star = name.firstIndex(of: 0x2A) else {
                add(String(decoding: name, as: UTF8.self), value, nil)
                continue
            }
            let base = String(decoding: name[..<star], as: UTF8.self)
            var rest = name[(star + 1)...]
            let isEncoded = rest.isEmpty || rest.last == 0x2A
            if rest.last == 0x2A { rest.removeLast() }
            guard let number = rest.isEmpty ? 0 : Int(String(decoding: rest, as: UTF8.self)), number >= 0 else {
                continue
            }
            let piece = Piece(number: number, bytes: value, isEncoded: isEncoded)
            if let index = pieces.firstIndex(where: { $0.name == base }) {
                if pieces[index].list.count < MailLimits.pieces { pieces[index].list.append(piece) }
            } else if pieces.count < MailLimits.pieces {
                pieces.append((base, [piece]))
            }
        }
        for (name, list) in pieces { join(name, list) }
    }

    private mutating func join(_ name: String, _ list: [Piece]) {
        var bytes: [UInt8] = []
        var charset: String?
        for piece in list.sorted(by: { $0.number < $1.number }) {
            var value = piece.bytes[...]
            if piece.isEncoded, piece.number == 0 {
                let quotes = value.indices.filter { value[$0] == 0x27 }
                if quotes.count >= 2 {
                    charset = String(decoding: value[..<quotes[0]], as: UTF8.self)
                    value = value[(quotes[1] + 1)...]
                }
            }
            bytes += piece.isEncoded ? Parameters.unescaped(value) : Array(value)
        }
        // The extended form is the better one: RFC 2231 writers add the plain one for old readers.
        names.removeAll { $0.name == name }
        names.append((name, bytes, charset ?? ""))
    }

    private mutating func add(_ name: String, _ bytes: [UInt8], _ charset: String?) {
        guard !name.isEmpty else { return }
        if names.contains(where: { $0.name == name }) {
            isAmbiguous = true
        } else if names.count < MailLimits.pieces {
            names.append((name, bytes, charset))
        }
    }

    private static func unescaped(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        var out: [UInt8] = []
        var at = bytes.startIndex
        while at < bytes.endIndex {
            if bytes[at] == 0x25, at + 2 < bytes.endIndex, let high = Hexadecimal.value(bytes[at + 1]),
                let low = Hexadecimal.value(bytes[at + 2])
            {
                out.append(high << 4 | low)
                at += 3
            } else {
                out.append(bytes[at])
                at += 1
            }
        }
        return out
    }
}
