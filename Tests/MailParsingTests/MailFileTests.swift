import Foundation
import MailParsing
import TestSupport
import Testing

/// Which files of a letter can be read, and which of them are.
@Suite struct MailFileTests {
    private func files(_ parts: [(type: String, name: String, content: [UInt8])], text: String = "Письмо") throws
        -> [MailFile]
    {
        try MailParser.files(in: letter(parts, text: text))
    }

    private func letter(_ parts: [(type: String, name: String, content: [UInt8])], text: String) -> [UInt8] {
        LetterWithFiles.bytes(text: text, parts.map { ($0.type, $0.name, Data($0.content)) })
    }

    private let pdf = Array("%PDF-1.4 x".utf8)
    private let zip: [UInt8] = [0x50, 0x4B, 3, 4] + [UInt8](repeating: 0, count: 60)
    private var odt: [UInt8] {
        [0x50, 0x4B, 3, 4] + [UInt8](repeating: 0, count: 26)
            + Array("mimetypeapplication/vnd.oasis.opendocument.text".utf8)
    }

    @Test func filesAreKnownByTheirBytesBeforeTheirTypeAndName() throws {
        let found = try files([
            ("application/octet-stream", "-o", pdf), ("image/png", "picture.png", Array("PNG".utf8)),
            ("application/octet-stream", "a.DOCX", zip), ("application/zip", "a.zip", zip),
            ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "noname", zip),
            ("application/octet-stream", "letter.docx", odt), ("application/pdf", "a.txt", Array("no mark".utf8)),
            (
                "application/vnd.oasis.opendocument.spreadsheet", "a.ods",
                odt.dropLast(4) + Array("spreadsheet".utf8)
            ),
        ])
        #expect(found.map(\.number) == [0, 2, 4, 5, 6])
        #expect(found[0].content == .pdf(pdf) && found[1].content == .docx(zip) && found[2].content == .docx(zip))
        #expect(found[3].content == .odt(odt) && found[4].content == .pdf(Array("no mark".utf8)))
    }

    @Test func textFilesAreReadInTheirOwnCharset() throws {
        let cyrillic = try #require("Жалоба на шум во дворе ночью".data(using: .windowsCP1251))
        let found = try files([
            ("text/plain; charset=windows-1251", "a.txt", Array(cyrillic)),
            ("application/octet-stream", "b.txt", Array(cyrillic)),
            ("text/html; charset=utf-8", "c.html", Array("<p>Шум&nbsp;ночью</p><script>x()</script>".utf8)),
            ("application/rtf", "d.rtf", Array(#"{\rtf1\ansi\ansicpg1251 \'d8\'f3\'ec}"#.utf8)),
        ])
        #expect(
            found.map(\.content) == [
                .text("Жалоба на шум во дворе ночью", form: "TXT"),
                .text("Жалоба на шум во дворе ночью", form: "TXT"),
                .text("Шум ночью", form: "HTML"), .text("Шум", form: "RTF"),
            ])
    }

    @Test func theFileThatStandsForTheLetterIsNotReadTwice() throws {
        let only = letter([("text/plain; charset=utf-8", "a.txt", Array("Вот жалоба".utf8))], text: "")
        #expect(try MailParser.parse(only).text == "Вот жалоба")
        #expect(try MailParser.files(in: only).isEmpty)
    }

    @Test func filesInForwardedLettersAndUuencodedOnesAreFound() throws {
        let inner = String(decoding: letter([("application/pdf", "a.pdf", pdf)], text: "раньше"), as: UTF8.self)
        let outer =
            "Subject: y\r\nContent-Type: multipart/mixed; boundary=n\r\n\r\n--n\r\nContent-Type: message/rfc822\r\n\r\n"
            + inner + "\r\n--n--\r\n"
        #expect(try MailParser.files(in: Array(outer.utf8)).map(\.content) == [.pdf(pdf)])
        let packed = "Subject: z\r\n\r\nвот\r\n\r\nbegin 644 a.pdf\r\n*)5!$1BTQ+C0@>```\r\n`\r\nend\r\n"
        let found = try MailParser.files(in: Array(packed.utf8))
        #expect(found.count == 1)
        if case .pdf(let bytes)? = found.first?.content { #expect(bytes.starts(with: pdf)) } else { Issue.record() }
    }

    @Test func bytesThatAreNoLetterHaveNoFiles() throws {
        #expect(try MailParser.files(in: [UInt8](repeating: 0x41, count: 300 << 10)).isEmpty)
        #expect(try MailParser.files(in: []).isEmpty)
        let long = Array("Subject: ".utf8) + [UInt8](repeating: 0x41, count: MailLimits.header + 1)
        #expect(throws: MailError.self) { try MailParser.files(in: long) }
    }
}
