/// Names of folders as IMAP writes them (RFC 3501 §5.1.3): «Входящие» is `&BBIERQQ+BDQETwRJBDgENQ-`.
enum ModifiedUTF7 {
    private static let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+,".utf8)

    static func encode(_ name: String) -> String {
        var out: [UInt8] = []
        var pending: [UInt16] = []
        for scalar in name.unicodeScalars {
            if scalar.value >= 0x20 && scalar.value <= 0x7E {
                flush(&pending, into: &out)
                out.append(UInt8(scalar.value))
                if scalar == "&" { out.append(0x2D) }
            } else {
                pending.append(contentsOf: UTF16.encode(scalar) ?? .init())
            }
        }
        flush(&pending, into: &out)
        return String(decoding: out, as: UTF8.self)
    }

    /// A name that breaks the rules is given as it came.
    static func decode(_ bytes: [UInt8]) -> String {
        var units: [UInt16] = []
        var position = 0
        while position < bytes.count {
            let byte = bytes[position]
            position += 1
            guard byte == 0x26 else {
                guard byte < 0x80 else { return String(decoding: bytes, as: UTF8.self) }
                units.append(UInt16(byte))
                continue
            }
            guard let end = bytes[position...].firstIndex(of: 0x2D), let run = decodeRun(bytes[position..<end]) else {
                return String(decoding: bytes, as: UTF8.self)
            }
            units.append(contentsOf: end == position ? [0x26] : run)
            position = end + 1
        }
        return String(decoding: units, as: UTF16.self)
    }

    private static func flush(_ units: inout [UInt16], into out: inout [UInt8]) {
        guard !units.isEmpty else { return }
        out.append(0x26)
        var bits: UInt32 = 0
        var count = 0
        for unit in units {
            bits = bits << 16 | UInt32(unit)
            count += 16
            while count >= 6 {
                count -= 6
                out.append(letters[Int(bits >> UInt32(count) & 0x3F)])
            }
            bits &= (1 << UInt32(count)) - 1
        }
        if count > 0 { out.append(letters[Int(bits << UInt32(6 - count) & 0x3F)]) }
        out.append(0x2D)
        units = []
    }

    private static func decodeRun(_ run: ArraySlice<UInt8>) -> [UInt16]? {
        var units: [UInt16] = []
        var bits: UInt32 = 0
        var count = 0
        for byte in run {
            guard let value = letters.firstIndex(of: byte) else { return nil }
            bits = bits << 6 | UInt32(value)
            count += 6
            if count >= 16 {
                count -= 16
                units.append(UInt16(truncatingIfNeeded: bits >> UInt32(count)))
            }
            bits &= (1 << UInt32(count)) - 1
        }
        return units
    }
}
