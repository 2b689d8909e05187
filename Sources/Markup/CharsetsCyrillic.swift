/// How much bytes read in one charset look like Russian or Kazakh: the sum over a sample of the logarithms of the
/// letters' frequencies, against letters drawn blindly, with what happens inside words: a capital after a small letter
/// is what KOI8 makes of windows-1251 and the reverse. One unit is a quarter of a bit.
struct CyrillicModel: Sendable {
    let table: ByteTable
    private let weights: [Int8]
    private let kinds: [UInt8]

    init(_ table: ByteTable) {
        self.table = table
        var weights = [Int8](repeating: 0, count: 256)
        var kinds = [UInt8](repeating: Kind.other, count: 256)
        for byte in 0..<128 where (0x41...0x5A).contains(byte & 0xDF) { kinds[byte] = Kind.latin }
        for (index, value) in table.scalars.enumerated() {
            let scalar = Unicode.Scalar(value) ?? "\u{FFFD}"
            let small = scalar.properties.lowercaseMapping.unicodeScalars.first ?? scalar
            if let weight = CyrillicModel.letters[small] {
                weights[128 + index] = weight
                kinds[128 + index] = (small == scalar ? Kind.small : Kind.capital)
                if CyrillicModel.kazakh.contains(small) { kinds[128 + index] |= Kind.kazakh }
            } else if value == 0xFFFD {
                weights[128 + index] = -40
            } else if !CyrillicModel.punctuation.contains(scalar) {
                weights[128 + index] = -24
            }
        }
        self.weights = weights
        self.kinds = kinds
    }

    /// The score of a sample, and how many pairs of Cyrillic letters in it have a Kazakh one.
    func score(_ sample: [UInt8]) -> (total: Int, kazakh: Int) {
        var total = 0
        var kazakh = 0
        var before = Kind.other
        for byte in sample {
            let kind = kinds[Int(byte)]
            total += Int(weights[Int(byte)])
            let letter = kind & Kind.letter
            if letter == Kind.capital {
                if before & Kind.small != 0 { total -= 20 } else { total -= before & Kind.capital != 0 ? 1 : 4 }
            }
            if letter != 0 {
                if before & Kind.latin != 0 { total -= 8 }
                // Beside another letter: alone it may be a symbol of another charset.
                if (kind | before) & Kind.kazakh != 0, before & Kind.letter != 0 { kazakh += 1 }
            }
            before = kind
        }
        return (total, kazakh)
    }

    private enum Kind {
        static let other: UInt8 = 0
        static let small: UInt8 = 1
        static let capital: UInt8 = 2
        static let letter: UInt8 = 3
        static let latin: UInt8 = 4
        static let kazakh: UInt8 = 8
    }

    /// Quarter bits over one in 32, from running text, three parts Russian to two parts Kazakh; the Ukrainian and
    /// Belarusian letters as rare ones. Letters of farther alphabets are not here and count as symbols.
    private static let letters: [Unicode.Scalar: Int8] = {
        let groups: [(Int8, String)] = [
            (6, "ае"), (5, "он"), (4, "т"), (3, "ир"), (2, "слы"), (1, "д"), (0, "км"), (-1, "в"), (-2, "пуі"),
            (-3, "б"), (-4, "гзя"), (-5, "йж"), (-6, "қ"), (-7, "ьш"), (-8, "ч"), (-9, "х"), (-10, "ғң"), (-11, "ю"),
            (-12, "үц"), (-13, "әөфұ"), (-14, "э"), (-15, "щ"), (-18, "їєґў"), (-19, "ё"), (-24, "ъһ"),
        ]
        var letters: [Unicode.Scalar: Int8] = [:]
        for (weight, group) in groups { for letter in group.unicodeScalars { letters[letter] = weight } }
        return letters
    }()

    /// Those that no Ukrainian letter of windows-1251 turns into.
    private static let kazakh: Set<Unicode.Scalar> = ["қ", "ң", "ә", "ұ", "ө"]

    private static let punctuation = Set("«»—–…№“”„‘’‚•·°§©®™€\u{A0}\u{AD}".unicodeScalars)
}
