/// E-mail addresses, as they are and as people hide or break them: `ivan (at) mail.ru`, `ivan@⏎mail.ru`.
enum EmailAddresses {
    /// RFC 5321 §4.5.3.1.
    private static let longestLocal = 64
    private static let longestDomain = 255

    /// The address around an at sign; nil if there is none.
    static func range(around sign: AtSign, in text: UnsafeBufferPointer<UInt8>, notBefore: Int) -> Range<Int>? {
        let before = skipBlanks(text, back: sign.range.lowerBound, notBefore: notBefore)
        let after = skipBlanks(text, from: sign.range.upperBound)
        guard let domain = domain(text, from: after, isLoose: sign.form != .sign) else { return nil }
        guard let start = localStart(text, before, notBefore: notBefore) else { return nil }
        let isSpaced = (before < sign.range.lowerBound, after > sign.range.upperBound)
        switch sign.form {
        case .sign:
            // "канал @news.kz" is a name in some network, "ivan @ mail.ru" and "ivan @mail.ru" are not.
            if isSpaced.0 {
                guard isASCII(text, start..<before),
                    isSpaced.1 || mailHosts.contains(NumberPlace.lowered(text[after..<domain.end]))
                else { return nil }
            } else if isSpaced.1, text[sign.range.upperBound] == 0x20, !isASCII(text, start..<before) {
                return nil
            }
        case .bracketed: break
        case .word:
            // "Meet me at site.kz" is prose: the dot must be a word too, or the sign the Russian one.
            guard isASCII(text, start..<before), isASCII(text, after..<after + 1),
                domain.isSpelt || text[sign.range.lowerBound] >= 0x80
            else { return nil }
        }
        return start..<domain.end
    }

    private static let mailHosts: Set<String> = [
        "mail.ru", "bk.ru", "list.ru", "inbox.ru", "internet.ru", "gmail.com", "yandex.ru", "yandex.kz", "ya.ru",
        "icloud.com", "outlook.com", "hotmail.com", "yahoo.com", "rambler.ru", "mail.kz", "proton.me",
    ]

    // MARK: the local part

    private static func localStart(_ text: UnsafeBufferPointer<UInt8>, _ end: Int, notBefore: Int) -> Int? {
        guard end > notBefore else { return nil }
        if text[end - 1] == 0x22 { return quotedStart(text, end, notBefore: notBefore) }
        var start = end
        while start > notBefore, end - start < longestLocal, isLocal(text[start - 1]) { start -= 1 }
        while start < end, text[start] == 0x2E || text[start] == 0x2D { start += 1 }
        // Not in the middle of a letter of two bytes.
        while start < end, text[start] & 0xC0 == 0x80 { start += 1 }
        return start < end ? start : nil
    }

    /// RFC 5321 §4.1.2: "ivan petrov"@mail.ru.
    private static func quotedStart(_ text: UnsafeBufferPointer<UInt8>, _ end: Int, notBefore: Int) -> Int? {
        let least = max(notBefore, end - longestLocal - 2)
        var start = end - 2
        while start >= least, text[start] != 0x0A {
            if text[start] == 0x22 { return start < end - 2 ? start : nil }
            start -= 1
        }
        return nil
    }

