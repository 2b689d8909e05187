import FoundationEssentials

/// Splits an mbox (RFC 4155 and its relatives mboxo, mboxrd) into messages, piece by piece: it holds one message at a time.
///
/// A message begins at a line "From " that stands at the beginning or behind a blank line and bears a date or an address.
/// The blank line before the next one is not part of the message. `>From ` is unquoted once (mboxrd).
public struct MboxReader: Sendable {
    /// One message of the file.
    public struct Message: Sendable {
        /// Where its "From " line begins, in bytes from the beginning of the file.
        public var offset: Int
        /// Its bytes without the "From " line; cut where `isTooLarge`.
        public var bytes: [UInt8]
        /// Whether it has more bytes than the limit.
        public var isTooLarge: Bool
        /// The offset behind it: where the next one begins.
        public var end: Int
    }

    private let limit: Int
    private var lineOffset: Int
    private var line: [UInt8] = []
    private var lineIsCut = false
    private var message: Message?
    private var afterBlank = true
    private var pendingBlank: [UInt8] = []

    /// Bytes of a line that are looked at to tell what it is; the rest is copied as it comes.
    private static let longestLine = 1 << 20

    /// - Parameters:
    ///   - limit: bytes of a message that are kept.
    ///   - offset: where in the file the bytes begin that will be read; a message begins there.
    public init(limit: Int, offset: Int = 0) {
        self.limit = limit
        lineOffset = offset
    }

    /// Whether bytes before the first "From " line were met: the file is no mbox, or was read from a wrong place.
    public private(set) var hasStrayBytes = false

    /// Takes the next bytes of the file and hands over each message that they complete.
    public mutating func read(_ bytes: ArraySlice<UInt8>, _ hand: (Message) throws -> Void) rethrows {
        var at = bytes.startIndex
        while at < bytes.endIndex {
            let end = bytes[at...].firstIndex(of: 0x0A).map { $0 + 1 } ?? bytes.endIndex
            line += bytes[at..<end]
            at = end
            if line.last == 0x0A || line.count >= MboxReader.longestLine { try takeLine(hand) }
        }
    }

    /// Hands over the last message. Call it at the end of the file.
    public mutating func finish(_ hand: (Message) throws -> Void) rethrows {
        if !line.isEmpty { try takeLine(hand) }
        if var last = message {
            message = nil
            last.end = lineOffset
            try hand(last)
        }
    }

    private mutating func takeLine(_ hand: (Message) throws -> Void) rethrows {
        defer {
            lineOffset += line.count
            lineIsCut = line.last != 0x0A
            line.removeAll(keepingCapacity: true)
        }
        if !lineIsCut, afterBlank, MboxReader.isEnvelope(line) {
            pendingBlank.removeAll()
            if var complete = message {
                complete.end = lineOffset
                message = nil
                try hand(complete)
            }
            message = Message(offset: lineOffset, bytes: [], isTooLarge: false, end: lineOffset)
            afterBlank = false
            return
        }
        guard message != nil else {
            if line.contains(where: { $0 > 0x20 }) { hasStrayBytes = true }
            return
        }
        let isBlank = !lineIsCut && (line == [0x0A] || line == [0x0D, 0x0A])
        if isBlank {
            keep(pendingBlank[...])
            pendingBlank = line
            afterBlank = true
            return
        }
        if !pendingBlank.isEmpty {
            keep(pendingBlank[...])
            pendingBlank.removeAll()
        }
        afterBlank = false
        keep(!lineIsCut && MboxReader.isQuoted(line) ? line.dropFirst() : line[...])
    }

    private mutating func keep(_ bytes: ArraySlice<UInt8>) {
        guard let held = message?.bytes.count else { return }
        if held + bytes.count > limit {
            message?.isTooLarge = true
            message?.bytes += bytes.prefix(limit - held)
        } else {
            message?.bytes += bytes
        }
    }

    /// "From " with something that only an envelope has: a text line that begins with the word From has no time of day.
    private static func isEnvelope(_ line: [UInt8]) -> Bool {
        guard line.starts(with: [0x46, 0x72, 0x6F, 0x6D, 0x20]), line.count < 1000 else { return false }
        let rest = line.dropFirst(5)
        let hasTime = rest.indices.contains { index in
            rest[index] == 0x3A && index > rest.startIndex && index + 1 < rest.endIndex && isDigit(rest[index - 1])
                && isDigit(rest[index + 1])
        }
        return hasTime || (rest.contains(0x40) && rest.split(separator: 0x20).count <= 2)
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

    private static func isQuoted(_ line: [UInt8]) -> Bool {
        guard line.first == 0x3E else { return false }
        return line.drop { $0 == 0x3E }.starts(with: [0x46, 0x72, 0x6F, 0x6D, 0x20])
    }
}
