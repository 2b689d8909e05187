import Language

/// Numbers written as words, in Russian, Kazakh and English: who says "тридцать четыре" means 34.
enum Numerals {
    /// The value of a folded word by its hash; nil if it is no numeral.
    static func value(_ hash: UInt64) -> Int? { values[hash] }

    /// The value of an ordinal that may follow a ten: `тридцать седьмом`.
    static func ordinal(_ word: ArraySlice<UInt8>) -> Int? {
        ordinals.first { word.starts(with: $0.stem) }?.value
    }

    private static let ordinals: [(stem: [UInt8], value: Int)] = [
        ("перв", 1), ("втор", 2), ("трет", 3), ("четверт", 4), ("пят", 5), ("шест", 6), ("седьм", 7), ("восьм", 8),
        ("девят", 9),
    ].map { (Array($0.0.utf8), $0.1) }

    private static let values: HashTable<Int> = {
        var values: [UInt64: Int] = [:]
        for line in table.split(separator: "\n") {
            let parts = line.split(separator: " ")
            guard let first = parts.first, let value = Int(first) else { continue }
            for word in parts.dropFirst() { values[StableHash.of(String(word))] = value }
        }
        return HashTable(values)
    }()

    private static let table = """
        1 один одна одно одного одной одну one
        2 два две двух двое двум двумя еки екинши екеу two
        3 три трех трое трем уш ушеу three
        4 четыре четырех четверо торт тортеу four
        5 пять пяти пятеро бес бесеу five
        6 шесть шести шестеро алты six
        7 семь семи семеро жети жетеу seven
        8 восемь восьми сегиз eight
        9 девять девяти тогыз nine
        10 десять десяти ten
        11 одиннадцать одиннадцати eleven
        12 двенадцать двенадцати twelve
        13 тринадцать тринадцати thirteen
        14 четырнадцать четырнадцати fourteen
        15 пятнадцать пятнадцати fifteen
        16 шестнадцать шестнадцати sixteen
        17 семнадцать семнадцати seventeen
        18 восемнадцать восемнадцати eighteen
        19 девятнадцать девятнадцати nineteen
        20 двадцать двадцати жиырма жиырмага жиырмадан twenty
        30 тридцать тридцати отыз отыздан thirty
        40 сорок сорока кырык кырыктан forty
        50 пятьдесят пятидесяти елу елуден fifty
        60 шестьдесят шестидесяти алпыс sixty
        70 семьдесят семидесяти жетпис seventy
        80 восемьдесят восьмидесяти сексен eighty
        90 девяносто девяноста токсан ninety
        100 сто ста жуз жузден hundred
        200 двести двухсот
        300 триста трехсот
        400 четыреста четырехсот
        500 пятьсот пятисот
        600 шестьсот шестисот
        700 семьсот семисот
        800 восемьсот восьмисот
        900 девятьсот девятисот
        """
}
