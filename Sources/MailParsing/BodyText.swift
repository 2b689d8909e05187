import Markup

/// Bytes of a text or of a page made a string with its lines settled, whatever their label says.
enum BodyText {
    /// - Parameters:
    ///   - content: unpacked. Consumed, or cleaning would copy every letter's text.
    ///   - label: the charset that it is said to be in.
    ///   - isHTML: whether it may name its charset itself.
    /// - Returns: the text, and what was wrong with it.
    static func decoded(
        _ content: consuming [UInt8], label: String?, isHTML: Bool
    ) -> (text: String, damage: [String]) {
        var bytes = content
        var damage: [String] = []
        let isWide =
            label?.hasPrefix("utf-16") == true || label?.hasPrefix("utf-32") == true || label?.hasPrefix("ucs") == true
            || bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF])
        if !isWide { TextTidy.clean(&bytes, keepsShifts: label?.hasPrefix("iso-2022") == true) }
        var labels = label.map { [$0] } ?? []
        if isHTML, let own = HTMLCharset.find(bytes) { labels.append(own) }
        let decoded = Charsets.decode(bytes, labels: labels)
        if decoded.repaired { damage.append("bytes that are no letters of \(decoded.charset) were replaced") }
        if let label, !Charsets.isKnown(label) { damage.append("a charset's name is not known") }
        return (isWide ? TextTidy.clean(decoded.text) : decoded.text, damage)
    }
}
