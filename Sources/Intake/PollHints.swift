import FoundationEssentials

/// What a source says, or has shown, about when it is worth asking again.
public struct PollHints: Hashable, Sendable {
    /// Seconds for which it says that nothing will change; 0 if it says nothing.
    public var freshFor = 0
    /// Hours of the day in GMT, 0 to 23, in which it asks to be left alone.
    public var skipHours: Set<Int> = []
    /// Days in GMT, 0 for Sunday to 6, on which it asks to be left alone.
    public var skipDays: Set<Int> = []
    /// Seconds between two changes, as far as is known.
    public var gap: Double?
    /// How often its interval is to be halved, since things came and went between two polls.
    public var haste = 0
    /// Since when it has been silent, if that is much longer than is its habit.
    public var silentSince: Date?

    /// No hints.
    public init() {}
}
