import Synchronization

/// A bell that one task rings and another waits for. Rings before the wait are not lost; several are one.
final class Bell: Sendable {
    private struct State {
        var isRung = false
        var waiter: CheckedContinuation<Void, Never>?
    }

    private let state = Mutex(State())

    func ring() { take { $0.isRung = true }?.resume() }

    /// Waits until the bell rings, at most for `limit`.
    /// - Throws: cancellation.
    func wait(atMost limit: Duration) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await self.rung() }
            group.addTask { try await Task.sleep(for: limit, clock: .continuous) }
            try await group.next()
            group.cancelAll()
        }
        try Task.checkCancellation()
    }

    private func rung() async {
        await withTaskCancellationHandler {
            await withCheckedContinuation { (continuation: CheckedContinuation<Void, Never>) in
                let isOver = state.withLock { state in
                    guard !state.isRung, !Task.isCancelled else {
                        state.isRung = false
                        return true
                    }
                    state.waiter = continuation
                    return false
                }
                if isOver { continuation.resume() }
            }
        } onCancel: {
            take { _ in }?.resume()
        }
    }

    /// Takes the one who waits out; if nobody does, notes why.
    private func take(_ note: (inout State) -> Void) -> CheckedContinuation<Void, Never>? {
        state.withLock { state in
            defer { state.waiter = nil }
            if state.waiter == nil { note(&state) }
            return state.waiter
        }
    }
}
