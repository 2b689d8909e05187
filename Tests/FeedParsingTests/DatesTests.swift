import FeedParsing
import Foundation
import TestSupport
import Testing

/// The dates of the shared corpora.
@Suite(.enabled(if: SharedData.has("dates"), "the shared data are not beside the project"))
struct DatesTests {
    @Test func theyAreReadAsTheirParsersDo() throws {
        var wrong: [String] = []
        var read = 0
        for line in String(decoding: try SharedData.bytes("dates/feed-dates.jsonl"), as: UTF8.self).split(
            separator: "\n")
        {
            let expected = try JSONValue.object(Array(line.utf8))
            let input = try #require(expected["input"] as? String)
            let ours = FeedDate.read(input, zone: .utc)
            let theirs =
                (expected["expected_unix"] as? Double).map { Date(timeIntervalSince1970: $0) }
                ?? (expected["expected_utc"] as? String).flatMap { JSONValue.date($0) ?? JSONValue.date($0 + "Z") }
            // Some lines say only that the date can be read.
            let isSame =
                expected["expected_unix"] == nil && expected["expected_utc"] == nil
                ? ours != nil
                : theirs?.timeIntervalSince1970.rounded(.down) == ours?.timeIntervalSince1970.rounded(.down)
            if isSame {
                read += 1
            } else {
                wrong.append("\(input): \(ours.map { "\($0)" } ?? "-") | \(theirs.map { "\($0)" } ?? "-")")
            }
        }
        Explained.check(wrong, Explained.dates)
        #expect(read > 60)
    }
}
