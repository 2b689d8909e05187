import AsyncAlgorithms
import FoundationEssentials
import Intake
import Reports
import Storage
import Triage

/// One poll of one source, told once, for the daemon and for `adaldyq poll`:
/// fetch a batch → parse and triage it → commit it with its cursor → only then acknowledge.
/// The three stages overlap; the hand-overs are bounded, so memory does not grow with a mailbox.
struct PollStory: Sendable {
    /// Batches of one source that are parsed or wait for their turn to be committed.
    private static let window = 8
    /// Messages acknowledged over one connection.
    private static let acknowledgeAtOnce = 500

    let store: Store
    let commits: CommitQueue
    let classifier: Later<Classifier>
    /// Parses and labels as many batches at once as there are cores. More would stand in the executor's queue, and
    /// behind them, in that one queue, what is ready to be stored.
    let preparing: Gate
    /// Bounds what is fetched and not stored yet, of all sources together.
    let room: ByteRoom
    /// What the configuration says of letters.
    let letters: LetterDesk
    var progress: @Sendable (PollProgress) -> Void = { _ in }

    /// Polls a source and records how it went. Never throws for the source's sake: a failure is an outcome.
    /// - Throws: what went wrong with the store, and cancellation.
    func poll(
        _ source: any Source, record: SourceRecord?, now: Date, nextPoll: @Sendable (PollResult) -> Date?
    ) async throws -> PollResult {
        let polled = try await take(source, record: record, now: now)
        return try await finish(polled, of: source, at: now, nextPoll: nextPoll)
    }

    /// The first part of a poll: fetches, and stores what is new. Never throws for the source's sake.
    /// - Throws: what went wrong with the store, and cancellation.
    func take(_ source: any Source, record: SourceRecord?, now: Date) async throws -> PollResult {
        let tally = PollTally(source: source.name, progress: progress)
        // What was never read brings something; what was read before mostly brings nothing, and needs no labels then.
        if record?.cursor == nil { classifier.begin() }
        var result: PollResult
        do {
            let note = try await fetchAndCommit(source, cursor: record?.cursor, now: now, tally: tally)
            result = await tally.result(note)
            // A cursor that changed without items (fresh validators) is committed with the poll's record.
            result.cursor = note.cursor
        } catch is CancellationError {
            throw CancellationError()
        } catch let error as StoreError {
            throw error
        } catch {
            if Task.isCancelled { throw CancellationError() }
            result = await tally.result(nil)
            let failure = PollFailure(error)
            result.failure = failure
            result.cursor = failure.cursor
        }
        return result
    }

    /// The second part: records how it went, then tells the source what is stored.
    /// - Throws: what went wrong with the store, and cancellation.
    func finish(
        _ polled: PollResult, of source: any Source, at now: Date, nextPoll: @Sendable (PollResult) -> Date?
    ) async throws -> PollResult {
        var result = polled
        var poll = PollRecord(at: now, error: result.failure?.message, nextPollAt: nextPoll(result))
        poll.notes = result.events
        poll.silence = result.hints.map { .known($0.silentSince) } ?? .untold
        _ = try await commits.submit(
            StoreBatch(source: source.name, items: [], cursor: result.cursor, poll: poll, acknowledge: false))
        if result.failure == nil, source.acknowledges {
            do {
                try await acknowledge(source)
            } catch is CancellationError {
                throw CancellationError()
            } catch let error as StoreError {
                throw error
            } catch {
                // What is stored is safe; the marking is tried again with the next poll.
                result.notes.append("stored, but not yet marked in the mailbox: \(error)")
            }
        }
        return result
    }

    private func fetchAndCommit(
        _ source: any Source, cursor: Cursor?, now: Date, tally: PollTally
    ) async throws -> PollNote {
        let fetched = AsyncThrowingChannel<(FetchedBatch, ByteRoom.Share), any Error>()
        let store = store
        let name = source.name
        let room = room
        let request = PollRequest(cursor: cursor, now: now, known: { try await store.known($0, in: name) })
        return try await withThrowingTaskGroup(of: PollNote?.self) { group in
            group.addTask {
                do {
                    let note = try await source.poll(request) { batch in
                        try Task.checkCancellation()
                        let share = await room.enter(batch.bytes)
                        await fetched.send((batch, share))
                        try Task.checkCancellation()
                    }
                    fetched.finish()
                    return note
                } catch {
                    // It goes the way of the batches, behind them: what was fetched before it is committed first.
                    fetched.fail(error)
                    return nil
                }
            }
            group.addTask {
                try await parseAndCommit(fetched, source: source, tally: tally)
                return nil
            }
            var note: PollNote?
            for try await value in group { note = value ?? note }
            // A source that was cut off has not said how it ended: that is no success.
            try Task.checkCancellation()
            guard let note else { throw CancellationError() }
            return note
        }
    }

