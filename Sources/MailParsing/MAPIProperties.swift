/// The properties in an attribute of a TNEF stream ([MS-OXTNEF] §2.1.3.4). Ends where the bytes end or make no sense.
struct MAPIProperties: Sequence, IteratorProtocol {
    /// One property; of several values the first.
    struct Property {
        /// Its number, the type left out.
        var id: Int
        /// Its type, without the mark of several values.
        var type: Int
        /// Its bytes.
        var value: ArraySlice<UInt8>
    }

    /// Bytes in a code page.
    static let string = 0x1E
    /// UTF-16.
    static let unicode = 0x1F
    /// Anything.
    static let binary = 0x102

    private var input: LittleEndian
    private var left: Int

    init(_ bytes: ArraySlice<UInt8>) {
        input = LittleEndian(bytes)
        left = input.long() ?? 0
    }

    mutating func next() -> Property? {
        guard left > 0, let type = input.short(), let id = input.short() else { return nil }
        left -= 1
        // A property with a name of its own.
        if id >= 0x8000 {
            guard input.take(16) != nil, let kind = input.long() else { return nil }
            if kind == 0 {
                guard input.long() != nil else { return nil }
            } else {
                guard let length = input.long(), input.padded(length) != nil else { return nil }
            }
        }
        let base = type & ~0x1000
        let isList = type & 0x1000 != 0
        if let size = MAPIProperties.sizes[base] {
            guard let count = isList ? input.long() : 1, count > 0, count <= input.count,
                let value = input.take(size * count)
            else { return nil }
            return Property(id: id, type: base, value: value.prefix(size))
        }
        guard
            base == 0x0D || base == MAPIProperties.string || base == MAPIProperties.unicode
                || base == MAPIProperties.binary, let count = input.long()
        else { return nil }
        var first: ArraySlice<UInt8>?
        for _ in 0..<count {
            guard let length = input.long(), let value = input.padded(length) else { return nil }
            if first == nil { first = value }
        }
        return Property(id: id, type: base, value: first ?? [])
    }

    /// Bytes of the types that have so many, as they are padded.
    private static let sizes = [
        2: 4, 3: 4, 4: 4, 5: 8, 6: 8, 7: 8, 0x0A: 4, 0x0B: 4, 0x14: 8, 0x40: 8, 0x48: 16,
    ]
}
