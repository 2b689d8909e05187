import Language
import Reports

/// The words that a taxonomy gives its themes, kept to learn from: what a word that it does not have is like is seen from the
/// letters of those that it has.
struct ThemeWords: Sendable {
    // The patterns' texts in one row: thousands of strings would take several times the room.
    private var bytes: [UInt8] = []
    private var ends: [Int32] = []
    private var themes: [UInt8] = []

    /// Adds a pattern as it is written.
    mutating func add(_ pattern: String, _ theme: Theme) {
        guard let number = Theme.allCases.firstIndex(of: theme) else { return }
        bytes.append(contentsOf: pattern.utf8)
        ends.append(Int32(bytes.count))
        themes.append(UInt8(number))
    }

    /// Each pattern's features, with the number of its theme; those without words have none.
    func features() -> [(features: [Int32], theme: Int)] {
        var start = 0
        return zip(ends, themes).compactMap { end, theme in
            defer { start = Int(end) }
            let features = ThemeWords.features(bytes[start..<Int(end)])
            return features.isEmpty ? nil : (features, Int(theme))
        }
    }

    private static let space = UInt8(ascii: " ")
    private static let group = UInt8(ascii: "$")
    private static let prefix = UInt8(ascii: "*")
    /// Shorter words are everywhere.
    private static let fewestLetters = 3

    private static func features(_ pattern: ArraySlice<UInt8>) -> [Int32] {
        var features: [Int32] = []
        for piece in pattern.split(separator: space) where piece.first != group {
            let isPrefix = piece.last == prefix
            let folded = FoldedText(String(decoding: piece, as: UTF8.self))
            for word in folded.words where !word.traits.contains(.number) {
                let letters = word.bytes(in: folded)
                guard letters.count(where: { $0 & 0xC0 != 0x80 }) >= fewestLetters else { continue }
                LearnedFeatures.addGrams(letters, isWhole: !isPrefix, &features)
            }
        }
        return features
    }
}
