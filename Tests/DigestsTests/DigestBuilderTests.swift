import Digests
import Foundation
import Reports
import TestSupport
import Testing

@Suite struct DigestBuilderTests {
    @Test func eachReportStandsInTheListThatAsksForTheMost() {
        let digest = Morning.digest([
            Morning.report(1, urgent: true), Morning.report(2, signal: .bribery), Morning.report(3, kind: .idea),
            Morning.report(4), Morning.report(5, kind: .spam), Morning.report(6, signal: .bribery, urgent: true),
        ])
        #expect(digest.urgent.map(\.id.rawValue) == [1, 6])
        #expect(digest.allegations.map(\.id.rawValue) == [2])
        #expect(digest.ideas.map(\.id.rawValue) == [3])
        #expect(digest.reports.map(\.id.rawValue) == [4])
        #expect(digest.signals.first?.count == 2)
        #expect(digest.kinds.contains { $0.id == .spam && $0.count == 1 }, "spam is counted")
    }

    @Test func copiesAreNoVoices() {
        let digest = Morning.digest([
            Morning.report(1, voices: 1), Morning.report(2, voices: 3), Morning.report(3, voices: 9),
        ])
        #expect(digest.mostVoiced.map(\.id.rawValue) == [3, 2])
    }

    @Test func temperatureIsAgainstItsOwnUsualLevel() {
        let past = (0..<28).map { _ in
            DigestInput.PastDay(length: 1, new: 10, themes: [.housing: 10], districts: [.medeu: 1])
        }
        func level(_ count: Int, _ past: [DigestInput.PastDay]) -> Temperature.Level? {
            let reports = (0..<count).map { Morning.report(Int64($0 + 1)) }
            return Morning.digest(reports, past: past).themes.first { $0.id == .housing }?.temperature?.level
        }
        #expect(level(10, past) == .usual)
        #expect(level(60, past) == .hot)
        #expect(level(0, past) == .cold)
        #expect(level(60, Array(past.prefix(6))) == .unknown, "six days are no usual level")
    }

    @Test func listsAreCappedWithTheirTrueTotals() {
        let digest = Morning.digest((1...2000).map { Morning.report($0) })
        #expect(digest.reports.count < 2000 && digest.truncated["reports"] == 2000)
    }
}

@Suite struct DigestRenderingTests {
    private static let hostile = "\u{202E}</title><script>alert(1)</script> [x](javascript:alert(1)) әғқңөұүһі"

    @Test(arguments: OfficeLanguage.allCases)
    func hostileWordsStayWords(language: OfficeLanguage) throws {
        let digest = Morning.digest([
            Morning.report(1, Self.hostile, text: Self.hostile, urgent: true, link: "javascript:alert(1)"),
            Morning.report(2, Self.hostile, text: Self.hostile, link: "https://bank.kz@evil.example/"),
        ])
        let html = try Morning.render(digest, .html, language)
        #expect(!html.contains("<script") && !html.contains("\u{202E}"))
        #expect(!html.contains("href=\"javascript"))
        #expect(html.contains("әғқңөұүһі"), "Kazakh letters stay")
        let markdown = try Morning.render(digest, .markdown, language)
        // An escaped bracket makes no link (CommonMark 0.31 §2.4).
        #expect(!markdown.replacingOccurrences(of: "\\]", with: "").contains("](javascript"))
        for format in [DigestFormat.text, .markdown] {
            #expect(!(try Morning.render(digest, format, language)).contains("\u{202E}"))
        }
    }

    @Test func theHTMLLoadsNothing() throws {
        let html = try Morning.render(Morning.digest([Morning.report(1, district: .medeu)]), .html)
        for word in ["<link", "<script", "<img", "<iframe", "@import", "url("] {
            #expect(!html.contains(word), "\(word) stands in the page")
        }
        #expect(html.contains("<svg") && html.contains("@media print"))
    }

    @Test func russianCountsInItsThreeForms() throws {
        for (count, word) in [
            (1, "1 новое обращение"), (2, "2 новых обращения"), (5, "5 новых обращений"), (11, "11 новых обращений"),
            (21, "21 новое обращение"),
        ] {
            let text = try Morning.render(Morning.digest((1...Int64(count)).map { Morning.report($0) }), .text)
            #expect(text.replacingOccurrences(of: "\n", with: " ").contains(word), "\(text.prefix(400))")
        }
    }

    @Test(arguments: OfficeLanguage.allCases)
    func quietDaysPreviewsAndCatchUpsSayWhatTheyAre(language: OfficeLanguage) throws {
        let quiet = try Morning.render(Morning.digest([], ledger: Ledger()), .text, language)
        let preview = try Morning.render(Morning.digest([], ledger: Ledger(), isPreview: true), .text, language)
        let catchUp = try Morning.render(Morning.digest([], ledger: Ledger(), isCatchUp: true), .text, language)
        #expect(Set([quiet, preview, catchUp]).count == 3)
        #expect(quiet.split(separator: "\n").count > 5)
    }

    @Test func theBodyOfAWebhookStaysSmallAndSaysHowMuchThereIs() throws {
        let digest = Morning.digest(
            (1...3000).map {
                Morning.report(
                    $0, String(repeating: "Ұзақ тақырып ", count: 20), text: String(repeating: "мәтін ", count: 200),
                    district: .medeu, signal: $0 % 3 == 0 ? .bribery : nil, urgent: $0 % 5 == 0)
            })
        for detail in DigestEvent.Detail.allCases {
            let data = try DigestEvent.data(digest, detail: detail, language: .kk)
            #expect(data.count < 20_000 - 200, "\(detail): \(data.count)")
            let object = try #require(JSONSerialization.jsonObject(with: Data(data)) as? [String: Any])
            for key in [
                "number", "day", "from", "until", "ledger", "themes", "districts", "signals", "urgent", "reports",
                "sources",
            ] {
                #expect(object[key] != nil, "\(detail): \(key)")
            }
            let text = String(decoding: data, as: UTF8.self)
            #expect(text.contains("Ұзақ") == (detail != .counts), "\(detail)")
        }
    }

    @Test func aFrozenDigestIsReadBackAsItWas() throws {
        let digest = Morning.digest([Morning.report(1, "«Ә» \u{0} \"x\"", district: .almaly, signal: .nepotism)])
        #expect(try DigestJSON.decode(DigestJSON.encode(digest)) == digest)
    }
}
