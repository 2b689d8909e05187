/// Character and entity references (XML 1.0 §4.1).
enum XMLReference {
    /// Behind one of the references that XML itself defines (§4.6); nil for anything else.
    static func predefined(_ source: UnsafeBufferPointer<UInt8>, _ at: Int) -> Int? {
        guard at + 3 < source.count else { return nil }
        switch source[at + 1] {
        case 0x6C: return XMLRepair.has(source, at, "&lt;") ? at + 4 : nil
        case 0x67: return XMLRepair.has(source, at, "&gt;") ? at + 4 : nil
        case 0x71: return XMLRepair.has(source, at, "&quot;") ? at + 6 : nil
        case 0x61:
            return XMLRepair.has(source, at, "&amp;") ? at + 5 : XMLRepair.has(source, at, "&apos;") ? at + 6 : nil
        default: return nil
        }
    }

    /// The letter of a numeric reference; C1 controls are read as windows-1252, as browsers do.
    static func number(_ source: UnsafeBufferPointer<UInt8>, _ from: Int, _ end: Int) -> Unicode.Scalar? {
        var at = from
        var radix: UInt32 = 10
        if at < end, source[at] | 0x20 == 0x78 {
            radix = 16
            at += 1
        }
        guard at < end else { return nil }
        var value: UInt32 = 0
        while at < end {
            let byte = source[at]
            let digit: UInt32
            switch byte {
            case 0x30...0x39: digit = UInt32(byte - 0x30)
            case 0x41...0x46 where radix == 16: digit = UInt32(byte - 0x37)
            case 0x61...0x66 where radix == 16: digit = UInt32(byte - 0x57)
            default: return nil
            }
            value = value * radix + digit
            if value > 0x10FFFF { return nil }
            at += 1
        }
        return HTMLEntities.scalar(value)
    }
}
