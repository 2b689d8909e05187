// Letters of any bytes: scripts/fuzz mail message
import MailParsing
import Markup

/// One letter: read, cut to what was written, and read again as text, as the program does.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ data: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: data, count: count))
    guard let message = try? MailParser.parse(bytes) else { return 0 }
    precondition(message.text.utf8.count <= MailLimits.text + 4)
    precondition(message.attachments.count <= MailLimits.parts)
    precondition(message.from.count + message.to.count + message.cc.count <= MailLimits.addresses * 3)
    precondition(!message.text.utf8.contains(0))
    if let written = message.written { precondition(written.utf8.count <= message.text.utf8.count + 2) }
    let files = (try? MailParser.files(in: bytes)) ?? []
    precondition(files.allSatisfy { message.attachments.indices.contains($0.number) })
    for file in message.attachments { precondition(file.name.map { !$0.contains("/") && !$0.contains("\n") } ?? true) }
    return 0
}
