import FoundationEssentials
import MailParsing
import Reports

/// An mbox file to which messages are appended (RFC 4155). A message is known by the hash of its bytes, so that a file
/// that was tidied up or rewritten brings nothing twice.
public struct MboxSource: Source {
    /// Its name in the configuration.
    public let name: SourceName
    private let path: String
    private let since: Date?

    /// - Parameter since: older messages are noted as seen and not reported.
    public init(name: SourceName, path: String, since: Date?) {
        self.name = name
        self.path = path
        self.since = since
    }

    private static let largestMessage = 32 << 20
    /// Messages handed over at once, and bytes after which a batch is full.
    private static let batch = 100
    private static let batchBytes = 4 << 20
    /// Bytes before the offset that tell whether the file is still the same up to there.
    private static let probe = 64
    /// Nanoseconds for which a file must have rested before its last message is taken: none if a blank line ends it, as
    /// writers leave it, some if only its line is ended, many if not even that.
    private static let shortRest: Int64 = 2_000_000_000
    private static let longRest: Int64 = 60_000_000_000
    /// A writer that died leaves its lock behind: one that is older than this, in nanoseconds, is none.
    private static let staleLock: Int64 = 600_000_000_000

    /// How far the file was read.
    private struct Read: Codable, Equatable {
        var inode: UInt64
        var size: Int
        var modified: Int64
        /// Behind the last message that is stored.
        var offset: Int
        /// The hash of the bytes before it.
        var before: String
        /// Where that last message begins: if its rest came later, it is read again from there.
        var last: Int?
    }

    /// Reads what was appended; a file that changed before the place reached is read from the beginning.
    public func poll(
        _ request: PollRequest, hand: @escaping @Sendable (FetchedBatch) async throws -> Void
    ) async throws -> PollNote {
        let facts = try LocalFile.facts(path)
        let before = Remembered.read(request.cursor, as: Read.self)
        if let before, before.inode == facts.inode, before.size == facts.size, before.modified == facts.modified {
            return PollNote(unchanged: true)
        }
        // Whoever delivers is let finish: the next poll is soon enough.
        guard let lock = try MboxLock(path, now: MboxSource.now, stale: MboxSource.staleLock) else {
            return PollNote(unchanged: true)
        }
        defer { lock.release() }
        guard try await isMbox() else { return try await pollLetter(facts, request, hand) }
        var start = 0
        if let before, before.inode == facts.inode, before.offset <= facts.size,
            try await probe(before.offset) == before.before
        {
            start = before.offset
        }
        var pass = try await read(from: start, facts, request, hand)
        if pass.hasStrayBytes, start > 0 {
            // The rest of a message that was taken too early, or a file that was changed before that place.
            pass = try await read(from: before?.last ?? 0, facts, request, hand)
        }
        var notes: [String] = []
        if pass.hasStrayBytes {
            notes.append("the file does not begin like an mbox; what stands before the first message was passed over")
        }
        let seen = Read(
            inode: facts.inode, size: pass.isWhole ? facts.size : -1, modified: facts.modified, offset: pass.end,
            before: try await probe(pass.end), last: pass.last ?? before?.last)
        return PollNote(unchanged: pass.end == start, notes: notes, cursor: Remembered.write(seen))
    }

    /// What one reading of the file came to.
    private struct Pass {
        var end: Int
        var last: Int?
        var isWhole = true
        var hasStrayBytes = false
    }

    private func read(
        from start: Int, _ facts: LocalFile.Facts, _ request: PollRequest,
        _ hand: @escaping @Sendable (FetchedBatch) async throws -> Void
    ) async throws -> Pass {
        var reader = MboxReader(limit: MboxSource.largestMessage, offset: start)
        var pass = Pass(end: start)
        var pending: [MboxReader.Message] = []
        var bytes = 0
        /// The last two bytes that are no CR.
        var tail: [UInt8] = [0x0A, 0x0A]
        try await LocalFile.read(path, from: start) { piece in
            tail = Array((tail + piece.suffix(4).filter { $0 != 0x0D }).suffix(2))
            var complete: [MboxReader.Message] = []
            reader.read(piece) { complete.append($0) }
            for message in complete {
                pass.end = message.end
                pass.last = message.offset
                bytes += message.bytes.count
                pending.append(message)
                if pending.count >= MboxSource.batch || bytes >= MboxSource.batchBytes {
                    try await hand(batch(pending, request))
                    pending.removeAll()
                    bytes = 0
                }
            }
        }
        let rest = tail == [0x0A, 0x0A] ? 0 : tail.last == 0x0A ? MboxSource.shortRest : MboxSource.longRest
        pass.isWhole = facts.modified + rest <= MboxSource.now
        if pass.isWhole {
            reader.finish {
                pass.end = $0.end
                pass.last = $0.offset
                pending.append($0)
            }
        }
        if !pending.isEmpty { try await hand(batch(pending, request)) }
        pass.hasStrayBytes = reader.hasStrayBytes
        return pass
    }

