/// One part of a message: where it lies, and what its fields say about it.
struct MIMEPart {
    /// Its media type with the parameters.
    var type: Parameters
    /// Its Content-Disposition.
    var disposition: Parameters?
    /// How its content is packed.
    var encoding: TransferEncoding
    /// Whether it names its media type itself.
    var isTyped: Bool
    /// Its parts, by their place in the tree's list; nil for what is no multipart.
    var children: [Int]?
    /// Where its packed content lies in the tree's bytes; for a multipart without parts, everything that it holds.
    var content: Range<Int>

    /// What the sender calls the file: decoded, and nothing that could be taken for a path.
    var name: String? {
        (disposition?.text("filename") ?? type.text("name")).flatMap { MIMEPart.safe($0) }
    }

    /// A file's name without directories and controls, and not longer than file systems have it; nil if none is left.
    static func safe(_ name: String) -> String? {
        var name = name
        if let slash = name.lastIndex(where: { $0 == "/" || $0 == "\\" }) {
            name = String(name[name.index(after: slash)...])
        }
        OneLine.clean(&name)
        return name.isEmpty ? nil : TextTidy.cut(name, to: MIMEPart.longestName)
    }

    /// Whether it is meant to be kept as a file.
    var isAttachment: Bool { disposition?.value == "attachment" }

    /// Bytes of a file's name that are kept: what file systems allow.
    private static let longestName = 255
}
