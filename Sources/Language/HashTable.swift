/// A dictionary whose keys are hashes already: looking up a word's key must not hash it once more with a keyed hash.
/// Keys are stable hashes of words or packed letters. Each table multiplies them by an odd number drawn at random, so that
/// nobody can write words that all fall into one place (Dietzfelbinger et al., "A reliable randomized algorithm for the
/// closest-pair problem", 1997, §2). Linear probing (Knuth, volume 3, §6.4, algorithm L), never fuller than half.
public struct HashTable<Value> {
    @usableFromInline var keys: [UInt64] = []
    @usableFromInline var values: [Value?] = []
    @usableFromInline let factor = UInt64.random(in: .min ... .max) | 1
    /// How many keys there are.
    public var count: Int { filled }
    @usableFromInline var filled = 0

    /// An empty one.
    public init() {}

    /// An empty one with room for so many keys.
    init(room: Int) { makeRoom(max(16, 1 << (Int.bitWidth - max(1, 2 * room).leadingZeroBitCount))) }

    /// The value of a key; nil if there is none.
    @inlinable
    public subscript(_ key: UInt64) -> Value? {
        guard !keys.isEmpty else { return nil }
        let key = key == 0 ? 1 : key
        var slot = place(of: key)
        while keys[slot] != 0 {
            if keys[slot] == key { return values[slot] }
            slot = (slot + 1) & (keys.count - 1)
        }
        return nil
    }

    /// Sets a key's value.
    @inlinable
    public mutating func set(_ key: UInt64, _ value: Value) {
        if keys.count < 2 * (filled + 1) { grow() }
        let key = key == 0 ? 1 : key
        var slot = place(of: key)
        while keys[slot] != 0, keys[slot] != key { slot = (slot + 1) & (keys.count - 1) }
        if keys[slot] == 0 { filled += 1 }
        keys[slot] = key
        values[slot] = value
    }

    /// Forgets all and keeps the room for as many.
    public mutating func removeAll() {
        for slot in keys.indices where keys[slot] != 0 {
            keys[slot] = 0
            values[slot] = nil
        }
        filled = 0
    }

    @inlinable
    func place(of key: UInt64) -> Int {
        Int(truncatingIfNeeded: (key &* factor) >> UInt64(64 - keys.count.trailingZeroBitCount))
    }

    /// - Parameter slots: a power of two.
    @inlinable
    mutating func makeRoom(_ slots: Int) {
        keys = [UInt64](repeating: 0, count: slots)
        values = [Value?](repeating: nil, count: slots)
        filled = 0
    }

    @inlinable
    mutating func grow() {
        let (oldKeys, oldValues) = (keys, values)
        makeRoom(max(16, oldKeys.count * 2))
        for slot in oldKeys.indices where oldKeys[slot] != 0 {
            if let value = oldValues[slot] { set(oldKeys[slot], value) }
        }
    }
}

extension HashTable: Sendable where Value: Sendable {}

extension HashTable {
    /// The table of a dictionary.
    public init(_ dictionary: [UInt64: Value]) {
        for (key, value) in dictionary { set(key, value) }
    }
}

/// A set of keys that are hashes already.
public struct HashSet: Sendable {
    private var table = HashTable<Bool>()

    /// The set of these keys.
    public init(_ keys: some Sequence<UInt64>) {
        for key in keys { table.set(key, true) }
    }

    /// An empty set with room for so many keys.
    init(room: Int) { table = HashTable(room: room) }

    /// Adds a key.
    /// - Returns: whether it is new.
    mutating func insert(_ key: UInt64) -> Bool {
        let before = table.count
        table.set(key, true)
        return table.count > before
    }

    /// Whether a key is in it.
    public func contains(_ key: UInt64) -> Bool { table[key] != nil }
}
