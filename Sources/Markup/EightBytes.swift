/// Eight bytes looked at as one number (Warren, "Hacker's Delight", §6-1), to pass over text without looking at each byte.
/// What is found is marked by the highest bit of its byte; behind the first mark there may be false ones.
struct EightBytes {
    /// The first byte is the lowest.
    let word: UInt64

    private static let lowest: UInt64 = 0x0101_0101_0101_0101
    private static let highest: UInt64 = 0x8080_8080_8080_8080

    /// Nil where fewer than eight are left.
    init?(_ bytes: UnsafeBufferPointer<UInt8>, at place: Int) {
        guard place + 8 <= bytes.count, let base = bytes.baseAddress else { return nil }
        word = UnsafeRawPointer(base + place).loadUnaligned(as: UInt64.self).littleEndian
    }

    /// Bytes below a limit of at most 0x80.
    func below(_ limit: UInt8) -> UInt64 {
        (word &- EightBytes.lowest &* UInt64(limit)) & ~word & EightBytes.highest
    }

    /// Bytes that are this one.
    func equal(to byte: UInt8) -> UInt64 {
        let other = word ^ (EightBytes.lowest &* UInt64(byte))
        return (other &- EightBytes.lowest) & ~other & EightBytes.highest
    }

    /// For each byte from 0x80 on, its lowest bit.
    var beyondASCII: UInt64 { word >> 7 & EightBytes.lowest }
}
