/// Header lines as they came on the wire, taken apart after the answer is complete.
enum HTTPHead {
    /// Lines without a colon are dropped; a line that begins with a blank continues the one before (RFC 9112 §5.2);
    /// bare line feeds end lines too.
    static func fields(_ head: [UInt8]) -> [HTTPField] {
        var fields: [HTTPField] = []
        fields.reserveCapacity(16)
        for line in head.split(separator: 0x0A).dropFirst() {
            let line = line.last == 0x0D ? line.dropLast() : line
            guard let first = line.first else { continue }
            if first == 0x20 || first == 0x09 {
                if let last = fields.indices.last { fields[last].value += " " + text(trimmed(line)) }
            } else if let colon = line.firstIndex(of: 0x3A), colon > line.startIndex {
                fields.append(HTTPField(text(trimmed(line[..<colon])), text(trimmed(line[(colon + 1)...]))))
            }
        }
        return fields
    }

    private static func text(_ bytes: ArraySlice<UInt8>) -> String { String(decoding: bytes, as: UTF8.self) }

    private static func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        guard let first = bytes.firstIndex(where: { $0 != 0x20 && $0 != 0x09 }),
            let last = bytes.lastIndex(where: { $0 != 0x20 && $0 != 0x09 })
        else { return [] }
        return bytes[first...last]
    }
}
