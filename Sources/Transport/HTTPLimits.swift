/// What an answer may cost. Each limit is met before the bytes are kept.
public struct HTTPLimits: Sendable, Equatable {
    /// Bytes of body, unpacked. The largest honest feeds have a few megabytes.
    public var maxBody = 10 << 20
    /// Unpacked bytes for each byte on the wire. XML packs 5 to 20 times; only a bomb comes near 100.
    public var maxRatio = 100
    /// Below so many unpacked bytes the ratio does not matter: short repetitive bodies pack well and harm nobody.
    public var ratioFloor = 1 << 20
    /// Bytes of all header lines together. Usual answers have 1 to 4 KiB.
    public var maxHeaders = 64 << 10
    /// How many redirects are followed; with none, a 3xx is an answer like any other.
    public var redirects = 5
    /// Seconds to find the address, connect and agree on TLS.
    public var connect = 15.0
    /// Seconds from the start of an exchange until the first byte of its answer.
    public var firstByte = 30.0
    /// Seconds for everything, all redirects included.
    public var whole = 120.0

    /// The usual limits.
    public init() {}
}
