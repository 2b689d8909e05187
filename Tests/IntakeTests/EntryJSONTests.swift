import FeedParsing
import Foundation
import Testing

@testable import Intake

@Suite("An entry kept as JSON")
struct EntryJSONTests {
    @Test(
        "Dates are written as RFC 3339, to the second, of any century",
        arguments: [
            (0.0, "1970-01-01T00:00:00Z"), (-1, "1969-12-31T23:59:59Z"), (1_772_323_199.9, "2026-02-28T23:59:59Z"),
            (951_782_400, "2000-02-29T00:00:00Z"), (-62_135_596_800, "0001-01-01T00:00:00Z"),
            (253_402_300_799, "9999-12-31T23:59:59Z"),
        ])
    func dates(seconds: Double, written: String) throws {
        var entry = ParsedEntry()
        entry.published = Date(timeIntervalSince1970: seconds)
        let read = try JSONSerialization.jsonObject(with: Data(EntryJSON.bytes(entry))) as? [String: Any]
        #expect(read?["published"] as? String == written)
    }

    @Test("What another program reads of it is what the entry said")
    func words() throws {
        var entry = ParsedEntry()
        entry.title = "Баға \"10%\" \\ өсті\u{1}\t\u{1F}\u{7F}"
        entry.html = "<p>бірінші\r\n\"екінші\"</p>"
        entry.categories = ["ауа", "\n"]
        let read = try JSONSerialization.jsonObject(with: Data(EntryJSON.bytes(entry))) as? [String: Any]
        #expect(read?["title"] as? String == entry.title)
        #expect(read?["html"] as? String == entry.html)
        #expect(read?["categories"] as? [String] == entry.categories)
    }
}
