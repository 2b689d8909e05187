/// A dictionary whose keys are hashes already: looking up a word's key must not hash it once more with a keyed hash.
/// Keys are stable hashes of words or packed letters. Each table multiplies them by an odd number drawn at random, so that
/// nobody can write words that all fall into one place (Dietzfelbinger et al., "A reliable randomized algorithm for the
/// closest-pair problem", 1997, §2). Linear probing (Knuth, volume 3, §6.4, algorithm L), never fuller than half.
public struct HashTable<Value> {
    /// A key and its value, side by side: a look touches one place of memory. A key of 0 is a free place.
    @usableFromInline
    struct Slot {
        @usableFromInline var key: UInt64
        @usableFromInline var value: Value?

        @inlinable
        init(key: UInt64, value: Value?) {
            self.key = key
            self.value = value
        }
    }

    @usableFromInline var slots: [Slot] = []
    @usableFromInline let factor = UInt64.random(in: .min ... .max) | 1
    /// How many keys there are.
    public var count: Int { filled }
    @usableFromInline var filled = 0

    /// An empty one.
    public init() {}

    /// The value of a key; nil if there is none.
    @inlinable
    public subscript(_ key: UInt64) -> Value? {
        guard !slots.isEmpty else { return nil }
        let key = key == 0 ? 1 : key
        var slot = place(of: key)
        while slots[slot].key != 0 {
            if slots[slot].key == key { return slots[slot].value }
            slot = (slot + 1) & (slots.count - 1)
        }
        return nil
    }

    /// Sets a key's value.
    @inlinable
    public mutating func set(_ key: UInt64, _ value: Value) {
        if slots.count < 2 * (filled + 1) { grow() }
        let key = key == 0 ? 1 : key
        var slot = place(of: key)
        while slots[slot].key != 0, slots[slot].key != key { slot = (slot + 1) & (slots.count - 1) }
        if slots[slot].key == 0 { filled += 1 }
        slots[slot] = Slot(key: key, value: value)
    }

    /// Forgets all.
    public mutating func removeAll() {
        slots = []
        filled = 0
    }

    @inlinable
    func place(of key: UInt64) -> Int {
        Int(truncatingIfNeeded: (key &* factor) >> UInt64(64 - slots.count.trailingZeroBitCount))
    }

    @inlinable
    mutating func grow() {
        let old = slots
        slots = [Slot](repeating: Slot(key: 0, value: nil), count: max(16, old.count * 2))
        filled = 0
        for slot in old where slot.key != 0 {
            if let value = slot.value { set(slot.key, value) }
        }
    }
}

extension HashTable: Sendable where Value: Sendable {}
extension HashTable.Slot: Sendable where Value: Sendable {}

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

    /// Whether a key is in it.
    public func contains(_ key: UInt64) -> Bool { table[key] != nil }
}
