/// Lays out what HTML's elements hold as lines of text.
struct HTMLTextWriter {
    private var out: [UInt8] = []
    /// Line feeds owed before the next word: 1 ends the line, 2 leaves a blank one.
    private var breaks = 0
    private var owesSpace = false
    private var atLineStart = true
    /// Elements that are open inside what is not read, the outermost one included.
    private var hidden = 0
    private var preformatted = 0
    private var quotes = 0
    /// The open lists: the number of the next item, or 0 for bullets.
    private var lists: [Int] = []
    private var links: [(target: String?, start: Int)] = []
    private var bullet: [UInt8]?
    private var cells = 0

    private static let deepest = 16
    private static let longestLink = 500

    /// An element begins.
    mutating func begin(_ name: String, link: String?, isHidden: Bool) {
        let traits = HTMLElements.traits(of: name)
        if hidden > 0 {
            if !traits.contains(.void) { hidden += 1 }
            return
        }
        if traits.contains(.hidden) || isHidden {
            if !traits.contains(.void) { hidden = 1 }
            return
        }
        space(around: name, traits)
        switch name {
        case "br":
            // A second one leaves a blank line, as it does on a page.
            breaks = min(2, breaks + 1)
            owesSpace = false
        case "ul", "menu", "dir": if lists.count < HTMLTextWriter.deepest { lists.append(0) }
        case "ol": if lists.count < HTMLTextWriter.deepest { lists.append(1) }
        case "li":
            if let number = lists.last, number > 0 {
                bullet = Array("\(number). ".utf8)
                lists[lists.count - 1] = number + 1
            } else {
                bullet = Array("- ".utf8)
            }
        case "pre": preformatted += 1
        case "blockquote": quotes += 1
        case "tr": cells = 0
        case "td", "th":
            if cells > 0 { owesSpace = true }
            cells += 1
        case "a": links.append((link, out.count))
        case "q": text(Array("«".utf8))
        default: break
        }
    }

    /// An element ends.
    mutating func end(_ name: String) {
        let traits = HTMLElements.traits(of: name)
        if hidden > 0 {
            if !traits.contains(.void) { hidden -= 1 }
            return
        }
        switch name {
        case "ul", "ol", "menu", "dir": _ = lists.popLast()
        case "li": bullet = nil
        case "pre": preformatted = max(0, preformatted - 1)
        case "blockquote": quotes = max(0, quotes - 1)
        case "a": if let link = links.popLast() { tell(link.target, since: link.start) }
        case "q": text(Array("»".utf8))
        default: break
        }
        if name != "br" { space(around: name, traits) }
    }

    /// Text inside the elements that are open, in UTF-8.
    mutating func text(_ bytes: [UInt8]) { bytes.withUnsafeBufferPointer { text($0) } }

    /// The same for bytes that lie elsewhere.
    mutating func text(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard hidden == 0 else { return }
        var at = 0
        while at < bytes.count {
            // Most of a text stands as it is, blanks between its words included.
            let end = HTMLTextWriter.run(bytes, at)
            if end > at {
                beginWord()
                out.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[at..<end]))
                atLineStart = false
                at = end
                continue
            }
            let byte = bytes[at]
            at += 1
            switch byte {
            case 0x0A where preformatted > 0: breaks = min(2, breaks + 1)
            case 0x09, 0x0A, 0x0C, 0x0D, 0x20:
                if preformatted > 0, !atLineStart || byte == 0x20 || byte == 0x09, byte != 0x0D {
                    put(byte)
                } else {
                    owesSpace = true
                }
            case 0...0x1F: continue
            case 0xC2 where at < bytes.count && bytes[at] == 0xA0:
                at += 1
                owesSpace = true
            case 0xC2 where at < bytes.count && bytes[at] < 0xA0:
                // A C1 control is what became of a windows-1252 quotation mark or dash.
                if let scalar = HTMLEntities.scalar(UInt32(bytes[at])), scalar.value > 0x9F {
                    put(UTF8.encode(scalar).map { Array($0) } ?? [])
                }
                at += 1
            default: put(byte)
            }
        }
    }

    /// The text, without blanks at either end.
    mutating func finish() -> String {
        while let last = out.last, last <= 0x20 { out.removeLast() }
        let start = out.firstIndex { $0 != 0x0A } ?? out.count
        return UTF8Text.string(out[start...])
    }

    /// A visible letter of one byte.
    mutating func letter(_ byte: UInt8) { if hidden == 0 { put(byte) } }

    private mutating func space(around name: String, _ traits: HTMLElements.Traits) {
        if traits.contains(.paragraph) {
            // A list within a list goes on in it.
            let isInner = (name == "ul" || name == "ol") && !lists.isEmpty
            breaks = max(breaks, isInner ? 1 : 2)
            owesSpace = false
        } else if traits.contains(.line) {
            breaks = max(breaks, 1)
            owesSpace = false
        }
    }

    private mutating func put(_ bytes: [UInt8]) { for byte in bytes { put(byte) } }

    /// Where the words end that begin here, with single blanks between them.
    private static func run(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int {
        var at = start
        while at < bytes.count {
            // Eight at once where none is of interest but blanks between words.
            if let eight = EightBytes(bytes, at: at), at > start {
                let blanks = eight.equal(to: 0x20)
                if eight.below(0x20) | eight.equal(to: 0xC2) | blanks & (blanks << 8 | 1 << 63) == 0 {
                    at += 8
                    continue
                }
            }
            let byte = bytes[at]
            if byte > 0x20, byte != 0xC2 {
                at += 1
                continue
            }
            guard byte == 0x20, at > start else { return at }
            guard at + 1 < bytes.count, bytes[at + 1] > 0x20, bytes[at + 1] != 0xC2 else { return at }
            at += 1
        }
        return at
    }

    private mutating func put(_ byte: UInt8) {
        beginWord()
        out.append(byte)
        atLineStart = false
    }

    private mutating func beginWord() {
        if breaks > 0 || out.isEmpty { startLine() }
        guard owesSpace else { return }
        if !atLineStart { out.append(0x20) }
        owesSpace = false
    }

    private mutating func startLine() {
        if !out.isEmpty {
            for _ in 0..<breaks { out.append(0x0A) }
        }
        breaks = 0
        owesSpace = false
        atLineStart = true
        for _ in 0..<min(quotes, HTMLTextWriter.deepest) { out += [0x3E, 0x20] }
        if let bullet {
            for _ in 1..<max(2, lists.count) where lists.count > 1 { out += [0x20, 0x20] }
            out += bullet
            self.bullet = nil
        }
    }

    /// Names where a link leads, unless its text does.
    private mutating func tell(_ target: String?, since start: Int) {
        guard let target, target.utf8.count <= HTMLTextWriter.longestLink, start < out.count else { return }
        guard target.hasPrefix("http://") || target.hasPrefix("https://") else { return }
        guard !target.utf8.contains(where: { $0 <= 0x20 }) else { return }
        let said = String(decoding: out[start...], as: UTF8.self)
        let bare = target.drop { $0 != ":" }.dropFirst(3)
        let core = bare.last == "/" ? bare.dropLast() : bare
        guard !said.contains(core) else { return }
        owesSpace = false
        out += " (\(target))".utf8
    }
}
