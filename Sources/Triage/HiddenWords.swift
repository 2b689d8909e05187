import Language

/// The words of a text that tell who wrote it and how to reach him: phones, numbers and addresses of people, and the name
/// under the letter. Two letters of one person, or with one office's phone in them, are about one thing by none of these.
struct HiddenWords {
    /// Ascending, apart, as indices of the words.
    private(set) var ranges: [Range<Int>] = []

    /// Nothing is hidden.
    init() {}

    /// - Parameters:
    ///   - words: the title's words and then the text's.
    ///   - titleCount: how many are the title's.
    ///   - title: what was found in the title, in order.
    ///   - text: what was found in the text, in order.
    init(_ words: FoldedText, titleCount: Int, title: [PersonalData.Found], text: [PersonalData.Found]) {
        add(words, 0..<titleCount, title)
        add(words, titleCount..<words.words.count, text)
        guard let signature = HiddenWords.signature(words, from: titleCount) else { return }
        ranges.removeAll { $0.lowerBound >= signature.lowerBound }
        if let last = ranges.last, last.upperBound > signature.lowerBound {
            ranges[ranges.count - 1] = last.lowerBound..<signature.upperBound
        } else {
            ranges.append(signature)
        }
    }

    /// Whether a word is hidden.
    func contains(_ index: Int) -> Bool { ranges.contains { $0.contains(index) } }

    private mutating func add(_ words: FoldedText, _ side: Range<Int>, _ found: [PersonalData.Found]) {
        guard !found.isEmpty else { return }
        var next = 0
        var open: Int?
        for index in side {
            let word = words.words[index]
            while next < found.count, found[next].range.upperBound <= Int(word.from) { next += 1 }
            let isHidden = next < found.count && found[next].range.lowerBound < Int(word.to)
            if isHidden {
                if open == nil { open = max(label(words, index, side, found[next]), ranges.last?.upperBound ?? 0) }
            } else if let first = open {
                ranges.append(first..<index)
                open = nil
            }
        }
        if let open { ranges.append(open..<side.upperBound) }
    }

    /// Bytes between the word for a number and the number.
    private static let longestGap = 4

    /// Where what is found begins, the word for it included: тел., ИИН, звоните, карта. A plate's word is a car, and may be
    /// what the letter is about.
    private func label(_ words: FoldedText, _ index: Int, _ side: Range<Int>, _ found: PersonalData.Found) -> Int {
        guard found.kind != .plate, found.kind != .name, index > side.lowerBound else { return index }
        let (word, before) = (words.words[index], words.words[index - 1])
        return word.from - before.to <= HiddenWords.longestGap && !before.traits.contains(.number) ? index - 1 : index
    }

    // MARK: signatures

    /// Words behind "с уважением" that may be a name and what belongs to it; more is a letter that goes on.
    private static let longestSignature = 10
    private static let closings = hashes("уважением курметпен regards sincerely искренне respectfully")
    /// Who signs as the people of a house says where he lives: that tells what the letter is about.
    private static let places = hashes(
        "жители жильцы жителей жильцов житель дом дома улица улицы ул мкр микрорайон родители коллектив тургындар "
            + "тургындары уй уйдин коше кошеси residents tenants house street")

    private static func hashes(_ words: String) -> Set<UInt64> {
        Set(words.split(separator: " ").map { StableHash.of(String($0)) })
    }

    /// The words behind the letter's closing, if a person signs it.
    private static func signature(_ words: FoldedText, from first: Int) -> Range<Int>? {
        let end = words.words.count
        let earliest = max(first, end - longestSignature - 1)
        guard earliest < end, let closing = (earliest..<end).last(where: { closings.contains(words.words[$0].hash) })
        else { return nil }
        return words.words[closing..<end].contains { places.contains($0.hash) } ? nil : closing..<end
    }
}
