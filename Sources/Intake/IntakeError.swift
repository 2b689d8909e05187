import FoundationEssentials

/// Why a source could not be polled: what was attempted, why it failed, and what to do where that is known. It names no
/// person, and no secret of an address.
public struct IntakeError: Error, CustomStringConvertible, Sendable {
    /// The sentence for the log, the digest and the operator.
    public var description: String
    /// The source asked not to be polled before this.
    public var notBefore: Date?

    init(_ description: String, notBefore: Date? = nil) {
        self.description = description
        self.notBefore = notBefore
    }
}
