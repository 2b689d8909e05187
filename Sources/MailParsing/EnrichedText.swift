/// `text/enriched` (RFC 1896) and `text/richtext` (RFC 1341) without their commands.
enum EnrichedText {
    /// What is to be read of it.
    static func plain(_ text: String) -> String {
        var out: [UInt8] = []
        var command: [UInt8]?
        var newlines = 0
        for byte in text.utf8 {
            if command != nil {
                if byte == UInt8(ascii: ">") {
                    command = nil
                } else if byte == UInt8(ascii: "<"), command?.isEmpty == true {
                    out.append(byte)
                    command = nil
                } else {
                    command?.append(byte)
                }
                continue
            }
            // A single line end is a blank; n of them are n - 1.
            if byte == 0x0A {
                newlines += 1
                continue
            }
            if newlines == 1 { out.append(0x20) }
            if newlines > 1 { out += [UInt8](repeating: 0x0A, count: newlines - 1) }
            newlines = 0
            if byte == UInt8(ascii: "<") { command = [] } else { out.append(byte) }
        }
        return String(decoding: out, as: UTF8.self)
    }
}
