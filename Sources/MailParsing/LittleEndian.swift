/// Numbers of two and four bytes, the lowest byte first, read one behind the other. Never reads beyond the end.
struct LittleEndian {
    private var rest: ArraySlice<UInt8>

    init(_ bytes: ArraySlice<UInt8>) { rest = bytes }

    /// Bytes that are left.
    var count: Int { rest.count }

    mutating func byte() -> UInt8? { rest.popFirst() }

    mutating func short() -> Int? { take(2).map { Int($0[$0.startIndex]) | Int($0[$0.startIndex + 1]) << 8 } }

    mutating func long() -> Int? {
        guard let value = peekLong() else { return nil }
        rest.removeFirst(4)
        return value
    }

    func peekLong() -> Int? {
        guard rest.count >= 4 else { return nil }
        return rest.prefix(4).reversed().reduce(0) { $0 << 8 | Int($1) }
    }

    mutating func take(_ count: Int) -> ArraySlice<UInt8>? {
        guard count >= 0, count <= rest.count else { return nil }
        defer { rest.removeFirst(count) }
        return rest.prefix(count)
    }

    /// So many bytes and those that fill up to a multiple of four, which may be missing at the end.
    mutating func padded(_ count: Int) -> ArraySlice<UInt8>? {
        guard let value = take(count) else { return nil }
        _ = take(min(rest.count, (4 - count % 4) % 4))
        return value
    }
}
