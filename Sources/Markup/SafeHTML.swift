/// HTML that a web page of ours may show: what is not on the list is not there.
///
/// The document is read by an HTML parser and written anew from its events, so nothing of the original's own spelling
/// reaches the page: every tag is one of ours, every text and attribute is escaped, everything that was opened is closed in
/// its order. There are no scripts, styles, forms, frames, pictures (they tell who reads) or classes; a link leads to http
/// or https and says nothing of where it was followed from. It goes into the content of a page's element, never into an
/// attribute or a script.
public enum SafeHTML {
    /// - Returns: HTML in UTF-8; empty if there is nothing to show. Never fails.
    public static func clean(_ html: String) -> String {
        var html = html
        if html.utf8.count > MarkupLimits.html {
            html = String(decoding: html.utf8.prefix(MarkupLimits.html), as: UTF8.self)
        }
        return HTMLEvents.safe(HTMLText.prepared(Array(html.utf8)))
    }

    /// A text as HTML: paragraphs where it has blank lines, line breaks where it has line ends.
    public static func paragraphs(_ text: String) -> String {
        guard !text.allSatisfy(\.isWhitespace) else { return "" }
        var writer = SafeHTMLWriter()
        writer.begin("p", link: nil, isHidden: false)
        var feeds = 0
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.allSatisfy(\.isWhitespace) {
                feeds = 2
                continue
            }
            if feeds > 1 {
                writer.end("p")
                writer.begin("p", link: nil, isHidden: false)
            } else if feeds == 1 {
                writer.begin("br", link: nil, isHidden: false)
            }
            writer.text(Array(line.utf8))
            feeds = 1
        }
        return writer.finish()
    }
}

/// Writes the elements that are on the list, from the parser's events.
struct SafeHTMLWriter {
    private var out: [UInt8] = []
    /// The elements that are open on the page, the outermost first.
    private var open: [String] = []
    /// For each element that is open in the original, whether it is open on the page too.
    private var original: [(name: String, isShown: Bool)] = []
    /// Elements that are open inside what is not shown, the outermost one included.
    private var hidden = 0

    /// As deep as elements lie on the page; what lies deeper is shown on that level.
    private static let deepest = 48

    /// Shown as they are.
    private static let shown: Set<String> = [
        "p", "br", "hr", "ul", "ol", "li", "dl", "dt", "dd", "blockquote", "pre", "code", "em", "strong", "b", "i", "u",
        "s", "sub", "sup", "small", "q", "cite", "del", "ins", "table", "thead", "tbody", "tfoot", "tr", "td", "th",
        "caption", "a",
    ]
    /// Shown as something quieter: the page's own headings are the page's.
    private static let instead: [String: String] = [
        "h1": "h4", "h2": "h4", "h3": "h4", "h4": "h5", "h5": "h6", "h6": "h6", "strike": "s", "div": "div",
        "section": "div", "article": "div", "figure": "div", "figcaption": "p", "center": "div", "address": "p",
        "tt": "code", "kbd": "code", "samp": "code", "dir": "ul", "menu": "ul",
    ]
    private static let void: Set<String> = ["br", "hr"]

    mutating func begin(_ name: String, link: String?, isHidden: Bool) {
        if hidden > 0 {
            if !HTMLElements.void.contains(name) { hidden += 1 }
            return
        }
        if HTMLElements.hidden.contains(name) || isHidden {
            if !HTMLElements.void.contains(name) { hidden = 1 }
            return
        }
        let shown = SafeHTMLWriter.shown.contains(name) ? name : SafeHTMLWriter.instead[name]
        if let shown, SafeHTMLWriter.void.contains(shown) {
            out += "<\(shown)>".utf8
            return
        }
        if HTMLElements.void.contains(name) { return }
        guard let shown, open.count < SafeHTMLWriter.deepest else {
            original.append((name, false))
            return
        }
        // A link without a target is only text.
        let target = shown == "a" ? link.flatMap { SafeHTMLWriter.target($0) } : nil
        guard shown != "a" || (target != nil && !open.contains("a")) else {
            original.append((name, false))
            return
        }
        original.append((name, true))
        open.append(shown)
        out += "<\(shown)".utf8
        if let target {
            out += " href=\"".utf8
            put(target.utf8)
            out += "\" rel=\"nofollow noopener noreferrer\"".utf8
        }
        out.append(0x3E)
    }

    mutating func end(_ name: String) {
        if hidden > 0 {
            if !HTMLElements.void.contains(name) { hidden -= 1 }
            return
        }
        // What was opened last is closed first; an end without a beginning ends nothing.
        guard let place = original.lastIndex(where: { $0.name == name }) else { return }
        while original.count > place {
            guard let last = original.popLast(), last.isShown, let tag = open.popLast() else { continue }
            out += "</\(tag)>".utf8
        }
    }

    mutating func text(_ bytes: some RandomAccessCollection<UInt8>) {
        if hidden == 0 { put(bytes) }
    }

    mutating func finish() -> String {
        while let tag = open.popLast() { out += "</\(tag)>".utf8 }
        let hasWords = out.contains { $0 > 0x20 }
        return hasWords ? UTF8Text.string(out) : ""
    }

    /// Escaped for an element's content and for an attribute in double quotes; no control characters.
    private mutating func put(_ bytes: some Collection<UInt8>) {
        for byte in bytes {
            switch byte {
            case 0x26: out += "&amp;".utf8
            case 0x3C: out += "&lt;".utf8
            case 0x3E: out += "&gt;".utf8
            case 0x22: out += "&quot;".utf8
            case 0x27: out += "&#39;".utf8
            case 0x09, 0x0A: out.append(byte)
            case 0...0x1F, 0x7F: continue
            default: out.append(byte)
            }
        }
    }

    /// An absolute address of the web; nil for `javascript:`, `data:`, what is relative, and what holds blanks.
    private static func target(_ link: String) -> String? {
        let bare = link.utf8.drop { $0 <= 0x20 }
        let text = String(decoding: bare, as: UTF8.self)
        let start = text.prefix(8).lowercased()
        guard start.hasPrefix("http://") || start.hasPrefix("https://"), text.utf8.count <= 2000,
            !text.utf8.contains(where: { $0 <= 0x20 || $0 == 0x7F })
        else { return nil }
        // A scheme's case says nothing (RFC 3986 §6.2.2.1).
        let scheme = start.hasPrefix("https") ? "https" : "http"
        return scheme + text.dropFirst(scheme.count)
    }
}
