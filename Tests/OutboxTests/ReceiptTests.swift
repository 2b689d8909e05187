import Foundation
import Outbox
import Reports
import TestSupport
import Testing

@testable import Transport

@Suite struct ReceiptTests {
    private func letter(
        _ language: TextLanguage = .ru, inReplyTo: String? = "1@letters.example", to: String = "aigerim@example.kz"
    ) throws -> ReceiptLetter {
        ReceiptLetter(
            office: "Алматы – адалдық аланы", from: "letters@office.example", to: to,
            code: try #require(ReceiptCode(rawValue: "K7WM-2QXR-9DTB")), messageID: "receipt.x@office.example",
            inReplyTo: inReplyTo, language: language, date: Date(timeIntervalSince1970: 1_795_410_000))
    }

    private func courier(_ server: MailServer, login: (String, String)? = nil) -> ReceiptCourier {
        ReceiptCourier(
            client: SMTPClient(
                SMTPEndpoint(
                    host: "127.0.0.1", port: server.port, security: .none, login: login.map { ($0.0, $0.1) },
                    allowPrivate: true)))
    }

    private func attempt(_ courier: ReceiptCourier, number: Int = 1) async throws -> RetryPolicy.Decision {
        try await courier.attempt(try letter(), attempt: number, now: Date(timeIntervalSince1970: 0), jitter: 0)
    }

    @Test func aReceiptIsHandedOverWithTheNullPathAndTheMarksThatPreventLoops() async throws {
        let server = try MailServer()
        #expect(try await attempt(courier(server, login: ("office", "secret"))) == .delivered(status: 250))
        let taken = try #require(server.letters.first)
        #expect(taken.from == "" && taken.to == ["aigerim@example.kz"] && taken.login == "office/secret")
        #expect(taken.field("Auto-Submitted") == "auto-replied" && taken.field("X-Auto-Response-Suppress") == "All")
        #expect(taken.field("Message-ID") == "<receipt.x@office.example>")
        #expect(taken.field("In-Reply-To") == "<1@letters.example>")
        #expect(taken.field("Date") == "Mon, 23 Nov 2026 05:00:00 +0000")
        #expect(taken.body.contains("K7WM-2QXR-9DTB") && taken.body.contains("Здравствуйте!"))
        // The machine's name is nobody's business.
        #expect(server.said.first == "EHLO localhost")
    }

    @Test func aServerThatTakesNoNullPathGetsTheOfficesAddress() async throws {
        let server = try MailServer { $0.hasPrefix("MAIL FROM:<>") ? "550 say who you are" : nil }
        #expect(try await attempt(courier(server)) == .delivered(status: 250))
        #expect(server.letters.map(\.from) == ["letters@office.example"])
    }

    @Test(arguments: ["RCPT", "DATA", "."]) func aLastingRefusalEndsItAndAPassingOneIsTriedAgain(step: String)
        async throws
    {
        let lasting = try MailServer { $0.hasPrefix(step) ? "550 aigerim@example.kz unknown" : nil }
        guard case .exhausted(let reason) = try await attempt(courier(lasting)) else {
            Issue.record("not given up")
            return
        }
        #expect(reason.contains("550") && !reason.contains("aigerim"), "\(reason)")
        let passing = try MailServer { $0.hasPrefix(step) ? "451 aigerim@example.kz later" : nil }
        guard case .retry(let at, let why) = try await attempt(courier(passing)) else {
            Issue.record("not tried again")
            return
        }
        #expect(at == Date(timeIntervalSince1970: 60) && !why.contains("aigerim"))
        guard case .exhausted = try await attempt(courier(passing), number: 6) else {
            Issue.record("tried for ever")
            return
        }
    }

