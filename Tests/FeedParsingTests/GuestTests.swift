import FeedParsing
import Foundation
import Testing

/// What a feed asks of who polls it, what is none though it looks so, and where feeds are found and listed.
@Suite struct GuestTests {
    private func parse(_ text: String) throws -> ParsedFeed {
        try FeedParser.parse(Array(text.utf8), contentType: nil, base: "https://a.kz/feed", zone: .utc)
    }

    @Test func whatAFeedAsksForIsRead() throws {
        let feed = try parse(
            """
            <rss xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"><channel><title>x</title><ttl> 45 </ttl>
            <skipHours><hour>0</hour><hour>23</hour><hour>24</hour></skipHours>
            <skipDays><day>Sunday</day><day>saturday</day></skipDays>
            <sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>4</sy:updateFrequency></channel></rss>
            """)
        #expect(feed.ttlMinutes == 45 && feed.updateMinutes == 360)
        #expect(feed.skipHours == [0, 23] && feed.skipDays == [0, 6])
    }

    @Test func anEntryThatStandsAloneIsAFeedOfOne() throws {
        let feed = try parse(
            "<entry xmlns=\"http://www.w3.org/2005/Atom\"><id>1</id><title>One</title><updated>2026-11-23T05:00:00Z</updated></entry>"
        )
        #expect(feed.format == .atom && feed.entries.map(\.title) == ["One"])
    }

    @Test func aChannelOfCDFIsRead() throws {
        let feed = try parse(
            """
            <?xml version="1.0"?><CHANNEL HREF="https://a.kz/"><TITLE>News</TITLE>
            <ITEM HREF="https://a.kz/1"><TITLE>One</TITLE><ABSTRACT>The words</ABSTRACT></ITEM></CHANNEL>
            """)
        let entry = try #require(feed.entries.first)
        #expect(entry.title == "One" && entry.link == "https://a.kz/1" && entry.text == "The words")
    }

    @Test func asciiIsRightInEveryCharset() throws {
        let feed = try parse(
            "<?xml version=\"1.0\" encoding=\"iso-8859-1\"?><rss><channel><title>x</title></channel></rss>")
        #expect(feed.damage.isEmpty, "\(feed.damage)")
    }

    @Test(arguments: [
        ("<!DOCTYPE html><html><head><title>Just a moment...</title></head><body></body></html>", "captcha"),
        ("<html><body><form><input type=\"password\"></form></body></html>", "log in"),
        ("<html><head><title>404 Not Found</title></head></html>", "error page"),
        ("<html><body><p>News of the city</p></body></html>", "an HTML page"),
    ])
    func pagesAreNamed(page: String, word: String) {
        do {
            _ = try parse(page)
            Issue.record("\(word): read as a feed")
        } catch {
            #expect("\(error)".contains(word), "\(error)")
        }
    }

    @Test func aBridgesFailureIsNoReport() throws {
        let failure =
            "<item><title>Bridge returned error 403! (20345)</title><guid>x</guid><description>Details</description></item>"
        #expect(throws: FeedError.self) { try parse("<rss><channel><title>x</title>\(failure)</channel></rss>") }
        let mixed = try parse(
            "<rss><channel><title>x</title>\(failure)<item><title>The bridge over the Esentai is closed</title></item></channel></rss>"
        )
        #expect(mixed.entries.map(\.title) == ["The bridge over the Esentai is closed"])
        #expect(mixed.damage.contains { $0.contains("bridge") })
    }

    @Test func aPagesFeedsAreFound() {
        let page = """
            <html><head><!-- <link rel="alternate" type="application/rss+xml" href="/old"> --><base href="https://b.kz/x/">
            <script>"<link rel=alternate type=application/rss+xml href=/no>"</script>
            <link rel="alternate" type="application/rss+xml" href="/comments/feed" title="Comments">
            <LINK REL='alternate' TYPE='application/atom+xml; charset=utf-8' HREF='atom.xml?a=1&amp;b=2'>
            <link rel=alternate type=application/feed+json href=//c.kz/feed.json>
            <link rel="alternate" hreflang="kk" href="/kk"><link rel="stylesheet" href="/s.css"></head></html>
            """
        let found = FeedDiscovery.candidates(in: Array(page.utf8), at: "https://a.kz/page")
        #expect(
            found.prefix(3) == [
                "https://b.kz/x/atom.xml?a=1&b=2", "https://c.kz/feed.json", "https://b.kz/comments/feed",
            ])
        #expect(found.contains("https://b.kz/rss.xml") && !found.contains { $0.contains("/old") || $0.contains("/no") })
    }

    @Test func anAddressIsTheSameInWhateverCaseItsSchemeIsWritten() {
        let page = #"<link rel="alternate" type="application/atom+xml" href="HttPs://b.kz/Feed">"#
        #expect(FeedDiscovery.candidates(in: Array(page.utf8), at: "https://a.kz/").first == "https://b.kz/Feed")
    }

    @Test(arguments: [
        "", "<link", "<link rel", "<link rel=", "<a href='", "<!--", "<script>", String(repeating: "<a ", count: 5000),
    ])
    func brokenPagesHaveNoFeeds(page: String) {
        #expect(FeedDiscovery.candidates(in: Array(page.utf8), at: "nowhere").isEmpty)
    }

    @Test func referencesInAttributesStayWhatTheyAre() throws {
        let list = try OPML(
            Array(
                "<opml><body><outline text='A &apos;b&apos; &amp; &lt;c&gt; &quot;d&quot;' xmlUrl='https://a.kz/?x=1&amp;y=2'/></body></opml>"
                    .utf8))
        #expect(list.feeds.map(\.title) == ["A 'b' & <c> \"d\""] && list.damage == [])
        #expect(list.feeds.map(\.address) == ["https://a.kz/?x=1&y=2"])
    }

    @Test func listsGoThereAndBackWithTheirFolders() throws {
        let list = OPML(
            title: "Қала & \"жаңалық\"",
            feeds: [
                .init(
                    title: "<One>", address: "https://a.kz/rss?a=1&b=2", site: "https://a.kz/",
                    folders: ["Қала", "Ауа"]),
                .init(title: "Two", address: "https://b.kz/rss", folders: ["Қала"]),
                .init(title: "Three", address: "https://c.kz/rss"),
            ])
        let back = try OPML(Array(list.xml.utf8))
        #expect(back.damage == [] && !back.isCut && back.leftOut == [])
        #expect(back.title == list.title && Set(back.feeds) == Set(list.feeds) && back.feeds.count == 3)
    }

    @Test func listsOfOtherProgramsAreRead() throws {
        let list = try OPML(
            Array(
                """
                <opml version="1.0"><body><outline text="Folder"><outline text="A" xmlurl="http://a.kz/rss"/>
                <outline title="B" xmlURL="http://b.kz/rss" htmlURL="http://b.kz/"/><outline text="empty"/></outline></body></opml>
                """.utf8))
        #expect(list.feeds.map(\.title) == ["A", "B"] && list.feeds.allSatisfy { $0.folders == ["Folder"] })
        #expect(list.leftOut.map(\.name) == ["empty"])
        #expect(throws: FeedError.self) { try OPML(Array("<html/>".utf8)) }
        #expect(throws: FeedError.self) { try OPML([]) }
    }
}
