import MailParsing
import Testing

/// Which mail programs wrote and nobody said.
@Suite struct AutomaticMailTests {
    private func kind(_ header: String, _ text: String = "text") throws -> Automatic? {
        try MailParser.parse(Array("\(header)\n\n\(text)\n".utf8)).automatic
    }

    @Test(arguments: [
        ("Subject: Автоответ: Жалоба\nAuto-Submitted: auto-replied", Automatic.autoReply),
        ("Subject: Автоматты жауап: Хат", .autoReply), ("Subject: Автоматический ответ", .autoReply),
        ("Subject: AUTO: A. B. is out of the office (returning 5 May)", .autoReply),
        ("Subject: Out of Office: x", .autoReply),
        ("Subject: x\nX-Autoreply: yes", .autoReply), ("Subject: x\nPrecedence: auto_reply", .autoReply),
        (
            "Subject: Прочтено\nContent-Type: multipart/report; report-type=disposition-notification; boundary=b",
            .receipt
        ),
        ("Subject: x\nContent-Type: multipart/report; report-type=feedback-report; boundary=b", .report),
        ("Subject: Report Domain: example.kz Submitter: example.com Report-ID: <1>", .report),
        ("Subject: x\nList-Id: <news.example.kz>\nList-Post: <mailto:news@example.kz>", .list),
        ("Subject: x\nPrecedence: list", .list), ("Subject: x\nMailing-List: list news@example.kz", .list),
        ("Subject: x\nX-Adaldyq-Receipt: K7WM-2QXR-9D", .loop),
        ("Subject: x\nDelivered-To: a@e.kz\nDelivered-To: b@e.kz\nDelivered-To: A@e.kz\nDelivered-To: a@e.kz", .loop),
        ("From: Mail Delivery Subsystem <mailer-daemon@example.kz>\nSubject: Недоставленное сообщение", .bounce),
        ("Return-Path: <>\nSubject: Undelivered Mail Returned to Sender", .bounce),
        ("From: no-reply@example.kz\nSubject: Ошибка\n\nНе удалось доставить ваше письмо", .bounce),
    ]) func programsMailIsKnownByItsKind(header: String, expected: Automatic) throws {
        #expect(try kind("From: a@example.kz\n\(header)") == expected || kind(header) == expected)
    }

    @Test(arguments: [
        "Subject: Моё письмо не доставлено", "Subject: Вы не ответили", "Subject: Отклонено: заявка на участок",
        "Subject: Re: Undelivered", "Subject: x\nAuto-Submitted: no", "Subject: x\nAuto-Submitted: auto-generated",
        "Subject: x\nX-Auto-Response-Suppress: All", "Subject: x\nDelivered-To: a@e.kz\nDelivered-To: a@e.kz",
        "Subject: x\nList-Unsubscribe: <mailto:off@example.kz>",
        "Subject: Автоматический ответ ЦОНа меня не устраивает", "Subject: Auto: номер 123ABC02 стоит на газоне",
        "Subject: Auto reply from the akimat is all that I get", "Subject: Автоматты жауап беріп жатыр әкімдік",
        "Subject: Out of office reply again, and nobody works",
    ]) func peoplesMailIsNot(header: String) throws {
        #expect(try kind("From: Айгерим <a@example.kz>\n\(header)", "Почта 550 раз возвращала моё письмо") == nil)
    }

    @Test func aBounceThatSomebodyPassesOnWithoutAWordIsOne() throws {
        let daemon = "From: Mail Delivery Subsystem <MAILER-DAEMON>\nSubject: Returned mail"
        let header = "From: a@example.kz\nSubject: Fwd: Returned mail: see transcript"
        #expect(try kind(header, "Begin forwarded message:\n\n\(daemon)\n\nUser unknown") == .bounce)
        #expect(try kind(header, "Почему не доходит?\n\nBegin forwarded message:\n\n\(daemon)\n\nUser unknown") == nil)
    }
}
