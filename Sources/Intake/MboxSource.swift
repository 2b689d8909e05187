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
    /// A last line without an end may be half written until the file has rested for so long.
    private static let rest: Int64 = 60_000_000_000

    /// How far the file was read.
    private struct Read: Codable, Equatable {
        var inode: UInt64
        var size: Int
        var modified: Int64
        /// Behind the last message that is stored.
        var offset: Int
        /// The hash of the bytes before it.
        var before: String
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
        var start = 0
        if let before, before.inode == facts.inode, before.offset <= facts.size,
            try await probe(before.offset) == before.before
        {
            start = before.offset
        }
        let isAtRest = facts.modified + MboxSource.rest < Int64(Date().timeIntervalSince1970 * 1e9)
        var reader = MboxReader(limit: MboxSource.largestMessage, offset: start)
        var pending: [MboxReader.Message] = []
        var bytes = 0
        var end = start
        var last: UInt8 = 0x0A
        try await LocalFile.read(path, from: start) { piece in
            last = piece.last ?? last
            var complete: [MboxReader.Message] = []
            reader.read(piece) { complete.append($0) }
            for message in complete {
                end = message.end
                bytes += message.bytes.count
                pending.append(message)
                if pending.count >= MboxSource.batch || bytes >= MboxSource.batchBytes {
                    try await hand(batch(pending, request))
                    pending.removeAll()
                    bytes = 0
                }
            }
        }
        if last == 0x0A || isAtRest {
            reader.finish {
                end = $0.end
                pending.append($0)
            }
        }
        if !pending.isEmpty { try await hand(batch(pending, request)) }
        var notes: [String] = []
        if reader.hasStrayBytes {
            notes.append("the file does not begin like an mbox; what stands before the first message was passed over")
        }
        let seen = Read(
            inode: facts.inode, size: end == facts.size || last == 0x0A ? facts.size : -1, modified: facts.modified,
            offset: end,
            before: try await probe(end))
        return PollNote(unchanged: end == start, notes: notes, cursor: Remembered.write(seen))
    }

    private func batch(_ messages: [MboxReader.Message], _ request: PollRequest) -> FetchedBatch {
        let (name, since, now) = (name, since, request.now)
        return FetchedBatch(size: messages.count, total: nil) {
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
            return ParsedBatch(items: items, cursor: nil)
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
        guard head.isEmpty || head == Array("From ".utf8) else {
            throw IntakeError("\(path) is no mbox: it does not begin with \"From \"")
        }
        return "answers: \(facts.size) bytes"
    }
}
