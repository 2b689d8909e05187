import Markup

/// The text of a word processor's XML: WordprocessingML (ECMA-376) and OpenDocument (ISO/IEC 26300).
///
/// Paragraphs are lines; a table's cells are parted by tabs. What was deleted and is kept for the record, and what stands
/// there a second time for older programs, is left out.
public enum OfficeText {
    /// Reads the document's main part. What a document type declares, which neither form has, is not read.
    /// - Returns: the text, and whether it is all of it.
    /// - Throws: `MarkupError` for what is no XML.
    public static func plain(_ bytes: [UInt8], as form: FileForm) throws(MarkupError) -> (text: String, isWhole: Bool) {
        let tree = try XMLTree(bytes)
        var writer = OfficeTextWriter(isOpenDocument: form == .odt)
        for root in tree.roots { root.walk { writer.take($0) } }
        return (PlainLines.settled(writer.bytes), tree.isComplete)
    }
}

/// Writes a document's text while its elements pass by.
private struct OfficeTextWriter {
    private(set) var bytes: [UInt8] = []
    private let isOpenDocument: Bool
    /// How deep inside an element is that is left out.
    private var skipped = 0
    /// How deep inside elements that hold text.
    private var depthOfText = 0

    /// Left out with all that is in them.
    private static let left: Set<String> = [
        // Word: the same again for older programs, deleted text, fields' instructions.
        "Fallback", "del", "moveFrom", "instrText",
        // OpenDocument: deleted text, comments, scripts, forms.
        "tracked-changes", "annotation", "scripts", "forms", "font-face-decls", "automatic-styles", "sequence-decls",
    ]

    init(isOpenDocument: Bool) { self.isOpenDocument = isOpenDocument }

    mutating func take(_ event: XMLEvent) {
        switch event {
        case .begins(let element):
            let name = element.name
            if skipped > 0 || OfficeTextWriter.left.contains(name) {
                skipped += 1
            } else if isOpenDocument {
                beginOpenDocument(element, name)
            } else {
                beginWord(element, name)
            }
        case .ends(let element):
            if skipped > 0 {
                skipped -= 1
            } else if isOpenDocument {
                endOpenDocument(element.name)
            } else {
                endWord(element.name)
            }
        case .text(let text):
            if skipped == 0, depthOfText > 0 { bytes += text }
        }
    }

    private mutating func beginWord(_ element: XMLElement, _ name: String) {
        switch name {
        case "t": depthOfText += 1
        case "tab": bytes.append(0x09)
        case "br", "cr": bytes.append(0x0A)
        case "noBreakHyphen": bytes.append(0x2D)
        default: break
        }
    }

    private mutating func endWord(_ name: String) {
        switch name {
        case "t": depthOfText -= 1
        case "p", "tr": bytes.append(0x0A)
        case "tc": endCell()
        default: break
        }
    }

    private mutating func beginOpenDocument(_ element: XMLElement, _ name: String) {
        switch name {
        case "p", "h": depthOfText += 1
        case "tab": bytes.append(0x09)
        case "line-break": bytes.append(0x0A)
        case "s":
            let count = element.attribute("c", namespace: OfficeTextWriter.textSpace).flatMap { Int($0) } ?? 1
            bytes += [UInt8](repeating: 0x20, count: min(max(count, 1), OfficeTextWriter.mostBlanks))
        default: break
        }
    }

    private mutating func endOpenDocument(_ name: String) {
        switch name {
        case "p", "h":
            depthOfText -= 1
            bytes.append(0x0A)
        case "table-row": bytes.append(0x0A)
        case "table-cell": endCell()
        default: break
        }
    }

    /// A cell's last paragraph ends the cell and not the line.
    private mutating func endCell() {
        while bytes.last == 0x0A { bytes.removeLast() }
        bytes.append(0x09)
    }

    private static let textSpace = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
    private static let mostBlanks = 80
}
