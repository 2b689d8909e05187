import FoundationEssentials
import Reports

/// Why a source could not be polled: what was attempted, why it failed, and what to do where that is known. It names no
/// person, and no secret of an address.
public struct IntakeError: Error, CustomStringConvertible, Sendable {
    /// The sentence for the log, the digest and the operator.
    public var description: String
    /// The source asked not to be polled before this.
    public var notBefore: Date?
    /// The source is gone for good: nobody asks it again until its address is changed.
    public var isGone = false
    /// What the source remembers of the failure; nil leaves what is stored.
    public var cursor: Cursor?

    init(_ description: String, notBefore: Date? = nil, isGone: Bool = false) {
        self.description = description
        self.notBefore = notBefore
        self.isGone = isGone
    }
}
