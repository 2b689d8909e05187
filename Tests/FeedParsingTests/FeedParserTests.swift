import FeedParsing
import Foundation
import Testing

/// One fixture for each dialect and each habit of feeds, with what must be read from it.
@Suite struct FeedParserTests {
    private func parse(
        _ text: String, type: String? = nil, base: String? = "https://example.kz/feed", zone: FeedZone = .fixed(18_000)
    ) throws -> ParsedFeed {
        try FeedParser.parse(Array(text.utf8), contentType: type, base: base, zone: zone)
    }

    @Test func rss2IsReadWithItsModules() throws {
        let feed = try parse(
            """
            <rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" \
            xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Қала</title><link>https://example.kz/</link>
            <ttl>90</ttl><item><title>Жылу &amp; жарық</title><link>/a?x=1</link><guid isPermaLink="false">n-1</guid>
            <dc:creator>А. Автор</dc:creator><pubDate>Mon, 23 Nov 2026 10:00:00 +0500</pubDate>
            <description>short</description><content:encoded><![CDATA[<p>Бір</p><p>Екі<script>x()</script></p>]]></content:encoded>
            <enclosure url="https://example.kz/a.mp3" type="audio/mpeg" length="12"/></item></channel></rss>
            """)
        let entry = try #require(feed.entries.first)
        #expect(feed.format == .rss && feed.title == "Қала" && feed.ttlMinutes == 90 && feed.damage.isEmpty)
        #expect(entry.title == "Жылу & жарық" && entry.id == "n-1" && entry.link == "https://example.kz/a?x=1")
        #expect(entry.author == "А. Автор" && entry.text == "Бір\n\nЕкі")
        #expect(entry.published == Date(timeIntervalSince1970: 1_795_410_000))
        #expect(entry.attachments.first?.url == "https://example.kz/a.mp3")
    }

    @Test func atomIsReadWithItsLanguagesAndBases() throws {
        let feed = try parse(
            """
            <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="kk" xml:base="https://a.kz/x/"><title>T</title>
            <entry><id>urn:1</id><title type="html">&lt;b&gt;Су&lt;/b&gt; жоқ</title><link href="y"/>
            <updated>2026-11-23T05:00:00Z</updated>
            <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Мәтін</p></div></content></entry></feed>
            """)
        let entry = try #require(feed.entries.first)
        #expect(feed.format == .atom && feed.language == "kk")
        #expect(entry.title == "Су жоқ" && entry.link == "https://a.kz/x/y" && entry.text == "Мәтін")
        #expect(entry.updated == Date(timeIntervalSince1970: 1_795_410_000))
    }

    @Test func rdfAndJSONFeedAreRead() throws {
        let rdf = try parse(
            """
            <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">
            <channel rdf:about="https://a.kz/"><title>T</title></channel>
            <item rdf:about="https://a.kz/1"><title>One</title><link>https://a.kz/1</link></item></rdf:RDF>
            """)
        #expect(rdf.format == .rdf && rdf.entries.map(\.title) == ["One"])
        let json = try parse(
            #"{"version":"https://jsonfeed.org/version/1.1","title":"T","items":[{"id":7,"content_html":"<p>Су <i>жоқ</i></p>","date_published":"2026-11-23T10:00:00+05:00"}]}"#
        )
        #expect(json.format == .json && json.entries.first?.id == "7" && json.entries.first?.text == "Су жоқ")
        #expect(json.entries.first?.published == Date(timeIntervalSince1970: 1_795_410_000))
    }

