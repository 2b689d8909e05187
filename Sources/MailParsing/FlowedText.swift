/// `format=flowed` (RFC 3676): lines that end in a blank go on in the next one.
enum FlowedText {
    /// The text with its paragraphs on one line each. Lines end in LF.
    static func joined(_ text: String, deletesSpace: Bool) -> String {
        var out: [UInt8] = []
        out.reserveCapacity(text.utf8.count)
        var openDepth = -1
        for line in text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false) {
            var line = line
            var depth = 0
            while line.first == UInt8(ascii: ">") {
                depth += 1
                line = line.dropFirst()
            }
            // Space-stuffing (§4.4).
            if line.first == 0x20 { line = line.dropFirst() }
            let isSignature = line.elementsEqual("-- ".utf8)
            if openDepth != depth || isSignature {
                if openDepth >= 0 { out.append(0x0A) }
                out += [UInt8](repeating: UInt8(ascii: ">"), count: depth)
                if depth > 0, !line.isEmpty { out.append(0x20) }
            }
            let isFlowed = line.last == 0x20 && !isSignature
            out += isFlowed && deletesSpace ? line.dropLast() : line
            if isFlowed {
                openDepth = depth
            } else {
                out.append(0x0A)
                openDepth = -1
            }
        }
        if out.last == 0x0A { out.removeLast() }
        return String(decoding: out, as: UTF8.self)
    }
}
