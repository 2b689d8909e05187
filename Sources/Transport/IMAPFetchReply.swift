import FoundationEssentials

/// One FETCH response: what it holds, nothing of it believed yet.
struct IMAPFetchReply {
    /// The text of a message as it came.
    enum Body {
        /// The response does not speak of it.
        case absent
        /// NIL: there is none, or not yet.
        case none
        case bytes([UInt8])
        /// As long as was asked for at most, so it may go on; its bytes are not kept.
        case cut
    }

    var uid: UInt32?
    var size: Int?
    var date: Date?
    var flags: [String] = []
    var hasFlags = false
    var body = Body.absent
    /// The header fields, where they were asked for in the message's place.
    var header = Body.absent
    /// Whether it speaks of a message's text, even to say that there is none.
    var hasText: Bool {
        if case .absent = body, case .absent = header { return false }
        return true
    }
    /// Whether any item was in it that answers a question of ours, and not only a change of flags.
    var hasContent = false

    /// Bytes of header fields that are asked for. Postfix takes no more than 100 KB of them.
    static let mostHeader = 256 << 10
    /// Flags that a message may have; more are noise.
    private static let mostFlags = 100
}

extension IMAPFetchReply {
    /// Reads the list of items up to the end of the response.
    /// - Parameter mostBytes: as many were asked for; more is an error before memory is taken.
    init(_ reader: IMAPReader, mostBytes: Int) throws {
        self.init()
        guard case .open = try reader.token() else { throw reader.violation("a FETCH without its list") }
        while true {
            let token = try reader.token()
            if case .close = token { break }
            guard case .atom(let name) = token else { throw reader.violation("a FETCH with something that is no item") }
            try readItem(name, reader, mostBytes)
        }
        guard case .end = try reader.token() else { throw reader.violation("something after the list of a FETCH") }
    }

    private mutating func readItem(_ name: Range<Int>, _ reader: IMAPReader, _ mostBytes: Int) throws {
        if reader.matches(name, "UID") {
            guard case .atom(let value) = try reader.token(), let number = reader.number(value),
                let uid = UInt32(exactly: number), uid > 0
            else { throw reader.violation("a UID that is no number") }
            self.uid = uid
        } else if reader.matches(name, "RFC822.SIZE") {
            guard case .atom(let value) = try reader.token(), let number = reader.number(value) else {
                throw reader.violation("a size that is no number")
            }
            size = number
            hasContent = true
        } else if reader.matches(name, "FLAGS") {
            try readFlags(reader)
            hasFlags = true
        } else if reader.matches(name, "INTERNALDATE") {
            let value = try reader.token()
            if case .quoted(let text, _) = value {
                date = IMAPDate.parse(reader.bytes(text))
            } else {
                try reader.skipValue(value)
            }
            hasContent = true
        } else if reader.matches(name, "BODY[]") || reader.matches(name, "BODY[]<0>") {
            body = try readBody(reader, mostBytes)
            hasContent = true
        } else if reader.matches(name, "BODY[HEADER]") || reader.matches(name, "BODY[HEADER]<0>") {
            header = try readBody(reader, IMAPFetchReply.mostHeader + 1)
            hasContent = true
        } else {
            try reader.skipValue()
        }
    }

    private mutating func readFlags(_ reader: IMAPReader) throws {
        guard case .open = try reader.token() else { throw reader.violation("flags that are no list") }
        while true {
            switch try reader.token() {
            case .atom(let flag): if flags.count < IMAPFetchReply.mostFlags { flags.append(reader.text(flag)) }
            case .close: return
            default: throw reader.violation("a flag that is no word")
            }
        }
    }

    /// What is as long as was asked for may go on, and is not kept.
    private func readBody(_ reader: IMAPReader, _ mostBytes: Int) throws -> Body {
        switch try reader.token() {
        case .literal(let count):
            guard count <= mostBytes else {
                throw reader.violation("\(count) bytes of a message where at most \(mostBytes) were asked for")
            }
            if count < mostBytes { return .bytes(try reader.takeLiteral(count)) }
            try reader.skipLiteral(count)
            return .cut
        case .quoted(let text, let escaped):
            let bytes = reader.unquoted(text, escaped: escaped)
            guard bytes.count <= mostBytes else {
                throw reader.violation("\(bytes.count) bytes of a message where at most \(mostBytes) were asked for")
            }
            return bytes.count < mostBytes ? .bytes(bytes) : .cut
        case .atom(let word) where reader.matches(word, "NIL"):
            return .none
        default:
            throw reader.violation("a message's text that is no text")
        }
    }
}
