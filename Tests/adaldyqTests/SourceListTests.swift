import FeedParsing
import Foundation
import TestSupport
import Testing

@testable import adaldyq

/// Lists of subscriptions into the configuration and out of it, and what the configuration says of feeds.
@Suite struct SourceListTests {
    private func read(_ yaml: String) throws -> Configuration {
        try ConfigurationReader.read(try YAMLDocument.parse(Array(yaml.utf8), file: "c.yaml"), file: "c.yaml")
    }

    private let yaml = """
        # The office's own remark
        office: { timezone: Asia/Almaty }
        sources:    # what is polled
          # this one first
          - name: City-news
            feed: https://city.kz/rss   # stays
        digest: { at: "08:30" }
        """

    private let feeds = [
        OPML.Feed(title: "City news", address: "https://a.kz/rss?x=1&y=\"2\"", folders: ["Қала", "Ауа/су"]),
        OPML.Feed(title: "Қала жаңалықтары: «бүгін»", address: "http://b.kz/atom"),
        OPML.Feed(title: "again", address: "http://www.city.kz/rss/"),
        OPML.Feed(title: "b", address: "https://b.kz/atom"),
        OPML.Feed(title: "secret", address: "https://me:pass@c.kz/rss"),
    ]

    @Test func aListIsWrittenIntoTheFileAndAllElseStays() throws {
        let outcome = try SourceAdder.add(feeds, to: yaml, read(yaml))
        #expect(outcome.added == ["City-news-2", "Қала-жаңалықтары-бүгін"])
        #expect(outcome.known.count == 2 && outcome.refused.map(\.address) == ["https://c.kz/rss"])
        let lines = outcome.text.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(yaml.split(separator: "\n", omittingEmptySubsequences: false).allSatisfy { lines.contains($0) })
        let after = try read(outcome.text)
        #expect(after.sources.count == 3)
        #expect(after.sources[1].title == "Қала жаңалықтары: «бүгін»" && after.sources[2].title == nil)
        #expect(after.sources[0].folders == ["Қала", "Ауа-су"] && after.sources[2].name == "City-news")
        guard case .feed(let url) = after.sources[0].place else {
            Issue.record("no feed")
            return
        }
        #expect(url == feeds[0].address)
    }

