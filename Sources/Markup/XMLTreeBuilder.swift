import CLibXML2

/// libxml2's SAX2 events made a tree. Only here do its pointers live.
final class XMLTreeBuilder {
    private var tree: XMLTree
    private var open: [Int] = []
    /// libxml2 keeps each name once: the pointer is the name.
    private var nameIDs: [UnsafePointer<xmlChar>: Int32] = [:]
    private var nameTexts: [String: Int32] = [:]
    private var spaceIDs: [String: Int32] = [:]
    private var lastSpace: (pointer: UnsafePointer<xmlChar>?, id: Int32) = (nil, -1)
    private var hasErrors = false
    /// Whether the last node is text that may go on.
    private var isInText = false

    private init(_ tree: XMLTree) { self.tree = tree }

    /// Reads a document that `XMLRepair` made.
    static func build(_ bytes: [UInt8], into tree: inout XMLTree) throws(MarkupError) {
        _ = start
        let builder = XMLTreeBuilder(tree)
        builder.tree.text.reserveCapacity(bytes.count / 2)
        var sax = xmlSAXHandler()
        sax.initialized = UInt32(XML_SAX2_MAGIC)
        sax.startElementNs = { context, name, prefix, uri, _, _, count, _, attributes in
            XMLTreeBuilder.of(context)?.begin(name, prefix, uri, Int(count), attributes)
        }
        sax.endElementNs = { context, _, _, _ in XMLTreeBuilder.of(context)?.end() }
        sax.characters = { context, text, count in XMLTreeBuilder.of(context)?.add(text, Int(count)) }
        sax.ignorableWhitespace = { context, text, count in XMLTreeBuilder.of(context)?.add(text, Int(count)) }
        sax.cdataBlock = { context, text, count in XMLTreeBuilder.of(context)?.add(text, Int(count)) }
        sax.serror = { context, error in
            // An undeclared prefix is no error of ours; such feeds are common and their meaning is plain.
            guard let error, error.pointee.domain != Int32(XML_FROM_NAMESPACE.rawValue) else { return }
            XMLTreeBuilder.of(context)?.hasErrors = true
        }
        let ok = withExtendedLifetime(builder) { () -> Bool in
            let user = Unmanaged.passUnretained(builder).toOpaque()
            guard let parser = xmlCreatePushParserCtxt(&sax, user, nil, 0, nil) else { return false }
            defer { xmlFreeParserCtxt(parser) }
            // NONET: nothing is fetched. RECOVER: what follows an error is read too. Never NOENT, DTDLOAD or HUGE.
            xmlCtxtUseOptions(
                parser, Int32(XML_PARSE_NONET.rawValue | XML_PARSE_RECOVER.rawValue | XML_PARSE_COMPACT.rawValue))
            xmlSwitchEncoding(parser, XML_CHAR_ENCODING_UTF8)
            bytes.withUnsafeBufferPointer { buffer in
                // Pieces of a megabyte: libxml2 counts in Int32 and looks ahead within a piece.
                var at = 0
                while at < buffer.count {
                    let size = min(1 << 20, buffer.count - at)
                    buffer.baseAddress?.advanced(by: at).withMemoryRebound(to: CChar.self, capacity: size) { piece in
                        _ = xmlParseChunk(parser, piece, Int32(size), 0)
                    }
                    at += size
                }
            }
            _ = xmlParseChunk(parser, nil, 0, 1)
            return true
        }
        guard ok else { throw .noMemory }
        while !builder.open.isEmpty { builder.end() }
        tree = builder.tree
        tree.hasErrors = builder.hasErrors
    }

    /// libxml2's own beginning, which is not safe to run twice at once.
    private static let start: Void = xmlInitParser()

    private static func of(_ context: UnsafeMutableRawPointer?) -> XMLTreeBuilder? {
        context.map { Unmanaged<XMLTreeBuilder>.fromOpaque($0).takeUnretainedValue() }
    }

    private func begin(
        _ name: UnsafePointer<xmlChar>?, _ prefix: UnsafePointer<xmlChar>?, _ uri: UnsafePointer<xmlChar>?,
        _ count: Int,
        _ attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?
    ) {
        isInText = false
        let from = Int32(tree.attributes.count)
        if let attributes {
            // Five pointers each: local name, prefix, URI, and the value's beginning and end.
            for index in 0..<count {
                let field = attributes + index * 5
                guard let start = field[3], let end = field[4] else { continue }
                tree.attributes.append(
                    XMLTree.Attribute(
                        name: nameID(field[0]), space: spaceID(field[1], field[2]),
                        value: XMLTreeBuilder.value(UnsafeBufferPointer(start: start, count: end - start))))
            }
        }
        open.append(tree.nodes.count)
        tree.nodes.append(
            XMLTree.Node(
                name: nameID(name), space: spaceID(prefix, uri), end: 0, from: from, to: Int32(tree.attributes.count)))
    }

    private func end() {
        isInText = false
        guard let index = open.popLast() else { return }
        tree.nodes[index].end = Int32(tree.nodes.count)
    }

    private func add(_ text: UnsafePointer<xmlChar>?, _ count: Int) {
        guard let text, count > 0, !open.isEmpty else { return }
        let from = Int32(tree.text.count)
        tree.text += UnsafeBufferPointer(start: text, count: count)
        let to = Int32(tree.text.count)
        // Text comes in pieces; one that goes on where the last one ended is the same.
        if isInText {
            tree.nodes[tree.nodes.count - 1].to = to
        } else {
            isInText = true
            tree.nodes.append(XMLTree.Node(name: -1, space: -1, end: Int32(tree.nodes.count + 1), from: from, to: to))
        }
    }

    private func nameID(_ name: UnsafePointer<xmlChar>?) -> Int32 {
        guard let name else { return -1 }
        if let known = nameIDs[name] { return known }
        let text = String(cString: name)
        let id = nameTexts[text] ?? Int32(tree.names.count)
        if id == Int32(tree.names.count) {
            tree.names.append(text)
            tree.lowerNames.append(text.lowercased())
            nameTexts[text] = id
        }
        nameIDs[name] = id
        return id
    }

    private func spaceID(_ prefix: UnsafePointer<xmlChar>?, _ uri: UnsafePointer<xmlChar>?) -> Int32 {
        guard let pointer = uri ?? prefix else { return -1 }
        if lastSpace.pointer == pointer { return lastSpace.id }
        let text = uri.map { String(cString: $0) } ?? String(cString: pointer) + ":"
        guard !text.isEmpty else { return -1 }
        let id = spaceIDs[text] ?? Int32(tree.spaces.count)
        if id == Int32(tree.spaces.count) {
            tree.spaces.append(text)
            spaceIDs[text] = id
        }
        lastSpace = (pointer, id)
        return id
    }

    /// libxml2 leaves `&amp;` in attribute values as `&#38;` where it does not substitute entities.
    private static func value(_ bytes: UnsafeBufferPointer<xmlChar>) -> String {
        let text = UTF8Text.string(bytes)
        guard bytes.contains(0x26) else { return text }
        return HTMLText.unescaped(text)
    }
}