    @Test(arguments: [
        ("an unescaped ampersand", "<rss><channel><item><title>Ж & Ж</title></item></channel></rss>", "Ж & Ж"),
        ("an HTML entity", "<rss><channel><item><title>a&nbsp;&mdash; b</title></item></channel></rss>", "a\u{A0}— b"),
        (
            "bytes before the prolog",
            "\n <?xml version=\"1.0\"?><rss><channel><item><title>x</title></item></channel></rss>", "x"
        ),
        ("a control character", "<rss><channel><item><title>a\u{1}b</title></item></channel></rss>", "ab"),
        ("an unclosed element", "<rss><channel><item><title>x</title><b></item></channel></rss>", "x"),
    ])
    func whatIsWrongButCommonIsRead(name: String, text: String, title: String) throws {
        #expect(try parse(text).entries.first?.title == title, "\(name)")
    }

    @Test func wordsBehindVeryMuchMarkupAreNotLost() throws {
        let deep = String(repeating: "&lt;b&gt;&lt;div&gt;", count: 100_000)
        let feed = try parse(
            "<rss><channel><item><title>t</title><description>\(deep)яма на дороге</description></item></channel></rss>"
        )
        #expect(feed.entries.first?.text == "яма на дороге")
        #expect((feed.entries.first?.html?.utf8.count ?? 0) <= FeedLimits.text)
    }

    @Test(arguments: [
        (#"one \ud800 lone"#, "one \u{FFFD} lone"), (#"\udc00"#, "\u{FFFD}"), (#"\ud83d\ude00 \ud83d"#, "😀 \u{FFFD}"),
        (#"\\ud800"#, #"\ud800"#), (#"\ud800\u0041"#, "\u{FFFD}A"),
    ])
    func halvesOfLettersInJSONCostNoText(json: String, text: String) throws {
        let feed = try parse(
            "{\"version\":\"https://jsonfeed.org/version/1\",\"title\":\"T\",\"items\":[{\"id\":\"1\",\"content_text\":\"\(json)\"}]}"
        )
        #expect(feed.entries.first?.text == text)
    }

    @Test func aCutFeedGivesItsWholeEntriesAndSaysSo() throws {
        let feed = try parse("<rss><channel><item><title>1</title></item><item><title>2</title><descr")
        #expect(feed.entries.map(\.title) == ["1"] && feed.isTruncated)
    }

    @Test func windows1251InAUtf8LabelIsRead() throws {
        let text =
            "<?xml version=\"1.0\" encoding=\"utf-8\"?><rss><channel><item><title>Новости города</title></item></channel></rss>"
        let bytes = try #require(text.data(using: .windowsCP1251))
        let feed = try FeedParser.parse(Array(bytes), contentType: "text/xml; charset=utf-8", base: nil, zone: .utc)
        #expect(feed.entries.first?.title == "Новости города")
    }

    @Test(arguments: [
        "", "<!DOCTYPE html><html><body>Log in</body></html>",
        "<svg xmlns=\"http://www.w3.org/2000/svg\"/>", "plain words", "{\"a\":1}", "[[[[",
    ])
    func whatIsNoFeedIsRefused(text: String) {
        #expect(throws: FeedError.self) { try parse(text) }
    }

    @Test(arguments: [
        ("Mon, 23 Nov 2026 10:00:00 +0500", 1_795_410_000), ("23 Nov 26 05:00 GMT", 1_795_410_000),
        ("2026-11-23T10:00:00+05:00", 1_795_410_000), ("2026-11-23 10:00:00", 1_795_410_000),
        ("23 ноября 2026, 10:00", 1_795_410_000), ("2026 ж. 23 қараша 10:00", 1_795_410_000),
        ("1795410000", 1_795_410_000),
    ])
    func datesAreReadInTheZoneOfWhoReads(text: String, seconds: Double) {
        #expect(FeedDate.read(text, zone: .fixed(18_000)) == Date(timeIntervalSince1970: seconds), "\(text)")
    }

    @Test(arguments: ["", "yesterday", "31 Feb 2026 10:00 GMT", "2026-13-01", "Mon, 99 Nov 2026", "0000-00-00"])
    func whatIsNoDateIsNone(text: String) { #expect(FeedDate.read(text, zone: .utc) == nil, "\(text)") }
}
