import Foundation
import MailParsing
import Testing

/// Letters whose words lie where a reader does not look for them.
@Suite struct DisguisedMailTests {
    private func parse(_ text: String) throws -> ParsedMessage { try MailParser.parse(Array(text.utf8)) }

    /// A TNEF stream of attributes: level, id, data.
    private func tnef(_ attributes: [(level: UInt8, id: UInt32, data: [UInt8])]) -> [UInt8] {
        func bytes(_ value: UInt32) -> [UInt8] { (0..<4).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) } }
        return bytes(0x223E_9F78) + [1, 0]
            + attributes.flatMap { attribute -> [UInt8] in
                let sum = attribute.data.reduce(0) { ($0 + UInt16($1)) & 0xFFFF }
                return [attribute.level] + bytes(attribute.id) + bytes(UInt32(attribute.data.count)) + attribute.data
                    + [UInt8(truncatingIfNeeded: sum), UInt8(truncatingIfNeeded: sum >> 8)]
            }
    }

    private func property(_ type: UInt16, _ id: UInt16, _ value: [UInt8]) -> [UInt8] {
        let padding = [UInt8](repeating: 0, count: (4 - value.count % 4) % 4)
        return [UInt8(type & 255), UInt8(type >> 8), UInt8(id & 255), UInt8(id >> 8), 1, 0, 0, 0]
            + (0..<4).map { UInt8(truncatingIfNeeded: value.count >> (8 * $0)) } + value + padding
    }

    /// UTF-16 with its zero at the end.
    private func wide(_ text: String) -> [UInt8] {
        var bytes: [UInt8] = []
        for unit in text.utf16 { bytes += [UInt8(unit & 255), UInt8(unit >> 8)] }
        return bytes + [0, 0]
    }

    private func letter(_ stream: [UInt8]) throws -> ParsedMessage {
        try parse(
            """
            From: a@example.kz
            Subject: x
            Content-Type: application/octet-stream; name=winmail.dat
            Content-Transfer-Encoding: base64

            \(Data(stream).base64EncodedString())
            """)
    }

    @Test func aLetterInWinmailDatIsReadAndItsFilesAreNamed() throws {
        let (text, name) = (wide("Во дворе нет света"), wide("фото.jpg"))
        let read = try letter(
            tnef([
                (1, 0x0006_9003, [1, 0, 0, 0] + property(0x1F, 0x1000, text)), (2, 0x0006_9002, [0, 0]),
                (2, 0x0001_8010, Array("PHOTO~1.JPG\0".utf8)), (2, 0x0006_800F, [1, 2, 3]),
                (2, 0x0006_9005, [1, 0, 0, 0] + property(0x1F, 0x3707, name)),
            ]))
        #expect(read.text == "Во дворе нет света")
        #expect(read.attachments.map(\.name) == ["winmail.dat", "фото.jpg"])
        #expect(read.attachments.map(\.type) == ["application/ms-tnef", "application/octet-stream"])
        #expect(
            read.attachments.last?.sha256 == "039058c6f2c0cb492c533b0a4d14ef77cc0f78abccced5287d84a1a2011cfb81")
    }

    @Test func packedRichTextInWinmailDatIsRead() throws {
        // The example of [MS-OXRTFCP] §3.1.1: "hello world".
        let packed: [UInt8] = [
            0x2D, 0, 0, 0, 0x2B, 0, 0, 0, 0x4C, 0x5A, 0x46, 0x75, 0xF1, 0xC5, 0xC7, 0xA7, 3, 0, 0x0A, 0, 0x72, 0x63,
            0x70, 0x67, 0x31, 0x32, 0x35, 0x42, 0x32, 0x0A, 0xF3, 0x20, 0x68, 0x65, 0x6C, 0x09, 0, 0x20, 0x62, 0x77, 5,
            0xB0, 0x6C, 0x64, 0x7D, 0x0A, 0x80, 0x0F, 0xA0,
        ]
        let read = try letter(tnef([(1, 0x0006_9003, [1, 0, 0, 0] + property(0x102, 0x1009, packed))]))
        #expect(read.text == "hello world")
    }

    @Test func aCutOrLyingStreamIsNamedAndHarmless() throws {
        let whole = tnef([(1, 0x0006_9003, [255, 255, 255, 255] + property(0x101F, 0x1000, [255, 255, 255, 127]))])
        for count in 0...whole.count {
            let read = try letter(Array(whole.prefix(count)) + [0])
            #expect(read.attachments.map(\.type) == ["application/ms-tnef"])
        }
    }

    @Test func whatIsSignedInTheTextIsReadWithoutItsArmour() throws {
        let letter = try parse(
            """
            From: a@example.kz
            Subject: x
            Content-Type: text/plain; charset=utf-8

            -----BEGIN PGP SIGNED MESSAGE-----
            Hash: SHA256

            Во дворе темно: фонари не горят.
            - - с понедельника
            -----BEGIN PGP SIGNATURE-----

            iQEzBAEBCAAdFiEE
            =AbCd
            -----END PGP SIGNATURE-----
            """)
        #expect(letter.text == "Во дворе темно: фонари не горят.\n- с понедельника" && letter.signed)
        #expect(!letter.encrypted && !letter.armoured)
    }

    @Test(arguments: ["-----END PGP MESSAGE-----\n", ""])
    func wordsBesideAnEncryptedMessageAreRead(end: String) throws {
        let block = "-----BEGIN PGP MESSAGE-----\nVersion: 1\n\nhQEMA0x\n=AbCd\n\(end)"
        let head = "From: a@example.kz\nSubject: x\nContent-Type: text/plain; charset=utf-8\n\n"
        let letter = try parse("\(head)Подробности закрыты ключом.\n\(block)Ответьте, пожалуйста, скорее.\n")
        #expect(letter.text == "Подробности закрыты ключом.\nОтветьте, пожалуйста, скорее.")
        #expect(letter.encrypted && !letter.armoured)
        let closed = try parse(head + block)
        #expect(closed.encrypted && closed.armoured)
    }

    @Test(arguments: [
        "=?utf-8?B?0KTQvtC90LDRgNC4INC90LUg", "=?utf-8?Q?=D0=A4=D0=BE=D0=BD=D0=B0=D1=80=D0=B8_=D0=BD=D0=B5?",
    ])
    func aSubjectThatWasCutWithinAnEncodedWordIsReadAsFarAsItGoes(subject: String) throws {
        let letter = try parse("From: a@example.kz\nSubject: \(subject)\n\nx\n")
        #expect(letter.subject?.hasPrefix("Фонари не") == true, "\(letter.subject ?? "")")
        #expect(try parse("Subject: =?utf-8?B? is how it begins\n\nx\n").subject == "=?utf-8?B? is how it begins")
    }

    @Test(
        arguments: ["Жалоба на двор", "Жалоба на дворы", "Жалоба на двор."],
        [
            "\n\n--\nmailman footer\n", "\n_______________________________________________\nmailing list of the house",
            "\n\nПроверено на вирусы", "\n-- \nYou get this since you are in the list, write to x@y.kz to leave it",
        ])
    func whatAListAddsBehindBase64SpoilsNothing(text: String, footer: String) throws {
        for width in [4, 76] {
            let digits = Array(Data(text.utf8).base64EncodedString())
            let lines = stride(from: 0, to: digits.count, by: width).map {
                String(digits[$0..<min($0 + width, digits.count)])
            }
            let letter = try parse(
                "Subject: x\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\n"
                    + lines.joined(separator: "\n") + footer)
            #expect(letter.text.hasPrefix("\(text)\n"), "\(letter.text.debugDescription)")
            #expect(letter.text.hasSuffix(footer.trimmingCharacters(in: .newlines).split(separator: "\n").last ?? ""))
        }
    }

    @Test func uuencodedFilesInTheTextAreFilesAndNotText() throws {
        let read = try parse("Subject: x\n\nСмотрите фото.\nbegin 644 photo.jpg\n#0V%T\n`\nend\nЖду ответа.")
        #expect(
            read.text.contains("Смотрите фото.") && read.text.contains("Жду ответа.") && !read.text.contains("0V%T"))
        #expect(read.attachments.map(\.name) == ["photo.jpg"] && read.attachments.map(\.size) == [3])
        #expect(
            read.attachments.first?.sha256 == "48735c4fae42d1501164976afec76730b9e5fe467f680bdd8daff4bb77674045")
    }

    @Test func spoiltLettersAreMendedAndMarked() throws {
        let read = try parse(
            "Subject: РЈРєСЂРµРїРёС‚Рµ РїРµСЂРёР»Р°\n\nРЈРєСЂРµРїРёС‚Рµ РїРµСЂРёР»Р° РІ РїРѕРґСЉРµР·РґРµ")
        #expect(read.subject == "Укрепите перила" && read.text == "Укрепите перила в подъезде" && read.mended)
        #expect(try !parse("Subject: x\n\nСкамейка сломана").mended)
    }

    @Test func aMultipartThatDoesNotNameItsBoundaryLosesNothing() throws {
        for depth in [0, 1] {
            var body =
                "Content-Type: multipart/alternative;\nboundary=\"a\"\n\n--a\nContent-Type: text/plain\n\nСлова\n--a--\n"
            if depth == 1 { body = "Content-Type: multipart/mixed; boundary=m\n\n--m\n\(body)\n--m--\n" }
            #expect(try parse("Subject: x\n\(body)").text == "Слова", "\(depth)")
        }
    }

    @Test func ofSeveralPlainAlternativesTheLongerIsRead() throws {
        let read = try parse(
            """
            Subject: x
            Content-Type: multipart/alternative; boundary=a

            --a

            Во дворе нет света
            --a

            Sent from a phone
            --a
            Content-Type: text/html

            <p>Во дворе нет света</p>
            --a--
            """)
        #expect(read.text == "Во дворе нет света")
    }

    @Test func aForwardedLettersAuthorDoesNotComeThroughABrokenHeader() throws {
        for gap in ["", "junk (0.1),\nmore junk (0.2)\n", "\n"] {
            let read = try parse(
                """
                From: a@example.kz
                Subject: Fwd
                Content-Type: message/rfc822

                Return-Path: <secret@example.kz>
                Received: from host
                \(gap)From: Reporter <secret@example.kz>
                To: other@example.kz
                Subject: They asked for money
                Message-ID: <1@example.kz>

                Twice this week.
                """)
            #expect(read.text.contains("Twice this week.") && read.text.contains("asked for money"), "\(gap)")
            #expect(!read.text.contains("secret") && !read.text.contains("Reporter"), "\(gap)")
        }
    }

    @Test(arguments: [
        "multipart/encrypted; protocol=\"application/pgp-encrypted\"; boundary=b",
        "application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m",
    ]) func encryptedLettersAreSaidToBe(type: String) throws {
        let read = try parse(
            "Subject: x\nContent-Type: \(type)\n\n--b\nContent-Type: application/pgp-encrypted\n\nVersion: 1\n--b--")
        #expect(read.encrypted && read.text.isEmpty)
    }

    @Test(arguments: ["", "\n", "\r\n"]) func linesThatEndInLoneCarriageReturnsAreLines(end: String) throws {
        let read = try parse("From: a@example.kz\rSubject: x\r\rВо дворе\rнет света\r" + end)
        #expect(read.subject == "x" && read.text == "Во дворе\nнет света")
    }

    @Test func aStubIsLeftForThePageThatItPointsTo() throws {
        let read = try parse(
            """
            Subject: x
            Content-Type: multipart/alternative; boundary=a

            --a
            Content-Type: text/plain

            Please see the HTML part
            --a
            Content-Type: text/html; charset=utf-8

            <html><body><p>Во дворе дома 5 по улице Абая третий день нет света, просим помочь и принять меры к тем, кто за это
            отвечает, потому что на звонки никто не отвечает уже неделю.</p><p>Вчера упал человек.</p>
            <table><tr><td>Ждём ответа</td></tr></table></body></html>
            --a--
            """)
        #expect(read.text.contains("третий день") && !read.text.contains("see the HTML"))
    }
}
