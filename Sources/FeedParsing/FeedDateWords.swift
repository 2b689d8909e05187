/// Dates with names in them: RFC 822 §5 and 5322 §3.3, asctime, and what people write in Russian and Kazakh.
enum FeedDateWords {
    /// Without comments in brackets (RFC 5322 §3.2.2) and without a place's name at the end (`Europe/Brussels`), whose
    /// zone only the tables of zones know.
    private static func bare(_ text: String) -> String {
        var bare = text
        if let open = text.firstIndex(of: "("), let close = text[open...].firstIndex(of: ")") {
            bare.removeSubrange(open...close)
        }
        if let slash = bare.lastIndex(of: "/"), let blank = bare[..<slash].lastIndex(of: " "),
            bare[bare.index(after: blank)..<slash].allSatisfy(\.isLetter),
            bare[bare.index(after: slash)...].allSatisfy({ $0.isLetter || $0 == "_" })
        {
            bare = String(bare[..<blank])
        }
        return bare
    }

    static func read(_ text: String) -> FeedDateParts? {
        var scanner = FeedDateScanner(bare(text))
        var month: Int?
        var numbers: [(value: Int, digits: Int)] = []
        var clock: (Int, Int, Int)?
        var zone: Int?
        var shift: ((Int) -> Int)?
        while true {
            scanner.skipSeparators(hasClock: clock != nil)
            if scanner.isAtEnd { break }
            if clock != nil, let offset = scanner.offset() {
                // "GMT+0500" has two zones that add up.
                zone = (zone ?? 0) + offset
                continue
            }
            if clock != nil, scanner.isSign { return nil }
            if let number = scanner.number() {
                if number.digits <= 2, clock == nil, scanner.take(":") {
                    guard let time = scanner.restOfTime(hour: number.value) else { return nil }
                    clock = time
                } else {
                    numbers.append(number)
                    if numbers.count > 2 { return nil }
                }
                continue
            }
            guard let word = scanner.word() else {
                scanner.skipOne()
                continue
            }
            if let found = FeedDateNames.month(word) {
                if month != nil { return nil }
                month = found
            } else if word == "am" || word == "pm" || (clock != nil && (word == "a" || word == "p")) {
                shift = FeedDateScanner.half(word)
            } else if clock != nil || numbers.count == 2, let named = FeedDateNames.zone(word) {
                zone = named
            } else if shift == nil || word != "m", !FeedDateNames.isIgnored(word) {
                if clock != nil, word.utf8.count <= 5, word.utf8.allSatisfy({ (0x61...0x7A).contains($0) }) { continue }
                if month == nil, numbers.isEmpty { continue }
                return nil
            }
        }
        guard let month, numbers.count == 2 else { return nil }
        // The year is the one with four digits, else the second.
        let yearIsFirst = numbers[0].digits == 4
        let year = yearIsFirst ? numbers[0] : numbers[1]
        let day = yearIsFirst ? numbers[1] : numbers[0]
        guard day.digits <= 2 else { return nil }
        var parts = FeedDateParts(
            year: year.digits <= 2 ? FeedDateScanner.century(year.value) : year.value, month: month, day: day.value)
        if let clock { (parts.hour, parts.minute, parts.second) = clock }
        if let shift { parts.hour = shift(parts.hour) }
        parts.zone = zone
        return parts
    }
}
