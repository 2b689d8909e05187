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

    /// The first code in a subject.
    public static func find(in text: String) -> ReceiptCode? {
        guard text.utf8.contains(0x2D) else { return nil }
        let words = text.split { !($0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-")) }
        return words.lazy.compactMap { ReceiptCode(rawValue: String($0)) }.first
    }

    /// The code.
    public var description: String { rawValue }

    /// Crockford's: without I, L, O and U.
    private static let letters = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ")
}
