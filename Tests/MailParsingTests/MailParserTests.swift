import Foundation
import MailParsing
import Testing

/// Letters as people and programs send them.
@Suite struct MailParserTests {
    private func parse(_ text: String) throws -> ParsedMessage {
        try MailParser.parse(Array(text.replacingOccurrences(of: "\n", with: "\r\n").utf8))
    }

    @Test func aPlainLetterIsRead() throws {
        let letter = try parse(
            """
            From: =?utf-8?B?0JDQudCz0LXRgNGW0Lw=?= <a@example.kz>
            To: office@example.kz, "Бюро" <b@example.kz>
            Subject: =?utf-8?Q?=D0=96=D1=8B=D0=BB=D1=83?= =?utf-8?Q?_=D0=B6=D0=BE=D2=9B?=
            Message-ID: <1@example.kz>
            In-Reply-To: <0@example.kz>
            Date: Mon, 23 Nov 2026 10:00:00 +0500
            Content-Type: text/plain; charset=utf-8
            Content-Transfer-Encoding: quoted-printable

            =D0=9F=D3=99=D1=82=D0=B5=D1=80 =D1=81=D1=83=D1=8B=D2=9B.
            """)
        #expect(
            letter.subject == "Жылу жоқ" && letter.messageID == "1@example.kz" && letter.inReplyTo == "0@example.kz")
        #expect(letter.from.map(\.address) == ["a@example.kz"] && letter.from.first?.name == "Айгерім")
        #expect(letter.to.map(\.address) == ["office@example.kz", "b@example.kz"])
        #expect(letter.date == Date(timeIntervalSince1970: 1_795_410_000))
        #expect(letter.text.trimmingCharacters(in: .newlines) == "Пәтер суық." && letter.automatic == nil)
    }

    @Test(arguments: [
        ("windows-1251", String.Encoding.windowsCP1251), ("koi8-r", String.Encoding(rawValue: 0x8000_0A02)),
        ("us-ascii", .utf8), ("windows-1251", .utf8), ("", .windowsCP1251),
    ])
    func charsetsAreReadAlsoWhenTheLabelLies(label: String, encoding: String.Encoding) throws {
        let type = label.isEmpty ? "text/plain" : "text/plain; charset=\(label)"
        let sentence = "В подъезде третий день нет света, просим помочь"
        guard let body = sentence.data(using: encoding) else { return }
        let bytes = Array("Subject: x\r\nContent-Type: \(type)\r\nContent-Transfer-Encoding: 8bit\r\n\r\n".utf8) + body
        #expect(try MailParser.parse(bytes).text.trimmingCharacters(in: .newlines) == sentence)
    }

    @Test func theAlternativeForReadingIsChosenAndFilesAreListed() throws {
        let letter = try parse(
            """
            Subject: x
            MIME-Version: 1.0
            Content-Type: multipart/mixed; boundary=m

            --m
            Content-Type: multipart/alternative; boundary=a

            --a
            Content-Type: text/plain; charset=utf-8

            Қарапайым мәтін
            --a
            Content-Type: text/html; charset=utf-8

            <p>Безендірілген</p>
            --a--
            --m
            Content-Type: image/jpeg; name="x.jpg"
            Content-Disposition: attachment; filename*=utf-8''%D1%84%D0%BE%D1%82%D0%BE.jpg
            Content-Transfer-Encoding: base64

            AAAA
            --m--
            """)
        #expect(letter.text.trimmingCharacters(in: .newlines) == "Қарапайым мәтін")
        #expect(letter.attachments.map(\.name) == ["фото.jpg"] && letter.attachments.map(\.size) == [3])
    }

    @Test func aForwardedLettersAuthorIsNotInTheText() throws {
        let letter = try parse(
            """
            Subject: Fwd
            Content-Type: multipart/mixed; boundary=m

            --m
            Content-Type: text/plain

            See below.
            --m
            Content-Type: message/rfc822

            From: Reporter <secret@example.kz>
            Subject: They asked for money
            Content-Type: text/plain

            Twice this week.
            --m--
            """)
        #expect(letter.text.contains("They asked for money") && letter.text.contains("Twice this week."))
        #expect(!letter.text.contains("secret@") && !letter.text.contains("Reporter"))
    }

    @Test(arguments: [
        "Auto-Submitted: auto-replied\n", "Content-Type: multipart/report; report-type=delivery-status; boundary=x\n",
        "X-Autoreply: yes\n", "Precedence: auto_reply\n",
    ])
    func automaticMailIsKnown(header: String) throws {
        #expect(try parse("From: a@example.kz\nSubject: x\n\(header)\ntext\n").automatic != nil)
    }

    @Test(arguments: ["Auto-Submitted: no\n", "X-Auto-Response-Suppress: All\n", ""])
    func aPersonsMailIsNotAutomatic(header: String) throws {
        #expect(try parse("From: a@example.kz\nSubject: x\n\(header)\ntext\n").automatic == nil)
    }

    @Test func whatIsNoLetterIsRefusedOrReadAsText() {
        #expect(throws: MailError.self) { try MailParser.parse([]) }
        let nested = (0..<10_000).map { "--b\($0)\r\nContent-Type: multipart/mixed; boundary=b\($0 + 1)\r\n\r\n" }
            .joined()
        #expect(throws: MailError.self) {
            try MailParser.parse(
                Array(("Subject: x\r\nContent-Type: multipart/mixed; boundary=b0\r\n\r\n" + nested).utf8))
        }
    }

    @Test func anMboxIsSplitWhereLettersBegin() {
        let text =
            "From a Mon Nov 23 10:00:00 2026\nSubject: 1\n\none\n>From here\n\nFrom b Mon Nov 23 10:00:01 2026\nSubject: 2\n\ntwo\n"
        var reader = MboxReader(limit: 1 << 20)
        var bodies: [String] = []
        // A byte at a time: a boundary may fall anywhere.
        for byte in text.utf8 { reader.read([byte][...]) { bodies.append(String(decoding: $0.bytes, as: UTF8.self)) } }
        reader.finish { bodies.append(String(decoding: $0.bytes, as: UTF8.self)) }
        #expect(bodies.count == 2)
        #expect(bodies.first?.contains("one\nFrom here") == true && bodies.last?.contains("two") == true)
    }
}
