import Markup
import Testing

/// What a page of ours shows of others' HTML.
@Suite struct SafeHTMLTests {
    @Test(arguments: [
        ("<p>One <b>two</b></p>", "<p>One <b>two</b></p>"),
        ("<P onclick='x()' style='color:red' class=c>One", "<p>One</p>"),
        ("<ul><li>a<li>b</ul>", "<ul><li>a</li><li>b</li></ul>"),
        (
            "<a href='https://a.kz/?x=1&amp;y=\"'>l</a>",
            "<a href=\"https://a.kz/?x=1&amp;y=&quot;\" rel=\"nofollow noopener noreferrer\">l</a>"
        ),
        ("<a href=HttPs://a.kz/B>l</a>", "<a href=\"https://a.kz/B\" rel=\"nofollow noopener noreferrer\">l</a>"),
        ("<h1>Big</h1>", "<h4>Big</h4>"), ("a &lt;b&gt; &amp; c", "<p>a &lt;b&gt; &amp; c</p>"),
        ("<table><tr><td>1</td></tr></table>", "<table><tr><td>1</td></tr></table>"),
        ("a<br>b<hr/>", "<p>a<br>b</p><hr>"), ("<img src=https://t.kz/pixel.gif alt=x>", ""), ("   ", ""), ("", ""),
        ("<b><i>x</b>y</i>", "<b><i>x</i></b>y"),
    ])
    func whatIsOnTheListIsShown(html: String, shown: String) {
        let clean = SafeHTML.clean(html)
        #expect(clean == shown || "<p>\(clean)</p>" == shown, "\(clean)")
    }

    private static let attacks = [
        "<script>alert(1)</script>", "<svg/onload=alert(1)>", "<svg><script>alert(1)</script></svg>",
        "<img src=x onerror=alert(1)>", "<a href=javascript:alert(1)>x</a>",
        "<a href=' &#x6A;avascript:alert(1)'>x</a>",
        "<a href='java\nscript:alert(1)'>x</a>", "<a href='data:text/html,<script>1</script>'>x</a>",
        "<a href='https://a.kz/\"onmouseover=alert(1)'>x</a>", "</title><script>alert(1)</script>",
        "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>", "<style>@import 'x'</style>",
        "<iframe src=https://a.kz>", "<form action=https://a.kz><input name=a><button>b</button></form>",
        "<base href=https://evil.example/>", "<meta http-equiv=refresh content='0;url=https://a.kz'>",
        "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
        "<p style=\"background:url(javascript:1)\">x",
        "<!--><img src=x onerror=alert(1)>-->", "<![CDATA[<script>alert(1)</script>]]>",
        "<template><script>1</script></template>",
        "<object data=x><embed src=y><applet code=z>", "<textarea><script>alert(1)</script></textarea>",
        "<scr<script>ipt>alert(1)</scr</script>ipt>", "<p\u{0}onclick=x>y", "&lt;script&gt;alert(1)&lt;/script&gt;",
        "<x onclick=alert(1)>y</x>", "<a href=\"https://a.kz\" target=_blank onclick=x>z</a>",
        "<div style=display:none>x",
    ]

    @Test(arguments: attacks)
    func nothingThatActsIsLeft(html: String) throws {
        for html in [html, "<p>\(html)</p>", "<table><tr><td>\(html)", "\(html)\(html)"] {
            try expectSafe(SafeHTML.clean(html))
        }
    }

    @Test func aMillionOpenElementsAreClosedInTheirOrder() throws {
        for tag in ["<div>", "<b>", "<table><tr><td>", "<ul><li>", "</div>", "<a href=https://a.kz>"] {
            try expectSafe(SafeHTML.clean(String(repeating: tag, count: 20_000) + "x"))
        }
    }

    @Test func aTextIsShownInItsParagraphs() {
        #expect(
            SafeHTML.paragraphs("One <b>\ntwo\n\n\n\nthree & 'four'")
                == "<p>One &lt;b&gt;<br>two</p><p>three &amp; &#39;four&#39;</p>")
        #expect(SafeHTML.paragraphs(" \n ") == "")
    }

    /// Reads the result by its grammar: text without markup, tags of the list, one attribute form, all closed.
    private func expectSafe(_ html: String) throws {
        var open: [Substring] = []
        var rest = html[...]
        while let mark = rest.firstIndex(of: "<") {
            let end = try #require(rest[mark...].firstIndex(of: ">"), "\(html)")
            let tag = rest[rest.index(after: mark)..<end]
            rest = rest[rest.index(after: end)...]
            if tag == "br" || tag == "hr" { continue }
            if tag.hasPrefix("/") {
                #expect(open.popLast() == tag.dropFirst(), "\(html)")
                continue
            }
            if tag.hasPrefix("a ") {
                let attribute = try #require(
                    tag.wholeMatch(of: /a href="https?:\/\/[^"<>\s]*" rel="nofollow noopener noreferrer"/))
                _ = attribute
                open.append("a")
                continue
            }
            #expect(tag.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }, "\(tag)")
            #expect(
                !["script", "style", "svg", "iframe", "form", "input", "img", "base", "meta", "object"].contains(tag))
            open.append(tag)
        }
        #expect(open.isEmpty, "\(open.count) elements stay open")
        #expect(!html.contains("\u{0}"))
    }
}
