import FoundationEssentials
import Reports
import Synchronization
import Transport

/// A maildrop on a POP3 server (RFC 1939). A letter is known by its unique id (UIDL) and by nothing else: numbers change
/// from session to session. What is deleted is deleted after the commit, in a session of its own that ends in order.
///
/// Servers that number anew (Dovecot after its index is lost) give every letter another id: if none of the ids is known
/// that are there, letters with the bytes of stored ones are taken for those and not for news.
public struct POP3Source: Source {
    /// Its name in the configuration.
    public let name: SourceName
    private let endpoint: @Sendable () throws -> MailEndpoint
    private let since: Date?
    private let deletes: Bool

    /// - Parameters:
    ///   - endpoint: the server and the login; asked for at each connection, so that a new password or token is taken up.
    ///   - since: older letters are noted as seen and not reported.
    ///   - deletes: whether letters are deleted at the server once stored.
    public init(
        name: SourceName, endpoint: @escaping @Sendable () throws -> MailEndpoint, since: Date?, deletes: Bool
    ) {
        self.name = name
        self.endpoint = endpoint
        self.since = since
        self.deletes = deletes
    }

    private static let largestMessage = 32 << 20
    /// Letters handed over at once.
    private static let batch = 100
    /// Ids looked up in the store at once.
    private static let lookedUp = 2000
    /// Polls in which a letter may fail to come before it is set aside.
    private static let mostTries = 5
    /// Letters of one poll that the server may stumble over: more is a server that is unwell.
    private static let mostStumbles = 10

    /// What is remembered between polls.
    private struct Drop: Codable, Equatable {
        /// How many letters there were, all of them stored but those below.
        var count: Int
        /// Polls in which a letter did not come, by its id.
        var owed: [String: Int] = [:]
    }

    /// Whether letters are deleted once stored.
    public var acknowledges: Bool { deletes }

    /// Fetches the letters whose ids are not known.
    public func poll(
        _ request: PollRequest, hand: @escaping @Sendable (FetchedBatch) async throws -> Void
    ) async throws -> PollNote {
        let before = Remembered.read(request.cursor, as: Drop.self)
        var connection = try await opened()
        do {
            let listed = try await connection.list()
            var fresh = try await unknown(listed, request)
            let isRenumbered = (before?.count ?? 0) > 0 && fresh.count == listed.count
            var after = Drop(count: listed.count)
            var notes: [String] = []
            let isUnchanged = fresh.isEmpty
            let total = fresh.count
            var stumbles = 0
            while !fresh.isEmpty {
                let came = Came()
                do {
                    try await connection.fetch(
                        fresh, maxMessage: POP3Source.largestMessage, batch: POP3Source.batch
                    ) { letters in
                        try await give(letters.filter { $0.refusal == nil }, total, isRenumbered, request, hand)
                        came.note(letters)
                    }
                    fresh = []
                } catch let error as TransportError where error.isAboutOneLetter {
                    fresh.removeFirst(min(came.count, fresh.count))
                    guard let culprit = fresh.first, stumbles < POP3Source.mostStumbles else { throw error }
                    stumbles += 1
                    fresh.removeFirst()
                    came.refuse(culprit, "\(error)")
                    await connection.close()
                    connection = try await opened()
                    fresh = try await renumbered(fresh, connection)
                }
                for (letter, reason) in came.refused {
                    let tries = (before?.owed[letter.id] ?? 0) + 1
                    if tries < POP3Source.mostTries {
                        after.owed[letter.id] = tries
                        notes.append("a letter did not come and is asked for again later: \(reason)")
                    } else {
                        try await setAside(letter, request, hand)
                    }
                }
            }
            await connection.close()
            return PollNote(
                unchanged: isUnchanged && notes.isEmpty, notes: notes,
                cursor: after == before ? nil : Remembered.write(after))
        } catch {
            await connection.close()
            throw error
        }
    }

