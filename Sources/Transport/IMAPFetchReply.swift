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
    /// Whether any item was in it that answers a question of ours, and not only a change of flags.
    var hasContent = false

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
            try readBody(reader, mostBytes)
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

    private mutating func readBody(_ reader: IMAPReader, _ mostBytes: Int) throws {
        switch try reader.token() {
        case .literal(let count):
            guard count <= mostBytes else {
                throw reader.violation("\(count) bytes of a message where at most \(mostBytes) were asked for")
            }
            if count == mostBytes {
                try reader.skipLiteral(count)
                body = .cut
            } else {
                body = .bytes(try reader.takeLiteral(count))
            }
        case .quoted(let text, let escaped):
            body = .bytes(reader.unquoted(text, escaped: escaped))
        case .atom(let word) where reader.matches(word, "NIL"):
            body = .none
        default:
            throw reader.violation("a message's text that is no text")
        }
    }
}
