/// What one look at each byte of a text says of it, so that nobody looks again for what it has not.
public struct TextCensus: Sendable {
    /// Whether its bytes are as `PersonalData` reads them: no digits of other scripts, nothing invisible. Also one that is
    /// too long for offsets of 32 bits, which none is.
    private(set) var isPlain = true
    /// Whether it may bear marks of quoting or forwarding.
    public private(set) var mayQuote = false
    /// Whether it may have a tag or an entity.
    public private(set) var mayHaveMarkup = false

    /// Looks at a text.
    public init(_ text: String) {
        var text = text
        text.withUTF8 { read($0) }
    }

    private mutating func read(_ text: UnsafeBufferPointer<UInt8>) {
        let isShort = text.count < Int(Int32.max)
        var (colons, feeds) = (0, 0)
        var (opens, closes, ampersand, semicolon) = (false, false, false, false)
        TextCensus.calm.withUnsafeBufferPointer { calm in
            for index in text.indices {
                let byte = text[index]
                if calm[Int(byte)] { continue }
                switch byte {
                case UInt8(ascii: "<"): opens = true
                case UInt8(ascii: ">"): (closes, mayQuote) = (true, true)
                case UInt8(ascii: "&"): ampersand = true
                case UInt8(ascii: ";"): semicolon = true
                case UInt8(ascii: ":"): colons += 1
                case UInt8(ascii: "-"):
                    if TextCensus.before(index, in: text) == UInt8(ascii: "-") { mayQuote = true }
                case 0x0A:
                    feeds += 1
                    if TextCensus.before(index, in: text) == UInt8(ascii: ":") { mayQuote = true }
                default:
                    if isShort, !PlainBytes.isPlain(text, at: index) { isPlain = false }
                }
            }
        }
        // "Тема: …" and its like: a header needs two lines with colons.
        if colons > 1, feeds > 0 { mayQuote = true }
        mayHaveMarkup = (opens && closes) || (ampersand && semicolon)
    }

    /// The byte before one, carriage returns left out.
    private static func before(_ index: Int, in text: UnsafeBufferPointer<UInt8>) -> UInt8? {
        var index = index - 1
        while index >= 0, text[index] == 0x0D { index -= 1 }
        return index >= 0 ? text[index] : nil
    }

    /// The bytes that say nothing by themselves.
    private static let calm: [Bool] = (0..<256).map { value in
        let byte = UInt8(value)
        if "<>&;:-\n".utf8.contains(byte) { return false }
        // ASCII, what stands behind a scalar's first byte, Cyrillic but for the marks among its letters.
        return (0x20..<0x7F).contains(byte) || byte == 0x0D || byte == 0x09 || (0x80..<0xC0).contains(byte)
            || byte == 0xD0 || byte == 0xD1 || byte == 0xD3
    }
}
