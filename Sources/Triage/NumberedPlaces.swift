import Language
import Reports

/// Finds institutions and routes by their numbers: школа №35, 35-ші мектеп, 7-я городская больница, bus 37.
struct NumberedPlaces {
    let taxonomy: Taxonomy
    let reading: Reading
    let symbols: WordSymbols

    /// Numbers of institutions have three digits at most.
    private static let longestNumber = 3
    /// Words that may stand between an institution and its marked number: школа имени Абая №35.
    private static let between = 4

    /// The places of a text in its order, each once.
    func find() -> [Place] {
        guard reading.words.words.contains(where: { $0.traits.contains(.number) }) else { return [] }
        var found: [Place] = []
        for kind in taxonomy.numbered where symbols.hasAnywhere(kind.words) {
            for index in 0..<symbols.count where symbols.has(index, kind.words) {
                guard let number = numberBehind(index) ?? numberBefore(index, kind) else { continue }
                let digits = text(reading.words.words[number])
                let name = kind.name.replacing(first: "#", by: digits)
                if !found.contains(where: { $0.name == name }) { found.append(Place(name: name, kind: kind.kind)) }
            }
        }
        return found
    }

    private func numberBehind(_ word: Int) -> Int? {
        let words = reading.words.words
        for index in (word + 1)..<max(word + 1, min(words.count, word + 1 + NumberedPlaces.between)) {
            guard words[index].sentence == words[word].sentence else { return nil }
            guard isNumber(index) else { continue }
            if isMarked(index) { return index }
            guard index == word + 1, isJoined(word, index), !isCounted(index + 1, as: word) else { return nil }
            return index
        }
        return nil
    }

    private func numberBefore(_ word: Int, _ kind: Taxonomy.Numbered) -> Int? {
        let words = reading.words.words
        var index = word - 1
        var hasEnding = false
        // Up to two adjectives may follow an ordinal: 7-я городская больница.
        for _ in 0..<4 {
            guard index >= 0, words[index].sentence == words[word].sentence else { return nil }
            if isNumber(index) { break }
            if index > 0, isNumber(index - 1), NumberedPlaces.endings.contains(text(words[index])) { hasEnding = true }
            index -= 1
        }
        guard index >= 0, isNumber(index), words[index].sentence == words[word].sentence else { return nil }
        if hasEnding || isMarked(index) { return index }
        guard index == word - 1, isJoined(index, word) else { return nil }
        if let plural = kind.plural, symbols.has(word, plural) { return nil }
        return index
    }

    /// Endings of ordinals, folded: 35-ші, 7-я, 17-й, 5th.
    private static let endings: Set<String> = [
        "я", "й", "ая", "ой", "ю", "ую", "ей", "го", "ом", "ши", "шы", "инши", "ыншы", "ншы", "нши", "th", "st", "nd",
        "rd",
    ]

    private func isNumber(_ index: Int) -> Bool {
        let word = reading.words.words[index]
        return word.traits.contains(.number) && word.length <= NumberedPlaces.longestNumber
            && reading.words.bytes[Int(word.start)] != UInt8(ascii: "0")
    }

    /// Whether № or a word for it stands before the number.
    private func isMarked(_ number: Int) -> Bool {
        let source = (number < reading.titleWords ? reading.title : reading.text).utf8
        let from = Int(reading.words.words[number].from)
        let before = source[
            source.index(
                source.startIndex, offsetBy: max(0, from - 4))..<source.index(source.startIndex, offsetBy: from)]
        // № is three bytes, and a blank may follow it.
        if before.contains(UInt8(ascii: "#")) || before.suffix(3).elementsEqual("№".utf8)
            || before.dropLast().suffix(3).elementsEqual("№".utf8)
        {
            return true
        }
        guard number > 0 else { return false }
        return ["номер", "нөмири", "номири", "no", "n", "нр"].contains(text(reading.words.words[number - 1]))
    }

    /// Whether only a blank or a hyphen parts two words.
    private func isJoined(_ one: Int, _ other: Int) -> Bool {
        guard let gap = gap(one, other) else { return false }
        return gap == " " || gap == "-" || gap == "\u{A0}" || gap == " №" || gap == "" || gap == "–"
    }

    /// Whether the word behind a number says what it counts.
    private func isCounted(_ index: Int, as word: Int) -> Bool {
        guard let counted = taxonomy.counted, index < symbols.count,
            reading.words.words[index].sentence == reading.words.words[word].sentence
        else { return false }
        return symbols.has(index, counted)
    }

    /// What stands between two words of one text.
    private func gap(_ one: Int, _ other: Int) -> Substring? {
        guard (one < reading.titleWords) == (other < reading.titleWords) else { return nil }
        let source = (one < reading.titleWords ? reading.title : reading.text).utf8
        let from = Int(reading.words.words[one].to), to = Int(reading.words.words[other].from)
        guard from <= to, to - from <= 8 else { return nil }
        return Substring(
            source[source.index(source.startIndex, offsetBy: from)..<source.index(source.startIndex, offsetBy: to)])
    }

    private func text(_ word: FoldedText.Word) -> String { reading.words.folded(word) }
}

extension String {
    /// The text with the first of these characters replaced.
    fileprivate func replacing(first character: Character, by text: String) -> String {
        guard let at = firstIndex(of: character) else { return self }
        return String(self[..<at]) + text + String(self[index(after: at)...])
    }
}
