import FoundationEssentials
import Synchronization

/// A bar on the terminal's last line for work that takes over a second; nothing at all where nobody looks.
final class ProgressBar: Sendable {
    private struct State {
        var sources: [String: (done: Int, total: Int?)] = [:]
        var finished = 0
        var isDrawn = false
        var lastDrawn: ContinuousClock.Instant?
    }

    private let state: Mutex<State>
    private let began = ContinuousClock.now
    private let sourceCount: Int
    private let isVisible: Bool
    /// Redrawing more often only flickers.
    private static let pace = Duration.milliseconds(100)
    private static let patience = Duration.seconds(1)

    init(sourceCount: Int, isVisible: Bool = Terminal.errorIsTerminal) {
        state = Mutex(State())
        self.sourceCount = sourceCount
        self.isVisible = isVisible
    }

    /// Takes a step.
    func update(_ progress: PollProgress) {
        guard isVisible else { return }
        state.withLock { state in
            state.sources[progress.source.rawValue] = (progress.done, progress.total)
            draw(&state)
        }
    }

    /// Counts a source as done and prints its line above the bar.
    func finish(_ source: String, line: String) throws {
        try state.withLock { state in
            state.finished += 1
            erase(&state)
            try Terminal.print(line)
            draw(&state)
        }
    }

    /// Takes the bar away.
    func end() { state.withLock { erase(&$0) } }

    private func erase(_ state: inout State) {
        if state.isDrawn { Terminal.draw("\r\u{1B}[2K") }
        state.isDrawn = false
    }

    private func draw(_ state: inout State) {
        let now = ContinuousClock.now
        guard isVisible, began.duration(to: now) >= ProgressBar.patience else { return }
        if let last = state.lastDrawn, last.duration(to: now) < ProgressBar.pace { return }
        state.lastDrawn = now
        state.isDrawn = true
        let done = state.sources.values.reduce(0) { $0 + $1.done }
        let totals = state.sources.values.compactMap(\.total)
        // With few sources the messages tell more, with many the sources do.
        let total = totals.reduce(0, +)
        let share =
            sourceCount > 1 || total == 0
            ? Double(state.finished) / Double(max(1, sourceCount)) : Double(done) / Double(max(1, total))
        let width = max(10, min(40, Terminal.width - 40))
        let filled = Int((min(1, share) * Double(width)).rounded(.down))
        let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: width - filled)
        let count =
            sourceCount > 1
            ? "\(state.finished)/\(sourceCount) sources, \(done) items" : "\(done)/\(total > 0 ? String(total) : "?")"
        Terminal.draw("\r\u{1B}[2K\(bar) \(count)")
    }
}