    @Test func nothingOfAListIsLostWithoutAWord() async throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("c.yaml", yaml)
        let list = try folder.write(
            "list.opml",
            """
            <opml version="2.0"><body><outline text="Смог &amp; Co: «ауа»" xmlUrl="feed://e.kz/rss"/>
            <outline text="B" XMLURL="https://g.kz/%7Eme/rss"/><outline text="C" xmlUrl="https://g.kz/~me/rss"/>
            <outline text="D" category="tag,/Город/Школы" xmlUrl="feed:https://h.kz/rss"/>
            <outline text="E" xmlUrl="javascript:alert(1)"/><outline text="F" type="link" url="https://j.kz/"/>
            <outline text="G" xmlUrl="https://me:pass@c.kz/rss"/><outline text="H" xmlUrl="f.kz/rss"/>
            <outline text="" xmlUrl="https://d.kz/feed"/></body></opml>
            """)
        let run = try await Program.run(Program.adaldyq, ["sources", "import", list, "--config", path])
        #expect(run.code == 1 && run.errors.contains("4 feeds added") && run.errors.contains("1 were there"))
        #expect(run.errors.contains("4 left out") && run.errors.contains("javascript:alert(1): left out"))
        #expect(!run.errors.contains("me:pass"), "\(run.errors)")
        let out = try await Program.run(Program.adaldyq, ["sources", "export", "--config", path])
        let feeds = try OPML(Array(out.output.utf8)).feeds
        #expect(feeds.first { $0.address == "https://e.kz/rss" }?.title == "Смог & Co: «ауа»")
        #expect(feeds.first { $0.address == "https://h.kz/rss" }?.folders == ["Город", "Школы"])
        #expect(feeds.first { $0.address == "https://d.kz/feed" }?.title == "d.kz")
    }

    @Test func aListThatIsCutOffSaysSo() async throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("c.yaml", yaml)
        let list = try folder.write(
            "list.opml",
            "<opml version=\"2.0\"><body><outline text=\"x\" xmlUrl=\"https://z.kz/rss\"/><outline text=\"y\" xmlUrl=\"https://y.kz/rs"
        )
        let run = try await Program.run(Program.adaldyq, ["sources", "import", list, "--config", path])
        #expect(
            run.code == 1 && run.errors.contains("cut off") && run.errors.contains("1 feeds added"), "\(run.errors)")
    }

    @Test(arguments: [
        "sources: [{ name: a, feed: 'https://a.kz/' }]", "\"sources\":\n- name: a\n  feed: https://a.kz/",
    ])
    func aListInAnotherFormIsLeftAlone(yaml: String) throws {
        #expect(throws: SourceAdder.Failure.self) { try SourceAdder.add(feeds, to: yaml, read(yaml)) }
    }

    @Test func entriesAreIndentedAsTheOthersAre() throws {
        let flat = "sources:\n- name: a\n  feed: https://x.kz/\n"
        let text = try SourceAdder.add([feeds[1]], to: flat, read(flat)).text
        #expect(text.hasPrefix("sources:\n- name: \"Қала-жаңалықтары-бүгін\"\n  feed: \"http://b.kz/atom\"\n"))
        #expect(try read(text).sources.count == 2)
    }

    @Test(arguments: [
        ("feed: 'http://city.kz/rss'", "polled already"),
        ("feed: 'https://www.city.kz/rss/?utm_source=x'", "polled already"),
        ("feed: 'HTTP://CITY.kz:80/./rss#top'", "polled already"),
        ("feed: 'https://city.kz./rss'", "polled already"), ("feed: 'https://city.kz.:443/%72ss'", "polled already"),
        ("feed: 'https://a.kz/', every: 6h..10m", "bounds"),
        ("feed: 'https://a.kz/', every: 10s..1h", "once a minute"),
        ("feed: 'https://a.kz/', timezone: Asia/Nowhere", "no such zone"),
        ("maildir: /d, timezone: Asia/Almaty", "means nothing"),
        ("maildir: /d, every: 1m..2m", "bounds"),
    ])
    func whatCannotBeMeantIsRefused(entry: String, words: String) {
        let faulty = "sources:\n  - { name: one, feed: 'https://city.kz/rss' }\n  - { name: two, \(entry) }\n"
        do {
            _ = try read(faulty)
            Issue.record("taken: \(entry)")
        } catch {
            #expect("\(error)".contains(words), "\(error)")
        }
    }

    @Test func boundsAndZonesAreRead() throws {
        let source = try #require(
            try read(
                "sources:\n  - { name: a, feed: 'https://a.kz/', every: 10m..6h, timezone: Europe/Moscow, folder: A/B }"
            )
            .sources.first)
        #expect(source.interval == .auto(600...21_600) && source.folders == ["A", "B"] && source.zone != nil)
    }

    @Test func aFileIsReplacedWholeWithItsRights() async throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("c.yaml", yaml)
        chmod(path, 0o640)
        let list = try folder.write("list.opml", OPML(feeds: Array(feeds.prefix(2))).xml)
        let run = try await Program.run(Program.adaldyq, ["sources", "import", list, "--config", path])
        #expect(run.code == 0, "\(run.errors)")
        var status = stat()
        #expect(stat(path, &status) == 0 && status.st_mode & 0o777 == 0o640)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() == ["c.yaml", "list.opml"])
        let out = try await Program.run(Program.adaldyq, ["sources", "export", "--config", path])
        let back = try OPML(Array(out.output.utf8))
        #expect(back.feeds.count == 3 && back.feeds.contains { $0.folders == ["Қала", "Ауа-су"] })
        let again = try await Program.run(Program.adaldyq, ["sources", "import", list, "--config", path])
        #expect(again.code == 0 && again.errors.contains("0 feeds added") && again.errors.contains("2 were there"))
    }
}
