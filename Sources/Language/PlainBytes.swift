/// A text as a reader sees its numbers and addresses: digits of any script as ASCII ones, full-width forms as their
/// usual ones, what is invisible left out. Whoever shows the text drops the invisible, so a number that is whole on the
/// screen must be whole here.
struct PlainBytes {
    private(set) var bytes: [UInt8] = []
    /// Where each byte comes from, and behind them the text's length.
    private var origins: [Int32] = []

    init(_ text: String) {
        bytes.reserveCapacity(text.utf8.count)
        origins.reserveCapacity(text.utf8.count + 1)
        var position: Int32 = 0
        for scalar in text.unicodeScalars {
            if let plain = PlainBytes.plain(scalar) {
                for byte in UTF8.encode(plain) ?? UTF8.encodedReplacementCharacter {
                    bytes.append(byte)
                    origins.append(position)
                }
            }
            position &+= Int32(UTF8.width(scalar))
        }
        origins.append(position)
    }

    /// A range's place in the text; what is invisible at its end belongs to it.
    func original(_ range: Range<Int>) -> Range<Int> {
        Int(origins[range.lowerBound])..<Int(origins[range.upperBound])
    }

    /// Whether a byte, which is none of printable ASCII nor of a scalar's later ones, is the first of a scalar that is read
    /// as it is written.
    static func isPlain(_ text: UnsafeBufferPointer<UInt8>, at index: Int) -> Bool {
        let byte = text[index]
        if byte < 0x80 { return byte == 0x0A || byte == 0x0D || byte == 0x09 || (byte >= 0x20 && byte != 0x7F) }
        // U+0483 to U+0489 are marks.
        if byte == 0xD2 { return index + 1 == text.count || !(0x83...0x89).contains(text[index + 1]) }
        return isPlainLead(text, index)
    }

    private static func isPlainLead(_ text: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool {
        let second = index + 1 < text.count ? text[index + 1] : 0
        let third = index + 2 < text.count ? text[index + 2] : 0
        switch text[index] {
        case 0xC2: return second >= 0xA0 && second != 0xAD
        case 0xC3...0xCB, 0xCE, 0xCF, 0xD4...0xD6: return true
        case 0xE2:
            switch second {
            case 0x80: return (0x90...0xA7).contains(third) || third >= 0xAF
            case 0x82, 0x84...0x87, 0x92...0x9F: return true
            default: return false
            }
        // Most emoji; U+1FBF0 and what follows are digits.
        case 0xF0: return second == 0x9F && third != 0xAF
        default: return false
        }
    }

    /// What stands for a scalar; nil if nothing does.
    private static func plain(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
        let code = scalar.value
        switch code {
        case 0x09, 0x0A, 0x0D, 0x20..<0x7F, 0x400...0x482, 0x48A...0x52F: return scalar
        case 0x0B, 0x0C, 0xA0, 0x1680, 0x2000...0x200A, 0x202F, 0x205F, 0x3000: return " "
        case 0x85, 0x2028, 0x2029: return "\n"
        case 0x2015, 0x2212, 0xFE58, 0xFE63: return "-"
        case 0xFE6B: return "@"
        case 0xFF01...0xFF5E: return Unicode.Scalar(code - 0xFEE0)
        default: break
        }
        if isHidden(code) { return nil }
        guard code >= 0x660, scalar.properties.numericType == .decimal, let value = scalar.properties.numericValue,
            let digit = Unicode.Scalar(0x30 + UInt32(value))
        else { return scalar }
        return digit
    }

    private static func isHidden(_ code: UInt32) -> Bool {
        switch code {
        case 0..<0x20, 0x7F...0x9F, 0xAD, 0x483...0x489, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x3164, 0xFFA0,
            0xFFF0...0xFFFB:
            true
        default: Letters.isDropped(code)
        }
    }
}
