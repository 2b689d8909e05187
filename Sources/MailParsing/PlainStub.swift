/// A plain text beside HTML that says only where the words are ("your program cannot show this").
enum PlainStub {
    /// Letters of a plain text that may say nothing of its own.
    private static let shortest = 120
    /// Letters of a plain text that may still be no more than directions.
    private static let longest = 300

    /// Whether the page is to be made text at all, which costs more than all else that is done with a letter: told from the
    /// plain text alone, and from the page's size, which its text is never longer than.
    static func maybe(_ plain: String, beside page: String) -> Bool {
        // No letter has more than four bytes.
        guard plain.utf8.count <= longest * 4 else { return false }
        let own = plain.unicodeScalars.count
        return own < shortest && page.utf8.count > own * 3 + shortest || own <= longest && pointsToPage(plain)
    }

    /// Whether the page's words are to be read instead.
    /// - Parameter page: the HTML made text.
    static func isOne(_ plain: String, beside page: String) -> Bool {
        let (own, theirs) = (plain.unicodeScalars.count, page.unicodeScalars.count)
        if own < shortest, theirs > own * 3 + shortest { return true }
        guard own <= longest, pointsToPage(plain), !TextTidy.isBlank(page) else { return false }
        // A person's letter about pages has the same words in both.
        return theirs > own * 3 / 2 || !sharesWords(plain, page)
    }

    /// Whether it tells to look elsewhere.
    private static func pointsToPage(_ text: String) -> Bool {
        let text = text.lowercased()
        return things.contains { text.holds($0) } && doings.contains { text.holds($0) }
    }

    private static func sharesWords(_ plain: String, _ page: String) -> Bool {
        let page = page.lowercased()
        let words = plain.lowercased().split { !$0.isLetter }.filter { $0.count > 3 }
        return words.count { page.holds(String($0)) } * 2 >= words.count
    }

    private static let things = [
        "html", "browser", "web version", "mail client", "mail program", "mail reader", "браузер", "веб-верси",
        "почтовый клиент", "почтового клиента", "почтовая программа", "почтовой программ", "шолғыш", "пошта бағдарлама",
        "пошта клиент",
    ]
    private static let doings = [
        "see", "view", "open", "read", "support", "part", "version", "display", "show", "format", "click", "use",
        "читай", "читать", "смотр", "верси", "поддерж", "формат", "откро", "открыт", "отобра", "показа", "перейд",
        "использу", "көр", "қара", "нұсқа", "пішім", "ашыңыз", "ашу", "қолда", "пайдалан",
    ]
}
