/// What stands around a number, and whether it is a person's there: a link's path, a code's letters, a sum's currency
/// and a lot's word say that it is not.
struct NumberPlace {
    /// What the word before a number tells it to be.
    enum Told { case nothing, person, company, either, document, card, phone }

    private let text: UnsafeBufferPointer<UInt8>
    private let range: Range<Int>

    init(_ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
        self.text = text
        self.range = range
    }

    func allows(_ kind: PersonalData.Found.Kind, _ shape: NumberShape) -> Bool {
        guard isApart(shape.hasPlus), shape.hasPlus || !isInLink else { return false }
        if shape.hasPlus { return true }
        switch kind {
        case .iin:
            switch NumberPlace.label(text, range.lowerBound) {
            case .company: return false
            case .document: return shape.lengths.count > 1
            case .person: return !(shape.isCompany && shape.kind == nil)
            case .either, .nothing, .card, .phone: return !isSumOfMoney
            }
        case .phone where shape.isLocal: return !isNumberedBefore && !isSumOfMoney
        case .phone:
            return !(isSumOfMoney && !isPhoneBeforeMoney(shape))
                && !(shape.isBare && NumberPlace.label(text, range.lowerBound) == .document)
        default: return true
        }
    }

    // MARK: letters at its edges

    private func byte(_ at: Int) -> UInt8 { at >= 0 && at < text.count ? text[at] : 0x20 }

    /// Latin letters at both ends, or digits behind letters, are a code: `SN87012345678X`, a hash. A word that somebody
    /// forgot the blank after is not: `tel8701…`, `87011234567звоните`.
    private func isApart(_ hasPlus: Bool) -> Bool {
        let (before, after) = (byte(range.lowerBound - 1), byte(range.upperBound))
        let isAfter = PersonalData.isASCIILetter(after)
        if isAfter {
            var end = range.upperBound
            let most = min(text.count, end + NumberPlace.longestWord)
            while end < most, PersonalData.isASCIILetter(text[end]) { end += 1 }
            if PersonalData.isDigit(byte(end)) || byte(end) == 0x5F { return false }
        }
        if PersonalData.isDigit(before) { return hasPlus }
        guard !hasPlus, PersonalData.isASCIILetter(before) else { return true }
        if isAfter { return false }
        var start = range.lowerBound
        let least = max(0, start - NumberPlace.longestWord)
        var hasSmall = false
        while start > least, PersonalData.isASCIILetter(text[start - 1]) {
            start -= 1
            if text[start] >= 0x61 { hasSmall = true }
        }
        let edge = byte(start - 1)
        guard range.lowerBound - start >= 2, !PersonalData.isDigit(edge), edge != 0x5F, edge != 0x2D else {
            return false
        }
        return hasSmall || NumberPlace.capitalWords.contains(NumberPlace.lowered(text[start..<range.lowerBound]))
    }

    private static let capitalWords: Set<String> = [
        "tel", "phone", "mob", "mobile", "wa", "whatsapp", "viber", "telegram", "call", "fax", "iin",
    ]
    private static let longestWord = 24

    // MARK: links

    /// What is looked back over for a link's beginning.
    private static let longestLink = 200
    /// In whose links a number is somebody's phone.
    private static let phoneLinks = [
        "wa.me/", "t.me/", "whatsapp", "viber", "telegram", "tel:", "sms:", "tg:", "signal.", "phone=", "tel=",
        "mobile=", "number=", "phones=", "iin=", "msisdn=", "call/", "phone/", "tel/",
    ]

    /// Digits of a link are part of its path, unless it is a link to somebody's messenger or names a phone.
    private var isInLink: Bool {
        switch byte(range.lowerBound - 1) {
        case 0x2F, 0x3D, 0x2D, 0x2E, 0x5F, 0x25, 0x26, 0x3F, 0x23, 0x7E: break
        default: return false
        }
        var start = range.lowerBound - 1
        let least = max(0, start - NumberPlace.longestLink)
        while start > least, text[start - 1] > 0x20, !NumberPlace.endsLink(text[start - 1]) { start -= 1 }
        // Without a dot or a colon it is none; numbers between slashes are many.
        guard text[start..<range.lowerBound].contains(where: { $0 == 0x2E || $0 == 0x3A }) else { return false }
        let head = NumberPlace.lowered(text[start..<range.lowerBound])
        guard NumberPlace.isLink(head) else { return false }
        return !NumberPlace.phoneLinks.contains { head.contains($0) }
    }

