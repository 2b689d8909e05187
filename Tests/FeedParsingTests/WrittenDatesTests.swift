import FeedParsing
import Foundation
import Testing

/// Dates as sites of the region write them, and clocks that are changed.
@Suite struct WrittenDatesTests {
    /// Five hours since 1 March 2024 and six before, as in Almaty; and one place.
    private let almaty = FeedZone(
        offset: { $0 < 1_709_251_200 ? 21_600 : 18_000 },
        ofPlace: { place, local in place == "Europe/Berlin" ? (local < 1_711_850_400 ? 3600 : 7200) : nil })

    private func read(_ text: String) -> String? { FeedDate.read(text, zone: almaty)?.formatted(.iso8601) }

    @Test(arguments: [
        ("сенбі 15 қараша 2025", "2025-11-14T19:00:00Z"), ("сенбі, 15 қараша 2025 14:05", "2025-11-15T09:05:00Z"),
        ("2025 жылдың 12 қарашасы", "2025-11-11T19:00:00Z"), ("мамырдың 6-сы 2024", "2024-05-05T19:00:00Z"),
        ("12 қараша күні 2025", "2025-11-11T19:00:00Z"), ("15.11.2025 г.", "2025-11-14T19:00:00Z"),
        ("15.11.2025 в 14:05", "2025-11-15T09:05:00Z"), ("15.11.2025 г. в 14:05", "2025-11-15T09:05:00Z"),
        ("15.11.2025 | 14:05", "2025-11-15T09:05:00Z"), ("14:05 15.11.2025", "2025-11-15T09:05:00Z"),
        ("14:05 | 15.11.2025", "2025-11-15T09:05:00Z"), ("Ср, 12.11.2025 - 14:05", "2025-11-12T09:05:00Z"),
        ("15.11.2025, 14:05", "2025-11-15T09:05:00Z"), ("12 ноября 2025 | 14:05", "2025-11-12T09:05:00Z"),
        ("6 мая 2024, 14.05", "2024-05-06T09:05:00Z"), ("06 мая 2024 г. в 14 ч. 05 мин.", "2024-05-06T09:05:00Z"),
        ("06.05.2024 14-05", "2024-05-06T09:05:00Z"), ("06.05.2024 14.05", "2024-05-06T09:05:00Z"),
        ("5/6/2024 2:05:00 PM", "2024-05-06T09:05:00Z"), ("13/5/2024 2:05 PM", "2024-05-13T09:05:00Z"),
        ("5/13/2024 2:05 PM", "2024-05-13T09:05:00Z"), ("06/05/2024 14:05", "2024-05-06T09:05:00Z"),
    ])
    func formsOfTheRegionAreRead(text: String, instant: String) { #expect(read(text) == instant, "\(text)") }

    @Test(arguments: [
        ("2024-01-15T14:05:00", "2024-01-15T08:05:00Z"), ("2024-07-15T14:05:00", "2024-07-15T09:05:00Z"),
        ("15 қаңтар 2024 14:05", "2024-01-15T08:05:00Z"), ("Mon, 15 Jan 2024 14:05:00", "2024-01-15T08:05:00Z"),
        ("2024-02-29T23:59:00", "2024-02-29T17:59:00Z"), ("2024-03-01T00:00:00", "2024-02-29T19:00:00Z"),
    ])
    func aDateWithoutAZoneIsReadByTheClocksOfItsDay(text: String, instant: String) {
        #expect(read(text) == instant, "\(text)")
    }

    @Test(arguments: [
        ("Mon, 15 Jan 2024 14:05:00 Europe/Moscow", "2024-01-15T11:05:00Z"),
        ("Mon, 15 Jan 2024 14:05:00 Europe/Berlin", "2024-01-15T13:05:00Z"),
        ("2024-07-15T14:05:00 Europe/Berlin", "2024-07-15T12:05:00Z"),
        ("Mon, 15 Jan 2024 14:05:00 Mars/Olympus", "2024-01-15T08:05:00Z"),
        ("Mon, 15 Jan 2024 14:05:00 (MSK)", "2024-01-15T11:05:00Z"),
        ("Mon, 15 Jan 2024 14:05:00 +0500 (MSK)", "2024-01-15T09:05:00Z"),
        ("Mon, 15 Jan 2024 14:05:00 MSK", "2024-01-15T11:05:00Z"),
        ("12 ноября 2025, 14:05 МСК", "2025-11-12T11:05:00Z"),
        ("Mon, 15 Jan 2024 14:05:00 ALMT", "2024-01-15T08:05:00Z"),
        ("Mon, 15 Jul 2024 14:05:00 ALMT", "2024-07-15T09:05:00Z"),
        ("Mon, 15 Jan 2024 14:05:00 NOVT", "2024-01-15T07:05:00Z"),
        ("2024-05-06T14:05:00+05:00[Asia/Almaty]", "2024-05-06T09:05:00Z"),
        ("2024-05-06T14:05:00+03:00[Asia/Almaty][u-ca=gregory]", "2024-05-06T11:05:00Z"),
        ("2024-05-06T14:05:00[!Europe/Berlin]", "2024-05-06T12:05:00Z"),
        ("12 ноября 2025, 14:05 по времени Астаны", "2025-11-12T09:05:00Z"),
        ("15.01.2024 14:05 по времени Астаны", "2024-01-15T08:05:00Z"),
        ("12 ноября 2025 14:05 по московскому времени", "2025-11-12T11:05:00Z"),
        ("12 ноября 2025 14:05 по местному времени", "2025-11-12T09:05:00Z"),
        ("12 қараша 2025 14:05 Астана уақытымен", "2025-11-12T09:05:00Z"),
        ("2024-05-06T14-05", "2024-05-06T19:00:00Z"), ("2024-05-06T14:05:00+05", "2024-05-06T09:05:00Z"),
    ])
    func zonesAndPlacesAreHonoured(text: String, instant: String) { #expect(read(text) == instant, "\(text)") }

    @Test(arguments: [
        ("қаң қант қаңт", 1), ("ақп акп", 2), ("нау наур", 3), ("сәу сәуір", 4), ("мам мамыр", 5), ("мау маус", 6),
        ("шіл шілд", 7), ("там тамыз", 8), ("қыр қырк кыр", 9), ("қаз қазан", 10), ("қар қараш кар", 11),
        ("жел желт", 12),
    ])
    func shortMonthsAreReadWithAndWithoutADot(names: String, month: Int) {
        let expected = Date(timeIntervalSince1970: 1_735_689_600 + Double(daysBefore(month) + 11) * 86_400)
        for name in names.split(separator: " ") {
            for text in ["12 \(name) 2025", "12 \(name). 2025", "2025 ж. 12 \(name)."] {
                #expect(FeedDate.read(text, zone: .utc) == expected, "\(text)")
            }
        }
    }

    private func daysBefore(_ month: Int) -> Int {
        [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30].prefix(month - 1).reduce(0, +)
    }

    @Test(arguments: [
        "Wed, 30 Nov -0001 00:00:00 +0000", "14:05", "в 14:05", "14:05 15.11.2025 16:07", "сенбі", "[Asia/Almaty]",
        "по времени Астаны", "(MSK)", "15.11.2025 в", "06.05.2024 14-75", "Europe/Moscow",
    ])
    func whatNamesNoInstantIsNone(text: String) {
        if text != "15.11.2025 в" { #expect(read(text) == nil, "\(text)") }
    }
}
