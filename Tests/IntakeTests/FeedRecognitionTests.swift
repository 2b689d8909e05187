import FeedParsing
import Foundation
import Testing

@testable import Intake

/// Which entry is which, from one fetch to the next: no flood, and nothing new taken for something old.
@Suite struct FeedRecognitionTests {
    private let now = Date(timeIntervalSince1970: 1_795_410_000)

    private struct Entry {
        var id: String?
        var link: String?
        var title: String?
        var text: String?
    }

    /// Files fetches one after the other and returns the origins of each.
    private func file(_ fetches: [[Entry]]) -> [(origins: [String], seen: FeedRecognition)] {
        var last: FeedRoll?
        var reused: [UInt64] = []
        return fetches.map { entries in
            var feed = ParsedFeed()
            feed.entries = entries.map { entry in
                var parsed = ParsedEntry()
                (parsed.id, parsed.link, parsed.title, parsed.text) = (entry.id, entry.link, entry.title, entry.text)
                return parsed
            }
            let filed = FeedItems(feed, last: last, reused: reused, source: "s", received: now)
            last = FeedRoll(filed.roll.bytes)
            reused = filed.recognition.reused
            #expect(last == filed.roll, "the roll survives being stored")
            return (filed.items.map(\.origin), filed.recognition)
        }
    }

    private func entries(
        _ numbers: some Sequence<Int>, id: (Int) -> String? = { "id-\($0)" },
        link: (Int) -> String? = { "http://n.example/\($0)" },
        title: (Int) -> String? = { "A headline with number \($0)" }
    ) -> [Entry] {
        numbers.map {
            Entry(
                id: id($0), link: link($0), title: title($0),
                text:
                    "Text of entry number \($0), long enough that nobody else writes the very same words about the very same thing in the very same town."
            )
        }
    }

    @Test(arguments: [
        ("http://n.example/a?id=1", "https://www.n.example/a?id=1"),
        ("http://n.example/a", "http://n.example:80/a/"),
        ("https://n.example/a?utm_source=rss&utm_medium=feed&id=1", "https://N.example/a?id=1&fbclid=xyz"),
        ("http://n.example/a;jsessionid=0A?x=1#xtor=RSS-1", "https://n.example/a?x=1"),
    ])
    func theSameUnderAnotherSpellingIsTheSame(one: String, other: String) {
        #expect(FeedIdentity.key(of: one) == FeedIdentity.key(of: other), "\(FeedIdentity.key(of: one))")
    }

    @Test(arguments: [
        ("http://n.example/a?id=1", "http://n.example/a?id=2"), ("http://n.example/a", "http://n.example/A"),
        ("http://n.example/a#1", "http://n.example/a#2"), ("tag:n,1", "tag:n,2"), ("http://", "https://"),
        ("http://n.example/a?b", "http://n.example/a"),
    ])
    func differentThingsStayDifferent(one: String, other: String) {
        #expect(FeedIdentity.key(of: one) != FeedIdentity.key(of: other))
    }

    @Test func changedGuidsAreRecognisedByLinkTitleAndText() {
        let filed = file([
            entries(1...20), entries(2...21, id: { "new-\($0)" }), entries(2...22, id: { _ in UUID().uuidString }),
        ])
        #expect(filed[1].origins == (2...20).map { "id-\($0)" } + ["new-21"])
        #expect(filed[2].origins.prefix(20) == filed[1].origins[...] && filed[2].origins.count == 21)
        #expect(!filed[1].seen.isOutrun && !filed[2].seen.isOutrun && filed[1].seen.recognised == 19)
    }

    @Test func aRebuiltSiteWithOtherIdsAndLinksIsRecognisedByItsWords() {
        let filed = file([
            entries(1...10), entries(1...10, id: { "p\($0)" }, link: { "https://new.example/post/\($0)" }),
            entries(1...10, id: { "q\($0)" }, link: { _ in "https://new.example/" }),
        ])
        #expect(filed[1].origins == filed[0].origins && filed[2].origins == filed[0].origins)
        #expect(filed.allSatisfy { !$0.seen.isOutrun })
    }

