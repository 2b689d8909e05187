import Synchronization

/// Bounds the bytes that all sources together hold between fetching and storing. A batch that alone is larger than the
/// room is let in when the room is empty, so that nothing waits for ever.
final class ByteRoom: Sendable {
    /// The bytes of one batch, given back when the last who holds it lets go.
    final class Share: Sendable {
        private let room: ByteRoom
        private let bytes: Int

        fileprivate init(_ room: ByteRoom, _ bytes: Int) {
            self.room = room
            self.bytes = bytes
        }

        deinit { room.leave(bytes) }
    }

    private struct State {
        var used = 0
        var queue: [(bytes: Int, turn: CheckedContinuation<Void, Never>)] = []
    }

    private let limit: Int
    private let state = Mutex(State())

    init(limit: Int) { self.limit = limit }

    /// Waits until there is room; in the order of asking.
    func enter(_ bytes: Int) async -> Share {
        await withCheckedContinuation { (turn: CheckedContinuation<Void, Never>) in
            let isFree = state.withLock { state in
                guard state.queue.isEmpty, state.used == 0 || state.used + bytes <= limit else {
                    state.queue.append((bytes, turn))
                    return false
                }
                state.used += bytes
                return true
            }
            if isFree { turn.resume() }
        }
        return Share(self, bytes)
    }

    private func leave(_ bytes: Int) {
        let turns = state.withLock { state in
            state.used -= bytes
            var turns: [CheckedContinuation<Void, Never>] = []
            while let next = state.queue.first, state.used == 0 || state.used + next.bytes <= limit {
                state.used += next.bytes
                turns.append(next.turn)
                state.queue.removeFirst()
            }
            return turns
        }
        for turn in turns { turn.resume() }
    }
}
