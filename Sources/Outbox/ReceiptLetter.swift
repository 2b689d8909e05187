import FoundationEssentials
import Reports

/// The answer to a letter: polite, in its language, with the code by which more can be added. It quotes nothing of the
/// letter and does not say what it is about: who looks over the writer's shoulder learns that they wrote to the office,
/// and no more.
public struct ReceiptLetter: Sendable {
    /// The office's name.
    public var office: String
    /// The address that it comes from.
    public var from: String
    /// The writer's address.
    public var to: String
    /// What the letter is named by.
    public var code: ReceiptCode
    /// Its Message-ID, without angle brackets.
    public var messageID: String
    /// The letter's Message-ID.
    public var inReplyTo: String?
    /// kk, ru, en; mixed and anything else is Kazakh and Russian.
    public var language: TextLanguage
    /// When it is sent.
    public var date: Date

    /// Collects the values.
    public init(
        office: String, from: String, to: String, code: ReceiptCode, messageID: String, inReplyTo: String?,
        language: TextLanguage, date: Date
    ) {
        self.office = office
        self.from = from
        self.to = to
        self.code = code
        self.messageID = messageID
        self.inReplyTo = inReplyTo
        self.language = language
        self.date = date
    }

    /// The letter as it is handed to the server (RFC 5322, with the marks of RFC 3834 §3.1.7). Lines end in CRLF.
    public func bytes() -> [UInt8] {
        var fields = [
            "From: \(ReceiptLetter.encoded(office)) <\(from)>", "To: <\(to)>",
            "Subject: \(ReceiptLetter.encoded(subject))",
            "Date: \(ReceiptLetter.stamp(date))", "Message-ID: <\(messageID)>",
        ]
        if let inReplyTo, ReceiptLetter.isPlain(inReplyTo) {
            fields += ["In-Reply-To: <\(inReplyTo)>", "References: <\(inReplyTo)>"]
        }
        fields += [
            "Auto-Submitted: auto-replied", "X-Auto-Response-Suppress: All", "X-Adaldyq-Receipt: \(code)",
            "MIME-Version: 1.0", "Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: base64",
        ]
        let body = Data(text.replacing("\n", with: "\r\n").utf8).base64EncodedString()
        var lines = fields + [""]
        var rest = body[...]
        while !rest.isEmpty {
            lines.append(String(rest.prefix(ReceiptLetter.longestLine)))
            rest = rest.dropFirst(ReceiptLetter.longestLine)
        }
        return Array((lines.joined(separator: "\r\n") + "\r\n").utf8)
    }

    private var subject: String {
        switch language {
        case .kk: "Хатыңыз қабылданды [\(code)]"
        case .ru: "Ваше обращение получено [\(code)]"
        case .en: "Your letter was received [\(code)]"
        default: "Хатыңыз қабылданды / Ваше обращение получено [\(code)]"
        }
    }

    private var text: String {
        switch language {
        case .kk: kazakh
        case .ru: russian
        case .en: english
        default: kazakh + "\n\n" + russian
        }
    }

    private var kazakh: String {
        """
        Сәлеметсіз бе!

        Хатыңыз қабылданды, оны біздің кеңсе қызметкерлері оқиды. Оның коды: \(code)

        Толықтырғыңыз келсе, осы хатқа жауап беріңіз немесе хатыңыздың тақырыбында кодты көрсетіңіз.

        Бұл хатты бағдарлама жіберді.
        \(office)
        """
    }

    private var russian: String {
        """
        Здравствуйте!

        Ваше обращение получено, его прочтут сотрудники офиса. Его код: \(code)

        Чтобы дополнить обращение, ответьте на это письмо или укажите код в теме нового.

        Это письмо отправила программа.
        \(office)
        """
    }

    private var english: String {
        """
        Hello,

        Your letter was received and will be read by the people of the office. Its code is \(code)

        To add to it, answer this letter or put the code into the subject of a new one.

        A program sent this letter.
        \(office)
        """
    }

    /// Words of RFC 2047, each short enough for its line and none cut within a letter.
    static func encoded(_ text: String) -> String {
        if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F && !"\"()<>@,;:\\[]=?.".utf8.contains($0) }) { return text }
        var words: [String] = []
        var piece: [UInt8] = []
        func close() {
            if !piece.isEmpty { words.append("=?utf-8?B?\(Data(piece).base64EncodedString())?=") }
            piece = []
        }
        for scalar in text.unicodeScalars where scalar.value >= 0x20 && scalar.value != 0x7F {
            let bytes = Array(String(Character(scalar)).utf8)
            if piece.count + bytes.count > longestWord { close() }
            piece += bytes
        }
        close()
        return words.joined(separator: "\r\n ")
    }

    /// A Message-ID that can stand in a field as it is.
    private static func isPlain(_ id: String) -> Bool {
        id.utf8.count <= 250 && id.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != 0x3C && $0 != 0x3E }
    }

    /// RFC 5322 §3.3, in UTC.
    static func stamp(_ date: Date) -> String {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        let parts = calendar.dateComponents([.year, .month, .day, .hour, .minute, .second, .weekday], from: date)
        func two(_ value: Int?) -> String { value.map { $0 < 10 ? "0\($0)" : "\($0)" } ?? "00" }
        let days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        return
            "\(days[(parts.weekday ?? 1) - 1]), \(two(parts.day)) \(months[(parts.month ?? 1) - 1]) \(parts.year ?? 1970) "
            + "\(two(parts.hour)):\(two(parts.minute)):\(two(parts.second)) +0000"
    }

    /// RFC 2045 §6.8, and what fits into an encoded word of 75 characters.
    private static let longestLine = 76
    private static let longestWord = 42
}
