import FoundationEssentials
import Synchronization

/// What STATUS= says: counts since the start, and the last trouble.
final class Heartbeat: Sendable {
    private struct State {
        var polls = 0
        var received = 0
        var new = 0
        var failing: Set<String> = []
        var trouble: (text: String, at: Date)?
    }

    /// A trouble that did not come again is over.
    private static let memory = 300.0

    private let state = Mutex(State())

    func polled(_ result: PollResult) {
        state.withLock { state in
            state.polls += 1
            state.received += result.ledger.received
            state.new += result.ledger.new
            if result.failure == nil {
                state.failing.remove(result.source.rawValue)
            } else {
                state.failing.insert(result.source.rawValue)
            }
        }
    }

    /// Remembers what went wrong with the service itself.
    func trouble(_ text: String) { state.withLock { $0.trouble = (text, Date()) } }

    var status: String {
        state.withLock { state in
            var line = "\(state.polls) polls, \(state.received) received, \(state.new) new reports"
            if !state.failing.isEmpty { line += ", \(state.failing.count) failing" }
            if let trouble = state.trouble, -trouble.at.timeIntervalSinceNow < Heartbeat.memory {
                line += "; \(trouble.text)"
            }
            return line
        }
    }
}
