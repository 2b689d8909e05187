/// The symbols of a text's words, in one piece: most words have none, and each is asked for many times.
struct WordSymbols {
    /// Where each word's symbols begin, and where the last one's end.
    private(set) var bounds: [Int32] = [0]
    private(set) var values: [Int32] = []
    /// Bit n: some word has the symbol n.
    private var present: [UInt64]

    /// - Parameter symbols: how many there are in all.
    init(words: Int, symbols: Int) {
        bounds.reserveCapacity(words + 1)
        present = [UInt64](repeating: 0, count: symbols / 64 + 1)
    }

    var count: Int { bounds.count - 1 }

    /// Adds the next word's.
    mutating func append(_ symbols: ArraySlice<Int32>, and more: Int32? = nil) {
        for symbol in symbols { add(symbol) }
        if let more { add(more) }
        bounds.append(Int32(values.count))
    }

    private mutating func add(_ symbol: Int32) {
        values.append(symbol)
        present[Int(symbol) >> 6] |= 1 << UInt64(symbol & 63)
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

    /// Each symbol of each word, in order.
    func each(_ body: (_ symbol: Int, _ word: Int) -> Void) {
        for word in 0..<count {
            var last: Int32?
            for index in Int(bounds[word])..<Int(bounds[word + 1]) where values[index] != last {
                body(Int(values[index]), word)
                last = values[index]
            }
        }
    }

    /// Whether any word has it.
    func hasAnywhere(_ symbol: Int32) -> Bool { present[Int(symbol) >> 6] & 1 << UInt64(symbol & 63) != 0 }
}

/// Where each symbol is met in a text: the words of one symbol stand in a row, ascending, each once.
struct Occurrences {
    /// The symbols that are met, in the order of their first words.
    let met: [Int32]
    /// Of each symbol, one more than its place in `met`; 0 if it is not met.
    private let places: [Int32]
    /// Where each met symbol's words begin in `words`, and where the last one's end.
    private var starts: [Int32] = [0]
    let words: [Int32]

    /// - Parameter symbols: how many there are in all.
    init(_ symbols: WordSymbols, of all: Int) {
        var met: [Int32] = []
        var places = [Int32](repeating: 0, count: all)
        var counts: [Int32] = []
        symbols.each { symbol, _ in
            if places[symbol] == 0 {
                met.append(Int32(symbol))
                counts.append(0)
                places[symbol] = Int32(met.count)
            }
            counts[Int(places[symbol]) - 1] += 1
        }
        for count in counts { starts.append((starts.last ?? 0) + count) }
        var words = [Int32](repeating: 0, count: Int(starts.last ?? 0))
        var next = starts
        symbols.each { symbol, word in
            let place = Int(places[symbol]) - 1
            words[Int(next[place])] = Int32(word)
            next[place] += 1
        }
        self.met = met
        self.places = places
        self.words = words
    }

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
