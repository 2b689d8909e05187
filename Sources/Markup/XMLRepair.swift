import CLibXML2
import Glibc

/// XML as it is published made XML as it is specified (XML 1.0, fifth edition), before the parser sees it.
///
/// HTML's entities become their letters; a lone `&` or `<` is escaped; letters that XML forbids go (§2.2); end tags are
/// put where they are missing and dropped where nothing was opened; a document type goes with all that it declares. All
/// roots come to lie in one element of ours, so that a second one is read as well.
struct XMLRepair {
    /// The name of the element around everything.
    static let wrapper = "adaldyq-document"

    /// The repaired document, in UTF-8, without a declaration.
    private(set) var bytes: [UInt8] = []
    /// What was wrong, each kind once.
    private(set) var damage: [String] = []
    /// Whether the root was opened and closed.
    private(set) var isComplete = false

    /// The names of the elements that were open where it ended, lower case.
    private(set) var openAtEnd: [String] = []

    private var open: [Range<Int>] = []
    private var dropped = 0
    private var tags = 0
    private var sawRoot = false
    private var ends = XMLEnds()
    /// Where the last `>` is.
    private var lastTagEnd: Int

    /// - Parameter source: the document, in UTF-8.
    init(_ source: [UInt8]) throws(MarkupError) {
        lastTagEnd = source.lastIndex(of: 0x3E) ?? -1
        bytes.reserveCapacity(source.count + source.count / 16 + 64)
        bytes += "<\(XMLRepair.wrapper)>".utf8
        source.withUnsafeBufferPointer { run($0) }
        guard sawRoot else { throw .noElement }
        isComplete = open.isEmpty && dropped == 0
        if !open.isEmpty { note("it ends before its elements do") }
        openAtEnd = open.map { String(decoding: source[$0], as: UTF8.self).lowercased() }
        source.withUnsafeBufferPointer { source in
            while let name = open.popLast() { close(source, name) }
        }
        bytes += "</\(XMLRepair.wrapper)>".utf8
    }

    private mutating func note(_ what: String) { if !damage.contains(what) { damage.append(what) } }

    private mutating func run(_ source: UnsafeBufferPointer<UInt8>) {
        let count = source.count
        var at = 0
        while at < count {
            let byte = source[at]
            switch byte {
            case 0x3C: at = markup(source, at)
            case 0x26 where XMLReference.predefined(source, at) == nil: at = reference(source, at)
            default:
                let end = XMLRepair.text(source, at)
                if end > at { append(source, at..<end) }
                at = end
                if at < count, XMLRepair.isSuspect(source[at]) { at = letter(source, at) }
            }
            if tags > MarkupLimits.nodes {
                note("what follows its first \(MarkupLimits.nodes) elements was not read")
                return
            }
        }
    }

    /// Control characters and what may be U+FFFE or U+FFFF.
    private static func isSuspect(_ byte: UInt8) -> Bool {
        (byte < 0x20 && byte != 0x0A && byte != 0x09 && byte != 0x0D) || byte == 0xEF
    }

    /// The end of text that can stay as it is, XML's own references included.
    private static func text(_ source: UnsafeBufferPointer<UInt8>, _ at: Int) -> Int {
        var end = at
        while end < source.count {
            if let eight = EightBytes(source, at: end),
                eight.below(0x20) | eight.equal(to: 0x3C) | eight.equal(to: 0x26) | eight.equal(to: 0xEF) == 0
            {
                end += 8
            } else if source[end] == 0x26 {
                guard let next = XMLReference.predefined(source, end) else { return end }
                end = next
            } else if source[end] == 0x3C || isSuspect(source[end]) {
                return end
            } else {
                end += 1
            }
        }
        return end
    }

    private mutating func append(_ source: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
        bytes += UnsafeBufferPointer(rebasing: source[range])
    }

    /// Copies one letter or leaves it out if XML has no such letter.
    private mutating func letter(_ source: UnsafeBufferPointer<UInt8>, _ at: Int) -> Int {
        guard source[at] == 0xEF else {
            note("control characters were left out")
            return at + 1
        }
        if at + 2 < source.count, source[at + 1] == 0xBF, source[at + 2] >= 0xBE { return at + 3 }
        if at + 2 < source.count, source[at + 1] == 0xBB, source[at + 2] == 0xBF { return at + 3 }
        bytes.append(0xEF)
        return at + 1
    }

