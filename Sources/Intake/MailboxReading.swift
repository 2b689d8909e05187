import FoundationEssentials
import Reports
import Synchronization
import Transport

/// One poll of a mailbox: reads folder after folder and keeps account of how far each is read.
///
/// A message that the server stumbles over (it answers nonsense, hangs up, leaves it out) is asked for once more alone;
/// if it does not come then either, it is owed: the others are read on, and it is asked for again at later polls. It is
/// never marked, and after some polls it is set aside with the reason, by its header fields if those can be had.
struct MailboxReading {
    /// Bytes of a message that are fetched; of larger ones the header fields are, and they stay where they are.
    private static let largestMessage = 32 << 20
    /// Messages handed over at once.
    private static let batch = 100
    /// Up to so many new messages are asked for with their sizes at once.
    private static let few: UInt32 = 500
    /// Polls in which a message may fail to come before it is set aside.
    private static let mostTries = 5
    /// Messages of one poll that the server may stumble over: more is a server that is unwell.
    private static let mostStumbles = 10
    /// The newest messages of a folder that are held against what is stored: 50,000 UIDs are 1.5 MB on the wire, once a
    /// day.
    private static let counted = 50_000
    /// Messages looked up in the store at once.
    private static let lookedUp = 2000

    private let source: MailboxSource
    private let request: PollRequest
    private let hand: @Sendable (FetchedBatch) async throws -> Void
    private let before: MailboxState?
    private var state: MailboxState
    private var handed = 0
    private var expected = 0
    private var stumbles = 0
    /// Messages of the server that were held against the store, and those of them that were there.
    private var theirs = 0
    private var ours = 0
    var notes: [String] = []

    init(
        _ source: MailboxSource, _ request: PollRequest, _ hand: @escaping @Sendable (FetchedBatch) async throws -> Void
    ) {
        self.source = source
        self.request = request
        self.hand = hand
        before = MailboxState.read(request.cursor, folder: source.onlyFolder)
        state = before ?? MailboxState()
    }

    /// How the poll ended.
    func note() -> PollNote {
        var note = PollNote(
            unchanged: handed == 0 && notes.isEmpty, notes: notes,
            cursor: state == before ? nil : Remembered.write(state))
        if theirs > ours {
            note.events.append(SourceNote(kind: .incomplete, at: request.now, detail: "\(theirs)/\(ours)"))
        }
        return note
    }

    // MARK: A folder

    /// Reads what is new in a folder.
    /// - Parameter status: what the server has just said of it.
    mutating func read(_ folder: String, _ status: FolderStatus) async throws {
        var place: MailboxState.Place
        if let known = state.folders[folder], known.validity == status.uidValidity {
            place = known
        } else {
            // A new numbering: all is fetched again, and what is known is not taken for new.
            let isKnown = state.folders[folder] != nil
            place = MailboxState.Place(validity: status.uidValidity, uid: 0, rereadUntil: isKnown ? .max : 0)
            if isKnown {
                notes.append("the server renumbered the folder \(folder) (UIDVALIDITY changed): it is read anew")
            }
        }
        let owed = place.owed ?? []
        if isUnchanged(status, place), owed.isEmpty {
            if place.rereadUntil == .max { place.rereadUntil = 0 }
            (place.next, place.exists) = (status.uidNext, status.exists)
            place.modSeq = status.highestModSeq
            state.folders[folder] = place
            return
        }
        let session = Session(folder: folder, status: status)
        if !isUnchanged(status, place) {
            let expectsFew = status.uidNext.map { $0 &- place.uid <= MailboxReading.few } ?? (place.uid > 0)
            let listing = try await open(session).list(after: place.uid, sized: expectsFew)
            // Only what is there now is read a second time; what comes later is new.
            if place.rereadUntil == .max { place.rereadUntil = listing.uids.last ?? 0 }
            expected += listing.uids.count
            place = try await take(listing, place, session)
        }
        if !owed.isEmpty { place = try await take(owed: owed, place, session) }
        (place.next, place.exists) = (status.uidNext, status.exists)
        place.modSeq = status.highestModSeq
        state.folders[folder] = place
    }

    /// Notes how far the folder is read that may be waited at.
    func settle(at folder: String) async {
        guard let place = state.folders[folder] else { return }
        await source.line.note(folder: folder, place)
    }

    /// Whether nothing can have come. UIDNEXT tells, which changes whenever something comes (RFC 9051 §2.3.1.1); where a
    /// server does not give it, HIGHESTMODSEQ may.
    private func isUnchanged(_ status: FolderStatus, _ place: MailboxState.Place) -> Bool {
        if status.exists == 0 { return true }
        if let next = status.uidNext, next > 0 { return place.isRead(before: next, of: status.exists) }
        if let now = status.highestModSeq, let then = place.modSeq { return now == then }
        return false
    }

