/// A document type declaration (XML 1.0 §2.8), which is passed over: nothing that it declares is read, nothing that it
/// names is fetched, and what refers to it is an undeclared entity.
enum XMLDoctype {
    /// Where the declaration that begins at `<!` ends, and whether it has declarations of its own. One that is never
    /// closed ends where an element begins, or with the document.
    static func end(_ source: UnsafeBufferPointer<UInt8>, _ start: Int) -> (end: Int, declares: Bool) {
        let at = unquoted(source, start + 2) { $0 == 0x3E || $0 == 0x5B || $0 == 0x3C }
        guard at < source.count else { return (source.count, false) }
        switch source[at] {
        case 0x3E: return (at + 1, false)
        case 0x5B: return (subset(source, at + 1), true)
        default: return (at, false)
        }
    }

    /// Behind the `>` that follows the internal subset, which begins here. An element cannot stand in it: where one does,
    /// the subset was never closed.
    private static func subset(_ source: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int {
        var at = start
        while at < source.count {
            switch source[at] {
            case 0x5D:
                at += 1
                while at < source.count, source[at] <= 0x20 { at += 1 }
                return at < source.count && source[at] == 0x3E ? at + 1 : at
            case 0x3C:
                if XMLRepair.has(source, at, "<!--") {
                    at = XMLRepair.find(source, at + 4, "-->") ?? source.count
                } else if XMLRepair.has(source, at, "<?") {
                    at = XMLRepair.find(source, at + 2, "?>") ?? source.count
                } else if XMLRepair.has(source, at, "<!") {
                    at = min(source.count, unquoted(source, at + 2) { $0 == 0x3E } + 1)
                } else {
                    return at
                }
            default: at += 1
            }
        }
        return source.count
    }

    /// The first of the bytes looked for that does not stand in quotation marks; the end if there is none.
    private static func unquoted(
        _ source: UnsafeBufferPointer<UInt8>, _ start: Int, _ isSought: (UInt8) -> Bool
    ) -> Int {
        var at = start
        var quote: UInt8 = 0
        while at < source.count {
            let byte = source[at]
            if quote != 0 {
                if byte == quote { quote = 0 }
            } else if byte == 0x22 || byte == 0x27 {
                quote = byte
            } else if isSought(byte) {
                return at
            }
            at += 1
        }
        return source.count
    }
}
