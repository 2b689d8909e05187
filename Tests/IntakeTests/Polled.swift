import Foundation
import Intake
import Reports
import Synchronization

/// What a poll handed over, parsed as the daemon would, and the cursor that would be committed.
struct Polled: Sendable {
    var items: [Item] = []
    var cursor: Cursor?
    var note = PollNote(unchanged: false)
    var notes: [String] = []

    /// Why the poll failed, if it did.
    var failure: (any Error)?

    /// Polls a source once.
    /// - Parameter known: origins that are stored already.
    static func poll(
        _ source: some Source, cursor: Cursor? = nil, now: Date = Date(timeIntervalSince1970: 1_795_000_000),
        known: Set<String> = []
    ) async throws -> Polled {
        let polled = await attempt(source, cursor: cursor, now: now, known: known)
        if let failure = polled.failure { throw failure }
        return polled
    }

    /// Polls a source once; what was handed over before a failure is stored, as the daemon has it.
    static func attempt(
        _ source: some Source, cursor: Cursor? = nil, now: Date = Date(timeIntervalSince1970: 1_795_000_000),
        known: Set<String> = []
    ) async -> Polled {
        let gathered = Mutex(Polled(cursor: cursor))
        let request = PollRequest(cursor: cursor, now: now, known: { known.intersection($0) })
        let ended: Result<PollNote, any Error>
        do {
            ended = .success(
                try await source.poll(request) { batch in
                    let parsed = try batch.parse()
                    gathered.withLock {
                        $0.items += parsed.items
                        $0.cursor = parsed.cursor ?? $0.cursor
                        $0.notes += parsed.notes
                    }
                })
        } catch {
            ended = .failure(error)
        }
        var polled = gathered.withLock { $0 }
        switch ended {
        case .success(let note):
            polled.note = note
            polled.cursor = note.cursor ?? polled.cursor
        case .failure(let error): polled.failure = error
        }
        return polled
    }
}
