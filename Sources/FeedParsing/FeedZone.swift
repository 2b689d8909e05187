/// What clocks show where a feed is written: for dates that name no zone, or name a place instead of an offset.
public struct FeedZone: Sendable {
    private let offset: @Sendable (Int) -> Int
    private let ofPlace: @Sendable (String, Int) -> Int?

    /// - Parameters:
    ///   - offset: seconds east of Greenwich when clocks show this; the time in seconds since 1970-01-01T00:00 of theirs.
    ///   - ofPlace: the same for a place of the tz database such as `Europe/Moscow`; nil for one that it does not know.
    ///     The name comes from a feed: letters, digits, `_`, `+`, `-` and at least one slash, never a dot.
    public init(
        offset: @escaping @Sendable (_ local: Int) -> Int,
        ofPlace: @escaping @Sendable (_ place: String, _ local: Int) -> Int? = { _, _ in nil }
    ) {
        self.offset = offset
        self.ofPlace = ofPlace
    }

    /// Clocks that are never changed, so many seconds east of Greenwich, and no places.
    public static func fixed(_ seconds: Int) -> FeedZone { FeedZone(offset: { _ in seconds }) }

    /// Greenwich.
    public static let utc = fixed(0)

    /// Seconds east of Greenwich when clocks show this at a place, or here if none is given or known.
    func offset(atLocal local: Int, place: String?) -> Int {
        guard let place else { return offset(local) }
        return ofPlace(place, local) ?? FeedZone.known(place, local) ?? offset(local)
    }

    /// The two places that dates name in words, where there is no tz database.
    private static func known(_ place: String, _ local: Int) -> Int? {
        switch place {
        // All of Kazakhstan counts five hours since 1 March 2024.
        case FeedZone.almaty: local < 1_709_251_200 ? 6 * 3600 : 5 * 3600
        case FeedZone.moscow: 3 * 3600
        default: nil
        }
    }

    static let almaty = "Asia/Almaty"
    static let moscow = "Europe/Moscow"
}
