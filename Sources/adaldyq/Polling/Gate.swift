/// Lets a bounded number of tasks through at once.
actor Gate {
    private var free: Int
    private var queue: [CheckedContinuation<Void, Never>] = []

    init(limit: Int) { free = limit }

    /// Runs the work when there is room.
    func pass<Value: Sendable>(_ work: @Sendable () async throws -> Value) async throws -> Value {
        if free > 0 {
            free -= 1
        } else {
            await withCheckedContinuation { queue.append($0) }
        }
        defer {
            if queue.isEmpty { free += 1 } else { queue.removeFirst().resume() }
        }
        try Task.checkCancellation()
        return try await work()
    }
}