    @Test func titlesAloneAreEnoughOnlyWhereMostOfTheFeedAgrees() {
        func renamed(_ count: Int) -> [Entry] {
            entries(1...count).map { Entry(id: "x" + ($0.id ?? ""), link: nil, title: $0.title, text: "Other words") }
        }
        #expect(file([entries(1...8), renamed(8)])[1].origins == (1...8).map { "id-\($0)" })
        // One entry that bears the same headline each day is another entry each day.
        let weather = (1...3).map {
            [
                Entry(
                    id: "w\($0)", link: "http://n.example/w\($0)", title: "Weather in Almaty today",
                    text: "\($0) degrees")
            ]
        }
        #expect(file(weather).map(\.origins) == [["w1"], ["w2"], ["w3"]])
    }

    @Test func newEntriesAreNewThoughAllOfThemAre() {
        let filed = file([entries(1...20), entries(21...40)])
        #expect(filed[1].origins == (21...40).map { "id-\($0)" })
        #expect(filed[1].seen.isOutrun && filed[1].seen.recognised == 0)
    }

    @Test func oneEntryWithAnotherGuidIsRecognisedWithoutAFlood() {
        var second = entries(2...21)
        second[4].id = "republished"
        let filed = file([entries(1...20), second])
        #expect(filed[1].origins == (2...21).map { "id-\($0)" })
        // Its link alone would not do: sites use addresses again.
        second[4].title = "Something else entirely"
        second[4].text = "Other words"
        #expect(file([entries(1...20), second])[1].origins.contains("republished"))
    }

    @Test func entriesThatShareOneGuidStayThemselvesWhateverElseIsInTheFeed() {
        let filed = file([
            entries(1...3, id: { _ in "same" }), entries(3...3, id: { _ in "same" }),
            entries(3...5, id: { _ in "same" }),
        ])
        #expect(Set(filed[0].origins).count == 3)
        #expect(filed[1].origins == [filed[0].origins[2]])
        #expect(filed[2].origins.first == filed[0].origins[2] && Set(filed[2].origins).count == 3)
    }

    @Test func guidsThatOnlyCountPlacesOverwriteNothing() {
        // The newest stands first and has the guid 1: each of them has another guid in the next fetch.
        func page(_ numbers: [Int]) -> [Entry] {
            zip(1..., numbers).map { entries([$1], id: { [place = $0] _ in "\(place)" })[0] }
        }
        let filed = file([page([3, 2, 1]), page([5, 4, 3, 2]), page([8, 7, 6]), page([8, 7, 6]), page([9, 8, 7])])
        #expect(filed[1].origins == ["n.example/5", "n.example/4", "1", "2"])
        #expect(Set(filed[2].origins).count == 3 && Set(filed[2].origins).isDisjoint(with: ["1", "2", "3"]))
        #expect(filed[3].origins == filed[2].origins)
        #expect(filed[4].origins.suffix(2) == filed[2].origins.prefix(2))
    }

    @Test func oneGuidForWhateverStandsInTheFeedOverwritesNothing() {
        let filed = file([[1], [2], [2, 1], [3], [2]].map { entries($0, id: { _ in "same" }) })
        #expect(filed[0].origins == ["same"])
        #expect(filed[1].origins == ["n.example/2"] && filed[3].origins == ["n.example/3"])
        #expect(filed[2].origins.first == "n.example/2" && filed[4].origins == filed[1].origins)
    }

    @Test func anEditIsNoOtherEntry() {
        let first = entries(1...3)
        // Its link changes with its title, or all its words do.
        var moved = first
        moved[1].link = "http://n.example/renamed"
        moved[1].text = "Other words."
        var rewritten = first
        rewritten[1].title = "A headline that has nothing of the first one"
        rewritten[1].text = "Words that nobody has written before about this."
        for second in [moved, rewritten] { #expect(file([first, second])[1].origins == ["id-1", "id-2", "id-3"]) }
    }

    @Test func anEmptyFetchIsNotTheEndOfEverything() {
        let filed = file([entries(1...5), [], entries(1...5, id: { "n\($0)" })])
        #expect(filed[2].origins == filed[0].origins && !filed[1].seen.isChanged)
    }

    @Test func anEditIsAChangeAndTheSameAgainIsNone() {
        var edited = entries(1...5)
        edited[2].text = "Edited"
        let filed = file([entries(1...5), entries(1...5), edited])
        #expect(filed.map(\.seen.isChanged) == [true, false, true])
        #expect(filed[2].origins == filed[0].origins)
    }

    @Test(arguments: [[1], [5, 0, 1], [0, 0] + [UInt8](repeating: 7, count: 27), [255, 255, 1, 2]] as [[UInt8]])
    func bytesThatAreNoRollAreNone(bytes: [UInt8]) { #expect(FeedRoll(bytes) == nil) }
}
