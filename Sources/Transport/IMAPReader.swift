import Glibc

/// Reads responses line by line from one buffer and takes them apart without copying (RFC 3501 §9). Literals go
/// straight into arrays of their own. What the peer says about lengths is checked before memory is taken.
final class IMAPReader {
    /// Large reads, and room for the longest line that a server sends outside of literals.
    static let usualCapacity = 256 << 10
    /// Bytes of a literal that was not asked for; a header field or two, never a message.
    private static let longestNoise = 1 << 20
    /// Bytes a second: a slower line does not carry mail in any useful time.
    private static let slowest = 2048.0

    private let wire: any MailWire
    private let capacity: Int
    private let buffer: UnsafeMutableRawPointer
    private var end = 0
    /// The line at hand: the next token begins at `position`, the line ends before `lineEnd`, the next one is at `next`.
    private var position = 0
    private var lineEnd = 0
    private var next = 0
    /// When the conversation must have come further, on the monotonic clock.
    var deadline = Double.infinity

    /// - Parameter capacity: bytes of the longest line.
    init(_ wire: any MailWire, capacity: Int = IMAPReader.usualCapacity) {
        self.wire = wire
        self.capacity = capacity
        buffer = UnsafeMutableRawPointer.allocate(byteCount: capacity, alignment: 16)
    }

    deinit { buffer.deallocate() }

    // MARK: Lines

    /// Goes to the next line, or to what follows a literal.
    func nextLine() throws {
        var searched = next
        while true {
            if let feed = memchr(buffer + searched, 0x0A, end - searched) {
                let index = UnsafeRawPointer(feed) - UnsafeRawPointer(buffer)
                position = next
                lineEnd = index > next && byte(index - 1) == 0x0D ? index - 1 : index
                next = index + 1
                return
            }
            searched = end
            let moved = try fill()
            searched -= moved
        }
    }

    /// Waits until there is something of a next line.
    /// - Parameter limit: on the monotonic clock.
    /// - Returns: false if nothing came until then.
    func waitForMore(until limit: Double) throws -> Bool {
        if next < end { return true }
        end = 0
        next = 0
        position = 0
        lineEnd = 0
        let room = UnsafeMutableRawBufferPointer(start: buffer, count: capacity)
        guard let count = try wire.receive(into: room, patientlyUntil: limit) else { return false }
        end = count
        return true
    }

    /// The next byte of the line without taking it.
    var peeked: UInt8? { position < lineEnd ? byte(position) : nil }

    /// Everything up to the end of the line, as it stands.
    func rest() -> UnsafeRawBufferPointer {
        let rest = bytes(position..<lineEnd)
        position = lineEnd
        return rest
    }

    /// - Returns: by how much the bytes moved towards the front.
    private func fill() throws -> Int {
        var moved = 0
        if end == capacity || next == end {
            moved = next
            guard moved > 0 || end < capacity else {
                throw violation("a line longer than \(capacity) bytes")
            }
            memmove(buffer, buffer + next, end - next)
            end -= moved
            next = 0
            position = 0
            lineEnd = 0
        }
        let room = UnsafeMutableRawBufferPointer(start: buffer + end, count: capacity - end)
        end += try wire.receive(into: room, deadline: deadline)
        return moved
    }

    // MARK: Tokens

    func token() throws -> IMAPToken {
        while position < lineEnd, byte(position) == 0x20 { position += 1 }
        guard position < lineEnd else { return .end }
        switch byte(position) {
        case 0x28:
            position += 1
            return .open
        case 0x29:
            position += 1
            return .close
        case 0x22: return try quoted()
        case 0x7B: return try literal(from: position + 1)
        case 0x7E where position + 1 < lineEnd && byte(position + 1) == 0x7B:
            return try literal(from: position + 2)
        default: return try atom()
        }
    }

    private func quoted() throws -> IMAPToken {
        let start = position + 1
        var index = start
        var escaped = false
        while index < lineEnd, byte(index) != 0x22 {
            if byte(index) == 0x5C {
                escaped = true
                index += 1
            }
            index += 1
        }
        guard index < lineEnd else { throw violation("a quoted text without its end") }
        position = index + 1
        return .quoted(start..<index, escaped: escaped)
    }

