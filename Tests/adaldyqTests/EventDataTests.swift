import Foundation
import Reports
import Testing

@testable import adaldyq

struct EventDataTests {
    private func report(title: String, text: String) -> Report {
        Report(
            id: ReportID(rawValue: 7), source: "letters", kind: .complaint, title: title, text: text, language: .ru,
            link: nil,
            publishedAt: nil, receivedAt: Date(timeIntervalSince1970: 1_790_000_000), themes: [], signals: [],
            districts: [], places: [], urgent: true, matter: nil, voices: 1, sightings: [])
    }

    /// Quotation marks take two bytes in JSON, towers of accents hundreds a character.
    @Test(arguments: [
        String(repeating: "\"", count: 100_000),
        String(repeating: "е\u{301}\u{302}\u{303}\u{304}\u{305}", count: 20_000),
        String(repeating: "Ә", count: 100_000), String(repeating: "👨‍👩‍👧‍👦", count: 9_000),
    ])
    func aBodyStaysUnderTwentyKilobytesWhateverIsWritten(_ text: String) {
        for detail in [EventData.Detail.full, .titles, .counts] {
            #expect(EventData.urgent(report(title: text, text: text), detail: detail).count < 20_000)
        }
    }

    @Test func whatTurnsTheReadingDirectionIsLeftOut() {
        let body = EventData.urgent(report(title: "a\u{202E}b", text: "c\u{2066}d"), detail: .full)
        #expect(!String(decoding: body, as: UTF8.self).unicodeScalars.contains { [0x202E, 0x2066].contains($0.value) })
    }
}
