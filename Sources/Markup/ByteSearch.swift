extension StringProtocol {
    /// Whether a word stands in the text, compared byte by byte: the standard library's own search walks over characters
    /// and takes a hundred times as long.
    public func holds(_ word: String) -> Bool {
        let word = Array(word.utf8)
        guard let first = word.first else { return true }
        func stands(in text: UnsafeBufferPointer<UInt8>) -> Bool {
            var at = 0
            while at + word.count <= text.count {
                if text[at] == first, text[at..<(at + word.count)].elementsEqual(word) { return true }
                at += 1
            }
            return false
        }
        if let found = utf8.withContiguousStorageIfAvailable(stands) { return found }
        var copy = String(self)
        return copy.withUTF8(stands)
    }
}
