import Foundation
import TestSupport
import Testing

/// No way out of the store bears who somebody is.
@Suite struct PrivacyTests {
    private static let letters = [
        "Директор школы требует взятку. ИИН 900101-300017, ayman.s@mail.ru, https://wa.me/77011234567, 87472223366/87772223344.",
        "Во дворе яма, звоните 8 705\n555 44 33, ИИН 900 101 300 017, счёт KZ86 125K ZT50 0410 0100.",
        "Ауламызда қоқыс жатыр, хат: ayman.s (at) mail.ru, \"ayman s\"@bk.ru, ayman.s@\nlist.ru, көлік 123ABC02.",
        "Street lights are off. Call tel87025551234, \u{FF18}\u{FF17}\u{FF10}\u{FF16}\u{FF15}\u{FF15}\u{FF15}\u{FF14}\u{FF14}"
            + "\u{FF13}\u{FF13}, write dan\u{FF20}site.kz \u{9B}31m \u{202E}txet.",
        "Пересылаю.\n\n---------- Forwarded message ---------\nFrom: Айгуль Тестова <aigul@x.kz>\n"
            + "Date: Mon, 23 Nov 2026\nSubject: Мусор\nTo: Марат Примеров <m@x.kz>\n\nНе вывозят мусор у дома 5.",
        "Согласна с соседкой: автобус 127 не ходит третий день.\n\nпн, 23 нояб. 2026 г. в 10:00, Айгуль Тестова <aigul@x.kz> пишет:\n> Автобуса нет.",
        "Дұрыс айтасыз, шу көп, түнде ұйықтай алмаймыз.\n\n2026 ж. 23 қар. 10:00, Айгуль Тестова деп жазды:\n> Шу көп.",
    ]
    /// What each way out is searched for, blanks and marks between taken out.
    private static let secrets = [
        "7011234567", "7472223366", "7772223344", "7055554433", "900101300017", "KZ86125", "7025551234", "7065554433",
        "ayman", "dansite", "123ABC02", "aigul", "тестова", "примеров", "секретный", "hiddenkz",
    ]

    private static func leaks(_ output: String) -> [String] {
        let plain = String(
            String.UnicodeScalarView(
                output.lowercased().unicodeScalars.compactMap {
                    if let value = $0.properties.numericValue, $0.properties.numericType == .decimal {
                        return Unicode.Scalar(0x30 + UInt32(value))
                    }
                    return $0.properties.isAlphabetic ? $0 : nil
                }))
        return secrets.filter { plain.contains($0.lowercased()) }
            + (output.unicodeScalars.contains { $0.value == 0x9B || $0.value == 0x202E } ? ["a control"] : [])
    }

    @Test func noWayOutBearsWhoSomebodyIs() async throws {
        let folder = try TemporaryFolder()
        let web = try await WebServer { _ in .init(204) }
        _ = try folder.folder("drop/cur")
        for (index, text) in Self.letters.enumerated() {
            try folder.write(
                "drop/new/179500000\(index).x",
                Letters.letter(index, subject: "Жалоба", text: text, from: "secret\(index)@hidden.kz")
                    .replacing("From: A <", with: "From: Секретный Отправитель <"))
        }
        try folder.write("secret", "whsec_" + Data((0..<32).map { UInt8($0) }).base64EncodedString())
        let office = try Office(
            folder,
            """
            sources:
              - name: drop
                maildir: drop
            webhooks:
              - name: office
                url: \(web.url)/hook
                secret: { file: secret }
                events: [digest.daily, report.urgent]
                detail: full
            """)
        var outputs: [String: String] = [:]
        func keep(_ name: String, _ outcome: Program.Outcome) {
            #expect(outcome.code == 0, "\(name): \(outcome.errors)")
            outputs[name] = outcome.output + outcome.errors
        }
        keep("poll", try await office.run("poll"))
        for format in ["text", "markdown", "html", "json"] {
            for language in ["ru", "kk", "en"] {
                keep(
                    "digest \(format) \(language)",
                    try await office.run("digest", "--format", format, "--language", language))
            }
        }
        for format in ["table", "json", "jsonl", "csv"] {
            keep("reports \(format)", try await office.run("reports", "list", "--format", format))
        }
        keep("search", try await office.run("reports", "search", "мусор", "--format", "csv"))
        let reports = try await office.reports()
        #expect(reports.count == Self.letters.count)
        for report in reports {
            keep("show \(report.id)", try await office.run("reports", "show", "\(report.id)"))
            keep("explain \(report.id)", try await office.run("explain", "\(report.id)"))
        }
        #expect(try await office.run("digest", "--send", "--now").code == 0)
        #expect(try await office.run("deliver").code == 0)
        let posts = web.seen.filter { $0.path == "/hook" }
        #expect(!posts.isEmpty)
        for (index, post) in posts.enumerated() {
            outputs["webhook \(index)"] = String(decoding: post.body, as: UTF8.self)
        }
        for (name, output) in outputs { #expect(Self.leaks(output) == [], "\(name)") }
        // They are masked in place, and what is nobody's stays.
        let russian = try #require(outputs["digest text ru"])
        #expect(russian.contains("[ИИН]") && russian.contains("[почта]") && !russian.contains("[email]"))
        #expect(try #require(outputs["digest text kk"]).contains("[ЖСН]"))
        #expect(try #require(outputs["digest text en"]).contains("[IIN]"))
        let listed = try #require(outputs["reports jsonl"])
        for word in ["wa.me/[phone]", "[IIN]", "[account]", "[plate]", "[name]", "у дома 5", "автобус 127"] {
            #expect(listed.contains(word), "\(word)")
        }
        // A search by what is masked finds nothing.
        #expect(try await office.run("reports", "search", "Тестова").output.isEmpty)
        await web.stop()
    }
}