    private static func endsLink(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x22, 0x27, 0x28, 0x29, 0x2C, 0x3B, 0x3C, 0x3E, 0x5B, 0x5D, 0x7B, 0x7C, 0x7D: true
        default: false
        }
    }

    /// `scheme://…`, `www.…`, `site.kz/…`.
    private static func isLink(_ head: String) -> Bool {
        if head.contains("://") || head.hasPrefix("www.") { return true }
        guard let slash = head.utf8.firstIndex(of: 0x2F), let dot = head.utf8[..<slash].lastIndex(of: 0x2E) else {
            return false
        }
        let top = head.utf8[head.utf8.index(after: dot)..<slash]
        return top.count >= 2 && top.allSatisfy { PersonalData.isASCIILetter($0) }
    }

    // MARK: words before and behind

    /// Blanks and marks between a word and its number.
    private static let mostMarks = 10
    private static let longestLabel = 40

    /// What the word before a position tells the number at it to be.
    static func label(_ text: UnsafeBufferPointer<UInt8>, _ position: Int) -> Told {
        var end = position
        guard let word = word(text, before: &end) else { return .nothing }
        let told = told(word)
        // ИИН/БИН: either.
        guard told == .person || told == .company, end > 0, text[end - 1] == 0x2F else { return told }
        end -= 1
        guard let other = self.word(text, before: &end) else { return told }
        let second = self.told(other)
        return second == told || second == .nothing || second == .document ? told : .either
    }

    private static func told(_ word: String) -> Told {
        func isOne(_ stems: [String], _ most: Int) -> Bool {
            stems.contains { word.hasPrefix($0) && word.unicodeScalars.count <= $0.unicodeScalars.count + most }
        }
        if isOne(["иин", "жсн", "iin", "zhsn", "jsn"], 3) { return .person }
        if isOne(["бин", "бсн", "bin", "bsn"], 3) { return .company }
        if isOne(documents, 5) { return .document }
        if isOne(["карт", "card", "каспи", "kaspi"], 4) { return .card }
        if isOne(["тел", "tel"], 0) || isOne(["телефон", "phone"], 4) { return .phone }
        return .nothing
    }

    private static let documents = [
        "лот", "тендер", "закуп", "конкурс", "аукцион", "договор", "контракт", "келісімшарт", "шарт", "сатып", "lot",
        "tender", "contract", "auction", "procurement", "заказ", "order", "талон",
    ]

    /// The letters before a position, over blanks, colons and number signs, small; nil if there are none.
    private static func word(_ text: UnsafeBufferPointer<UInt8>, before position: inout Int) -> String? {
        let least = max(0, position - mostMarks)
        while position > least {
            switch text[position - 1] {
            case 0x20, 0x09, 0x0A, 0x0D, 0x3A, 0x23, 0x2E, 0x2D, 0x28, 0x3D:
                position -= 1
                continue
            // №, no-break blank, dashes.
            case 0x96 where position > 2 && text[position - 2] == 0x84 && text[position - 3] == 0xE2,
                0x90...0x95 where position > 2 && text[position - 2] == 0x80 && text[position - 3] == 0xE2:
                position -= 3
                continue
            case 0xA0 where position > 1 && text[position - 2] == 0xC2:
                position -= 2
                continue
            default: break
            }
            break
        }
        let end = position
        let first = max(0, end - longestLabel)
        while position > first, PersonalData.isASCIILetter(text[position - 1]) || isCyrillic(text, position - 1) {
            position -= 1
        }
        return position < end ? lowered(text[position..<end]) : nil
    }

    /// Whether a byte is one of a Cyrillic letter's two.
    static func isCyrillic(_ text: UnsafeBufferPointer<UInt8>, _ at: Int) -> Bool {
        if (0xD0...0xD3).contains(text[at]) { return true }
        return text[at] & 0xC0 == 0x80 && at > 0 && (0xD0...0xD3).contains(text[at - 1])
    }

    /// № 250-12-34 is a paper's number.
    private var isNumberedBefore: Bool {
        var start = range.lowerBound
        if byte(start - 1) == 0x20 { start -= 1 }
        return byte(start - 1) == 0x23
            || (byte(start - 1) == 0x96 && byte(start - 2) == 0x84 && byte(start - 3) == 0xE2)
    }

    private static let longestCurrency = 24
    private static let currencies = [
        "тенге", "теңге", "тг", "тнг", "₸", "tenge", "kzt", "тыс", "млн", "млрд", "мың", "руб", "₽", "$", "дол", "usd",
        "eur", "€", "миллион", "million",
    ]

    /// A currency follows.
    private var isSumOfMoney: Bool {
        var start = range.upperBound
        var blanks = 0
        while blanks < 2, byte(start) == 0x20 || (byte(start) == 0xC2 && byte(start + 1) == 0xA0) {
            start += byte(start) == 0x20 ? 1 : 2
            blanks += 1
        }
        guard start < text.count else { return false }
        let behind = NumberPlace.lowered(text[start..<min(text.count, start + NumberPlace.longestCurrency)])
        return NumberPlace.currencies.contains { behind.hasPrefix($0) }
    }

    /// 8 701 123 45 67 тг is written to by Telegram, and 87011234567тг too: with a blank it would be a sum.
    private func isPhoneBeforeMoney(_ shape: NumberShape) -> Bool {
        shape.isSurelyPhone && (!shape.isBare || byte(range.upperBound) != 0x20)
    }

    static func lowered(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> String {
        String(decoding: bytes, as: UTF8.self).lowercased()
    }
}
