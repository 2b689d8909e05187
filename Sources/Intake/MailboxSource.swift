import FoundationEssentials
import Reports
import Transport

/// A folder on an IMAP server (RFC 9051). The cursor is UIDVALIDITY and the last UID; flags decide nothing, since people
/// read the same mailbox. It is opened read-only: only `acknowledge` changes anything.
public struct MailboxSource: Source {
    /// Its name in the configuration.
    public let name: SourceName
    private let endpoint: @Sendable () throws -> MailEndpoint
    private let folder: String
    private let since: Date?
    private let after: AfterStoring

    /// - Parameters:
    ///   - endpoint: the server and the login; asked for at each connection, so that a new password is taken up.
    ///   - since: older messages are noted as seen and not reported.
    ///   - after: what happens to a message that is stored.
    public init(
        name: SourceName, endpoint: @escaping @Sendable () throws -> MailEndpoint, folder: String, since: Date?,
        after: AfterStoring
    ) {
        self.name = name
        self.endpoint = endpoint
        self.folder = folder
        self.since = since
        self.after = after
    }

    /// Bytes of a message that are fetched; larger ones are set aside and stay where they are.
    private static let largestMessage = 32 << 20
    /// Messages handed over at once.
    private static let batch = 100

    /// Whether messages are marked, moved or deleted once stored.
    public var acknowledges: Bool { after != .keep }

    /// Fetches what has a higher UID than the last one stored.
    public func poll(
        _ request: PollRequest, hand: @escaping @Sendable (FetchedBatch) async throws -> Void
    ) async throws -> PollNote {
        try await connected { connection in
            let status = try await connection.select(folder, readOnly: true)
            let before = Remembered.read(request.cursor, as: MailCursor.self)
            var notes: [String] = []
            let start: MailCursor
            if let before, before.validity == status.uidValidity {
                start = before
            } else {
                // A new epoch: all is fetched again, and what is known is not taken for new.
                start = MailCursor(validity: status.uidValidity, uid: 0, rereadUntil: before == nil ? 0 : .max)
                if before != nil {
                    notes.append("the server renumbered the folder (UIDVALIDITY changed): it is read anew")
                }
            }
            if let next = status.uidNext, next > 0, next - 1 <= start.uid {
                return PollNote(
                    unchanged: notes.isEmpty, notes: notes, cursor: start == before ? nil : Remembered.write(start))
            }
            let uids = try await connection.uids(after: start.uid)
            guard let last = uids.last else {
                return PollNote(unchanged: true, notes: notes, cursor: start == before ? nil : Remembered.write(start))
            }
            // Only what is there now is read a second time; what comes later is new.
            let rereadUntil = start.rereadUntil == .max ? last : start.rereadUntil
            let total = uids.count
            let (name, since, now, validity) = (name, since, request.now, status.uidValidity)
            try await connection.fetch(uids, maxMessage: MailboxSource.largestMessage, batch: MailboxSource.batch) {
                messages in
                try await hand(
                    FetchedBatch(size: messages.count, total: total) {
                        let items = messages.map { message in
                            MailboxSource.item(
                                message, validity: validity, source: name, received: now, since: since,
                                reread: message.uid <= rereadUntil)
                        }
                        let cursor = messages.last.flatMap {
                            Remembered.write(MailCursor(validity: validity, uid: $0.uid, rereadUntil: rereadUntil))
                        }
                        return ParsedBatch(items: items, cursor: cursor)
                    })
            }
            return PollNote(unchanged: false, notes: notes)
        }
    }

    private static func item(
        _ message: FetchedMessage, validity: UInt32, source: SourceName, received: Date, since: Date?, reread: Bool
    ) -> Item {
        let origin = "\(validity)/\(message.uid)"
        guard let bytes = message.bytes else {
            return MailItems.tooLarge(
                size: message.size, limit: largestMessage, origin: origin, source: source, received: received)
        }
        return MailItems.item(
            bytes, origin: origin, source: source, received: received, delivered: message.internalDate, since: since,
            reread: reread)
    }

    /// Marks, moves or deletes stored messages. Those of an earlier UIDVALIDITY cannot be found any more and are let be.
    public func acknowledge(_ origins: [String]) async throws {
        try await connected { connection in
            let status = try await connection.select(folder, readOnly: false)
            let uids = origins.compactMap { origin -> UInt32? in
                let parts = origin.split(separator: "/")
                guard parts.count == 2, UInt32(parts[0]) == status.uidValidity else { return nil }
                return UInt32(parts[1])
            }.sorted()
            guard !uids.isEmpty else { return }
            switch after {
            case .keep: return
            case .seen: try await connection.markSeen(uids)
            case .move(let target): try await connection.move(uids, to: target)
            case .delete: try await connection.delete(uids)
            }
        }
    }

    /// Logs in and opens the folder read-only.
    public func check() async throws -> String {
        try await connected { connection in
            let status: FolderStatus
            do {
                status = try await connection.select(folder, readOnly: true)
            } catch let error as TransportError {
                guard case .noFolder = error, let folders = try? await connection.folders() else { throw error }
                throw IntakeError("\(error); there are: \(folders.prefix(20).joined(separator: ", "))")
            }
            if case .move(let target) = after {
                let folders = try await connection.folders()
                guard folders.contains(target) else {
                    throw IntakeError(
                        "there is no folder \(target) to move messages to; create it in the mailbox, or correct `after`"
                    )
                }
            }
            return "answers: folder \(folder) has \(status.exists) messages"
        }
    }

    private func connected<Value: Sendable>(
        _ body: (IMAPConnection) async throws -> Value
    ) async throws -> Value {
        let connection = IMAPConnection(try endpoint())
        do {
            try await connection.open()
            let value = try await body(connection)
            await connection.close()
            return value
        } catch {
            await connection.close()
            throw error
        }
    }
}
