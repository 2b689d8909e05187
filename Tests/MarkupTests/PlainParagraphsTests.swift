import Testing

@testable import Markup

/// The short way for simple HTML gives what the parser gives.
@Suite struct PlainParagraphsTests {
    private let pieces = [
        "<p>", "</p>", "<b>", "</b>", "<i>", "</i>", "<br>", "<br/>", "<br />", "<em>", "</em>", "One two", " ", "\n",
        "  x ",
        "&amp;", "&lt;b&gt;", "&quot;", "&#39;", "Қала", "\u{A0}", "—", "\t",
    ]

    @Test func itAgreesWithTheParserOnWhateverItTakes() {
        var state: UInt64 = 20_261_124
        func next(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        var taken = 0
        for _ in 0..<20_000 {
            var html = ""
            for _ in 0..<(1 + next(3)) {
                // Mostly well formed, or none of it would be taken.
                html += next(4) == 0 ? "" : "<p>"
                for _ in 0..<next(7) { html += pieces[next(pieces.count)] }
                html += next(4) == 0 ? "" : "</p>"
                if next(3) == 0 { html += "\n" }
            }
            guard let text = PlainParagraphs.text(Array(html.utf8)) else { continue }
            taken += 1
            #expect(text == HTMLEvents.text(HTMLText.prepared(Array(html.utf8))), "\(html.debugDescription)")
        }
        #expect(taken > 1000, "\(taken)")
    }

    @Test(arguments: [
        "<p class=x>a</p>", "<p>a", "a", "<p>a</p>b", "<p><b>a</p></b>", "<p>&nbsp;</p>", "<p>a<p>b</p>",
        "<p><a>b</a></p>",
        "<p>a\u{1}</p>", "<P>a</P>", "<p>a</p><script>b</script>", "<p>a<br", "<p>&", "<p><", "<p><b>a<b>c</b></b></p>",
    ])
    func theRestIsLeftToTheParser(html: String) { #expect(PlainParagraphs.text(Array(html.utf8)) == nil) }
}
