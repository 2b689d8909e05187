import FeedParsing
import Foundation
import Testing

/// Feeds that are broken where many are: the name is the claim, and all entries named must be read.
@Suite struct MendedFeedsTests {
    struct Made: CustomTestStringConvertible, Sendable {
        var testDescription: String
        var text: String
        /// Titles of all entries.
        var titles: [String?]
        /// What stands in `damage`, nil for none.
        var damage: String?
        var isTruncated = false
        var encoding: String.Encoding = .utf8

        init(
            _ claim: String, _ text: String, _ titles: [String?], damage: String? = nil, isTruncated: Bool = false,
            as encoding: String.Encoding = .utf8
        ) {
            (testDescription, self.text, self.titles, self.damage) = (claim, text, titles, damage)
            (self.isTruncated, self.encoding) = (isTruncated, encoding)
        }
    }

    private static func rss(_ inner: String) -> String { "<rss><channel><title>T</title>\(inner)</channel></rss>" }

    private static let two = "<item><title>one</title></item><item><title>two</title></item>"

    static let declared: [Made] = [
        Made(
            "RSS 1.0 with HTML's entities declared",
            """
            <!DOCTYPE rdf:RDF [<!ENTITY % HTMLlat1 PUBLIC "-//W3C//ENTITIES Latin 1 for XHTML//EN" "http://a/x.ent">
            %HTMLlat1;]><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" \
            xmlns="http://purl.org/rss/1.0/"><item><title>a&nbsp;b</title></item></rdf:RDF>
            """, ["a\u{A0}b"], damage: "declares its own entities"),
        Made("an empty subset", "<!DOCTYPE rss []>" + rss(two), ["one", "two"], damage: "declares"),
        Made(
            "brackets in quotes, comments and instructions",
            "<!DOCTYPE rss [<!ENTITY a \"]>\"><!-- ]> --><?x ]> ?><!ATTLIST item id ID #IMPLIED> ] >" + rss(two),
            ["one", "two"], damage: "declares"),
        Made("a subset that is never closed", "<!DOCTYPE rss [<!ENTITY a 'b'>" + rss(two), ["one", "two"]),
        Made(
            "an entity of its own stays as it is written",
            "<!DOCTYPE r [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\"><!ENTITY c SYSTEM \"file:///etc/passwd\">]>"
                + rss("<item><title>x&b;&c;</title></item>"), ["x&b;&c;"], damage: "declares"),
        Made(
            "a document type without a subset is no damage", "<!DOCTYPE rss SYSTEM \"a.dtd\">" + rss(two),
            ["one", "two"]),
    ]

    static let unclosed: [Made] = [
        Made(
            "an item in an item", rss("<item><title>one</title><item><title>two</title></item>" + two),
            ["one", "two", "one", "two"], damage: "not closed"),
        Made(
            "an entry in an entry",
            "<feed xmlns=\"http://www.w3.org/2005/Atom\"><entry><title>one</title><entry><title>two</title></entry></feed>",
            ["one", "two"], damage: "not closed"),
        Made(
            "an entry in an entry's content is content",
            "<feed xmlns=\"http://www.w3.org/2005/Atom\"><entry><title>one</title><content type=\"application/xml\"><entry><title>two</title></entry></content></entry></feed>",
            ["one"]),
        Made(
            "a title", rss("<item><title>one<guid>1</guid><description>d</description></item><item><title>two</item>"),
            ["one", "two"], damage: "not closed"),
        Made(
            "character data, and the rest has none",
            rss("<item><title>one</title><description><![CDATA[x</description></item><item><title>two</title></item>"),
            ["one", "two"], damage: "character data"),
        Made(
            "character data, and the rest has some",
            rss(
                "<item><description><![CDATA[x</description><title>one</title></item><item><title><![CDATA[two]]></title></item>"
            ), ["one", "two"], damage: "character data"),
        Made(
            "a comment", rss("<item><title>one</title><!-- x </item><item><title>two</title></item>"), ["one", "two"],
            damage: "comment"),
        Made("a comment that is closed may hold items", rss("<!-- \(two) -->" + two), ["one", "two"]),
        Made(
            "character data that is closed may hold an item's end",
            rss("<item><description><![CDATA[</item>]]></description><title>one</title></item>"), ["one"]),
    ]

    static let roots: [Made] = [
        Made(
            "the second root's entries are read", rss(two) + rss("<item><title>three</title></item>"),
            ["one", "two", "three"], damage: "behind its end"),
        Made(
            "a feed written twice has its entries once", rss(two) + rss(two), ["one", "two"], damage: "behind its end"),
        Made(
            "items behind an end that came too early",
            "<rss><channel><item><title>one</title></item></channel></rss><item><title>two</title></item></channel></rss>",
            ["one", "two"], damage: "behind its end"),
    ]

    private static func json(_ items: String) -> String {
        "{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":\"T\",\"items\":[\(items)]}"
    }

    private static let pair = "{\"id\":\"1\",\"title\":\"one\"},{\"id\":\"2\",\"title\":\"two\"}"

