import FeedParsing
import Foundation
import Testing

/// Made feeds, one behaviour each: the name is the claim, and what is named of the first entry must be read.
@Suite struct MadeFeedsTests {
    struct Made: CustomTestStringConvertible, Sendable {
        var testDescription: String
        var bytes: [UInt8]
        var type: String?
        var id: String?
        var title: String?
        var link: String?
        var author: String?
        var text: String?
        var language: String?
        var attachment: String?
        var isDamaged = false

        init(
            _ claim: String, _ text: String, as encoding: String.Encoding = .utf8, type: String? = nil,
            id: String? = nil,
            title: String? = nil, link: String? = nil, author: String? = nil, says: String? = nil,
            language: String? = nil,
            attachment: String? = nil, isDamaged: Bool = false
        ) {
            testDescription = claim
            bytes = text.data(using: encoding).map { Array($0) } ?? []
            (self.type, self.id, self.title, self.link, self.author) = (type, id, title, link, author)
            (self.text, self.language, self.attachment, self.isDamaged) = (says, language, attachment, isDamaged)
        }
    }

    /// RSS 2.0 around an item, with the modules' usual names.
    private static func item(_ inner: String, _ declaration: String = "") -> String {
        """
        \(declaration)<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" \
        xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" \
        xmlns:media="http://search.yahoo.com/mrss/" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" \
        xmlns:georss="http://www.georss.org/georss" xmlns:slash="http://purl.org/rss/1.0/modules/slash/" \
        xmlns:thr="http://purl.org/syndication/thread/1.0" xmlns:atom="http://www.w3.org/2005/Atom" \
        xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0"><channel><title>T</title><language>ru</language>\
        <item>\(inner)</item></channel></rss>
        """
    }

    private static func atom(_ inner: String, space: String = "http://www.w3.org/2005/Atom") -> String {
        "<feed xmlns=\"\(space)\"><title>T</title><entry><id>urn:1</id>\(inner)</entry></feed>"
    }

    static let dialects: [Made] = [
        Made(
            "RSS 0.90",
            "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" xmlns=\"http://my.netscape.com/rdf/simple/0.9/\"><channel><title>T</title></channel><item><title>One</title><link>http://a.kz/1</link></item></rdf:RDF>",
            title: "One", link: "http://a.kz/1"),
        Made(
            "RSS 0.91",
            "<rss version=\"0.91\"><channel><item><title>One</title><description>Two</description></item></channel></rss>",
            title: "One", says: "Two"),
        Made(
            "RSS 0.92 with an enclosure",
            "<rss version=\"0.92\"><channel><item><description>Two</description><enclosure url=\"http://a.kz/a.mp3\" length=\"1\" type=\"audio/mpeg\"/></item></channel></rss>",
            says: "Two", attachment: "http://a.kz/a.mp3"),
        Made(
            "Atom 0.3",
            atom(
                "<title mode=\"escaped\">&lt;i&gt;One&lt;/i&gt;</title><link rel=\"alternate\" href=\"http://a.kz/1\"/><author><name>A</name></author>",
                space: "http://purl.org/atom/ns#"), id: "urn:1", title: "One", link: "http://a.kz/1", author: "A"),
        Made(
            "JSON Feed 1",
            "{\"version\":\"https://jsonfeed.org/version/1\",\"title\":\"T\",\"items\":[{\"id\":\"1\",\"author\":{\"name\":\"A\"},\"content_text\":\"One\"}]}",
            id: "1", author: "A", says: "One"),
        Made(
            "JSON Feed 1.1",
            "{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":\"T\",\"items\":[{\"id\":\"1\",\"authors\":[{\"name\":\"A\"}],\"language\":\"kk\",\"content_html\":\"<p>One\"}]}",
            id: "1", author: "A", says: "One", language: "kk"),
        Made(
            "CDF",
            "<CHANNEL HREF=\"http://a.kz/\"><TITLE>T</TITLE><ITEM HREF=\"http://a.kz/1\"><TITLE>One</TITLE></ITEM></CHANNEL>",
            title: "One", link: "http://a.kz/1"),
    ]

