// mboxes of any bytes, in pieces of any size: scripts/fuzz mail mbox
import MailParsing

/// The first byte says how long the pieces are. However it is cut, the messages are the same, one behind the other.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ data: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    guard count > 1 else { return 0 }
    let bytes = Array(UnsafeBufferPointer(start: data + 1, count: count - 1))
    let whole = messages(bytes, piece: bytes.count)
    precondition(whole == messages(bytes, piece: Int(data[0]) + 1))
    return 0
}

private func messages(_ bytes: [UInt8], piece: Int) -> [[UInt8]] {
    var reader = MboxReader(limit: 4096)
    var found: [[UInt8]] = []
    var end = 0
    func take(_ message: MboxReader.Message) {
        precondition(message.offset >= end && message.end > message.offset && message.end <= bytes.count)
        precondition(message.bytes.count <= 4096)
        end = message.end
        found.append(message.bytes)
    }
    var at = 0
    while at < bytes.count {
        let next = min(bytes.count, at + piece)
        reader.read(bytes[at..<next]) { take($0) }
        at = next
    }
    reader.finish { take($0) }
    return found
}