    @Test func nothingIsToldToAServerWithoutTheTLSThatWasAskedFor() async throws {
        let server = try MailServer()
        let client = SMTPClient(
            SMTPEndpoint(
                host: "127.0.0.1", port: server.port, security: .startTLS, login: ("office", "secret"),
                allowPrivate: true))
        let error = await #expect(throws: TransportError.self) {
            _ = try await client.send(from: nil, to: "a@example.kz", letter: Array("x\r\n".utf8))
        }
        guard case .tls = error else {
            Issue.record("\(String(describing: error)) \(server.said)")
            return
        }
        #expect(server.letters.isEmpty && !server.said.contains { $0.hasPrefix("AUTH") || $0.hasPrefix("MAIL") })
    }

    @Test(arguments: ["a@b\r\nRCPT TO:<x@y>", "", "a b@c", "<a@b>"]) func anAddressThatIsNoneReachesNoServer(
        address: String
    )
        async throws
    {
        let server = try MailServer()
        let decision = try await courier(server).attempt(
            try letter(to: address), attempt: 1, now: Date(), jitter: 0)
        guard case .exhausted = decision else {
            Issue.record("\(decision)")
            return
        }
        #expect(server.said.isEmpty)
    }

    @Test func loopbackIsRefusedUnlessItIsMeant() async throws {
        let server = try MailServer()
        let client = SMTPClient(SMTPEndpoint(host: "127.0.0.1", port: server.port, security: .none))
        await #expect(throws: TransportError.self) {
            _ = try await client.send(from: nil, to: "a@example.kz", letter: [])
        }
        #expect(server.said.isEmpty)
    }

    @Test func aServerThatIsSilentIsGivenUpAndACancelledTaskEnds() async throws {
        let server = try MailServer { _ in
            Thread.sleep(forTimeInterval: 3)
            return nil
        }
        var endpoint = SMTPEndpoint(host: "127.0.0.1", port: server.port, security: .none, allowPrivate: true)
        endpoint.patience = 0.3
        let impatient = endpoint
        let error = await #expect(throws: TransportError.self) {
            _ = try await SMTPClient(impatient).send(from: nil, to: "a@example.kz", letter: [])
        }
        guard case .timeout = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        endpoint.patience = 30
        let patient = endpoint
        let task = Task { try await SMTPClient(patient).send(from: nil, to: "a@example.kz", letter: []) }
        task.cancel()
        await #expect(throws: CancellationError.self) { _ = try await task.value }
    }

    @Test(arguments: TextLanguage.allCases) func itIsWrittenInTheLettersLanguageAndQuotesNothing(language: TextLanguage)
        throws
    {
        let text = String(decoding: try letter(language).bytes(), as: UTF8.self)
        let lines = text.components(separatedBy: "\r\n")
        #expect(lines.allSatisfy { $0.utf8.count <= 998 && !$0.contains("\n") && $0.utf8.allSatisfy { $0 < 0x80 } })
        let body = Data(
            base64Encoded: text.components(separatedBy: "\r\n\r\n").dropFirst().joined(),
            options: .ignoreUnknownCharacters)
        let words = String(decoding: try #require(body), as: UTF8.self)
        let greetings: [String] =
            switch language {
            case .kk: ["Сәлеметсіз бе!"]
            case .ru: ["Здравствуйте!"]
            case .en: ["Hello,"]
            case .mixed, .und: ["Сәлеметсіз бе!", "Здравствуйте!"]
            }
        for greeting in ["Сәлеметсіз бе!", "Здравствуйте!", "Hello,"] {
            #expect(words.contains(greeting) == greetings.contains(greeting))
        }
    }

    @Test(arguments: ["a\r\nBcc: x@y", "a b", "<a>", "а@пример"]) func anIDThatCouldBreakTheHeaderIsLeftOut(id: String)
        throws
    {
        let text = String(decoding: try letter(inReplyTo: id).bytes(), as: UTF8.self)
        #expect(!text.contains("In-Reply-To") && !text.contains("Bcc"))
    }

    @Test(arguments: [
        "код K7WM 20XR 9DTB", "K7WM20XR9DTB", "дополнение к k7wm–2oxr–9dtb!", "К7WМ-20ХR-9DТВ", "к7wм 2охr 9dтв, 5 дом",
        "по 15 дому: K7WM\u{2011}20XR\u{2011}9DTB", "Re: x (K7WM - ой) K7WM-20XR-9DTB",
    ]) func aCodeIsKnownAsPeopleTypeIt(subject: String) {
        #expect(ReceiptCode.find(in: subject)?.rawValue == "K7WM-20XR-9DTB")
    }

    @Test func codesAreReadInAnySubjectAndNothingElseIs() {
        let code = ReceiptCode()
        #expect(ReceiptCode.find(in: "Re: Ваше обращение получено [\(code)]") == code)
        #expect(ReceiptCode.find(in: "ответ: \(code.rawValue.lowercased()), спасибо") == code)
        for text in [
            "", "K7WM-2QXR", "K7WM-2QXR-9DTBX", "K7WM2QXR9DTBX", "IIII-UUUU-OOOO", "дом-сорок-пять",
            "5 МЕСТ НЕТУ ТЕМА", "K7WM 2QXR", "K7WM, 2QXR, 9DTB", "K7WM 2QX R9DTB", "дом 12 кв 7, тел 87",
        ] {
            #expect(ReceiptCode.find(in: text) == nil, "\(text)")
        }
    }
}
