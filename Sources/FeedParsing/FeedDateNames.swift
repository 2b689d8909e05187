/// The names of months and zones.
enum FeedDateNames {
    /// 1 to 12 for a month's name, whole or short, in English, Russian or Kazakh.
    static func month(_ word: String) -> Int? {
        for (index, stems) in months.enumerated() where stems.contains(where: { word.hasPrefix($0) }) {
            // "мартини" is no month; endings of the three languages are short.
            return word.count <= 12 ? index + 1 : nil
        }
        // Short forms stand alone: "мая" and "май" begin like nothing else, "ма" like much.
        return short[word]
    }

    /// Seconds east of Greenwich of a zone's name.
    static func zone(_ word: String) -> Int? { zones[word].map { Int($0 * 3600) } }

    /// Names of days and words such as «г.», «в», "at".
    static func isIgnored(_ word: String) -> Bool {
        ignored.contains(word) || days.contains { word.hasPrefix($0) }
    }

    /// Names of days that begin like a month's.
    static func isDay(_ word: String) -> Bool { word.hasPrefix("сенб") }

    /// Whether a word stands behind a year: «г.», «жылы».
    static func isYear(_ word: String) -> Bool { years.contains(word) }

    /// Whether a word stands between a date and its time: «в», "at", «сағат».
    static func isBeforeTime(_ word: String) -> Bool { word == "в" || word == "at" || word == "сағат" }

    private static let months: [[String]] = [
        ["jan", "янв", "қаң", "қан", "кан"], ["feb", "фев", "ақп", "акп"], ["mar", "мар", "наур"],
        ["apr", "апр", "сәу", "сау"],
        ["may", "мамыр"], ["jun", "июн", "маус"], ["jul", "июл", "шіл", "шил"], ["aug", "авг", "там"],
        ["sep", "сен", "қырк", "кырк"], ["oct", "окт", "қаз", "каз"], ["nov", "ноя", "қараш", "караш"],
        ["dec", "дек", "желт"],
    ]

    private static let short: [String: Int] = [
        "май": 5, "мая": 5, "мам": 5, "нау": 3, "мау": 6, "қыр": 9, "кыр": 9, "қар": 11, "кар": 11, "жел": 12,
    ]

    private static let days = [
        "mon", "tue", "wed", "thu", "fri", "sat", "sun", "пн", "вт", "ср", "чт", "пт", "сб", "вс", "понед", "вторн",
        "сред",
        "четв", "пятн", "субб", "воскр", "дүй", "сей", "сәр", "бей", "жұм", "сен", "жек",
    ]
    private static let ignored: Set<String> = [
        "г", "года", "год", "ж", "жыл", "жылы", "жылғы", "жылдың", "в", "at", "of", "the", "th", "st", "nd", "rd",
        "сағат",
        // Endings behind a day's number: 6-сы, 6-е.
        "сы", "сі", "ы", "і", "шы", "ші", "сында", "сінде", "ында", "інде", "де", "да", "күні", "е", "го",
    ]
    private static let years: Set<String> = ["г", "года", "год", "ж", "жыл", "жылы"]

    private static let zones: [String: Double] = [
        "z": 0, "ut": 0, "utc": 0, "gmt": 0, "wet": 0, "west": 1, "bst": 1, "cet": 1, "met": 1, "cest": 2, "mest": 2,
        "eet": 2,
        "eest": 3, "msk": 3, "msd": 4, "мск": 3, "samt": 4, "yekt": 5, "almt": 5, "qyzt": 5, "aqtt": 5, "uzt": 5,
        "kgt": 6,
        "omst": 6, "novt": 7, "krat": 7, "ist": 5.5, "sgt": 8, "jst": 9, "kst": 9, "aest": 10, "aedt": 11, "nzst": 12,
        "nzdt": 13,
        "est": -5, "et": -5, "edt": -4, "cst": -6, "ct": -6, "cdt": -5, "mst": -7, "mt": -7, "mdt": -6, "pst": -8,
        "pt": -8,
        "pdt": -7, "akst": -9, "akdt": -8, "hst": -10, "ast": -4, "adt": -3, "nst": -3.5, "ndt": -2.5,
    ]
}
