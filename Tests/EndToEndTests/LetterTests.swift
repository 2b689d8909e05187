import Foundation
import TestSupport
import Testing

/// Letters, their answers and their receipts, as the office sees them.
@Suite struct LetterTests {
    private func letter(_ id: String, from: String, _ extra: String = "", text: String) -> String {
        """
        From: <\(from)>\r
        To: <letters@office.example>\r
        Message-ID: <\(id)@letters.example>\r
        Content-Type: text/plain; charset=utf-8\r
        \(extra.isEmpty ? "Subject: Лифт\r\n" : extra + "\r\n")\r
        \(text)\r

        """
    }

    private func office(_ folder: TemporaryFolder, _ server: MailServer) throws -> Office {
        _ = try folder.folder("drop/cur")
        _ = try folder.folder("drop/new")
        try folder.write("password", "secret")
        return try Office(
            folder,
            """
            sources:
              - name: drop
                maildir: drop
                receipt: true
                people: ["@forms.example.kz"]
            smtp:
              server: smtp://office@127.0.0.1:\(server.port)
              security: none
              private: true
              password: { file: password }
              from: letters@office.example
            """)
    }

    @Test func aLetterIsAnsweredOnceAndTheAnswerToThatJoinsItsReport() async throws {
        let folder = try TemporaryFolder()
        let server = try MailServer()
        let office = try office(folder, server)
        let words = "В доме 5 по улице Абая третий день не работает лифт, просим принять меры как можно скорее."
        try folder.write("drop/new/1795000001.a", letter("1", from: "aigerim@example.kz", text: words))
        try folder.write(
            "drop/new/1795000002.b",
            letter(
                "2", from: "robot@example.kz", "Subject: Автоответ: x\r\nAuto-Submitted: auto-replied", text: "нет меня"
            ))
        try folder.write(
            "drop/new/1795000003.c",
            letter(
                "3", from: "x@lists.example.kz", "Subject: x\r\nList-Id: <x.example.kz>",
                text: "всем привет, это рассылка"))
        #expect(try await office.run("poll").code == 0)
        let delivered = try await office.run("deliver")
        #expect(delivered.code == 0 && delivered.output.contains("receipt 1: delivered (250)"), "\(delivered)")
        #expect(!delivered.output.contains("aigerim"))
        let receipt = try #require(server.letters.first)
        #expect(server.letters.count == 1 && receipt.to == ["aigerim@example.kz"] && receipt.login == "office/secret")
        #expect(receipt.field("In-Reply-To") == "<1@letters.example>")
        #expect(try await office.run("poll").code == 0)
        #expect(try await office.run("deliver").output.contains("nothing is due"))

        // She answers it from another address and quotes it; somebody else only knows her letter's id.
        let id = try #require(receipt.field("Message-ID"))
        try folder.write(
            "drop/new/1795000004.d",
            letter(
                "4", from: "a@mail.example", "Subject: Re: x\r\nIn-Reply-To: \(id)",
                text: "Заработал, спасибо!\n\n> \(receipt.body.replacingOccurrences(of: "\n", with: "\n> "))"))
        try folder.write(
            "drop/new/1795000005.e",
            letter(
                "5", from: "eve@example.kz", "Subject: Re: Лифт\r\nIn-Reply-To: <1@letters.example>",
                text: "Никакой лифт там не сломан, всё это выдумки, не надо туда никого посылать, обращение отзываю."))
        #expect(try await office.run("poll").code == 0)
        let reports = try await office.reports()
        #expect(reports.count == 2)
        let joined = try #require(reports.first { $0.text == words })
        #expect(joined.sightings.map(\.relation) == ["first", "follow-up"])
        let shown = try await office.run("reports", "show", "\(joined.id)")
        #expect(shown.output.contains("Заработал, спасибо!") && !shown.output.contains("Здравствуйте"))
        #expect(try await office.run("verify").code == 0)
    }

    @Test func aFormsLettersAreReportsThoughTheyAreMarkedAsAutomatic() async throws {
        let folder = try TemporaryFolder()
        let office = try office(folder, try MailServer())
        for (number, from) in ["site@forms.example.kz", "robot@example.kz"].enumerated() {
            try folder.write(
                "drop/new/179500000\(number).a",
                letter(
                    "\(number)", from: from, "Subject: Обращение\r\nX-Autoreply: yes",
                    text: "Во дворе дома \(number + 5) по улице Абая второй месяц не вывозят мусор, примите меры."))
        }
        #expect(try await office.run("poll").code == 0)
        let reports = try await office.reports()
        #expect(reports.map(\.text).allSatisfy { $0.contains("дома 5") } && reports.count == 1)
        // A form answers nobody, and is not answered.
        #expect(try await office.run("deliver").output.contains("nothing is due"))
    }

    @Test func receiptsWithoutAnAccountAreRefusedAtTheStart() async throws {
        let folder = try TemporaryFolder()
        let office = try Office(
            folder, "sources:\n  - name: drop\n    maildir: drop\n    receipt: true\n    people: [nonsense, a b@c]\n")
        let outcome = try await office.run("check", "--offline")
        #expect(outcome.code != 0)
        #expect(outcome.errors.contains("smtp: is missing") && outcome.errors.contains("people"), "\(outcome.errors)")
    }
}