    /// Those that are not stored, each id once: servers that make ids of the content give copies the same one.
    private func unknown(_ listed: [POP3Letter], _ request: PollRequest) async throws -> [POP3Letter] {
        var found: [POP3Letter] = []
        var seen: Set<String> = []
        for from in stride(from: 0, to: listed.count, by: POP3Source.lookedUp) {
            let part = listed[from..<min(from + POP3Source.lookedUp, listed.count)]
            let known = try await request.known(part.map(\.id))
            found += part.filter { !known.contains($0.id) && seen.insert($0.id).inserted }
        }
        return found
    }

    /// The same letters under the numbers of a new session.
    private func renumbered(_ letters: [POP3Letter], _ connection: POP3Connection) async throws -> [POP3Letter] {
        let wanted = Set(letters.map(\.id))
        var seen: Set<String> = []
        return try await connection.list().filter { wanted.contains($0.id) && seen.insert($0.id).inserted }
    }

    private func give(
        _ letters: [POP3Fetched], _ total: Int, _ isRenumbered: Bool, _ request: PollRequest,
        _ hand: @Sendable (FetchedBatch) async throws -> Void
    ) async throws {
        guard !letters.isEmpty else { return }
        let (name, since, now) = (name, since, request.now)
        try await hand(
            FetchedBatch(
                size: letters.count, total: total, bytes: letters.reduce(0) { $0 + ($1.bytes?.count ?? 0) }
            ) {
                let items = letters.map { letter -> Item in
                    if let bytes = letter.bytes {
                        return MailItems.item(
                            bytes, origin: letter.letter.id, source: name, received: now, delivered: nil, since: since,
                            reread: isRenumbered)
                    }
                    var item = MailItems.tooLarge(
                        size: letter.size, limit: POP3Source.largestMessage, origin: letter.letter.id, source: name,
                        received: now, beginning: letter.header ?? [], since: since)
                    item.reread = isRenumbered
                    return item
                }
                return ParsedBatch(items: items, cursor: nil)
            })
    }

    private func setAside(
        _ letter: POP3Letter, _ request: PollRequest, _ hand: @Sendable (FetchedBatch) async throws -> Void
    ) async throws {
        let (name, since, now) = (name, since, request.now)
        let reason = "the server did not give it in \(POP3Source.mostTries) polls; it is left where it lies"
        try await hand(
            FetchedBatch(size: 1, total: nil) {
                let item = MailItems.aside(
                    reason, origin: letter.id, source: name, received: now, beginning: [], delivered: nil, since: since)
                return ParsedBatch(items: [item], cursor: nil)
            })
    }

    /// Deletes stored letters. Those that are gone are no error.
    public func acknowledge(_ origins: [String]) async throws {
        let connection = try await opened()
        do {
            try await connection.delete(Set(origins))
        } catch {
            await connection.close()
            throw error
        }
    }

    /// Logs in and lists the maildrop.
    public func check() async throws -> String {
        let connection = try await opened()
        do {
            let count = try await connection.list().count
            await connection.close()
            return "answers: \(count) letters"
        } catch {
            await connection.close()
            throw error
        }
    }

    private func opened() async throws -> POP3Connection {
        let connection = POP3Connection(try endpoint())
        do {
            try await connection.open()
        } catch {
            await connection.close()
            throw error
        }
        return connection
    }
}

/// What came of a fetch, told from the connection's thread.
private final class Came: Sendable {
    private struct State {
        var count = 0
        var refused: [(letter: POP3Letter, reason: String)] = []
    }

    private let state = Mutex(State())

    var count: Int { state.withLock { $0.count } }
    var refused: [(letter: POP3Letter, reason: String)] { state.withLock { $0.refused } }

    func note(_ letters: [POP3Fetched]) {
        state.withLock { state in
            state.count += letters.count
            for letter in letters {
                if let reason = letter.refusal { state.refused.append((letter.letter, reason)) }
            }
        }
    }

    func refuse(_ letter: POP3Letter, _ reason: String) { state.withLock { $0.refused.append((letter, reason)) } }
}

extension TransportError {
    /// Whether it may be one letter that the server stumbles over, and not the server that is not there.
    fileprivate var isAboutOneLetter: Bool {
        switch self {
        case .violation, .gone, .timeout(.read, _), .incomplete: true
        default: false
        }
    }
}
