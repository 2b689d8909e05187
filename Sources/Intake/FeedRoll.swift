import FeedParsing

/// The entries of a feed's last fetch, by what tells them apart: enough to see that a feed has only given its entries
/// other ids. Pure values, small enough to be kept with the cursor.
struct FeedRoll: Equatable {
    /// One entry.
    struct Entry: Equatable {
        /// The origin under which it is stored.
        var origin: String
        /// Hashes of its link's key, its title and its text; 0 for what it has not.
        var link: UInt64
        var title: UInt64
        var text: UInt64
        /// UTF-8 bytes of title and text: short ones prove little.
        var titleLength: Int
        var textLength: Int
    }

    /// Changes when the hashes do: a roll of another format tells nothing of its entries.
    static let format = 2

    var entries: [Entry] = []

    /// With those entries of an earlier roll that are not in this one: a document that ends too early says nothing of them.
    func completed(by earlier: FeedRoll?) -> FeedRoll {
        guard let earlier else { return self }
        let own = Set(entries.map(\.origin))
        let rest = earlier.entries.filter { !own.contains($0.origin) }.prefix(
            max(0, FeedLimits.entries - entries.count))
        return FeedRoll(entries: entries + rest)
    }

    /// FNV-1a, eight bytes at a step: a feed that makes hashes collide deceives only about itself.
    static func hash(_ text: String?) -> UInt64 {
        guard let text, !text.isEmpty else { return 0 }
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        var copy = text
        copy.withUTF8 { bytes in
            func take(_ word: UInt64) {
                hash = (hash ^ word) &* 0x100_0000_01b3
                // What the product pushes to the top comes down again, or the upper bytes would hardly count.
                hash ^= hash >> 32
            }
            let whole = bytes.count & ~7
            for at in stride(from: 0, to: whole, by: 8) { take(bytes.eight(at: at)) }
            for at in whole..<bytes.count { take(UInt64(bytes[at])) }
        }
        return hash == 0 ? 1 : hash
    }
}

/// The roll as bytes, since JSON would take five times the room and time. For each entry: the origin's length (2 bytes,
/// the lowest first), the origin, three hashes of 8 bytes, two lengths of 2 bytes.
extension FeedRoll {
    private static let fixed = 28

    var bytes: [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(entries.reduce(0) { $0 + $1.origin.utf8.count + 2 + FeedRoll.fixed })
        func put(_ value: UInt64, _ size: Int) {
            for place in 0..<size { out.append(UInt8(truncatingIfNeeded: value >> (8 * UInt64(place)))) }
        }
        for entry in entries {
            // Origins are limited to `FeedLimits.field`, which two bytes hold.
            let origin = entry.origin.utf8.prefix(0xFFFF)
            put(UInt64(origin.count), 2)
            out += origin
            for hash in [entry.link, entry.title, entry.text] { put(hash, 8) }
            for length in [entry.titleLength, entry.textLength] { put(UInt64(min(length, 0xFFFF)), 2) }
        }
        return out
    }

    /// Nil for what is no roll.
    init?(_ bytes: some Collection<UInt8>) {
        var rest = Array(bytes)[...]
        func take(_ size: Int) -> UInt64 {
            var value: UInt64 = 0
            for (place, byte) in rest.prefix(size).enumerated() { value |= UInt64(byte) << (8 * UInt64(place)) }
            rest = rest.dropFirst(size)
            return value
        }
        while !rest.isEmpty {
            guard rest.count >= 2 else { return nil }
            let length = Int(take(2))
            guard rest.count >= length + FeedRoll.fixed else { return nil }
            let origin = String(decoding: rest.prefix(length), as: UTF8.self)
            rest = rest.dropFirst(length)
            let (link, title, text) = (take(8), take(8), take(8))
            entries.append(
                Entry(
                    origin: origin, link: link, title: title, text: text, titleLength: Int(take(2)),
                    textLength: Int(take(2))))
        }
    }
}