    /// Parses up to `window` batches at once and commits them in the order in which they were fetched. A batch
    /// that cannot be parsed ends the poll; those before it are committed, those after it are not.
    private func parseAndCommit(
        _ fetched: AsyncThrowingChannel<(FetchedBatch, ByteRoom.Share), any Error>, source: any Source, tally: PollTally
    ) async throws {
        try await withThrowingTaskGroup(of: Prepared.self) { group in
            var parsed: [Int: Prepared] = [:]
            var begun = 0
            var committed = 0
            /// Takes one parsed batch and commits all whose turn it is.
            func advance() async throws {
                guard let next = try await group.next() else { return }
                parsed[next.number] = next
                while let ready = parsed.removeValue(forKey: committed) {
                    committed += 1
                    let outcome = try await commits.submit(
                        StoreBatch(
                            source: source.name, items: ready.items, cursor: ready.batch.cursor, poll: nil,
                            acknowledge: source.acknowledges, receipts: letters.receipts(of: source.name)))
                    await tally.add(outcome, of: ready.batch)
                }
            }
            // Files of letters are read for one batch after the other, so that no source has more than one in the queue.
            let reading = Gate(limit: 1)
            var fetchError: (any Error)?
            var iterator = fetched.makeAsyncIterator()
            while true {
                let batch: FetchedBatch
                let share: ByteRoom.Share
                do {
                    guard let next = try await iterator.next() else { break }
                    (batch, share) = next
                } catch {
                    fetchError = error
                    break
                }
                await tally.expect(batch.total)
                while begun - committed >= PollStory.window { try await advance() }
                let number = begun
                begun += 1
                group.addTask { try await prepared(number, batch, share, of: source.name, reading) }
            }
            while committed < begun { try await advance() }
            if let fetchError { throw fetchError }
        }
    }

    /// Makes a batch ready to be stored: parses it, reads its letters' files where that is wanted, labels it.
    private func prepared(
        _ number: Int, _ batch: FetchedBatch, _ share: ByteRoom.Share, of name: SourceName, _ reading: Gate
    ) async throws -> Prepared {
        guard let files = letters.files(of: name) else {
            return try await preparing.pass {
                let parsed = try batch.parse()
                return try labelled(number, parsed, letters.ready(parsed.items, of: name), share)
            }
        }
        var parsed = try await preparing.pass { try batch.parse() }
        let items = letters.ready(parsed.items, of: name)
        let known = try await store.known(items.map(\.origin), in: name)
        let (read, tally) = try await reading.pass { try await files.read(items, except: known) }
        if let note = tally.note { parsed.notes.append(note) }
        let whole = parsed
        return try await preparing.pass { try labelled(number, whole, read, share) }
    }

    private func labelled(
        _ number: Int, _ batch: ParsedBatch, _ items: [Item], _ share: ByteRoom.Share
    ) throws -> Prepared {
        var batch = batch
        batch.items = []
        if items.isEmpty { return Prepared(number, batch, [], share) }
        let classifier = try classifier.value()
        return Prepared(number, batch, items.map { prepare($0, classifier) }, share)
    }

    /// Tells the source what is stored and not yet marked, of this poll or of one that was cut off.
    private func acknowledge(_ source: any Source) async throws {
        while true {
            let origins = try await store.acknowledgements(of: source.name, limit: PollStory.acknowledgeAtOnce)
            if origins.isEmpty { return }
            try await source.acknowledge(origins)
            try await store.acknowledged(origins, of: source.name)
        }
    }
}

/// A batch that is ready to be stored. Its share of the room is given back with it.
private struct Prepared: Sendable {
    let number: Int
    let batch: ParsedBatch
    let items: [PreparedItem]
    private let share: ByteRoom.Share

    init(_ number: Int, _ batch: ParsedBatch, _ items: [PreparedItem], _ share: ByteRoom.Share) {
        self.number = number
        self.batch = batch
        self.items = items
        self.share = share
    }
}

/// Compresses and labels; runs beside the other batches' parsing.
@Sendable private func prepare(_ item: Item, _ classifier: Classifier) -> PreparedItem {
    let raw: [UInt8] = item.standing == .earlier ? [] : Store.compress(item.raw)
    // What waits for its turn to be stored needs its bytes no more.
    var item = item
    item.raw = []
    return classifier.prepare(item, compressedRaw: raw)
}

extension PollStory {
    /// A story told in a house.
    init(house: House, commits: CommitQueue, progress: @escaping @Sendable (PollProgress) -> Void = { _ in }) {
        self.init(
            store: house.store, commits: commits, classifier: house.classifier, preparing: house.preparing,
            room: house.room, letters: house.letters, progress: progress)
    }
}
