import Glibc

/// Reads what a POP3 server says (RFC 1939 §3): status lines, lists of lines, and messages, whose dots it takes away
/// again. What it keeps is bounded; what is over the bound is counted and forgotten.
final class POP3Reader {
    static let usualCapacity = 64 << 10
    /// RFC 2449 §4 allows 512; servers that explain themselves take more.
    private static let longestLine = 4096
    /// Bytes a second: a slower line does not carry mail in any useful time.
    private static let slowest = 2048.0

    private let wire: any MailWire
    private let capacity: Int
    private let buffer: UnsafeMutableRawPointer
    private var start = 0
    private var end = 0
    /// When the conversation must have come further, on the monotonic clock.
    var deadline = Double.infinity

    /// - Parameter capacity: bytes read at once at the most; more than the longest line has.
    init(_ wire: any MailWire, capacity: Int = POP3Reader.usualCapacity) {
        self.wire = wire
        self.capacity = max(capacity, POP3Reader.longestLine * 2)
        buffer = UnsafeMutableRawPointer.allocate(byteCount: self.capacity, alignment: 16)
    }

    deinit { buffer.deallocate() }

    /// The next line without its end.
    func line() throws -> [UInt8] {
        var searched = start
        while true {
            if let feed = memchr(buffer + searched, 0x0A, end - searched) {
                let index = UnsafeRawPointer(feed) - UnsafeRawPointer(buffer)
                guard index - start <= POP3Reader.longestLine else { throw tooLong() }
                var line = Array(bytes(start..<index))
                if line.last == 0x0D { line.removeLast() }
                start = index + 1
                return line
            }
            guard end - start <= POP3Reader.longestLine else { throw tooLong() }
            let known = end - start
            try fill()
            searched = start + known
        }
    }

    /// The lines of a list, up to the one with a dot alone.
    /// - Parameter body: takes each.
    func list(most: Int, _ body: ([UInt8]) throws -> Void) throws {
        var count = 0
        while true {
            var line = try line()
            if line.first == 0x2E {
                if line.count == 1 { return }
                line.removeFirst()
            }
            count += 1
            guard count <= most else { throw violation("a list of more than \(most) lines") }
            try body(line)
        }
    }

    /// A message, up to the line with a dot alone.
    /// - Parameter limit: bytes that are kept.
    /// - Returns: the bytes that were kept, and how many there were.
    func message(limit: Int) throws -> (bytes: [UInt8], size: Int) {
        var kept: [UInt8] = []
        var size = 0
        /// Where in `CR LF . CR LF` the last bytes stand: a line begins behind CR LF only, so that a bare LF in front of
        /// a dot, as in letters that try to smuggle, ends nothing.
        var isAtLineStart = true
        var lastWasReturn = false
        while true {
            if start == end { try fill() }
            if isAtLineStart, byte(start) == 0x2E {
                while end - start < 3 { try fill() }
                if byte(start + 1) == 0x0D, byte(start + 2) == 0x0A {
                    start += 3
                    return (kept, size)
                }
                // A dot that the server put in front of one of the message's own.
                start += 1
            }
            isAtLineStart = false
            var next = end
            if let feed = memchr(buffer + start, 0x0A, end - start) {
                next = UnsafeRawPointer(feed) - UnsafeRawPointer(buffer) + 1
                isAtLineStart = next - start > 1 ? byte(next - 2) == 0x0D : lastWasReturn
            }
            let part = start..<next
            let room = min(part.count, limit - kept.count)
            if room > 0 { kept.append(contentsOf: bytes(part.lowerBound..<part.lowerBound + room)) }
            size += part.count
            lastWasReturn = byte(next - 1) == 0x0D
            deadline += Double(part.count) / POP3Reader.slowest
            start = next
        }
    }

    /// The error for a peer that does not keep to the protocol.
    func violation(_ what: String) -> TransportError {
        .violation(wire.trouble("read", "the server does not keep to POP3: \(what)"))
    }

    private func tooLong() -> TransportError { violation("a line longer than \(POP3Reader.longestLine) bytes") }

    private func fill() throws {
        if start > 0 {
            memmove(buffer, buffer + start, end - start)
            end -= start
            start = 0
        }
        let room = UnsafeMutableRawBufferPointer(start: buffer + end, count: capacity - end)
        end += try wire.receive(into: room, deadline: deadline)
    }

    private func bytes(_ range: Range<Int>) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(start: buffer + range.lowerBound, count: range.count)
    }

    private func byte(_ index: Int) -> UInt8 { buffer.load(fromByteOffset: index, as: UInt8.self) }
}
