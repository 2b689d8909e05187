/// Splits an mbox (RFC 4155) into messages, piece by piece: it holds one message at a time.
///
/// A message begins at a line "From " that stands at the beginning or behind a blank line and bears a date or an address.
/// The blank line before the next one is not part of the message. Four dialects hide such lines of a text differently:
/// - mboxo and mboxrd write `>From `; one `>` is taken away again (mboxrd; in mboxo the difference cannot be told).
/// - mboxcl and mboxcl2 state the text's bytes as Content-Length. That is believed if a message, or the end of the file,
///   follows where it says; else the lines tell. mboxcl2 hides nothing, so where a bare "From " stands inside such a
///   text, nothing is taken away in it.
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

        /// Makes a message.
        public init(offset: Int, bytes: [UInt8], isTooLarge: Bool, end: Int) {
            self.offset = offset
            self.bytes = bytes
            self.isTooLarge = isTooLarge
            self.end = end
        }
    }

    /// How the bytes at hand are taken.
    private enum Mode {
        case lines
        /// So many bytes are a text's by its Content-Length.
        case counted(Int)
        /// The text is over by its Content-Length: what follows tells whether that holds.
        case verified
    }

    private let limit: Int
    private var lineOffset: Int
    private var line: [UInt8] = []
    private var lineIsCut = false
    private var message: Message?
    private var afterBlank = true
    private var pendingBlank: [UInt8] = []
    private var mode = Mode.lines
    private var isInHeader = false
    private var stated: Int?
    private var counted: [UInt8] = []
    private var tail: [UInt8] = []

    /// Bytes of a line that are looked at to tell what it is; the rest is copied as it comes.
    private static let longestLine = 1 << 20
    private static let from = Array("From ".utf8)
    /// What tells that a text is over: an end of line, and the next message.
    private static let tailLength = 7

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
        var rest = bytes
        while !rest.isEmpty {
            switch mode {
            case .lines:
                let end = rest.firstIndex(of: 0x0A).map { $0 + 1 } ?? rest.endIndex
                line += rest[..<end]
                rest = rest[end...]
                if line.last == 0x0A || line.count >= MboxReader.longestLine { try takeLine(hand) }
            case .counted(let missing):
                let part = rest.prefix(missing)
                counted += part
                rest = rest.dropFirst(part.count)
                mode = part.count == missing ? .verified : .counted(missing - part.count)
            case .verified:
                let part = rest.prefix(MboxReader.tailLength - tail.count)
                tail += part
                rest = rest.dropFirst(part.count)
                if tail.count == MboxReader.tailLength { try decide(hand) }
            }
        }
    }

    /// Hands over the last message. Call it at the end of the file.
    public mutating func finish(_ hand: (Message) throws -> Void) rethrows {
        // A text that is shorter than it states may hold others: each round of this ends at least one message.
        while true {
            if case .lines = mode { break }
            try decide(hand)
        }
        if !line.isEmpty { try takeLine(hand) }
        if var last = message {
            message = nil
            last.end = lineOffset
            try hand(last)
        }
    }

    // MARK: Content-Length

    /// Takes the counted text as one, if its end is where it was stated to be, else line by line.
    private mutating func decide(_ hand: (Message) throws -> Void) rethrows {
        let (text, behind) = (counted, tail)
        counted = []
        tail = []
        var isWhole = false
        if case .verified = mode {
            let next = behind.drop { $0 == 0x0D || $0 == 0x0A }
            isWhole = next.isEmpty || next.starts(with: MboxReader.from)
        }
        mode = .lines
        if isWhole {
            keep(MboxReader.unhidden(text)[...])
            lineOffset += text.count
            afterBlank = true
            try read(behind[...], hand)
        } else {
            try read(text[...], hand)
            try read(behind[...], hand)
        }
    }

    /// A counted text without the `>` of hidden lines; as it stands if there are lines that were not hidden.
    private static func unhidden(_ text: [UInt8]) -> [UInt8] {
        let lines = text.split(separator: 0x0A, omittingEmptySubsequences: false)
        guard lines.contains(where: { isQuoted($0) }), !lines.contains(where: { $0.starts(with: from) }) else {
            return text
        }
        return Array(lines.map { isQuoted($0) ? $0.dropFirst() : $0 }.joined(separator: [0x0A]))
    }

    /// A header field of the message at hand. The first Content-Length counts.
    private mutating func note(_ field: [UInt8]) {
        let name = Array("content-length:".utf8)
        guard stated == nil, field.count > name.count, field.count < 60,
            zip(field, name).allSatisfy({ ($0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0) == $1 })
        else { return }
        let value = String(decoding: field[name.count...], as: UTF8.self)
        stated = Int(value.filter { !$0.isWhitespace })
    }

    // MARK: Lines

    private mutating func takeLine(_ hand: (Message) throws -> Void) rethrows {
        let wasCut = lineIsCut
        let taken = line
        line.removeAll(keepingCapacity: true)
        lineIsCut = taken.last != 0x0A
        defer { lineOffset += taken.count }
        if !wasCut, afterBlank, MboxReader.isEnvelope(taken) {
            pendingBlank.removeAll()
            if var complete = message {
                complete.end = lineOffset
                message = nil
                try hand(complete)
            }
            message = Message(offset: lineOffset, bytes: [], isTooLarge: false, end: lineOffset)
            afterBlank = false
            isInHeader = true
            stated = nil
            return
        }
        guard message != nil else {
            if taken.contains(where: { $0 > 0x20 }) { hasStrayBytes = true }
            return
        }
        let isBlank = !wasCut && (taken == [0x0A] || taken == [0x0D, 0x0A])
        if isBlank {
            if isInHeader {
                isInHeader = false
                if let stated, stated > 0, stated <= limit {
                    // A text that is counted needs no look at its lines.
                    keep(taken[...])
                    mode = .counted(stated)
                    return
                }
            }
            keep(pendingBlank[...])
            pendingBlank = taken
            afterBlank = true
            return
        }
        if isInHeader, !wasCut { note(taken) }
        if !pendingBlank.isEmpty {
            keep(pendingBlank[...])
            pendingBlank.removeAll()
        }
        afterBlank = false
        keep(!wasCut && MboxReader.isQuoted(taken[...]) ? taken.dropFirst() : taken[...])
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

    /// "From " with what only an envelope has: a time of day and a year, or an address and nothing that reads like a
    /// sentence.
    private static func isEnvelope(_ line: [UInt8]) -> Bool {
        guard line.starts(with: from), line.count < 1000 else { return false }
        let words = line.dropFirst(from.count).split { $0 <= 0x20 }
        if words.count <= 2, words.contains(where: { $0.contains(0x40) }) { return true }
        return words.contains { isTime($0) } && words.contains { isYear($0) }
    }

    /// `hh:mm` and perhaps `:ss`.
    private static func isTime(_ word: ArraySlice<UInt8>) -> Bool {
        let parts = word.split(separator: 0x3A, omittingEmptySubsequences: false)
        return (2...3).contains(parts.count)
            && parts.allSatisfy { (1...2).contains($0.count) && $0.allSatisfy(isDigit) }
    }

    private static func isYear(_ word: ArraySlice<UInt8>) -> Bool {
        word.count == 4 && word.allSatisfy(isDigit) && (word.first == 0x31 || word.first == 0x32)
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

    private static func isQuoted(_ line: ArraySlice<UInt8>) -> Bool {
        guard line.first == 0x3E else { return false }
        return line.drop { $0 == 0x3E }.starts(with: from)
    }
}