    private static func isASCII(_ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Bool {
        range.allSatisfy { $0 < text.count && text[$0] < 0x80 }
    }

    private static func isLocal(_ byte: UInt8) -> Bool {
        if isDomain(byte) || byte == 0x2E { return true }
        return byte == 0x5F || byte == 0x25 || byte == 0x2B || byte == 0x27
    }

    /// ASCII letters, digits, the hyphen, and Cyrillic.
    private static func isDomain(_ byte: UInt8) -> Bool {
        if byte >= 0x80 { return byte <= 0xBF || (byte >= 0xD0 && byte <= 0xD3) }
        return PersonalData.isWordByte(byte) && byte != 0x5F || byte == 0x2D
    }

    // MARK: the domain

    private struct Domain {
        var end: Int
        /// Whether a dot is a word.
        var isSpelt: Bool
    }

    /// Labels with dots between; nil if there is no dot, or the last label is no country's or kind's.
    private static func domain(_ text: UnsafeBufferPointer<UInt8>, from: Int, isLoose: Bool) -> Domain? {
        let most = min(text.count, from + longestDomain)
        var end = label(text, from, most)
        guard end > from else { return nil }
        var result: Domain?
        var isSpelt = false
        while end < most {
            var (next, isDot) = (end, false)
            if text[end] == 0x2E {
                (next, isDot) = (end + 1, true)
            } else if isLoose, let dot = speltDot(text, end) {
                (next, isDot, isSpelt) = (dot, true, true)
            }
            let stop = isDot ? label(text, next, most) : next
            if isDot, stop > next {
                end = stop
                // A last label of one letter or of digits is none.
                if stop - next >= 2, !PersonalData.isDigit(text[next]) { result = Domain(end: end, isSpelt: isSpelt) }
            } else {
                // "mail.⏎ru", "mail . ru": broken at the dot.
                if result == nil, let broken = brokenEnd(text, end) { result = Domain(end: broken, isSpelt: false) }
                break
            }
        }
        return result
    }

    private static func label(_ text: UnsafeBufferPointer<UInt8>, _ from: Int, _ most: Int) -> Int {
        var end = from
        while end < most, isDomain(text[end]) { end += 1 }
        while end > from, end < text.count, end == most, text[end] & 0xC0 == 0x80 { end -= 1 }
        return end
    }

    private static let dots: [[UInt8]] = [
        "[dot]", "(dot)", "{dot}", "<dot>", "[.]", "(.)", "dot ", "(точка)", "[точка]", "точка ", "нүкте ", ".",
    ].map { Array($0.utf8) }

    /// Where the label behind a dot in words begins.
    private static func speltDot(_ text: UnsafeBufferPointer<UInt8>, _ at: Int) -> Int? {
        let start = skipBlanks(text, from: at)
        guard let dot = dots.first(where: { AtSign.holds(text, start, $0) }) else { return nil }
        let isWord = dot.last == 0x20
        // "dot" stands by itself; a dot with a blank only behind it ends a sentence.
        guard !isWord || start > at, dot.count > 1 || start > at else { return nil }
        return skipBlanks(text, from: start + dot.count)
    }

    /// The end of a last label that a blank or a line's end parts from its dot.
    private static func brokenEnd(_ text: UnsafeBufferPointer<UInt8>, _ at: Int) -> Int? {
        var start = skipBlanks(text, from: at)
        let isSpaced = start > at
        guard start < text.count, text[start] == 0x2E else { return nil }
        start += 1
        let next = skipBlanks(text, from: start)
        guard isSpaced || (next > start && (text[start] == 0x0A || text[start] == 0x0D || text[start] == 0x20)) else {
            return nil
        }
        let end = label(text, next, min(text.count, next + longestDomain))
        return topLevels.contains(NumberPlace.lowered(text[next..<end])) ? end : nil
    }

    private static let topLevels: Set<String> = [
        "ru", "kz", "com", "net", "org", "рф", "қаз", "uz", "kg", "info", "biz", "me", "su", "by", "ua", "eu", "io",
        "edu",
        "gov",
    ]

    // MARK: blanks

    private static func skipBlanks(_ text: UnsafeBufferPointer<UInt8>, from: Int) -> Int {
        var index = from
        while index < text.count, index < from + 2, text[index] == 0x20 || text[index] == 0x09 { index += 1 }
        guard index < text.count, text[index] == 0x0A || text[index] == 0x0D else { return index }
        return DigitCluster.newLine(text, index) ?? from
    }

    private static func skipBlanks(_ text: UnsafeBufferPointer<UInt8>, back: Int, notBefore: Int) -> Int {
        var index = back
        while index > notBefore, index > back - 2, text[index - 1] == 0x20 { index -= 1 }
        if index > notBefore, text[index - 1] == 0x0A {
            index -= 1
            if index > notBefore, text[index - 1] == 0x0D { index -= 1 }
        }
        return index
    }
}
