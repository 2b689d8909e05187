import CLibXML2

/// libxml2's HTML parser, its events handed to a writer. Only here do its pointers live.
final class HTMLEvents {
    // One of the two. A C function knows no generics, and a protocol would cost a call for each piece of text.
    private var plain: HTMLTextWriter?
    private var safe: SafeHTMLWriter?

    private init(plain: HTMLTextWriter?, safe: SafeHTMLWriter?) {
        self.plain = plain
        self.safe = safe
    }

    /// Reads HTML in UTF-8 as text.
    static func text(_ bytes: [UInt8]) -> String {
        let events = HTMLEvents(plain: HTMLTextWriter(), safe: nil)
        events.run(bytes)
        return events.plain?.finish() ?? ""
    }

    /// Reads HTML in UTF-8 as HTML that is fit to be shown.
    static func safe(_ bytes: [UInt8]) -> String {
        let events = HTMLEvents(plain: nil, safe: SafeHTMLWriter())
        events.run(bytes)
        return events.safe?.finish() ?? ""
    }

    private func run(_ bytes: [UInt8]) {
        _ = HTMLEvents.start
        let events = self
        var sax = xmlSAXHandler()
        sax.startElement = { context, name, attributes in HTMLEvents.of(context)?.begin(name, attributes) }
        sax.endElement = { context, name in HTMLEvents.of(context)?.end(name) }
        sax.characters = { context, text, count in HTMLEvents.of(context)?.add(text, Int(count)) }
        sax.ignorableWhitespace = { context, text, count in HTMLEvents.of(context)?.add(text, Int(count)) }
        withExtendedLifetime(events) {
            let user = Unmanaged.passUnretained(events).toOpaque()
            guard let parser = htmlCreatePushParserCtxt(&sax, user, nil, 0, nil, XML_CHAR_ENCODING_UTF8) else { return }
            defer { htmlFreeParserCtxt(parser) }
            let options =
                HTML_PARSE_RECOVER.rawValue | HTML_PARSE_NOERROR.rawValue | HTML_PARSE_NOWARNING.rawValue
                | HTML_PARSE_NONET.rawValue | HTML_PARSE_IGNORE_ENC.rawValue | HTML_PARSE_COMPACT.rawValue
            htmlCtxtUseOptions(parser, Int32(options))
            bytes.withUnsafeBufferPointer { buffer in
                buffer.baseAddress?.withMemoryRebound(to: CChar.self, capacity: buffer.count) { text in
                    // All at once: in pieces the parser would look for the same closing marks again and again.
                    _ = htmlParseChunk(parser, text, Int32(buffer.count), 1)
                }
            }
        }
    }

    private static let start: Void = xmlInitParser()

    private static func of(_ context: UnsafeMutableRawPointer?) -> HTMLEvents? {
        context.map { Unmanaged<HTMLEvents>.fromOpaque($0).takeUnretainedValue() }
    }

    /// The parser has the name in lower case.
    private func begin(_ name: UnsafePointer<xmlChar>?, _ attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?) {
        guard let name else { return }
        var link: String?
        var isHidden = false
        var place = attributes
        // Names and values in turn, ended by a null.
        while let key = place?.pointee {
            let value = place?[1]
            place = place?.advanced(by: 2)
            switch String(cString: key) {
            case "href": link = value.map { String(cString: $0) }
            case "hidden": isHidden = true
            case "style":
                let style = (value.map { String(cString: $0) } ?? "").lowercased().filter { $0 != " " }
                isHidden =
                    isHidden || ["display:none", "visibility:hidden", "font-size:0"].contains { style.contains($0) }
            default: continue
            }
        }
        let element = String(cString: name)
        plain?.begin(element, link: link, isHidden: isHidden)
        safe?.begin(element, link: link, isHidden: isHidden)
    }

    private func end(_ name: UnsafePointer<xmlChar>?) {
        guard let name else { return }
        let element = String(cString: name)
        plain?.end(element)
        safe?.end(element)
    }

    private func add(_ text: UnsafePointer<xmlChar>?, _ count: Int) {
        guard let text, count > 0 else { return }
        let bytes = UnsafeBufferPointer(start: text, count: count)
        plain?.text(bytes)
        safe?.text(bytes)
    }
}