    /// Fetches listed messages and hands them over.
    /// - Returns: how far the folder is read then.
    private mutating func take(
        _ listing: FolderListing, _ start: MailboxState.Place, _ session: Session
    ) async throws -> MailboxState.Place {
        var place = start
        var rest = listing
        var isCareful = false
        while !rest.uids.isEmpty {
            let now = isCareful ? rest.prefix(1) : rest
            let reached = Reached(place.uid)
            do {
                try await fetch(now, place, reached, carefully: isCareful, session)
                place.uid = max(reached.uid, now.uids.last ?? 0)
                rest = rest.dropFirst(now.uids.count)
                isCareful = false
            } catch let error as TransportError where error.mayBeOneMessage {
                place.uid = reached.uid
                rest = rest.after(reached.uid)
                guard let culprit = rest.uids.first else { throw error }
                if isCareful {
                    try stumble(over: culprit, error)
                    place.owed = (place.owed ?? []) + [MailboxState.Owed(uid: culprit, tries: 1)]
                    place.uid = culprit
                    rest = rest.dropFirst(1)
                }
                isCareful.toggle()
                try await session.renew(source.line)
            }
        }
        return place
    }

    /// Asks once more for what did not come at earlier polls.
    private mutating func take(
        owed messages: [MailboxState.Owed], _ start: MailboxState.Place, _ session: Session
    ) async throws -> MailboxState.Place {
        var place = start
        for owed in messages {
            let others = (place.owed ?? []).filter { $0.uid != owed.uid }
            var settled = place
            settled.owed = others.isEmpty ? nil : others
            do {
                try await fetch(
                    FolderListing([owed.uid]), settled, Reached(settled.uid), carefully: true, keepsUID: true, session)
                place = settled
            } catch let error as TransportError where error.mayBeOneMessage {
                try stumble(over: owed.uid, error)
                try await session.renew(source.line)
                if owed.tries + 1 >= MailboxReading.mostTries {
                    try await setAside(owed.uid, error, settled, session)
                    place = settled
                } else {
                    place.owed = others + [MailboxState.Owed(uid: owed.uid, tries: owed.tries + 1)]
                }
            }
        }
        return place
    }

    private mutating func stumble(over uid: UInt32, _ error: TransportError) throws {
        stumbles += 1
        guard stumbles <= MailboxReading.mostStumbles else { throw error }
        notes.append("message \(uid) did not come and is asked for again later: \(error)")
    }

    private mutating func setAside(
        _ uid: UInt32, _ error: TransportError, _ place: MailboxState.Place, _ session: Session
    ) async throws {
        let header = Header()
        do {
            // A message of that size is only asked for its header fields.
            try await open(session).fetch(
                FolderListing(one: uid, size: .max), maxMessage: MailboxReading.largestMessage, batch: 1
            ) { header.take($0.first) }
        } catch let error as TransportError where error.mayBeOneMessage {
            try await session.renew(source.line)
        }
        state.folders[session.folder] = place
        let origin = MailOrigin(folder: session.folder, validity: place.validity, uid: uid).text
        let (bytes, delivered) = header.value
        let reason = "the server did not give it in \(MailboxReading.mostTries) polls; it is left where it lies"
        let (name, since, now, folder) = (source.name, source.since, request.now, session.folder)
        let cursor = Remembered.write(state)
        handed += 1
        try await hand(
            FetchedBatch(size: 1, total: nil) {
                let item = MailItems.aside(
                    reason, origin: origin, source: name, received: now, beginning: bytes, delivered: delivered,
                    since: since)
                return ParsedBatch(
                    items: [item], cursor: cursor, notes: MailItems.notes(of: [(item, "folder \(folder), UID \(uid)")]))
            })
    }

    private mutating func fetch(
        _ listing: FolderListing, _ place: MailboxState.Place, _ reached: Reached, carefully: Bool,
        keepsUID: Bool = false, isRead again: Bool = false, _ session: Session
    ) async throws {
        let connection = try await open(session)
        let (folder, state, total, hand) = (session.folder, state, expected, hand)
        let (name, since, now) = (source.name, source.since, request.now)
        handed += listing.uids.count
        try await connection.fetch(
            listing, maxMessage: MailboxReading.largestMessage, batch: MailboxReading.batch, carefully: carefully
        ) { messages in
            guard let last = messages.last?.uid else { return }
            var then = state
            then.folders[folder] = place
            if !keepsUID { then.folders[folder]?.uid = last }
            let cursor = then
            try await hand(
                FetchedBatch(
                    size: messages.count, total: total > 0 ? total : nil,
                    bytes: messages.reduce(0) { $0 + ($1.bytes?.count ?? 0) }
                ) {
                    let items = messages.map { message in
                        MailboxReading.item(
                            message, MailOrigin(folder: folder, validity: place.validity, uid: message.uid),
                            source: name, received: now, since: since,
                            reread: again || message.uid <= place.rereadUntil)
                    }
                    let places = messages.map { "folder \(folder), UID \($0.uid)" }
                    return ParsedBatch(
                        items: items, cursor: Remembered.write(cursor),
                        notes: MailItems.notes(of: zip(items, places).map { ($0, $1) }))
                })
            reached.note(last)
        }
    }

