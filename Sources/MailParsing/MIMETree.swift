import CGMime
import Glibc

/// A message's body split into its parts by GMime (RFC 2046 §5.1). The first part is the body as a whole.
struct MIMETree {
    /// What the parts' ranges refer to.
    private(set) var bytes: [UInt8]
    /// The parts, each one before those that it contains.
    private(set) var parts: [MIMEPart]

    /// Splits a body.
    /// - Parameters:
    ///   - header: the message's fields.
    ///   - bytes: the message, header included.
    ///   - depth: how many levels lie above.
    init(_ header: HeaderBlock, _ bytes: [UInt8], depth: Int) throws(MailError) {
        let contentType = header.value("content-type")
        let root = MIMEPart(
            type: Parameters(contentType ?? Array("text/plain".utf8)),
            disposition: header.value("content-disposition").map { Parameters($0) },
            encoding: TransferEncoding(header.value("content-transfer-encoding")),
            isTyped: contentType != nil, children: nil, content: header.bodyStart..<bytes.count)
        guard root.type.value.hasPrefix("multipart/") else {
            self.bytes = bytes
            parts = [root]
            return
        }
        let body = bytes[header.bodyStart...]
        guard let boundary = MIMETree.boundary(root.type, body) else {
            self.bytes = bytes
            parts = [root]
            parts[0].children = []
            return
        }
        try MIMEScan.check(body, boundary: boundary, depth: depth)
        // GMime gets a clean field of ours: whatever is doubled or odd in the real ones has been decided already.
        let field = Array("Content-Type: \(root.type.value); boundary=\"".utf8) + MIMETree.escaped(boundary)
        var input: [UInt8] = []
        input.reserveCapacity(body.count + field.count + 8)
        input += field
        input += Array("\"\r\n\r\n".utf8)
        let start = input.count
        input += body
        self.bytes = input
        parts = [root]
        parts[0].content = start..<input.count
        MIMETree.start
        try read(depth: depth)
    }

    /// Splits what stands in a part that is said to have parts and does not say how they are divided.
    /// - Returns: nil if no line looks like a boundary.
    init?(unbounded part: MIMEPart, of tree: MIMETree, depth: Int) throws(MailError) {
        let body = tree.bytes[part.content]
        guard MIMETree.guessed(body) != nil else { return nil }
        let header = try HeaderBlock(Array("Content-Type: \(part.type.value)\r\n\r\n".utf8) + body)
        try self.init(header, header.bytes, depth: depth)
    }

    /// GMime's own beginning, which is not safe to run twice at once.
    private static let start: Void = adaldyq_gmime_start()

    private mutating func read(depth: Int) throws(MailError) {
        let input = bytes
        var parts = parts
        var more: [UInt8] = []
        let failure = input.withUnsafeBufferPointer { bytes -> MailError? in
            guard let top = adaldyq_gmime_parse(bytes.baseAddress, guint(bytes.count)) else { return nil }
            defer { adaldyq_gmime_free(top) }
            // Depth first with a stack of our own.
            var open: [(object: UnsafeMutablePointer<GMimeObject>, part: Int, depth: Int)] = [(top, 0, depth)]
            while let (object, index, depth) = open.popLast() {
                let count = Int(adaldyq_gmime_count(object))
                guard count >= 0 else {
                    var (from, to): (gint64, gint64) = (0, 0)
                    if adaldyq_gmime_content(object, &from, &to) != 0, from >= 0, from <= to, to <= input.count {
                        parts[index].content = Int(from)..<Int(to)
                    } else {
                        parts[index].content = input.count..<input.count
                    }
                    continue
                }
                if depth > MailLimits.depth { return .tooDeep(limit: MailLimits.depth) }
                if parts.count + count > MailLimits.parts { return .tooManyParts(limit: MailLimits.parts) }
                let isDigest = parts[index].type.value == "multipart/digest"
                var children: [Int] = []
                for child in 0..<count {
                    guard let object = adaldyq_gmime_child(object, Int32(child)) else { continue }
                    children.append(parts.count)
                    open.append((object, parts.count, depth + 1))
                    parts.append(MIMETree.part(object, isDigest: isDigest))
                }
                parts[index].children = children
                // A multipart that names no boundary: GMime takes all of it for what stands before the first part.
                if children.isEmpty, index > 0, let prologue = adaldyq_gmime_prologue(object) {
                    let start = input.count + more.count
                    more += UnsafeBufferPointer(start: prologue, count: strlen(prologue)).map { UInt8(bitPattern: $0) }
                    parts[index].content = start..<(input.count + more.count)
                }
            }
            return nil
        }
        if let failure { throw failure }
        self.parts = parts
        if !more.isEmpty { bytes += more }
    }

    private static func part(_ object: UnsafeMutablePointer<GMimeObject>, isDigest: Bool) -> MIMEPart {
        let type = field(object, "Content-Type")
        return MIMEPart(
            type: Parameters(type ?? Array((isDigest ? "message/rfc822" : "text/plain").utf8)),
            disposition: field(object, "Content-Disposition").map { Parameters($0) },
            encoding: TransferEncoding(field(object, "Content-Transfer-Encoding")), isTyped: type != nil, children: nil,
            content: 0..<0)
    }

    private static func field(_ object: UnsafeMutablePointer<GMimeObject>, _ name: String) -> [UInt8]? {
        guard let value = adaldyq_gmime_field(object, name) else { return nil }
        let length = min(strlen(value), MailLimits.header)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(length)
        for index in 0..<length {
            let byte = UInt8(bitPattern: value[index])
            if byte == 0x0D || byte == 0x0A || (bytes.isEmpty && byte <= 0x20) { continue }
            bytes.append(byte)
        }
        while let last = bytes.last, last <= 0x20 { bytes.removeLast() }
        return bytes
    }

    /// The boundary that the field names or, where it names none, the first line of the body that looks like one.
    private static func boundary(_ type: Parameters, _ body: ArraySlice<UInt8>) -> [UInt8]? {
        if let named = type.bytes("boundary")?.prefix(longestBoundary), !named.isEmpty { return Array(named) }
        return guessed(body)
    }

    private static func guessed(_ body: ArraySlice<UInt8>) -> [UInt8]? {
        guard body.count > 4 else { return nil }
        var at = body.startIndex
        while at < body.endIndex {
            let end = body[at...].firstIndex(of: 0x0A) ?? body.endIndex
            var line = body[at..<end]
            while let last = line.last, last <= 0x20 { line.removeLast() }
            if line.count > 2, line.starts(with: [0x2D, 0x2D]), !line.allSatisfy({ $0 == 0x2D }), !line.contains(0x20) {
                return Array(line.dropFirst(2).prefix(longestBoundary))
            }
            at = end + 1
        }
        return nil
    }

    private static func escaped(_ boundary: [UInt8]) -> [UInt8] {
        var out: [UInt8] = []
        for byte in boundary where byte != 0 && byte != 0x0D && byte != 0x0A {
            if byte == 0x22 || byte == 0x5C { out.append(0x5C) }
            out.append(byte)
        }
        return out
    }

    /// RFC 2046 allows 70 bytes; some programs take more.
    private static let longestBoundary = 512
}
