/// A word's next place, found once however often it is asked for: places asked from must never go back.
struct NextPlace {
    let word: StaticString
    /// Behind the word; `Int.max` where there are no more.
    private var end = -1

    init(_ word: StaticString) { self.word = word }

    /// Where the word begins that stands at or behind `from`.
    mutating func start(_ source: UnsafeBufferPointer<UInt8>, _ from: Int) -> Int? {
        if end != Int.max, end - word.utf8CodeUnitCount < from {
            end = XMLRepair.find(source, from, word) ?? Int.max
        }
        return end == Int.max ? nil : end - word.utf8CodeUnitCount
    }
}