    static let modules: [Made] = [
        Made(
            "content:encoded is the whole article",
            item(
                "<description>short</description><content:encoded>&lt;p&gt;the whole article&lt;/p&gt;</content:encoded>"
            ), says: "the whole article"),
        Made(
            "turbo:content is the whole article",
            item(
                "<description>short</description><turbo:content xmlns:turbo=\"http://turbo.yandex.ru\"><![CDATA[<p>the whole article</p>]]></turbo:content>"
            ), says: "the whole article"),
        Made("dc:creator is the author", item("<dc:creator>A</dc:creator>"), author: "A"),
        Made("dcterms:abstract is a summary", item("<dcterms:abstract>One</dcterms:abstract>"), says: "One"),
        Made(
            "media:content is an attachment and its words are nobody's while there are others",
            item(
                "<description>One</description><media:content url=\"http://a.kz/a.jpg\" type=\"image/jpeg\"><media:description>a very long description of the picture</media:description></media:content>"
            ), says: "One", attachment: "http://a.kz/a.jpg"),
        Made(
            "itunes:author and summary", item("<itunes:author>A</itunes:author><itunes:summary>One</itunes:summary>"),
            author: "A", says: "One"),
        Made(
            "georss and slash say nothing that an entry says",
            item(
                "<link>http://a.kz/1</link><georss:point>43.2 76.9</georss:point><slash:comments>12</slash:comments><slash:section>x</slash:section><description>One</description>"
            ), link: "http://a.kz/1", says: "One"),
        Made(
            "a thread's parent is not the entry",
            atom(
                "<thr:in-reply-to xmlns:thr=\"http://purl.org/syndication/thread/1.0\" ref=\"urn:0\" href=\"http://a.kz/0\"/><link href=\"http://a.kz/1\"/><title>One</title>"
            ), id: "urn:1", title: "One", link: "http://a.kz/1"),
        Made(
            "feedburner's own address is not the entry's",
            item("<link>http://feedproxy.example/~r/1</link><feedburner:origLink>http://a.kz/1</feedburner:origLink>"),
            link: "http://a.kz/1"),
        Made(
            "xml:base of an entry",
            "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:base=\"http://a.kz/x/\"><entry xml:base=\"y/\"><id>urn:1</id><link href=\"z\"/></entry></feed>",
            link: "http://a.kz/x/y/z"),
        Made(
            "xml:lang of an entry",
            atom("<title>One</title>").replacingOccurrences(of: "<entry>", with: "<entry xml:lang=\"kk\">"),
            title: "One", language: "kk"),
        Made("the channel's language is the item's", item("<title>One</title>"), title: "One", language: "ru"),
        Made("Atom's text is no HTML", atom("<content type=\"text\">1 &lt; 2 &amp; 3</content>"), says: "1 < 2 & 3"),
        Made(
            "Atom's html is", atom("<content type=\"html\">&lt;p&gt;One&lt;/p&gt;&lt;p&gt;Two&lt;/p&gt;</content>"),
            says: "One\n\nTwo"),
        Made(
            "Atom's xhtml",
            atom(
                "<content type=\"xhtml\"><div xmlns=\"http://www.w3.org/1999/xhtml\"><p>One<br/>Two</p></div></content>"
            ), says: "One\nTwo"),
        Made(
            "Atom's base64 that is a text",
            atom(
                "<content type=\"text/html\" mode=\"base64\">\(Data("<p>Қала</p>".utf8).base64EncodedString())</content>",
                space: "http://purl.org/atom/ns#"), says: "Қала"),
        Made(
            "Atom's base64 that is a picture",
            atom("<title>One</title><content type=\"image/png\">iVBORw0KGgoAAAANSUhEUgAA</content>"), title: "One"),
        Made(
            "Atom's content elsewhere",
            atom("<title>One</title><content src=\"http://a.kz/film.mp4\" type=\"video/mp4\"/>"), title: "One",
            attachment: "http://a.kz/film.mp4"),
        Made(
            "Atom within RSS", item("<atom:link href=\"http://a.kz/1\"/><atom:summary>One</atom:summary>"),
            link: "http://a.kz/1", says: "One"),
        Made("a link that is none is none", item("<title>One</title><link>javascript:alert(1)</link>"), title: "One"),
    ]

