/// A bell that one task rings and another waits for. Rings before the wait are not lost; several are one.
final class Bell: Sendable {
    private let stream: AsyncStream<Void>
    private let continuation: AsyncStream<Void>.Continuation

    init() {
        (stream, continuation) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    func ring() { continuation.yield() }

    /// Waits until the bell rings, at most for `limit`.
    /// - Throws: cancellation.
    func wait(atMost limit: Duration) async throws {
        let stream = stream
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { for await _ in stream { return } }
            group.addTask { try await Task.sleep(for: limit, clock: .continuous) }
            try await group.next()
            group.cancelAll()
        }
        try Task.checkCancellation()
    }
}