    private static var now: Int64 { Int64(Date().timeIntervalSince1970 * 1e9) }

    /// Whether it begins like an mbox, or with nothing at all; else it may be the file of one letter.
    private func isMbox() async throws -> Bool {
        let head = try LocalFile.read(path, limit: 200, cuts: true)
        let first = head.drop { $0 <= 0x20 }
        if first.isEmpty || first.starts(with: Array("From ".utf8)) { return true }
        // A header field's name: printable, and a colon behind it.
        let name = first.prefix { $0 > 0x20 && $0 < 0x7F && $0 != 0x3A }
        return name.isEmpty || first.dropFirst(name.count).first != 0x3A
    }

    /// The file of one letter (`.eml`), read whole when it changed.
    private func pollLetter(
        _ facts: LocalFile.Facts, _ request: PollRequest, _ hand: @Sendable (FetchedBatch) async throws -> Void
    ) async throws -> PollNote {
        let bytes = try LocalFile.read(path, limit: MboxSource.largestMessage, cuts: true)
        let message = MboxReader.Message(
            offset: 0, bytes: bytes, isTooLarge: facts.size > MboxSource.largestMessage, end: facts.size)
        try await hand(batch([message], request))
        let seen = Read(inode: facts.inode, size: facts.size, modified: facts.modified, offset: 0, before: "")
        return PollNote(unchanged: false, cursor: Remembered.write(seen))
    }

    private func batch(_ messages: [MboxReader.Message], _ request: PollRequest) -> FetchedBatch {
        let (name, since, now, path) = (name, since, request.now, path)
        return FetchedBatch(size: messages.count, total: nil, bytes: messages.reduce(0) { $0 + $1.bytes.count }) {
            let items = messages.map { message -> Item in
                let origin = Digest256.name(Digest256.of(message.bytes))
                if message.isTooLarge {
                    return MailItems.tooLarge(
                        size: message.end - message.offset, limit: MboxSource.largestMessage, origin: origin,
                        source: name, received: now,
                        beginning: Array(message.bytes.prefix(1 << 16)))
                }
                return MailItems.item(
                    message.bytes, origin: origin, source: name, received: now, delivered: nil, since: since)
            }
            let places = messages.map { "\(path), from byte \($0.offset) on" }
            return ParsedBatch(
                items: items, cursor: nil, notes: MailItems.notes(of: zip(items, places).map { ($0, $1) }))
        }
    }

    /// The hash of the bytes before an offset.
    private func probe(_ offset: Int) async throws -> String {
        let start = max(0, offset - MboxSource.probe)
        var bytes: [UInt8] = []
        do {
            try await LocalFile.read(path, from: start, piece: max(1, offset - start)) { piece in
                bytes = Array(piece.prefix(offset - start))
                throw Enough()
            }
        } catch is Enough {}
        return Digest256.name(Digest256.of(bytes))
    }

    private struct Enough: Error {}

    /// Looks into the file.
    public func check() async throws -> String {
        let facts = try LocalFile.facts(path)
        var head: [UInt8] = []
        do {
            try await LocalFile.read(path, from: 0, piece: 5) { piece in
                head = Array(piece)
                throw Enough()
            }
        } catch is Enough {}
        guard head == Array("From ".utf8) || head.isEmpty else {
            guard try await !isMbox() else {
                throw IntakeError("\(path) is no mbox and no letter: it begins neither with \"From \" nor with a field")
            }
            return "answers: one letter of \(facts.size) bytes"
        }
        return "answers: \(facts.size) bytes"
    }
}
