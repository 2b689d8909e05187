import Reports
import Storage
import Triage

/// The one way into the store for what was polled. Batches that wait at the same time go in together, so that a
/// thousand small feeds cost a few transactions and not a thousand; a digest is frozen between two of them.
actor CommitQueue {
    /// One transaction takes no more items than this: it bounds what a reader waits and what is held in memory.
    private static let largestCommit = 2000

    private struct Waiting {
        var batch: StoreBatch
        var answer: CheckedContinuation<BatchOutcome, any Error>
    }

    private let store: Store
    private let judge = RepeatJudge()
    private let matters = MatterJudge()
    private var waiting: [Waiting] = []
    private var isOpen = true
    private var isBusy = false
    private var idle: CheckedContinuation<Void, Never>?
    private var turn: [CheckedContinuation<Void, Never>] = []

    init(store: Store) { self.store = store }

    /// Commits a batch, with whatever else waits. Returns after the commit, which is on the disk then.
    func submit(_ batch: StoreBatch) async throws -> BatchOutcome {
        guard isOpen else { throw CancellationError() }
        return try await withCheckedThrowingContinuation { answer in
            waiting.append(Waiting(batch: batch, answer: answer))
            idle?.resume()
            idle = nil
        }
    }

    /// Does the committing until `close` was called and everything that waited is answered.
    func run() async {
        while true {
            if waiting.isEmpty {
                guard isOpen else { return }
                await withCheckedContinuation { idle = $0 }
                continue
            }
            await enter()
            await commit(takeBatches())
            leave()
        }
    }

    /// Lets `run` end once nothing waits; later batches are refused.
    func close() {
        isOpen = false
        idle?.resume()
        idle = nil
    }

    /// Runs something while nothing is committed: what it reads and writes belongs together.
    func exclusively<Value: Sendable>(_ work: @Sendable () async throws -> Value) async rethrows -> Value {
        await enter()
        defer { leave() }
        return try await work()
    }

    private func enter() async {
        if isBusy {
            await withCheckedContinuation { turn.append($0) }
        } else {
            isBusy = true
        }
    }

    private func leave() {
        if turn.isEmpty {
            isBusy = false
        } else {
            turn.removeFirst().resume()
        }
    }

    private func takeBatches() -> [Waiting] {
        var items = 0
        var count = 0
        for entry in waiting {
            if count > 0, items + entry.batch.items.count > CommitQueue.largestCommit { break }
            items += entry.batch.items.count
            count += 1
        }
        let taken = Array(waiting.prefix(count))
        waiting.removeFirst(count)
        return taken
    }

    private func commit(_ group: [Waiting]) async {
        do {
            let outcomes = try await store.commit(
                group.map(\.batch), decide: { [judge] in judge.decide($0, $1) },
                matter: { [matters] in matters.decide($0, $1) })
            for (entry, outcome) in zip(group, outcomes) { entry.answer.resume(returning: outcome) }
        } catch  where group.count > 1 {
            // One batch that cannot be stored must not keep back the others: each gets its own transaction.
            for entry in group { await commit([entry]) }
        } catch {
            for entry in group { entry.answer.resume(throwing: error) }
        }
    }
}
