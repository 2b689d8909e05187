// XML of word processors from anywhere: `scripts/fuzz files` builds and runs this. The text is no longer than its source
// allows, is valid, and holds no control characters and no rows of blank lines.
import Markup

/// One input of libFuzzer, read as both forms.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    for form in [FileForm.docx, .odt] {
        guard let (text, _) = try? OfficeText.plain(bytes, as: form) else { continue }
        // Eighty blanks of an element of four letters, and letters that a charset of one byte makes three of.
        precondition(text.utf8.count <= bytes.count * 20 + 64)
        precondition(text.utf8.allSatisfy { $0 == 0x09 || $0 == 0x0A || ($0 >= 0x20 && $0 != 0x7F) })
        var feeds = 0
        for byte in text.utf8 {
            feeds = byte == 0x0A ? feeds + 1 : 0
            precondition(feeds <= 2)
        }
        // What is settled stays so.
        precondition(PlainLines.settled(Array(text.utf8)) == text)
    }
    return 0
}