    static let notation: [Made] = [
        Made(
            "a bare line break", json("{\"id\":\"1\",\"content_text\":\"a\nb\",\"title\":\"one\ttwo\"}"), ["one two"],
            damage: "bare"),
        Made(
            "escapes that there are none of", json("{\"id\":\"1\",\"title\":\"a\\qb \\x41 \\u12\"}"),
            ["a\\qb A \\u12"], damage: "escapes"),
        Made(
            "quotes within a string", json("{\"id\":\"1\",\"title\":\"не работает \"лифт\" дома\"}"),
            ["не работает \"лифт\" дома"], damage: "quote"),
        Made(
            "cut in an item", String(json(pair + ",{\"id\":\"3\",\"title\":\"thr").dropLast(2)), ["one", "two"],
            damage: "in the middle", isTruncated: true),
        Made(
            "cut behind an item", String(json(pair).dropLast(2)), ["one", "two"], damage: "in the middle",
            isTruncated: true),
        Made("words behind it", json(pair) + "\n<!-- 0.1 s -->", ["one", "two"], damage: "behind its end"),
        Made("a guard before it", ")]}'\n" + json(pair), ["one", "two"], damage: "before it"),
        Made("a warning before it", "<b>Warning</b>: x\n" + json(pair), ["one", "two"], damage: "before it"),
        Made("a comma too many", json(pair + ","), ["one", "two"], damage: "comma"),
        Made("a mark before it is no damage", "\u{FEFF}" + json(pair), ["one", "two"]),
        Made("UTF-16 with a mark", json(pair), ["one", "two"], as: .utf16),
        Made("UTF-16 without a mark", json(pair), ["one", "two"], as: .utf16LittleEndian),
    ]

    @Test(arguments: declared) func whatADocumentDeclaresIsPassedOver(_ made: Made) throws { try check(made) }
    @Test(arguments: unclosed) func whatIsNotClosedCostsNoOtherEntry(_ made: Made) throws { try check(made) }
    @Test(arguments: roots) func whatStandsBehindTheEndIsRead(_ made: Made) throws { try check(made) }
    @Test(arguments: notation) func brokenJSONIsReadAsFarAsItCanBe(_ made: Made) throws { try check(made) }

    private func check(_ made: Made) throws {
        let bytes = Array(try #require(made.text.data(using: made.encoding)))
        let feed = try FeedParser.parse(bytes, contentType: nil, base: "http://a.kz/feed", zone: .fixed(18_000))
        #expect(feed.entries.map(\.title) == made.titles)
        #expect(feed.isTruncated == made.isTruncated)
        if let damage = made.damage {
            #expect(feed.damage.contains { $0.contains(damage) }, "\(feed.damage)")
        }
        if made.testDescription.hasSuffix("no damage") { #expect(feed.damage.isEmpty, "\(feed.damage)") }
    }

    /// Each of these made a parser read the rest of the document again and again.
    @Test(
        .timeLimit(.minutes(1)),
        arguments: [
            "<![CDATA[", "<!--", "<item><![CDATA[</x>", "<item><t><!--</t>", "<!DOCTYPE a [", "<item>", "<!a '",
        ])
    func repeatedBeginningsTakeNoLongerThanOnes(_ beginning: String) throws {
        let many = "<rss><channel>" + String(repeating: beginning, count: 20_000) + "</item>]]>--></channel></rss>"
        _ = try? FeedParser.parse(Array(many.utf8), contentType: nil, base: nil, zone: .utc)
    }

    @Test func textThatSaysThatItIsTextIsNoHTML() throws {
        let feed = try FeedParser.parse(
            Array(
                """
                <feed xmlns="http://www.w3.org/2005/Atom"><entry><title type="text">1 &lt;b&gt; 2</title>\
                <content type="text/plain">a &lt;b&gt;\n\nc</content></entry><entry><title>two</title>\
                <content type="image/svg+xml"><svg xmlns="http://www.w3.org/2000/svg"><text>no</text></svg></content>\
                </entry></feed>
                """.utf8), contentType: nil, base: nil, zone: .utc)
        #expect(feed.entries.map(\.title) == ["1 <b> 2", "two"])
        #expect(feed.entries.map(\.text) == ["a <b>\n\nc", nil])
    }

    @Test func channelsWithinChannelsAreRead() throws {
        let feed = try FeedParser.parse(
            Array(
                """
                <!DOCTYPE Channel SYSTEM "http://a/Channel.dtd"><CHANNEL HREF="http://a/" BASE="http://a/b/">\
                <TITLE>T</TITLE><ITEM HREF="one.html" LASTMOD="1998-11-05T22:12"><TITLE>one</TITLE>\
                <ABSTRACT>first</ABSTRACT></ITEM><CHANNEL HREF="sub/"><TITLE>sub</TITLE><ITEM><A HREF="two.html">x</A>\
                <TITLE VALUE="two"/><ABSTRACT VALUE="second"/></ITEM></CHANNEL></CHANNEL>
                """.utf8), contentType: nil, base: nil, zone: .utc)
        #expect(feed.format == .cdf && feed.title == "T" && feed.link == "http://a/")
        #expect(feed.entries.map(\.title) == ["one", "two"])
        #expect(feed.entries.map(\.link) == ["http://a/b/one.html", "http://a/b/two.html"])
        #expect(feed.entries.map(\.text) == ["first", "second"])
        #expect(feed.entries[0].updated == FeedDate.read("1998-11-05T22:12", zone: .utc))
    }

    @Test(arguments: [
        ("\u{FEFF}<?xml version=\"1.0\"?><rss/>", true), ("\u{FEFF}{\"version\":1}", true), (" \n<rss/>", true),
        ("Warning: mysql_connect() in /x.php on line 3<br />\n<?xml version=\"1.0\"?>\n<rss>", true),
        (")]}'\n{\"version\":\"https://jsonfeed.org/version/1\"}", true),
        ("Subject: x\n\n<?xml version=\"1.0\"?>", false),
    ])
    func aFileIsToldByItsBeginning(_ head: String, _ isFeed: Bool) {
        #expect(FeedParser.isFeed(Array(head.utf8)) == isFeed)
    }
}
