/// Takes a date's text apart.
struct FeedDateScanner {
    private let text: [Character]
    private var at = 0

    init(_ text: String) { self.text = Array(text) }

    var isAtEnd: Bool { at >= text.count }

    /// Whether a zone's sign comes next.
    var isSign: Bool { !isAtEnd && (text[at] == "+" || text[at] == "-" || text[at] == "−") }

    /// Two digits of a year: RFC 5322 §4.3.
    static func century(_ year: Int) -> Int { year < 50 ? 2000 + year : 1900 + year }

    /// Whether a minus comes next: a hyphen behind a blank and before a digit.
    var isNegative: Bool {
        var place = at
        while place < text.count, text[place] == " " { place += 1 }
        return place > at && place + 1 < text.count && text[place] == "-" && text[place + 1].isNumber
    }

    /// Whether AM or PM was read.
    private(set) var sawHalf = false

    mutating func skipOne() { at += 1 }

    mutating func skipBlanks() {
        while at < text.count, text[at] == " " || text[at] == "\t" || text[at] == "\u{A0}" { at += 1 }
    }

    /// Blanks, commas and dots, and hyphens between a day and a month's name.
    /// - Parameter hasClock: whether the time was read: from there on, a hyphen before a digit is a zone's sign.
    mutating func skipSeparators(hasClock: Bool = false) {
        while at < text.count {
            switch text[at] {
            case " ", "\t", "\u{A0}", ",", ".", ";", "(", ")", "/": at += 1
            case "-" where !hasClock || !(at + 1 < text.count && text[at + 1].isNumber): at += 1
            default: return
            }
        }
    }

    mutating func take(_ character: Character) -> Bool {
        guard at < text.count, text[at] == character else { return false }
        at += 1
        return true
    }

    /// ASCII digits; a number of more than 18 is none.
    mutating func number() -> (value: Int, digits: Int)? {
        var end = at
        var value = 0
        while end < text.count, let digit = text[end].asciiValue, (0x30...0x39).contains(digit) {
            if end - at >= 18 { return nil }
            value = value * 10 + Int(digit - 0x30)
            end += 1
        }
        guard end > at else { return nil }
        defer { at = end }
        return (value, end - at)
    }

    /// What stands between a date and its time: `г. в`, `,`, `|`, a hyphen between blanks.
    mutating func skipBetween() {
        while at < text.count {
            switch text[at] {
            case " ", "\t", "\u{A0}", ",", "|", "–", "—", "·": at += 1
            case "-" where at > 0 && text[at - 1] == " " && at + 1 < text.count && text[at + 1] == " ": at += 1
            default:
                let start = at
                guard let word = word(), FeedDateNames.isYear(word) || FeedDateNames.isBeforeTime(word) else {
                    at = start
                    return
                }
                _ = take(".")
            }
        }
    }

    /// A day of the week and what stands behind it, if a number follows.
    mutating func skipDay() {
        let start = at
        guard let word = word(), FeedDateNames.isDay(word) || FeedDateNames.isIgnored(word) else {
            at = start
            return
        }
        _ = take(".")
        _ = take(",")
        skipBlanks()
        if at >= text.count || !text[at].isNumber { at = start }
    }

    /// Letters, lower case.
    mutating func word() -> String? {
        var end = at
        while end < text.count, text[end].isLetter || (end > at && text[end] == "'") { end += 1 }
        guard end > at else { return nil }
        defer { at = end }
        return String(text[at..<end]).lowercased()
    }

    /// Minutes and seconds behind `hour:`.
    mutating func restOfTime(hour: Int) -> (Int, Int, Int)? {
        guard let minute = number(), minute.digits <= 2 else { return nil }
        guard take(":") else { return (hour, minute.value, 0) }
        guard let second = number(), second.digits <= 2, !(at < text.count && text[at] == ":") else { return nil }
        if take(".") { _ = number() }
        return (hour, minute.value, second.value)
    }

    /// What follows an hour where no colon does: `.05`, `-05`, ` ч. 05 мин.`.
    mutating func restOfLooseTime() -> (minute: Int, second: Int)? {
        let start = at
        if !take("."), !take("-") {
            skipBlanks()
            guard let word = word(), ["ч", "час", "часа", "часов", "сағ", "сағат"].contains(word) else {
                at = start
                return nil
            }
            _ = take(".")
            skipBlanks()
        }
        guard let minute = number(), minute.digits == 2, !(at < text.count && text[at] == ":") else {
            at = start
            return nil
        }
        var end = at
        var second = 0
        if take("."), let number = number(), number.digits == 2 { (second, end) = (number.value, at) }
        at = end
        skipBlanks()
        if let word = word(), word.hasPrefix("мин") { _ = take(".") } else { at = end }
        return (minute.value, second)
    }

    /// `+0500`, `+05:00`, `+5`, `-0130`: seconds east of Greenwich.
    mutating func offset() -> Int? {
        guard isSign else { return nil }
        let start = at
        let sign = text[at] == "+" ? 1 : -1
        at += 1
        guard let first = number(), first.digits <= 4 else {
            at = start
            return nil
        }
        if first.digits >= 3 { return sign * (first.value / 100 * 3600 + first.value % 100 * 60) }
        var minutes = 0
        if take(":") {
            guard let second = number(), second.digits == 2 else {
                at = start
                return nil
            }
            minutes = second.value
        }
        return sign * (first.value * 3600 + minutes * 60)
    }

    /// A zone up to the end: `Z`, an offset, a name, or a name and an offset.
    mutating func zone() -> Int? {
        var zone: Int?
        if let word = word() {
            guard let named = FeedDateNames.zone(word) else { return nil }
            zone = named
        }
        if let offset = offset() { zone = (zone ?? 0) + offset }
        skipSeparators(hasClock: true)
        return isAtEnd ? zone : nil
    }

    /// AM or PM, which changes the hour.
    mutating func half() -> ((Int) -> Int)? {
        let start = at
        guard let word = word(), word == "am" || word == "pm" else {
            at = start
            return nil
        }
        skipBlanks()
        sawHalf = true
        return FeedDateScanner.half(word)
    }

    static func half(_ word: String) -> (Int) -> Int {
        word.hasPrefix("p") ? { $0 < 12 ? $0 + 12 : $0 } : { $0 == 12 ? 0 : $0 }
    }
}
