/// A pattern of a taxonomy, compiled: parts that stand in one sentence, each a row of words.
struct Pattern: Sendable {
    /// One word of a part.
    struct Element: Sendable {
        /// What the word must be.
        var symbol: Int32
        /// How many words may stand between it and the one before.
        var gap: Int
    }

    var parts: [[Element]]
    /// What it speaks for.
    var target: Int32
    /// How strongly; below zero it speaks against.
    var weight: Double
    /// Whether it names a negation itself, so that one beside it means nothing.
    var holdsNegation: Bool
    /// Whether its parts may stand in different sentences.
    var isFar = false
    /// Whether it is written with a capital, as names are.
    var isName = false
}

/// What is asked of a pattern at each of its matches, without its parts.
struct PatternFacts: Sendable {
    var weight: Double
    var target: Int32
    /// Its place among the strengths of all patterns, the strongest being 0: how strongly it speaks, for or against.
    var rank: UInt16
    var holdsNegation: Bool
    var isName: Bool

    /// The rank of all that are weaker: it must leave room for place and pattern where matches are put in order.
    static let lastRank = 0xFFF
}

/// A pattern found in a text.
struct PatternMatch {
    var pattern: Int32
    /// The words that its first part covers.
    var opening: Range<Int32>
    /// Where the words that its other parts cover stand in the row of all: nearly always there are none.
    var others: Range<Int32>
}

/// The patterns found in a text.
struct PatternMatches {
    var all: [PatternMatch] = []
    var others: [Range<Int32>] = []

    /// How many parts a match has.
    func parts(_ match: PatternMatch) -> Int { 1 + match.others.count }

    /// The words that a part of a match covers, as indices.
    func span(_ match: PatternMatch, _ part: Int) -> Range<Int> {
        let span = part == 0 ? match.opening : others[Int(match.others.lowerBound) + part - 1]
        return Int(span.lowerBound)..<Int(span.upperBound)
    }
}