    /// Reads what begins with `<`.
    private mutating func markup(_ source: UnsafeBufferPointer<UInt8>, _ at: Int) -> Int {
        let next = at + 1 < source.count ? source[at + 1] : 0
        switch next {
        case 0x21:
            if XMLRepair.has(source, at, "<!--") { return comment(source, at + 4) }
            if XMLRepair.has(source, at, "<![CDATA[") { return characterData(source, at + 9) }
            let (end, declares) = XMLDoctype.end(source, at)
            if declares { note("it declares its own entities, which are not read") }
            return end
        case 0x3F: return XMLRepair.find(source, at + 2, "?>") ?? XMLRepair.tagEnd(source, at) ?? source.count
        case 0x2F: return endTag(source, at)
        case 0x41...0x5A, 0x61...0x7A, 0x5F, 0x3A, 0x80...: return startTag(source, at)
        default:
            note("a '<' was not escaped")
            bytes += "&lt;".utf8
            return at + 1
        }
    }

    /// Comments say nothing to us, and broken letters in them broke parsers.
    private mutating func comment(_ source: UnsafeBufferPointer<UInt8>, _ at: Int) -> Int {
        let (end, isClosed) = ends.end(source, at, ofData: false, in: open)
        if !isClosed { note("a comment is not closed") }
        return isClosed ? end + 3 : end
    }

    /// A CDATA section, its letters checked; one that is never closed ends with its entry, or where the document ends.
    private mutating func characterData(_ source: UnsafeBufferPointer<UInt8>, _ at: Int) -> Int {
        let (end, isClosed) = ends.end(source, at, ofData: true, in: open)
        if !isClosed { note(end == source.count ? "it ends in character data" : "character data is not closed") }
        bytes += "<![CDATA[".utf8
        var from = at
        while from < end {
            var to = from
            while to < end, !XMLRepair.isSuspect(source[to]) {
                if to + 8 <= end, let eight = EightBytes(source, at: to), eight.below(0x20) | eight.equal(to: 0xEF) == 0
                {
                    to += 8
                } else {
                    to += 1
                }
            }
            append(source, from..<to)
            from = to < end ? letter(source, to) : to
        }
        bytes += "]]>".utf8
        return isClosed ? end + 3 : end
    }

    /// What `&` begins (§4.1): kept, made a letter, or escaped.
    private mutating func reference(_ source: UnsafeBufferPointer<UInt8>, _ at: Int) -> Int {
        if let end = XMLReference.predefined(source, at) {
            append(source, at..<end)
            return end
        }
        let limit = min(source.count, at + 34)
        var end = at + 1
        while end < limit, source[end] != 0x3B, XMLRepair.isNameByte(source[end]) || source[end] == 0x23 { end += 1 }
        if end < limit, source[end] == 0x3B, end > at + 1 {
            if source[at + 1] == 0x23 {
                if let scalar = XMLReference.number(source, at + 2, end) {
                    appendEscaped(scalar)
                } else {
                    note("a character reference names no letter")
                }
                return end + 1
            }
            let name = UnsafeBufferPointer(rebasing: source[(at + 1)..<end])
            let text = String(decoding: name, as: UTF8.self)
            if let scalar = HTMLEntities.scalar(text) {
                note("HTML's entities are used, which XML does not know")
                appendEscaped(scalar)
                return end + 1
            }
        }
        note("an '&' was not escaped")
        bytes += "&amp;".utf8
        return at + 1
    }

    private mutating func appendEscaped(_ scalar: Unicode.Scalar) {
        switch scalar {
        case "<": bytes += "&lt;".utf8
        case "&": bytes += "&amp;".utf8
        case "\"": bytes += "&quot;".utf8
        default: bytes += UTF8.encode(scalar).map { Array($0) } ?? []
        }
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x5F, 0x2D, 0x2E, 0x3A, 0x80...: true
        default: false
        }
    }

    static func has(_ source: UnsafeBufferPointer<UInt8>, _ at: Int, _ word: StaticString) -> Bool {
        guard let base = source.baseAddress, at + word.utf8CodeUnitCount <= source.count else { return false }
        return memcmp(base + at, word.utf8Start, word.utf8CodeUnitCount) == 0
    }

    /// Where the word ends that stands at or behind `from`.
    static func find(_ source: UnsafeBufferPointer<UInt8>, _ from: Int, _ word: StaticString) -> Int? {
        guard let base = source.baseAddress else { return nil }
        var at = from
        while at < source.count, let found = memchr(base + at, Int32(word.utf8Start[0]), source.count - at) {
            at = UnsafeRawPointer(base).distance(to: UnsafeRawPointer(found))
            if has(source, at, word) { return at + word.utf8CodeUnitCount }
            at += 1
        }
        return nil
    }

    /// Behind the `>` that ends the tag, quotes minded; nil if there is none.
    private static func tagEnd(_ source: UnsafeBufferPointer<UInt8>, _ at: Int) -> Int? {
        var quote: UInt8 = 0
        var end = at
        while end < source.count {
            let byte = source[end]
            if quote != 0 {
                if byte == quote { quote = 0 }
                // A quote that is never closed would swallow the rest of the document.
                if byte == 0x3C { return nil }
            } else if byte == 0x22 || byte == 0x27 {
                quote = byte
            } else if byte == 0x3E {
                return end + 1
            } else if byte == 0x3C, end > at {
                return nil
            }
            end += 1
        }
        return nil
    }
}

