/// Which files are texts: told by their first bytes, then by the media type, then by the end of the name.
enum FileKind {
    case plain, html, rich, pdf, docx, odt

    /// - Returns: nil for a file whose text is not read: pictures, tables, archives.
    static func of(_ content: [UInt8], type: String, name: String?) -> FileKind? {
        let ending = name.flatMap { name in name.lastIndex(of: ".").map { name[$0...].lowercased() } } ?? ""
        if content.prefix(pdfHead).containsSequence(Array("%PDF-".utf8)) { return .pdf }
        if content.starts(with: [0x50, 0x4B, 3, 4]) {
            // The first file of an OpenDocument names its type, unpacked (OpenDocument 1.3 part 2, 3.3).
            let head = content.prefix(200)
            if head.containsSequence(Array("application/vnd.oasis.opendocument.text".utf8)) { return .odt }
            if head.containsSequence(Array("application/vnd.oasis.opendocument".utf8)) { return nil }
        }
        if content.starts(with: Array("{\\rtf".utf8)) { return .rich }
        switch type {
        case "application/pdf", "application/x-pdf": return .pdf
        case "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            "application/vnd.ms-word.document.macroenabled.12":
            return .docx
        case "application/vnd.oasis.opendocument.text": return .odt
        case "text/html", "application/xhtml+xml": return .html
        case "text/plain", "text": return ending == ".html" || ending == ".htm" ? .html : .plain
        // What the type says of nothing in particular.
        case "application/octet-stream", "application/zip", "application/x-zip-compressed", "application/msword",
            "application/binary", "application/x-download", "application/force-download", "":
            return byEnding[ending]
        default: return nil
        }
    }

    private static let byEnding: [String: FileKind] = [
        ".pdf": .pdf, ".docx": .docx, ".docm": .docx, ".odt": .odt, ".txt": .plain, ".html": .html, ".htm": .html,
    ]

    /// Readers look for a PDF's mark so far from its beginning.
    private static let pdfHead = 1024
}

extension ArraySlice<UInt8> {
    /// Whether these bytes stand in it, one behind the other. For short stretches.
    fileprivate func containsSequence(_ wanted: [UInt8]) -> Bool {
        guard count >= wanted.count else { return false }
        return (startIndex...(endIndex - wanted.count)).contains { self[$0...].starts(with: wanted) }
    }
}
