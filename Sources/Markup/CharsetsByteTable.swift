/// An 8-bit charset whose lower half is ASCII: what each byte is in UTF-8.
struct ByteTable: Sendable {
    /// Its usual name, lower case.
    let name: String
    /// The scalar of each byte from 0x80 on.
    let scalars: [UInt32]
    /// For each byte its UTF-8, the first byte lowest, and the number of its bytes in the highest byte.
    private let packed: [UInt32]

    /// - Parameter upper: 128 characters, `?` for bytes that stand for nothing.
    init(name: String, upper: String) {
        self.name = name
        let scalars = upper.unicodeScalars.map { $0 == "?" ? 0xFFFD : $0.value }
        precondition(scalars.count == 128, "\(name) needs 128 characters")
        self.scalars = scalars
        packed = (0..<256).map { byte in
            let value = byte < 128 ? UInt32(byte) : scalars[byte - 128]
            if value < 0x80 { return value | 1 << 24 }
            if value < 0x800 { return (0xC0 | value >> 6) | (0x80 | value & 0x3F) << 8 | 2 << 24 }
            return (0xE0 | value >> 12) | (0x80 | value >> 6 & 0x3F) << 8 | (0x80 | value & 0x3F) << 16 | 3 << 24
        }
    }

    /// The text of the bytes; `repaired` if some stand for nothing.
    func decode(_ bytes: [UInt8]) -> (text: String, repaired: Bool) {
        var repaired = false
        let text = String(unsafeUninitializedCapacity: bytes.count * 3) { out in
            var at = 0
            packed.withUnsafeBufferPointer { packed in
                for byte in bytes {
                    if byte < 0x80 {
                        out[at] = byte
                        at += 1
                        continue
                    }
                    let entry = packed[Int(byte)]
                    out[at] = UInt8(truncatingIfNeeded: entry)
                    out[at + 1] = UInt8(truncatingIfNeeded: entry >> 8)
                    if entry >> 24 == 3 {
                        out[at + 2] = UInt8(truncatingIfNeeded: entry >> 16)
                        if entry == ByteTable.replacement { repaired = true }
                    }
                    at += Int(entry >> 24)
                }
            }
            return at
        }
        return (text, repaired)
    }

    private static let replacement: UInt32 = 0xEF | 0xBF << 8 | 0xBD << 16 | 3 << 24
}