extension XMLRepair {
    private static func name(_ source: UnsafeBufferPointer<UInt8>, _ from: Int) -> Range<Int> {
        var end = from
        while end < source.count, isNameByte(source[end]) { end += 1 }
        return from..<end
    }

    private mutating func startTag(_ source: UnsafeBufferPointer<UInt8>, _ at: Int) -> Int {
        guard let end = XMLRepair.tagEnd(source, at) else {
            // Not a tag, or the document was cut in one.
            guard at < lastTagEnd else {
                note("it ends in a tag")
                return source.count
            }
            note("a '<' was not escaped")
            bytes += "&lt;".utf8
            return at + 1
        }
        let name = XMLRepair.name(source, at + 1)
        let isEmpty = source[end - 2] == 0x2F
        sawRoot = true
        tags += 1
        if open.count >= MarkupLimits.depth {
            note("elements lie more than \(MarkupLimits.depth) deep")
            if !isEmpty { dropped += 1 }
            return end
        }
        if let level = XMLUnclosed.level(source, open, before: name) {
            note("elements are not closed")
            while open.count > level, let inner = open.popLast() { close(source, inner) }
        }
        bytes.append(0x3C)
        append(source, name)
        attributes(source, name.upperBound..<(isEmpty ? end - 2 : end - 1))
        if isEmpty { bytes.append(0x2F) } else { open.append(name) }
        bytes.append(0x3E)
        return end
    }

    private mutating func attributes(_ source: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
        var at = range.lowerBound
        var names: [Range<Int>] = []
        while at < range.upperBound {
            if source[at] <= 0x20 || source[at] == 0x2F || source[at] == 0x3D {
                at += 1
                continue
            }
            let name = XMLRepair.name(source, at)
            guard !name.isEmpty, !(0x30...0x39).contains(source[at]), source[at] != 0x2D, source[at] != 0x2E else {
                at = max(at + 1, name.upperBound)
                continue
            }
            at = name.upperBound
            var value = at
            while value < range.upperBound, source[value] <= 0x20 { value += 1 }
            guard value < range.upperBound, source[value] == 0x3D else { continue }
            value += 1
            while value < range.upperBound, source[value] <= 0x20 { value += 1 }
            guard value < range.upperBound else { return }
            var end = value
            let quote = source[value]
            if quote == 0x22 || quote == 0x27 {
                value += 1
                end = value
                while end < range.upperBound, source[end] != quote { end += 1 }
                at = min(end + 1, range.upperBound)
            } else {
                note("an attribute's value is not quoted")
                while end < range.upperBound, source[end] > 0x20 { end += 1 }
                at = end
            }
            // The same attribute twice is not XML; the first one counts. So many attributes have no use here.
            guard names.count < 64, !names.contains(where: { source[$0].elementsEqual(source[name]) }) else { continue }
            names.append(name)
            bytes.append(0x20)
            append(source, name)
            bytes += [0x3D, 0x22]
            self.value(source, value..<end)
            bytes.append(0x22)
        }
    }

    private mutating func value(_ source: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
        var at = range.lowerBound
        let part = UnsafeBufferPointer(rebasing: source[..<range.upperBound])
        while at < range.upperBound {
            switch part[at] {
            case 0x26: at = reference(part, at)
            case 0x22:
                bytes += "&quot;".utf8
                at += 1
            case 0x3C:
                bytes += "&lt;".utf8
                at += 1
            case let byte where XMLRepair.isSuspect(byte): at = letter(part, at)
            case let byte:
                bytes.append(byte)
                at += 1
            }
        }
    }

    private mutating func endTag(_ source: UnsafeBufferPointer<UInt8>, _ at: Int) -> Int {
        let name = XMLRepair.name(source, at + 2)
        let end = XMLRepair.find(source, at, ">") ?? source.count
        guard !name.isEmpty else { return end }
        if dropped > 0 {
            dropped -= 1
            return end
        }
        guard let level = open.lastIndex(where: { $0.count == name.count && source[$0].elementsEqual(source[name]) })
        else {
            note("an end tag closes nothing")
            return end
        }
        if level < open.count - 1 { note("elements are not closed") }
        while open.count > level, let inner = open.popLast() { close(source, inner) }
        return end
    }

    private mutating func close(_ source: UnsafeBufferPointer<UInt8>, _ name: Range<Int>) {
        bytes += [0x3C, 0x2F]
        append(source, name)
        bytes.append(0x3E)
    }
}
