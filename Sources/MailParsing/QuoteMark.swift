/// The line, or the few lines, behind which an earlier letter stands: "… wrote:", a header, a rule.
struct QuoteMark {
    /// The first line behind it.
    let end: Int
    /// What stands before it on its first line.
    let before: ArraySlice<UInt8>?

    private init(end: Int, before: ArraySlice<UInt8>? = nil) {
        self.end = end
        self.before = before
    }

    /// The mark that begins on this line; nil if none does.
    static func find(in lines: WrittenPart.Lines, at start: Int) -> QuoteMark? {
        let line = lines.list[start]
        guard line.count >= 2, line.count <= longestLine else { return nil }
        if isRule(line) { return QuoteMark(end: start + 1) }
        if isHeader(lines, start) { return QuoteMark(end: start + 1) }
        return attribution(lines, start)
    }

    /// Whether a letter that somebody passes on begins behind this line.
    static func isForward(_ line: ArraySlice<UInt8>) -> Bool {
        guard line.count >= 10, line.count <= longestLine, line.first == 0x2D || line.last == 0x3A || line.last == 0x2D
        else { return false }
        let text = lowered(line)
        return forwards.contains { text.contains($0) }
    }

    // MARK: "-----Original Message-----"

    private static func isRule(_ line: ArraySlice<UInt8>) -> Bool {
        guard line.starts(with: [0x2D, 0x2D]), line.last == 0x2D else { return false }
        let words = lowered(line).drop { $0 == "-" || $0 == " " }
        return rules.contains { words.hasPrefix($0) }
    }

    // MARK: "From: … / Sent: … / To: …"

    /// Fields of a letter's header in a row, who and when among them. A field may go on in the next line. A complaint
    /// in due form has a "From:" and a "Subject:" of its own.
    private static func isHeader(_ lines: WrittenPart.Lines, _ start: Int) -> Bool {
        guard let first = field(lines.list[start]), first == .author || first == .date || first == .subject else {
            return false
        }
        var (tellsAuthor, tellsDate) = (first == .author, first == .date && hasTime(lines.list[start]))
        for line in lines.list[(start + 1)...].prefix(6) {
            if line.isEmpty { break }
            guard let next = field(line) else { continue }
            if next == .author { tellsAuthor = true }
            if next == .date, hasTime(line) { tellsDate = true }
        }
        return tellsAuthor && tellsDate
    }

    private enum Field { case author, date, addressee, subject }

    private static func field(_ line: ArraySlice<UInt8>) -> Field? {
        guard let colon = line.prefix(48).firstIndex(of: 0x3A) else { return nil }
        let name = lowered(line[..<colon].filter { $0 != 0x2A }[...]).filter { $0 != "\u{A0}" }
        return fields[String(name.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())]
    }

    // MARK: "On Monday, 24 September, A. wrote:"

    private static func attribution(_ lines: WrittenPart.Lines, _ start: Int) -> QuoteMark? {
        guard lines.list[start].contains(where: { (0x30...0x39).contains($0) }) || isOpening(lines.list[start]) else {
            return nil
        }
        var joined: [UInt8] = []
        var said = 0
        for at in start..<min(lines.list.count, start + mostLines * 2) {
            let line = lines.list[at]
            if line.isEmpty {
                // Only a broken address is parted from its name by a blank line.
                if said == 0 || !joined.contains(where: { (0x30...0x39).contains($0) }) { return nil }
                continue
            }
            said += 1
            if said > mostLines || joined.count + line.count > longestMark { return nil }
            if !joined.isEmpty { joined.append(0x20) }
            joined += line
            if line.last == 0x3A, let before = opens(joined[...]) {
                guard joined.contains(0x40) || isQuoted(lines, at + 1), before < max(1, lines.list[start].count) else {
                    return nil
                }
                // What stands on the lines above the mark is the writer's own, though it may have a number in it.
                for later in start + 1..<at + 1 where attribution(lines, later) != nil { return nil }
                return QuoteMark(end: at + 1, before: before == 0 ? nil : lines.list[start].prefix(before))
            }
        }
        return nil
    }

    private static func isQuoted(_ lines: WrittenPart.Lines, _ from: Int) -> Bool {
        let next = lines.firstSaying(from: from)
        return next < lines.list.count && lines.list[next].first == UInt8(ascii: ">")
    }

    private static func isOpening(_ line: ArraySlice<UInt8>) -> Bool {
        guard let first = line.first, let second = line.dropFirst().first else { return false }
        // Most lines begin with another letter: В and О in Cyrillic, a few in Latin.
        guard first == 0xD0 ? [0x92, 0xB2, 0x9E, 0xBE].contains(second) : first < 0x80 else { return false }
        let text = lowered(line.prefix(16))
        return openings.contains { text.hasPrefix($0) }
    }

