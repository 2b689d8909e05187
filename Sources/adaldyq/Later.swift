import Synchronization

/// A value that is made when it is first asked for, by whichever thread comes first; the others wait for it.
final class Later<Value: Sendable>: Sendable {
    private let make: @Sendable () throws -> Value
    private let made = Mutex<Value?>(nil)

    init(_ make: @escaping @Sendable () throws -> Value) { self.make = make }

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