    private static func item(
        _ message: FetchedMessage, _ origin: MailOrigin, source: SourceName, received: Date, since: Date?, reread: Bool
    ) -> Item {
        if let bytes = message.bytes {
            return MailItems.item(
                bytes, origin: origin.text, source: source, received: received, delivered: message.internalDate,
                since: since, reread: reread)
        }
        var item = MailItems.tooLarge(
            size: message.size, limit: largestMessage, origin: origin.text, source: source, received: received,
            beginning: message.header ?? [], delivered: message.internalDate, since: since)
        item.reread = reread
        return item
    }

    private func open(_ session: Session) async throws -> IMAPConnection {
        try await session.open(source.line)
    }

    // MARK: Reconciliation

    /// Once a day holds what the server has against what is stored, and fetches what is missing.
    mutating func count(_ folders: [String]) async throws {
        let today = Int(request.now.timeIntervalSince1970 / 86_400)
        let isDue = state.counted != today
        state.counted = today
        // At the first poll there is nothing to be held against anything.
        guard isDue, let before, before.counted != nil else { return }
        for folder in folders {
            guard let start = before.folders[folder], let place = state.folders[folder],
                start.validity == place.validity, start.uid > 0, place.rereadUntil == 0 || start.uid > place.rereadUntil
            else { continue }
            try await count(folder, start, place)
        }
    }

    private mutating func count(
        _ folder: String, _ start: MailboxState.Place, _ place: MailboxState.Place
    ) async throws {
        let (connection, _) = try await source.line.take()
        let status = try await connection.select(folder, readOnly: true)
        guard status.uidValidity == place.validity else { return }
        let owed = Set((start.owed ?? []).map(\.uid) + (place.owed ?? []).map(\.uid))
        let uids = try await connection.uids(newest: MailboxReading.counted).filter {
            $0 <= start.uid && !owed.contains($0)
        }
        var missing: [UInt32] = []
        for from in stride(from: 0, to: uids.count, by: MailboxReading.lookedUp) {
            let part = uids[from..<min(from + MailboxReading.lookedUp, uids.count)]
            let origins = part.map { MailOrigin(folder: folder, validity: place.validity, uid: $0).text }
            // Origins named no folder at first.
            let early = folder == source.onlyFolder ? part.map { "\(place.validity)/\($0)" } : []
            let known = try await request.known(origins + early)
            missing += zip(part, origins).filter {
                !known.contains($0.1) && !known.contains("\(place.validity)/\($0.0)")
            }.map(\.0)
        }
        theirs += uids.count
        ours += uids.count - missing.count
        guard !missing.isEmpty else { return }
        notes.append(
            "folder \(folder): the server has \(uids.count) messages where \(uids.count - missing.count) are stored; "
                + "the others are fetched now")
        let session = Session(folder: folder, status: status)
        try await fetch(
            FolderListing(missing), place, Reached(0), carefully: false, keepsUID: true, isRead: true, session)
    }
}

/// The connection to one folder in the course of a poll.
private struct Session {
    let folder: String
    let status: FolderStatus

    /// The connection, with the folder open on it and numbered as at first.
    func open(_ line: MailboxLine) async throws -> IMAPConnection {
        let (connection, _) = try await line.take()
        // What is open is known to the connection alone: of several folders each was opened in its turn.
        if await connection.watched == folder { return connection }
        let now = try await connection.select(folder, readOnly: true)
        guard now.uidValidity == status.uidValidity else {
            throw IntakeError(
                "the server renumbered the folder \(folder) while it was read; the next poll reads it anew")
        }
        return connection
    }

    /// Makes a new connection: what the bytes on the old one mean is not known any more.
    func renew(_ line: MailboxLine) async throws {
        await line.drop()
        _ = try await open(line)
    }
}

/// The last message that was handed over, told from the connection's thread.
private final class Reached: Sendable {
    private let last: Mutex<UInt32>
    init(_ uid: UInt32) { last = Mutex(uid) }
    var uid: UInt32 { last.withLock { $0 } }
    func note(_ uid: UInt32) { last.withLock { $0 = uid } }
}

/// The header fields of one message, told from the connection's thread.
private final class Header: Sendable {
    private let taken = Mutex<FetchedMessage?>(nil)
    func take(_ message: FetchedMessage?) { taken.withLock { $0 = message } }
    var value: (bytes: [UInt8], delivered: Date?) {
        taken.withLock { ($0?.header ?? [], $0?.internalDate) }
    }
}

extension TransportError {
    /// Whether it may be one message that the server stumbles over, and not the server that is not there.
    fileprivate var mayBeOneMessage: Bool {
        switch self {
        case .violation, .gone, .timeout(.read, _), .refused, .incomplete: true
        default: false
        }
    }
}