    /// Whether these joined lines name a time and somebody who wrote: where among them that begins.
    private static func opens(_ line: ArraySlice<UInt8>) -> Int? {
        let text = lowered(line)
        let ending = text.dropLast().reversed().drop { $0 == " " }
        let hasVerb = verbs.contains { ending.starts(with: $0.reversed()) }
        guard hasVerb || ending.first == ">", hasTime(line) else { return nil }
        if let rule = firstRange(of: Array("--- On ".utf8), in: line) { return rule - line.startIndex }
        guard let first = text.first else { return nil }
        if first.isNumber || openings.contains(where: { text.hasPrefix($0) })
            || days.contains(where: { text.hasPrefix($0) })
        {
            return 0
        }
        return nil
    }

    /// A time of day, a date in figures, or a year.
    private static func hasTime(_ line: ArraySlice<UInt8>) -> Bool {
        var digits = 0
        var before: UInt8 = 0
        for byte in line {
            if (0x30...0x39).contains(byte) {
                digits += 1
                if digits == 1, before == 0x3A || before == 0x2E || before == 0x2F || before == 0x2D { return true }
                if digits == 4 { return true }
            } else {
                if digits > 0 { before = byte } else { before = 0 }
                digits = 0
            }
        }
        return false
    }

    private static func firstRange(of word: [UInt8], in line: ArraySlice<UInt8>) -> Int? {
        guard line.count > word.count else { return nil }
        return line.indices.dropLast(word.count).first { line[$0...].starts(with: word) }
    }

    private static func lowered(_ line: ArraySlice<UInt8>) -> String {
        String(decoding: line, as: UTF8.self).lowercased()
    }

    /// Longer lines are somebody's text.
    private static let longestLine = 400
    /// Lines and bytes that such a mark is spread over at most.
    private static let mostLines = 5
    private static let longestMark = 500

    private static let forwards = [
        "forwarded message", "forwarded by", "fwd message", "пересылаемое сообщение", "пересланное сообщение",
        "пересылаемого сообщения", "переадресованное сообщение", "переадресованного сообщения", "пересланное письмо",
        "перенаправленное сообщение", "қайта жіберілген хабар", "қайта жіберілген хат", "бағытталған хабар",
    ]
    private static let rules = [
        "original message", "reply message", "original appointment", "исходное сообщение", "оригинальное сообщение",
        "первоначальное сообщение", "бастапқы хабар", "түпнұсқа хабар", "ursprüngliche nachricht",
        "message d'origine", "mensaje original",
    ]
    private static let openings = [
        "on ", "op ", "am ", "le ", "el ", "il ", "em ", "w dniu", "den ", "på ", "vào ", "в ", "от ", "во ", "> on ",
    ]
    private static let days = [
        "mon", "tue", "wed", "thu", "fri", "sat", "sun", "пн", "вт", "ср", "чт", "пт", "сб", "вс", "понедельник",
        "вторник", "среда", "среду", "четверг", "пятниц", "суббот", "воскресенье", "дс", "сс", "бс", "жм", "сб", "жс",
        "дүйсенбі", "сейсенбі", "сәрсенбі", "бейсенбі", "жұма", "сенбі", "жексенбі",
    ]
    private static let verbs = [
        "wrote", "writes", "sent", "schreef", "skrev", "napisał", "napisała", "đã viết", "schrieb", "a écrit",
        "escribió",
        "ha scritto", "escreveu", "пишет", "писал", "писала", "писал(а)", "написал", "написала", "написал(а)",
        "написали",
        "пише", "написав", "жазды", "жазған", "деп жазды", "yazdı",
    ]
    private static let fields: [String: Field] = {
        let names: [(Field, String)] = [
            (.author, "from|de|från|von|van|od|fra|da|отправитель|от|от кого|від|кімнен|жіберуші"),
            (
                .date,
                "date|sent|sent at|envoyé|skickat|gesendet|verzonden|wysłano|sendt|inviato|enviado|дата|отправлено|послано|"
                    + "дата отправки|надіслано|күні|жіберілді|жіберілген күні"
            ),
            (.addressee, "to|cc|à|till|an|aan|do|til|a|para|кому|копия|кого|кімге|көшірме|көшірмесі"),
            (.subject, "subject|objet|ämne|betreff|onderwerp|temat|emne|oggetto|asunto|тема|тақырып|тақырыбы"),
        ]
        var fields: [String: Field] = [:]
        for (field, list) in names { for name in list.split(separator: "|") { fields[String(name)] = field } }
        return fields
    }()
}
