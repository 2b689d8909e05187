import Synchronization

/// The model in use, which the daemon changes while texts are labelled.
public final class Learned: Sendable {
    private let held = Mutex<LearnedModel?>(nil)

    /// Nothing learned yet.
    public init() {}

    /// The model; nil where the rules decide alone.
    public var model: LearnedModel? {
        get { held.withLock { $0 } }
        set { held.withLock { $0 = newValue } }
    }
}
