/// What a receipt names a letter by: `K7WM-2QXR-9DTB`. Sixty bits that nobody guesses, in letters and digits that
/// nobody takes for another. Whoever knows it may add to the report.
public struct ReceiptCode: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
    /// Three times four characters in upper case, hyphens between.
    public let rawValue: String

    /// Nil for what has not this form; lower case is taken for upper case.
    public init?(rawValue: String) {
        let value = rawValue.uppercased()
        let groups = value.split(separator: "-", omittingEmptySubsequences: false)
        guard groups.count == 3,
            groups.allSatisfy({ $0.utf8.count == 4 && $0.allSatisfy(ReceiptCode.letters.contains) })
        else { return nil }
        self.rawValue = value
    }

    /// A new one.
    /// - Parameter random: the machine's own, unless a test wants a certain code.
    public init(random: () -> UInt64 = { UInt64.random(in: .min ... .max) }) {
        var bits = random()
        var text = ""
        for index in 0..<12 {
            if index > 0, index % 4 == 0 { text += "-" }
            text.append(ReceiptCode.letters[Int(bits & 31)])
            bits >>= 5
        }
        rawValue = text
    }

    /// The first code in a subject: as we wrote it, or else as people type it, with letters of the other alphabet, with
    /// other dashes, with blanks or with nothing between the groups.
    public static func find(in text: String) -> ReceiptCode? {
        // Of a hundred codes one has no digit.
        guard text.utf8.contains(where: { $0 == 0x2D || (0x30...0x39).contains($0) }) else { return nil }
        let words = text.split { !($0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-")) }
        return words.lazy.compactMap { ReceiptCode(rawValue: String($0)) }.first ?? typed(in: text)
    }

    private static func typed(in text: String) -> ReceiptCode? {
        var groups: [String] = []
        var group = ""
        // The groups so far are followed by one mark each; anything else between them and they belong together no more.
        func settle() -> ReceiptCode? {
            if !group.isEmpty { groups.append(group) }
            group = ""
            let whole = groups.last?.utf8.count == 12 ? groups.suffix(1) : groups.suffix(3)
            let letters = whole.joined()
            guard letters.utf8.count == 12, whole.count == 1 || whole.allSatisfy({ $0.utf8.count == 4 }),
                letters.utf8.contains(where: { $0 < 0x41 })
            else { return nil }
            var code = letters
            for place in [8, 4] { code.insert("-", at: code.utf8.index(code.startIndex, offsetBy: place)) }
            return ReceiptCode(rawValue: code)
        }
        for scalar in text.prefix(longestSubject).uppercased().unicodeScalars {
            if let letter = lookAlikes[scalar] ?? (scalar.isASCII && letters.contains(Character(scalar)) ? scalar : nil)
            {
                group.unicodeScalars.append(letter)
            } else if marks.contains(scalar), !group.isEmpty {
                if let code = settle() { return code }
            } else {
                if !group.isEmpty, let code = settle() { return code }
                groups = []
            }
        }
        return group.isEmpty ? nil : settle()
    }

    /// The code.
    public var description: String { rawValue }

    /// Crockford's: without I, L, O and U.
    private static let letters = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ")
    /// Characters of a subject that are looked through for what people type.
    private static let longestSubject = 500
    /// What is taken for one of them: Cyrillic letters, and those that Crockford leaves out for that reason.
    private static let lookAlikes: [Unicode.Scalar: Unicode.Scalar] = [
        "А": "A", "В": "B", "С": "C", "Е": "E", "Н": "H", "К": "K", "М": "M", "Р": "P", "Т": "T", "Х": "X", "У": "Y",
        "О": "0", "O": "0", "І": "1", "I": "1", "L": "1",
    ]
    /// Hyphens, dashes and blanks.
    private static let marks: Set<Unicode.Scalar> = [
        "-", " ", "\u{A0}", "\u{2010}", "\u{2011}", "\u{2012}", "\u{2013}", "\u{2014}", "\u{2212}",
    ]
}
