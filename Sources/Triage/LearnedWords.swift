import Language

/// What a model adds for each word met so far, for one thread at a time: a city's letters have few words, and to read their
/// letters anew in each text would take longer than all the rules.
struct LearnedWords {
    private var model = 0
    private var edition = 0
    /// By a word's number: where its row begins in `sums`; below zero where it was not met yet.
    private var places: [Int32] = []
    private var counts: [Int32] = []
    private var sums: [Float] = []
    /// By a word's number: the text that it was met in last, for a word counts once.
    private var seen: [Int32] = []
    private var texts: Int32 = 0

    /// What a text's words add to each class of a model, and how many features they have.
    mutating func sums(of reading: Reading, _ model: LearnedModel, _ book: StemBook) -> (sums: [Float], count: Int) {
        if self.model != model.id || edition != book.edition || texts == .max {
            self = LearnedWords()
            (self.model, edition) = (model.id, book.edition)
        }
        texts += 1
        var (total, count) = ([Float](repeating: 0, count: model.width), 0)
        for (index, word) in reading.words.words.prefix(LearnedFeatures.mostWords).enumerated()
        where !word.traits.contains(.number) {
            let number = Int(reading.numbers[index])
            while places.count <= number {
                places.append(-1)
                counts.append(0)
                seen.append(0)
            }
            if seen[number] == texts { continue }
            seen[number] = texts
            if places[number] < 0 {
                places[number] = Int32(sums.count)
                let features = LearnedFeatures.of(word, reading.words, latin: nil, book)
                counts[number] = Int32(features.count)
                sums += model.sums(of: features)
            }
            let row = Int(places[number])
            for place in 0..<model.width { total[place] += sums[row + place] }
            count += Int(counts[number])
        }
        return (total, count)
    }
}
