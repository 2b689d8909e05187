import MailParsing
import Testing

/// Which of two alternatives is read: the plain one, unless it only says where the other is.
@Suite struct PlainStubTests {
    private func read(_ plain: String, _ page: String) throws -> String {
        let lines = [
            "Subject: x", "Content-Type: multipart/alternative; boundary=a", "", "--a",
            "Content-Type: text/plain; charset=utf-8", "", plain, "--a", "Content-Type: text/html; charset=utf-8", "",
            page, "--a--", "",
        ]
        return try MailParser.parse(Array(lines.joined(separator: "\r\n").utf8)).text
    }

    private let complaint = "Во дворе дома 8 по улице Сейфуллина третью неделю не вывозят мусор, просим принять меры."

    @Test(arguments: [
        "This message is in HTML format. Please use an HTML-capable mail program to view it, or open it in your browser.",
        "View this email in your browser: https://example.kz/view/1234567890",
        "Your mail client cannot show this message.",
        "Это письмо в формате HTML. Ваша почтовая программа не поддерживает такой формат, откройте его в другой.",
        "Для просмотра этого сообщения используйте программу с поддержкой HTML.",
        "Если письмо отображается неправильно, откройте его в браузере: https://example.kz/view/1234567890",
        "Ваш почтовый клиент не может показать это сообщение.",
        "Бұл хат HTML пішімінде жазылған. Оны көру үшін HTML қолдайтын пошта бағдарламасын пайдаланыңыз.",
        "Хатты браузерде ашыңыз: https://example.kz/view/1", " ",
    ])
    func aTextThatOnlyPointsAtTheOtherOneIsNoText(stub: String) throws {
        #expect(try read(stub, "<p>\(complaint)</p>") == complaint)
    }

    @Test(arguments: [
        "На сайте акимата форма на HTML не открывается в браузере, исправьте, пожалуйста.",
        "Откройте наконец школу на нашей улице, дети ездят за пять километров.", "Да, согласен.",
        "The web version of the portal does not open; please see to it.",
    ])
    func aShortTextOfAPersonIsReadAsItIs(text: String) throws {
        #expect(try read(text, "<div>\(text)</div>") == text)
    }

    @Test func aShortTextThatSaysLessThanThePageGivesWayToIt() throws {
        let long = String(repeating: complaint + " ", count: 8)
        #expect(try read("Жалоба во вложении.", "<p>\(long)</p>").hasPrefix(complaint))
    }
}
