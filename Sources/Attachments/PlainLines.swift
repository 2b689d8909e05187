/// Lines of a text as they are kept: valid UTF-8, no control characters but tab and line feed, no blanks at the ends of
/// lines, and no more than one blank line in a row.
enum PlainLines {
    static func settled(_ bytes: [UInt8]) -> String {
        var out: [UInt8] = []
        out.reserveCapacity(bytes.count)
        for byte in bytes {
            switch byte {
            case 0x0A, 0x0B, 0x0C:
                while let last = out.last, last == 0x20 || last == 0x09 { out.removeLast() }
                // Two blank lines say no more than one, and the text begins with none.
                if out.isEmpty || (out.count > 1 && out[out.count - 1] == 0x0A && out[out.count - 2] == 0x0A) {
                    continue
                }
                out.append(0x0A)
            case 0x09, 0x20...0x7E, 0x80...: out.append(byte)
            default: break
            }
        }
        while let last = out.last, last <= 0x20 { out.removeLast() }
        return String(decoding: out, as: UTF8.self)
    }
}
