// HTML from anywhere made text, and made safe: `scripts/fuzz feeds` builds and runs this. The text is no longer than its
// source allows; the safe HTML has no tag that is not ours, and closes what it opens.
import Markup

/// One input of libFuzzer.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let html = String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
    let text = HTMLText.plain(html)
    // Quotation marks and indents before each line, and a link named twice, make it longer, but within bounds.
    precondition(text.utf8.count <= html.utf8.count * 40 + 1000)
    var depth = 0
    var rest = SafeHTML.clean(html).utf8[...]
    while let mark = rest.firstIndex(of: 0x3C) {
        guard let end = rest[mark...].firstIndex(of: 0x3E) else { fatalError("a tag without an end") }
        let tag = rest[mark..<end].dropFirst()
        rest = rest[end...].dropFirst()
        if tag.first == 0x2F {
            depth -= 1
        } else if !tag.elementsEqual("br".utf8), !tag.elementsEqual("hr".utf8) {
            depth += 1
            if tag.contains(0x20) {
                precondition(tag.starts(with: "a href=\"http".utf8))
                precondition(tag.filter { $0 == 0x22 }.count == 4)
            } else {
                precondition(tag.allSatisfy { (0x61...0x7A).contains($0) || (0x31...0x36).contains($0) })
            }
        }
        precondition(depth >= 0)
    }
    precondition(depth == 0)
    return 0
}
