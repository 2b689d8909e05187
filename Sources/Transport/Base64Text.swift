/// Base64 (RFC 4648 §4) of short texts, as logins use it.
enum Base64Text {
    private static let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    static func encode(_ bytes: [UInt8]) -> String {
        var out: [UInt8] = []
        out.reserveCapacity((bytes.count + 2) / 3 * 4)
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let part = bytes[start..<min(start + 3, bytes.count)]
            var bits: UInt32 = 0
            for index in 0..<3 { bits = bits << 8 | (index < part.count ? UInt32(part[start + index]) : 0) }
            for index in 0..<4 {
                out.append(index <= part.count ? letters[Int(bits >> UInt32(18 - 6 * index) & 63)] : 0x3D)
            }
        }
        return String(decoding: out, as: UTF8.self)
    }

    /// Nil for what is no base64, padding included.
    static func decode(_ text: [UInt8]) -> [UInt8]? {
        guard text.count % 4 == 0 else { return nil }
        var out: [UInt8] = []
        var bits: UInt32 = 0
        var padding = 0
        for (index, byte) in text.enumerated() {
            var value: UInt32 = 0
            if byte == 0x3D {
                padding += 1
            } else {
                guard padding == 0, let found = letters.firstIndex(of: byte) else { return nil }
                value = UInt32(found)
            }
            bits = bits << 6 | value
            guard index % 4 == 3 else { continue }
            guard padding <= 2 else { return nil }
            for place in 0..<3 - padding { out.append(UInt8(truncatingIfNeeded: bits >> UInt32(16 - 8 * place))) }
            bits = 0
        }
        return out
    }
}
