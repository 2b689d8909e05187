/// What a feed's writers forget to close, and where it ends all the same.
enum XMLUnclosed {
    /// Elements that hold text alone, so that a sibling's beginning ends them.
    private static let leaves = ["title", "link", "guid", "pubDate", "comments", "category", "description", "summary"]
        .map { Array($0.utf8) }
    /// Siblings of those which are no words of HTML: an unclosed description may hold a `<link>` of its own.
    private static let siblings = ["guid", "pubDate", "description", "enclosure", "published", "updated"]
        .map { Array($0.utf8) }

    /// The level in `open` from which on all must be closed before this element begins; nil where nothing must.
    ///
    /// An item does not lie in an item, nor an entry in an entry, but for what the entry holds as its content: that lies
    /// in an element which is no leaf, and stays.
    static func level(
        _ source: UnsafeBufferPointer<UInt8>, _ open: [Range<Int>], before name: Range<Int>
    ) -> Int? {
        guard let last = open.last else { return nil }
        if isEntry(source, name) {
            var level = open.count - 1
            while level >= 0, isOne(source, open[level], leaves) { level -= 1 }
            guard level >= 0, source[open[level]].elementsEqual(source[name]) else { return nil }
            return level
        }
        guard open.count > 1, isOne(source, name, siblings), isOne(source, last, leaves),
            isEntry(source, open[open.count - 2])
        else { return nil }
        return open.count - 1
    }

    /// Whether an element is a feed's entry, by its name.
    static func isEntry(_ source: UnsafeBufferPointer<UInt8>, _ name: Range<Int>) -> Bool {
        switch name.count {
        case 4: XMLRepair.has(source, name.lowerBound, "item")
        case 5: XMLRepair.has(source, name.lowerBound, "entry")
        default: false
        }
    }

    private static func isOne(
        _ source: UnsafeBufferPointer<UInt8>, _ name: Range<Int>, _ words: [[UInt8]]
    ) -> Bool {
        guard name.count >= 4, name.count <= 11 else { return false }
        return words.contains { $0.count == name.count && source[name].elementsEqual($0) }
    }
}
