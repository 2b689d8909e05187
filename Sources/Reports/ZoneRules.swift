import FoundationEssentials

/// A time zone's rules, read from a TZif file (RFC 9636): the system's own, so that a change of the law needs an
/// update of tzdata and no new build. Offsets after the file's last transition follow its footer (RFC 9636 §3.3).
public struct ZoneRules: Sendable {
    /// Why a file is no TZif file.
    public struct Malformed: Error, CustomStringConvertible {
        /// What is wrong with it.
        public let why: String
        /// In words.
        public var description: String { "not a TZif file: \(why)" }
    }

    /// The zone's name.
    public let name: String
    private let transitions: [Int64]
    /// The offset from each transition on.
    private let offsets: [Int]
    /// The offset before the first transition.
    private let first: Int
    private let footer: PosixZone?

    /// A zone whose offset never changes.
    public init(name: String, fixedOffset seconds: Int) {
        self.name = name
        transitions = []
        offsets = []
        first = seconds
        footer = nil
    }

    /// Reads a TZif file of version 1 to 4.
    /// - Throws: `Malformed`.
    public init(name: String, tzif bytes: [UInt8]) throws(Malformed) {
        self.name = name
        var reader = TZifReader(bytes)
        var header = try reader.header()
        var width = 4
        if header.version >= 2 {
            // The first block is for readers of 32-bit times.
            try reader.skip(header.size(width: 4))
            header = try reader.header()
            width = 8
        }
        let block = try reader.block(header, width: width)
        transitions = block.transitions
        offsets = block.offsets
        first = block.first
        footer = header.version >= 2 ? try reader.footer() : nil
    }

    /// Seconds east of UTC at an instant.
    public func offset(at date: Date) -> Int { offset(Int64(date.timeIntervalSince1970.rounded(.down))) }

    /// The civil day and the second of it that clocks show at an instant.
    public func local(_ date: Date) -> (day: Day, secondsOfDay: Int) {
        let seconds = Int64(date.timeIntervalSince1970.rounded(.down))
        let local = seconds + Int64(offset(seconds))
        let day = (local >= 0 ? local : local - 86_399) / 86_400
        return (Day(number: Int(day)), Int(local - day * 86_400))
    }

    /// The first instant at which clocks show this; where they skip it, the instant at which they skip.
    public func instant(of day: Day, secondsOfDay: Int) -> Date {
        let local = Int64(day.number) * 86_400 + Int64(secondsOfDay)
        // Offsets lie within 26 hours; every one in force around then is tried, the earliest fit wins.
        let around = Set([-93_600, -43_200, -7200, 0, 7200, 43_200, 93_600].map { offset(local + Int64($0)) })
        let fits = around.map { local - Int64($0) }.filter { $0 + Int64(offset($0)) == local }
        if let earliest = fits.min() { return Date(timeIntervalSince1970: Double(earliest)) }
        // In a gap: clocks went from before it to after it at one instant; find it between the two readings.
        var low = local - Int64(around.max() ?? 0), high = local - Int64(around.min() ?? 0)
        while low + 1 < high {
            let middle = low + (high - low) / 2
            if middle + Int64(offset(middle)) < local { low = middle } else { high = middle }
        }
        return Date(timeIntervalSince1970: Double(high))
    }

    private func offset(_ seconds: Int64) -> Int {
        guard let last = transitions.last, seconds < last else {
            return footer?.offset(at: seconds) ?? offsets.last ?? first
        }
        var low = 0, high = transitions.count
        while low < high {
            let middle = (low + high) / 2
            if transitions[middle] <= seconds { low = middle + 1 } else { high = middle }
        }
        return low == 0 ? first : offsets[low - 1]
    }
}

/// Big-endian numbers of a TZif file, never read past its end.
private struct TZifReader {
    struct Header {
        var version: Int
        var isUTCount, isStandardCount, leapCount, timeCount, typeCount, charCount: Int

        func size(width: Int) -> Int {
            timeCount * (width + 1) + typeCount * 6 + charCount + leapCount * (width + 4) + isStandardCount + isUTCount
        }
    }

    private let bytes: [UInt8]
    private var position = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    mutating func header() throws(ZoneRules.Malformed) -> Header {
        guard try take(4) == Array("TZif".utf8)[...] else { throw ZoneRules.Malformed(why: "no TZif at its head") }
        let version = try take(1).first ?? 0
        try skip(15)
        var counts: [Int] = []
        for _ in 0..<6 { counts.append(Int(try number(4))) }
        // No zone has more; what says so is no zone.
        guard counts.allSatisfy({ (0...10_000).contains($0) }), counts[4] > 0 else {
            throw ZoneRules.Malformed(why: "absurd counts")
        }
        return Header(
            version: version == 0 ? 1 : max(1, Int(version) - 48), isUTCount: counts[0], isStandardCount: counts[1],
            leapCount: counts[2], timeCount: counts[3], typeCount: counts[4], charCount: counts[5])
    }

    mutating func block(
        _ header: Header, width: Int
    ) throws(ZoneRules.Malformed) -> (transitions: [Int64], offsets: [Int], first: Int) {
        var transitions: [Int64] = []
        for _ in 0..<header.timeCount { transitions.append(try number(width)) }
        let kinds = Array(try take(header.timeCount))
        var types: [Int] = []
        for _ in 0..<header.typeCount {
            let offset = Int(try number(4))
            guard abs(offset) <= 93_600 else { throw ZoneRules.Malformed(why: "an absurd offset") }
            types.append(offset)
            try skip(2)
        }
        guard kinds.allSatisfy({ Int($0) < types.count }), transitions == transitions.sorted() else {
            throw ZoneRules.Malformed(why: "transitions out of order")
        }
        try skip(header.charCount + header.leapCount * (width + 4) + header.isStandardCount + header.isUTCount)
        return (transitions, kinds.map { types[Int($0)] }, types[0])
    }

    mutating func footer() throws(ZoneRules.Malformed) -> PosixZone? {
        guard position < bytes.count, bytes[position] == 10 else { return nil }
        position += 1
        let rest = bytes[position...].prefix { $0 != 10 }
        return PosixZone(String(decoding: rest, as: UTF8.self))
    }

    mutating func skip(_ count: Int) throws(ZoneRules.Malformed) { _ = try take(count) }

    private mutating func number(_ width: Int) throws(ZoneRules.Malformed) -> Int64 {
        var value: UInt64 = 0
        for byte in try take(width) { value = value << 8 | UInt64(byte) }
        return width == 4 ? Int64(Int32(truncatingIfNeeded: value)) : Int64(bitPattern: value)
    }

    private mutating func take(_ count: Int) throws(ZoneRules.Malformed) -> ArraySlice<UInt8> {
        guard count >= 0, position + count <= bytes.count else { throw ZoneRules.Malformed(why: "it is cut off") }
        defer { position += count }
        return bytes[position..<position + count]
    }
}
