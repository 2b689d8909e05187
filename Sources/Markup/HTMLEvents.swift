import CLibXML2

/// libxml2's HTML parser, its events handed to a writer. Only here do its pointers live.
final class HTMLEvents {
    private var writer: HTMLTextWriter

    private init(_ writer: HTMLTextWriter) { self.writer = writer }

    /// Reads HTML in UTF-8.
    static func run(_ bytes: [UInt8], into writer: inout HTMLTextWriter) {
        _ = start
        let events = HTMLEvents(writer)
        writer = HTMLTextWriter()
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
        writer = events.writer
    }

    private static let start: Void = xmlInitParser()

    private static func of(_ context: UnsafeMutableRawPointer?) -> HTMLEvents? {
        context.map { Unmanaged<HTMLEvents>.fromOpaque($0).takeUnretainedValue() }
    }

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
        writer.begin(String(cString: name).lowercased(), link: link, isHidden: isHidden)
    }

    private func end(_ name: UnsafePointer<xmlChar>?) {
        if let name { writer.end(String(cString: name).lowercased()) }
    }

    private func add(_ text: UnsafePointer<xmlChar>?, _ count: Int) {
        if let text, count > 0 { writer.text(UnsafeBufferPointer(start: text, count: count)) }
    }
}
