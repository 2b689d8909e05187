import Markup

/// What stands below a text and is no part of it: a signature, the footer that a phone or a program puts there.
enum Signature {
    /// A text's lines without them.
    static func cut(from lines: [ArraySlice<UInt8>]) -> [ArraySlice<UInt8>] {
        var lines = lines
        // RFC 3676 §4.3: "-- ", whose blank gets lost on the way.
        if let mark = lines.lastIndex(where: { $0.elementsEqual("--".utf8) || $0.elementsEqual("-- ".utf8) }),
            lines.count - mark <= longest * 2
        {
            lines.removeSubrange(mark...)
        }
        trim(&lines)
        while let last = lines.last, isFooter(last) {
            lines.removeLast()
            trim(&lines)
        }
        if let start = closing(lines) {
            lines.removeSubrange(start...)
            trim(&lines)
        }
        return lines
    }

    private static func trim(_ lines: inout [ArraySlice<UInt8>]) {
        while let last = lines.last, last.allSatisfy({ $0 <= 0x20 || $0 == 0x5F }) { lines.removeLast() }
    }

    private static func isFooter(_ line: ArraySlice<UInt8>) -> Bool {
        guard line.count >= 8, line.count <= 200 else { return false }
        let text = String(decoding: line, as: UTF8.self).lowercased()
        return beginnings.contains { text.hasPrefix($0) } || endings.contains { text.holds($0) }
    }

    /// Where a polite closing begins that has a name and the like below it: "С уважением," and up to six short lines.
    /// One that says where the writer lives, or for whom they write, is part of the letter.
    private static func closing(_ lines: [ArraySlice<UInt8>]) -> Int? {
        var below = 0
        for at in lines.indices.reversed() {
            let line = lines[at]
            if line.isEmpty { continue }
            guard line.count <= longestLine else { return nil }
            let text = String(decoding: line, as: UTF8.self).lowercased().drop { $0 == " " }
            if below > 0, closings.contains(where: { text.hasPrefix($0) && text.count <= $0.count + 2 }) { return at }
            if telling.contains(where: { text.holds($0) }) { return nil }
            below += 1
            if below > longest { return nil }
        }
        return nil
    }

    /// Lines of a signature, and bytes of one of its lines, at most.
    private static let longest = 6
    private static let longestLine = 120

    private static let beginnings = [
        "sent from my ", "sent from mail for", "sent from outlook", "sent from yahoo", "sent from samsung",
        "sent from the mail.ru", "sent from mobile", "sent via ", "sent with ", "get outlook for", "get bluemail for",
        "отправлено с iphone", "отправлено с ipad", "отправлено с моего", "отправлено из моего",
        "отправлено с помощью ", "отправлено с android",
        "отправлено с устройства",
        "отправлено с телефона", "отправлено с мобильного", "отправлено с смартфона", "отправлено со смартфона",
        "отправлено из мобильно", "отправлено из почты", "отправлено из outlook", "отправлено из приложения",
        "отправлено из mail", "отправлено с samsung", "отправлено с xiaomi", "отправлено с huawei", "отправлено через ",
        "послано с ", "скачать outlook для", "получить outlook для",
        "получите outlook для", "скачайте outlook для", "загрузить outlook для", "iphone-нан жіберілді",
        "iphone-ымнан жіберілді", "менің iphone", "менің телефонымнан жіберіл", "телефонымнан жіберіл",
        "android үшін outlook", "ios үшін outlook",
    ]
    private static let endings = [
        "құрылғысынан жіберілді", "құрылғымнан жіберілді", "телефонынан жіберілді", "қосымшасынан жіберілді",
        "поштасынан жіберілді", "iphone-дан жіберілді", "смартфоннан жіберілді", "смартфонымнан жіберілді",
        "планшетімнен жіберілді", "телефоннан жіберілді",
    ]
    private static let closings = [
        "с уважением", "с уважением и благодарностью", "с наилучшими пожеланиями", "всего доброго", "всего хорошего",
        "заранее благодарю", "заранее спасибо", "құрметпен", "ізгі ниетпен", "алдын ала рахмет", "сәлеммен",
        "best regards", "kind regards", "warm regards", "sincerely", "yours sincerely", "yours faithfully", "regards",
        "best wishes",
    ]
    private static let telling = [
        "жител", "тұрғын", "ул.", "улиц", "көше", "мкр", "микрорайон", "ықшам", "дом ", "дома ", "д.", "үй", "кв.",
        "пәтер", "район", "ауданы", "школ", "мектеп", "родител", "ата-ана", "residents", "street", "apartment",
    ]
}
