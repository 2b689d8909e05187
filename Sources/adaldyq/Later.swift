import Synchronization

/// A value that is made when it is first asked for, by whichever thread comes first; the others wait for it.
final class Later<Value: Sendable>: Sendable {
    private let make: @Sendable () throws -> Value
    private let made = Mutex<Value?>(nil)
    private let isBegun = Atomic<Bool>(false)

    init(_ make: @escaping @Sendable () throws -> Value) { self.make = make }

    /// Has it made while its first asker still waits for something else. What goes wrong is told to the askers.
    func begin() {
        guard !isBegun.exchange(true, ordering: .relaxed) else { return }
        Task.detached { [self] in _ = try? value() }
    }

    /// - Throws: what making it throws; then it is tried anew the next time.
    func value() throws -> Value {
        try made.withLock { held in
            if let held { return held }
            let value = try make()
            held = value
            return value
        }
    }
}