    static let wrong: [Made] = [
        Made("an undeclared entity", item("<title>a &unknown; b</title>"), title: "a &unknown; b"),
        Made(
            "HTML's entities", item("<title>&laquo;Қала&raquo; &ndash; 1&nbsp;км</title>"), title: "«Қала» – 1\u{A0}км"),
        Made(
            "an undeclared prefix",
            "<rss><channel><item><dc:creator>A</dc:creator><content:encoded>One</content:encoded></item></channel></rss>",
            author: "A", says: "One"),
        Made(
            "bytes before the prolog", "\u{FEFF}\n\n " + item("<title>One</title>", "<?xml version=\"1.0\"?>"),
            title: "One"),
        Made("a control character", item("<title>On\u{8}e</title>"), title: "One", isDamaged: true),
        Made("a letter that XML knows not", item("<title>One&#0;&#xD800;&#xFFFE;</title>"), title: "One"),
        Made(
            "elements closed in the wrong order", item("<title>One</title><description><b>Two</description></b>"),
            title: "One", isDamaged: true),
        Made(
            "two roots", item("<title>One</title>") + "<rss><channel><item><title>Two</title></item></channel></rss>",
            title: "One", isDamaged: true),
        Made(
            "nothing closed at the end", "<rss><channel><item><title>One</title></item><item><title>Two", title: "One",
            isDamaged: true),
        Made(
            "CDATA within CDATA's text", item("<description><![CDATA[One <![CDATA[ two]]></description>"),
            says: "One <![CDATA[ two"),
    ]

    private static let cyrillic = "Жаңа жол салынды: проезд закрыт"
    private static let russian = "Новости города: школа, больница и площадь"
    private static func declared(_ charset: String) -> String { "<?xml version=\"1.0\" encoding=\"\(charset)\"?>" }

    static let charsets: [Made] = [
        Made(
            "UTF-8 in a label of windows-1251", item("<title>\(russian)</title>", declared("windows-1251")),
            title: russian, isDamaged: true),
        Made(
            "windows-1251 in a label of utf-8", item("<title>\(russian)</title>", declared("utf-8")),
            as: .windowsCP1251, title: russian, isDamaged: true),
        Made(
            "windows-1251 by its declaration", item("<title>\(russian)</title>", declared("cp-1251")),
            as: .windowsCP1251, title: russian),
        Made(
            "windows-1251 by HTTP against the declaration", item("<title>\(russian)</title>", declared("iso-8859-1")),
            as: .windowsCP1251, type: "text/xml; charset=windows-1251", title: russian),
        Made("UTF-16 with a mark", item("<title>\(cyrillic)</title>", declared("utf-16")), as: .utf16, title: cyrillic),
        Made(
            "UTF-16 without a mark", item("<title>\(cyrillic)</title>", declared("utf-16")), as: .utf16LittleEndian,
            title: cyrillic),
        Made(
            "UTF-16, its high bytes first, without a mark", item("<title>\(cyrillic)</title>"), as: .utf16BigEndian,
            title: cyrillic),
        Made(
            "ISO 8859-5", item("<title>\(russian)</title>", declared("iso-8859-5")),
            as: .init(rawValue: CFCompatible.iso88595), title: russian),
    ].filter { !$0.bytes.isEmpty }

    private enum CFCompatible {
        /// Foundation's number for a charset that it has no name for; where it cannot write it, the row is left out.
        static let iso88595: UInt = 0x8000_0205
    }

    @Test(arguments: dialects) func everyDialectIsRead(_ made: Made) throws { try check(made) }
    @Test(arguments: modules) func theModulesInUseAreRead(_ made: Made) throws { try check(made) }
    @Test(arguments: wrong) func whatIsWrongIsReadAsFarAsItCanBe(_ made: Made) throws { try check(made) }
    @Test(arguments: charsets) func lettersAreReadWhateverTheLabelSays(_ made: Made) throws { try check(made) }

    private func check(_ made: Made) throws {
        let feed = try FeedParser.parse(
            made.bytes, contentType: made.type, base: "http://a.kz/feed", zone: .fixed(18_000))
        let entry = try #require(feed.entries.first)
        if let id = made.id { #expect(entry.id == id) }
        if let title = made.title { #expect(entry.title == title) }
        #expect(made.link == nil ? entry.link.map { $0.hasPrefix("http") } ?? true : entry.link == made.link)
        if let author = made.author { #expect(entry.author == author) }
        if let text = made.text { #expect(entry.text == text) }
        if let language = made.language { #expect(entry.language == language) }
        if let attachment = made.attachment { #expect(entry.attachments.map(\.url) == [attachment]) }
        if made.isDamaged { #expect(!feed.damage.isEmpty) }
    }
}
