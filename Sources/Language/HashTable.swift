/// A dictionary whose keys are hashes already: looking up a word's key must not hash it once more with a keyed hash.
/// Keys are stable hashes of words or packed letters. Each table multiplies them by an odd number drawn at random, so that
/// nobody can write words that all fall into one place (Dietzfelbinger et al., "A reliable randomized algorithm for the
/// closest-pair problem", 1997, §2). Linear probing (Knuth, volume 3, §6.4, algorithm L), never fuller than half.
public struct HashTable<Value> {
    @usableFromInline var keys: [UInt64] = []
    @usableFromInline var values: [Value?] = []
    @usableFromInline let factor = UInt64.random(in: .min ... .max) | 1
    /// How many keys there are.
    public private(set) var count = 0

    /// An empty one.
    public init() {}

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
    public mutating func set(_ key: UInt64, _ value: Value) {
        if keys.count < 2 * (count + 1) { grow() }
        let key = key == 0 ? 1 : key
        var slot = place(of: key)
        while keys[slot] != 0, keys[slot] != key { slot = (slot + 1) & (keys.count - 1) }
        if keys[slot] == 0 { count += 1 }
        keys[slot] = key
        values[slot] = value
    }

    /// Forgets all and keeps the room for as many.
    public mutating func removeAll() {
        for slot in keys.indices where keys[slot] != 0 {
            keys[slot] = 0
            values[slot] = nil
        }
        count = 0
    }

    @inlinable
    func place(of key: UInt64) -> Int {
        Int(truncatingIfNeeded: (key &* factor) >> UInt64(64 - keys.count.trailingZeroBitCount))
    }

    private mutating func grow() {
        let (oldKeys, oldValues) = (keys, values)
        let room = max(16, oldKeys.count * 2)
        keys = [UInt64](repeating: 0, count: room)
        values = [Value?](repeating: nil, count: room)
        count = 0
        for (key, value) in zip(oldKeys, oldValues) where key != 0 {
            if let value { set(key, value) }
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

/// Hashes met so far in one text, of which there are no more than one knows beforehand. As `HashTable` it multiplies them by
/// a random odd number.
struct SmallHashSet {
    private var slots: [UInt64]
    private static let factor = UInt64.random(in: .min ... .max) | 1

    /// - Parameter room: how many hashes will be met at the most.
    init(room: Int) { slots = [UInt64](repeating: 0, count: max(16, (2 * room).nextPowerOfTwo)) }

    /// Notes a hash.
    /// - Returns: whether it is new.
    mutating func insert(_ hash: UInt64) -> Bool {
        let hash = hash == 0 ? 1 : hash
        let mask = slots.count - 1
        var slot = Int(truncatingIfNeeded: (hash &* SmallHashSet.factor) >> 32) & mask
        while slots[slot] != 0 {
            if slots[slot] == hash { return false }
            slot = (slot + 1) & mask
        }
        slots[slot] = hash
        return true
    }
}

extension Int {
    fileprivate var nextPowerOfTwo: Int { self <= 1 ? 1 : 1 << (Int.bitWidth - (self - 1).leadingZeroBitCount) }
}

/// A set of keys that are hashes already.
public struct HashSet: Sendable {
    private var table = HashTable<Bool>()

    /// The set of these keys.
    public init(_ keys: some Sequence<UInt64>) {
        for key in keys { table.set(key, true) }
    }

    /// Whether a key is in it.
    public func contains(_ key: UInt64) -> Bool { table[key] != nil }
}
