/// Rich text as Outlook packs it ([MS-OXRTFCP]): references into the last 4096 bytes, which begin with words that
/// every such text has.
enum CompressedRTF {
    /// The rich text; nil if the bytes are none.
    static func expand(_ bytes: ArraySlice<UInt8>) -> [UInt8]? {
        var input = LittleEndian(bytes)
        guard input.long() != nil, let size = input.long(), let kind = input.long(), input.long() != nil else {
            return nil
        }
        let limit = min(size, longest)
        if kind == 0x414C_454D { return Array(input.take(min(limit, input.count)) ?? []) }
        guard kind == 0x7546_5A4C else { return nil }
        var window = beginning + [UInt8](repeating: 0, count: 4096 - beginning.count)
        var at = beginning.count
        var out: [UInt8] = []
        func keep(_ byte: UInt8) {
            out.append(byte)
            window[at] = byte
            at = (at + 1) & 4095
        }
        while out.count < limit, let control = input.byte() {
            for bit in 0..<8 where out.count < limit {
                guard control >> bit & 1 == 1 else {
                    guard let byte = input.byte() else { return out }
                    keep(byte)
                    continue
                }
                guard let high = input.byte(), let low = input.byte() else { return out }
                let from = Int(high) << 4 | Int(low) >> 4
                // A reference to the place where writing goes on is the end.
                if from == at { return out }
                for offset in 0..<(Int(low & 15) + 2) { keep(window[(from + offset) & 4095]) }
            }
        }
        return out
    }

    private static let longest = MailLimits.text * 4

    private static let beginning = Array(
        ("{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript "
            + "\\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par "
            + "\\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx").utf8)
}
