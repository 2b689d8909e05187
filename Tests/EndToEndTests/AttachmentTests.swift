import Attachments
import Foundation
import TestSupport
import Testing

/// Files of letters, read by the program where its configuration says so.
@Suite(.enabled(if: AttachmentReader.obstacle == nil)) struct AttachmentTests {
    private static func file(_ name: String) throws -> Data {
        try Data(contentsOf: URL(fileURLWithPath: "\(SharedData.project)/Tests/Data/attachments/\(name)"))
    }

    private static func letter(_ id: String, _ text: String, _ files: [(name: String, data: Data)]) -> String {
        var lines = [
            "From: <\(id)@example.kz>", "Subject: Обращение \(id)", "Message-ID: <\(id)@letters.example>",
            "Content-Type: multipart/mixed; boundary=m", "", "--m", "Content-Type: text/plain; charset=utf-8", "", text,
        ]
        for file in files {
            lines += [
                "--m", "Content-Type: application/octet-stream",
                "Content-Disposition: attachment; filename*=utf-8''"
                    + (file.name.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""),
                "Content-Transfer-Encoding: base64", "", file.data.base64EncodedString(),
            ]
        }
        return (lines + ["--m--", ""]).joined(separator: "\r\n")
    }

    @Test func theTextOfFilesIsReadSearchedMaskedAndMarked() async throws {
        let folder = try TemporaryFolder()
        for name in ["read", "listed"] { _ = try folder.folder("\(name)/cur") }
        let letters = [
            (
                "pdf", "Смотрите вложение, пожалуйста.",
                [("Жалоба Сериковой.pdf", try Self.file("complaint.pdf"))]
            ),
            ("docx", "Добрый день, всё в файле.", [("-o.docx", try Self.file("complaint.docx"))]),
            ("odt", "", [("Сериковой.odt", try Self.file("complaint.odt"))]),
            (
                "hostile", "Прошу починить фонари на улице Жандосова у дома 55.",
                [
                    ("Сериковой закрыто.pdf", try Self.file("locked.pdf")), ("bomb.docx", try Self.file("bomb.docx")),
                    ("entities.docx", try Self.file("entities.docx")), ("scan.pdf", try Self.file("scan.pdf")),
                    ("фото Сериковой.jpg", Data([0xFF, 0xD8, 0xFF])), ("note.txt", Data("Фонари темны с октября".utf8)),
                ]
            ),
        ]
        for (number, letter) in letters.enumerated() {
            try folder.write("read/new/179500000\(number).a", Self.letter(letter.0, letter.1, letter.2))
        }
        try folder.write(
            "listed/new/1795000009.a",
            Self.letter("listed", "На площадке сломаны качели.", [("a.pdf", try Self.file("complaint.pdf"))]))
        let office = try Office(
            folder,
            """
            sources:
              - name: read
                maildir: read
                attachments: text
              - name: listed
                maildir: listed
            """)
        let polled = try await office.run("poll")
        #expect(polled.code == 0, "\(polled.errors)")
        let reports = try await office.reports()
        func report(_ id: String) throws -> Reported { try #require(reports.first { $0.title.hasSuffix(" \(id)") }) }
        #expect(reports.count == 5)
        #expect(
            try report("pdf").text
                == "Смотрите вложение, пожалуйста.\n\n📎 PDF\nВо дворе дома 8 по улице Сейфуллина\n"
                + "не вывозят мусор вторую неделю.\n\nАула қоқысқа толы.")
        // The file's words make the label: the letter itself has none.
        #expect(try report("pdf").themes.first?.id == "improvement")
        let docx = try report("docx")
        #expect(docx.text.contains("📎 DOCX\nВ подъезде дома 12 по улице Толе би\n"))
        #expect(docx.text.contains("[phone]") && !docx.text.contains("123 45 67") && !docx.text.contains("вычеркнуто"))
        #expect(try report("odt").text.hasPrefix("📎 ODT\nӨтініш\nМектепте ақша"))
        #expect(
            try report("hostile").text
                == "Прошу починить фонари на улице Жандосова у дома 55.\n\n📎 DOCX\n&e;\n\n📎 TXT\nФонари темны с октября"
        )
        #expect(try report("listed").text == "На площадке сломаны качели.")

        let found = try await office.run("reports", "search", "вывозить мусор", "--format", "jsonl")
        #expect(found.output.split(separator: "\n").count == 1 && found.output.contains("Обращение pdf"))
        let explained = try await office.run("explain", "\(try report("hostile").id)")
        for reason in [
            "a file (PDF) was not read: it needs a password",
            "a file (DOCX) was not read: it unpacks to more than 8 MB",
            "a scan or a picture", "the text of its files was read (DOCX; TXT)",
        ] { #expect(explained.output.contains(reason), "\(reason)") }
        #expect(polled.output.contains("files of letters were not read: 1: it needs a password"), "\(polled.output)")

        // A file's name is its sender's: it is in no way out.
        var outputs = [polled.output + polled.errors, found.output]
        for report in reports {
            outputs.append(try await office.run("explain", "\(report.id)").output)
            outputs.append(try await office.run("reports", "show", "\(report.id)").output)
        }
        for format in ["text", "html", "json"] {
            outputs.append(try await office.run("digest", "--format", format).output)
        }
        for output in outputs { #expect(!output.contains("Сериков") && !output.contains("123 45 67")) }

        // Nothing is read, or told, a second time.
        let again = try await office.run("poll")
        #expect(again.code == 0 && !again.output.contains("not read"), "\(again.output)")
        #expect(try await office.run("verify").code == 0)
    }

    @Test func aFileIsInspectedWithItsText() async throws {
        let folder = try TemporaryFolder()
        let letter = try folder.write(
            "a.eml",
            Self.letter(
                "x", "Во вложении.",
                [("a.odt", try Self.file("complaint.odt")), ("b.pdf", try Self.file("locked.pdf"))]))
        let shown = try await Program.run(Program.adaldyq, ["inspect", letter, "--attachments"])
        #expect(shown.code == 0 && shown.output.contains("Мектепте ақша  жинап жатыр."), "\(shown)")
        #expect(shown.output.contains("not read: it needs a password"))
        let json = try await Program.run(Program.adaldyq, ["inspect", letter, "--attachments", "--format", "json"])
        #expect(json.output.contains("\"unread\" : \"it needs a password\"") || json.output.contains("\"unread\":"))
        let plain = try await Program.run(Program.adaldyq, ["inspect", letter])
        #expect(!plain.output.contains("Мектепте") && plain.output.contains("a.odt"))
    }

    @Test func whatIsNoWordForAttachmentsIsRefused() async throws {
        let folder = try TemporaryFolder()
        let office = try Office(
            folder,
            "sources:\n  - name: drop\n    maildir: drop\n    attachments: txt\n"
                + "  - name: news\n    feed: https://example.kz/rss\n    attachments: text\n")
        let outcome = try await office.run("check", "--offline")
        #expect(outcome.code == 78)
        #expect(outcome.errors.contains("must be one of list, text; did you mean \"text\"?"), "\(outcome.errors)")
        #expect(outcome.errors.contains("attachments: means nothing for a feed"), "\(outcome.errors)")
    }
}