    private func literal(from start: Int) throws -> IMAPToken {
        guard byte(lineEnd - 1) == 0x7D, start < lineEnd - 1 else { throw violation("a brace that begins no literal") }
        let digitsEnd = byte(lineEnd - 2) == 0x2B ? lineEnd - 2 : lineEnd - 1
        guard let count = number(start..<digitsEnd) else { throw violation("a literal without a length") }
        position = lineEnd
        return .literal(count)
    }

    /// A section in brackets belongs to its atom, whatever stands in it: `BODY[HEADER.FIELDS (DATE)]<0>`.
    private func atom() throws -> IMAPToken {
        let start = position
        var index = position
        while index < lineEnd {
            let byte = byte(index)
            if byte == 0x20 || byte == 0x28 || byte == 0x29 || byte == 0x22 { break }
            if byte == 0x5B {
                while index < lineEnd, self.byte(index) != 0x5D { index += 1 }
                guard index < lineEnd else { throw violation("a bracket without its end") }
            }
            index += 1
        }
        position = index
        return .atom(start..<index)
    }

    /// Passes over one value: an atom, a text, a literal, or a list of any depth.
    func skipValue(_ first: IMAPToken? = nil) throws {
        var depth = 0
        var token = try first ?? self.token()
        while true {
            switch token {
            case .open: depth += 1
            case .close: depth -= 1
            case .literal(let count): try skipNoise(count)
            case .atom, .quoted: break
            case .end: throw violation("a list without its end")
            }
            guard depth >= 0 else { throw violation("a parenthesis too many") }
            if depth == 0 { return }
            token = try self.token()
        }
    }

    /// Passes over everything up to the end of the response, literals included.
    func skipResponse() throws {
        while true {
            switch try token() {
            case .end: return
            case .literal(let count): try skipNoise(count)
            case .atom, .quoted, .open, .close: break
            }
        }
    }

    /// Passes over a literal that nobody wants, if it is of a bearable size.
    private func skipNoise(_ count: Int) throws {
        guard count <= IMAPReader.longestNoise else {
            throw violation("a literal of \(count) bytes that nobody asked for")
        }
        try skipLiteral(count)
    }

    // MARK: Literals

    /// The bytes of a literal whose length was found acceptable. The reader is then on what follows them.
    func takeLiteral(_ count: Int) throws -> [UInt8] {
        deadline += Double(count) / IMAPReader.slowest
        let taken = try [UInt8](unsafeUninitializedCapacity: count) { room, initialized in
            let room = UnsafeMutableRawBufferPointer(room)
            while initialized < count {
                let missing = count - initialized
                if next < end {
                    let part = min(missing, end - next)
                    UnsafeMutableRawBufferPointer(rebasing: room[initialized..<count])
                        .copyMemory(from: bytes(next..<next + part))
                    next += part
                    initialized += part
                } else if missing >= capacity / 4 {
                    let slice = UnsafeMutableRawBufferPointer(rebasing: room[initialized..<count])
                    initialized += try wire.receive(into: slice, deadline: deadline)
                } else {
                    // A small rest comes together with what the server says next.
                    _ = try fill()
                }
            }
        }
        try nextLine()
        return taken
    }

    /// Reads and forgets a literal.
    func skipLiteral(_ count: Int) throws {
        deadline += Double(count) / IMAPReader.slowest
        var missing = count
        while missing > 0 {
            if next == end { _ = try fill() }
            let part = min(missing, end - next)
            next += part
            missing -= part
        }
        try nextLine()
    }

    // MARK: Bytes

    func bytes(_ range: Range<Int>) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(start: buffer + range.lowerBound, count: range.count)
    }

    /// The error for a peer that does not keep to the protocol.
    func violation(_ what: String) -> TransportError {
        .violation(wire.trouble("read", "the server does not keep to IMAP: \(what)"))
    }

    private func byte(_ index: Int) -> UInt8 { buffer.load(fromByteOffset: index, as: UInt8.self) }
}
