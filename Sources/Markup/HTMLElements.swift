/// What a reader of text needs to know of HTML's elements (HTML §4, §15).
enum HTMLElements {
    /// Never closed.
    static let void: Set<String> = [
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
    ]
    /// Not for reading.
    static let hidden: Set<String> = [
        "script", "style", "head", "title", "template", "iframe", "object", "embed", "svg", "math", "canvas",
        "select", "textarea", "button", "audio", "video", "map", "applet", "noembed", "noframes",
    ]
    /// What tells that a text is HTML and no letter with a `<` in it.
    static let telling: Set<String> = [
        "a", "b", "i", "u", "p", "br", "hr", "em", "strong", "span", "font", "img", "html", "head", "body", "meta",
        "style",
        "script", "iframe", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd", "table", "tbody",
        "tr", "td",
        "th", "div", "pre", "code", "blockquote", "center", "small", "big", "sub", "sup", "section", "article",
        "figure",
        "cite", "q", "s", "strike", "del", "ins", "video", "audio", "abbr", "title", "link",
    ]
    /// Stand on lines of their own, with a blank line around.
    static let paragraphs: Set<String> = [
        "p", "ul", "ol", "dl", "table", "blockquote", "pre", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "figure", "form",
        "fieldset", "details",
    ]
    /// Stand on lines of their own.
    static let lines: Set<String> = [
        "div", "section", "article", "header", "footer", "aside", "nav", "main", "address", "li", "dt", "dd", "tr",
        "caption",
        "figcaption", "summary", "center", "body", "html", "tbody", "thead", "tfoot", "legend", "dir", "menu",
    ]

    /// To which of these an element belongs, found by one look instead of four.
    struct Traits: OptionSet {
        let rawValue: UInt8
        static let void = Traits(rawValue: 1)
        static let hidden = Traits(rawValue: 2)
        static let paragraph = Traits(rawValue: 4)
        static let line = Traits(rawValue: 8)
    }

    static func traits(of name: String) -> Traits { known[name] ?? [] }

    private static let known: [String: Traits] = {
        var known: [String: Traits] = [:]
        for (names, trait) in [(void, Traits.void), (hidden, .hidden), (paragraphs, .paragraph), (lines, .line)] {
            for name in names { known[name, default: []].insert(trait) }
        }
        return known
    }()
}
