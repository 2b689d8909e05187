/// Dates with names in them: RFC 822 §5 and 5322 §3.3, asctime, and what people write in Russian and Kazakh.
enum FeedDateWords {
    static func read(_ text: String) -> FeedDateParts? {
        var scanner = FeedDateScanner(text)
        var month: Int?
        var numbers: [(value: Int, digits: Int)] = []
        var clock: (Int, Int, Int)?
        var zone: Int?
        var shift: ((Int) -> Int)?
        while true {
            // "30 Nov -0001" is how some write that there is no date.
            if month != nil, clock == nil, numbers.count < 2, scanner.isNegative { return nil }
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
                } else if numbers.count == 2, number.digits <= 2, clock == nil, let rest = scanner.restOfLooseTime() {
                    clock = (number.value, rest.minute, rest.second)
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
            if clock != nil, let named = FeedDateNames.zone(word) {
                // Before the months: NOVT is no November.
                zone = named
            } else if FeedDateNames.isDay(word) {
                // Before the months: сенбі is Saturday, and begins like September.
                continue
            } else if let found = FeedDateNames.month(word) {
                if month != nil { return nil }
                month = found
            } else if word == "am" || word == "pm" || (clock != nil && (word == "a" || word == "p")) {
                shift = FeedDateScanner.half(word)
            } else if numbers.count == 2, let named = FeedDateNames.zone(word) {
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
