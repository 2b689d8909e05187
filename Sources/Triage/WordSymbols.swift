/// The symbols of a text's words, and the words of each symbol, in rows that serve one text after another: most words have
/// no symbol, and each is asked for many times.
struct WordSymbols {
    /// Where each word's symbols begin, and where the last one's end.
    private var bounds: [Int32] = [0]
    private var values: [Int32] = []
    /// Bit n: some word has the symbol n.
    private var present: [UInt64] = []

    /// Each symbol that is met, in the order of their first words.
    private(set) var met: [Int32] = []
    /// Of each symbol, one more than its place in `met`; 0 if it is not met.
    private var places: [Int32] = []
    /// Where each met symbol's words begin in `words`, and where the last one's end. They are ascending, each once.
    private var starts: [Int32] = []
    private(set) var words: [Int32] = []
    private var next: [Int32] = []

    /// Begins another text.
    /// - Parameter symbols: how many there are in all.
    mutating func begin(symbols: Int) {
        for symbol in met {
            places[Int(symbol)] = 0
            present[Int(symbol) >> 6] = 0
        }
        if places.count != symbols {
            places = [Int32](repeating: 0, count: symbols)
            present = [UInt64](repeating: 0, count: symbols / 64 + 1)
        }
        met.removeAll(keepingCapacity: true)
        values.removeAll(keepingCapacity: true)
        bounds.removeAll(keepingCapacity: true)
        bounds.append(0)
        starts.removeAll(keepingCapacity: true)
    }

    var count: Int { bounds.count - 1 }

    /// Adds the next word's symbols: a range of a row, distinct.
    mutating func append(_ row: [Int32], _ range: Range<Int32>, and more: Int32?) {
        for index in Int(range.lowerBound)..<Int(range.upperBound) { add(row[index]) }
        if let more { add(more) }
        bounds.append(Int32(values.count))
    }

    private mutating func add(_ symbol: Int32) {
        values.append(symbol)
        if places[Int(symbol)] == 0 {
            met.append(symbol)
            starts.append(0)
            places[Int(symbol)] = Int32(met.count)
            present[Int(symbol) >> 6] |= 1 << UInt64(symbol & 63)
        }
        starts[Int(places[Int(symbol)]) - 1] += 1
    }

    /// Makes the rows of the symbols' words, when all words are added.
    mutating func finish() {
        var sum: Int32 = 0
        for index in starts.indices {
            let count = starts[index]
            starts[index] = sum
            sum += count
        }
        starts.append(sum)
        next.removeAll(keepingCapacity: true)
        next.append(contentsOf: starts)
        while words.count < values.count { words.append(0) }
        for word in 0..<count {
            for index in Int(bounds[word])..<Int(bounds[word + 1]) {
                let place = Int(places[Int(values[index])]) - 1
                words[Int(next[place])] = Int32(word)
                next[place] += 1
            }
        }
    }

    /// Whether a word has a symbol.
    func has(_ word: Int, _ symbol: Int32) -> Bool {
        var index = Int(bounds[word])
        let end = Int(bounds[word + 1])
        while index < end {
            if values[index] == symbol { return true }
            index += 1
        }
        return false
    }

    /// Whether any word has it.
    func hasAnywhere(_ symbol: Int32) -> Bool { present[Int(symbol) >> 6] & 1 << UInt64(symbol & 63) != 0 }

    /// Where a symbol's words stand in `words`.
    func range(of symbol: Int) -> Range<Int> {
        let place = Int(places[symbol])
        return place == 0 ? 0..<0 : Int(starts[place - 1])..<Int(starts[place])
    }

    /// The same without the words before this one.
    func range(of symbol: Int, from word: Int) -> Range<Int> {
        let range = range(of: symbol)
        var (low, high) = (range.lowerBound, range.upperBound)
        while low < high {
            let middle = (low + high) / 2
            if Int(words[middle]) < word { low = middle + 1 } else { high = middle }
        }
        return low..<range.upperBound
    }
}
