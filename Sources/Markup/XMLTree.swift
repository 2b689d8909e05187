/// A document read whole: elements and texts in the order in which they stand, with no pointers into a parser.
///
/// Made for untrusted bytes: what is wrong is repaired by `XMLRepair` and told in `damage`; nothing outside the document
/// is ever read; size, depth and number of elements are limited by `MarkupLimits`.
public struct XMLTree: Sendable {
    struct Node {
        /// Index into `names`, or -1 for text.
        var name: Int32
        /// The namespace's index into `spaces`; -1 for none.
        var space: Int32
        /// The node behind the last one inside this.
        var end: Int32
        /// For text: where it lies in `text`. For an element: its attributes in `attributes`.
        var from: Int32
        var to: Int32
    }

    struct Attribute {
        var name: Int32
        var space: Int32
        var value: String
    }

    var nodes: [Node] = []
    var names: [String] = []
    /// `names` in lower case.
    var lowerNames: [String] = []
    var spaces: [String] = []
    var attributes: [Attribute] = []
    var text: [UInt8] = []

    /// What was wrong and survived, in a few words each.
    public internal(set) var damage: [String] = []
    /// Whether everything that was opened was closed.
    public internal(set) var isComplete = false
    /// The names of the elements that were open where it ended, the outermost first; empty for a whole document.
    public internal(set) var openAtEnd: [String] = []
    /// The charset that it was read in.
    public internal(set) var charset = "utf-8"

    init() {}

    /// The document's roots; a well-formed document has one.
    public var roots: [XMLElement] { nodes.isEmpty ? [] : XMLElement(documentOf: self).children }

    /// Reads a document.
    /// - Parameters:
    ///   - bytes: the document in any charset that `Charsets` knows.
    ///   - charset: what the outside (HTTP) says that it is in.
    /// - Throws: `MarkupError` for what is no markup at all.
    public init(_ bytes: [UInt8], charset: String? = nil) throws(MarkupError) {
        guard bytes.contains(where: { $0 > 0x20 }) else { throw .empty }
        guard bytes.count <= MarkupLimits.document else {
            throw .tooLarge(size: bytes.count, limit: MarkupLimits.document)
        }
        let declared = XMLDeclaration.charset(bytes)
        let decoded = Charsets.utf8(bytes, labels: [charset, declared].compactMap { $0 })
        let repair = try XMLRepair(decoded.bytes)
        self.init()
        try XMLTreeBuilder.build(repair.bytes, into: &self)
        damage = repair.damage
        if decoded.repaired { damage.append("bytes that are no letters of \(decoded.charset) were replaced") }
        // ASCII alone is right in every charset.
        if let said = charset ?? declared, !XMLDeclaration.same(said, decoded.charset),
            bytes.contains(where: { $0 >= 0x80 || $0 == 0 })
        {
            damage.append("it says that it is in \(said.prefix(30)) and is in \(decoded.charset)")
        }
        if hasErrors { damage.append("it is not well-formed XML") }
        isComplete = repair.isComplete
        openAtEnd = repair.openAtEnd
        self.charset = decoded.charset
    }

    /// Whether libxml2 found something that the repair did not.
    var hasErrors = false
}

/// One element of a tree.
public struct XMLElement: Sendable {
    /// The tree, behind one reference: an element is copied often, and a tree has many parts to be counted.
    private let shared: Shared
    let index: Int

    private final class Shared: Sendable {
        let tree: XMLTree
        init(_ tree: XMLTree) { self.tree = tree }
    }

    private init(_ shared: Shared, _ index: Int) {
        self.shared = shared
        self.index = index
    }

    /// The element that holds the document's roots.
    init(documentOf tree: XMLTree) { self.init(Shared(tree), 0) }

    /// The name without its prefix, as it stands.
    public var name: String { shared.tree.names[Int(shared.tree.nodes[index].name)] }

    /// The same in lower case.
    public var lowerName: String { shared.tree.lowerNames[Int(shared.tree.nodes[index].name)] }

    /// The namespace: its URI or, where the document does not declare the prefix, the prefix and a colon; empty for none.
    public var namespace: String {
        let space = shared.tree.nodes[index].space
        return space < 0 ? "" : shared.tree.spaces[Int(space)]
    }

    /// The elements directly in it.
    public var children: [XMLElement] {
        var found: [XMLElement] = []
        var at = index + 1
        let end = Int(shared.tree.nodes[index].end)
        while at < end {
            if shared.tree.nodes[at].name >= 0 { found.append(XMLElement(shared, at)) }
            at = Int(shared.tree.nodes[at].end)
        }
        return found
    }

    /// All text in it, its elements' included.
    public var text: String {
        let end = Int(shared.tree.nodes[index].end)
        // Most elements hold one text and nothing else.
        if end == index + 2, shared.tree.nodes[index + 1].name < 0 {
            let node = shared.tree.nodes[index + 1]
            return UTF8Text.string(shared.tree.text[Int(node.from)..<Int(node.to)])
        }
        var bytes: [UInt8] = []
        for at in (index + 1)..<max(end, index + 1) where shared.tree.nodes[at].name < 0 {
            bytes += shared.tree.text[Int(shared.tree.nodes[at].from)..<Int(shared.tree.nodes[at].to)]
        }
        return UTF8Text.string(bytes)
    }

    /// Whether elements lie in it.
    public var hasChildren: Bool {
        let end = Int(shared.tree.nodes[index].end)
        return ((index + 1)..<max(end, index + 1)).contains { shared.tree.nodes[$0].name >= 0 }
    }

    /// The value of an attribute without a namespace, in whatever case its name stands.
    public func attribute(anyCase lowerName: String) -> String? {
        for at in Int(shared.tree.nodes[index].from)..<Int(shared.tree.nodes[index].to)
        where shared.tree.attributes[at].space < 0 {
            if shared.tree.lowerNames[Int(shared.tree.attributes[at].name)] == lowerName {
                return shared.tree.attributes[at].value
            }
        }
        return nil
    }

    /// An attribute's value; `namespace` as in `namespace` above.
    public func attribute(_ name: String, namespace: String = "") -> String? {
        for at in Int(shared.tree.nodes[index].from)..<Int(shared.tree.nodes[index].to) {
            let attribute = shared.tree.attributes[at]
            guard shared.tree.names[Int(attribute.name)] == name else { continue }
            let space = attribute.space < 0 ? "" : shared.tree.spaces[Int(attribute.space)]
            if space == namespace { return attribute.value }
        }
        return nil
    }

    /// Goes through it and all that is in it: the element, its texts and elements as they stand, its end.
    public func walk(_ visit: (XMLEvent) -> Void) {
        var open: [(element: XMLElement, end: Int)] = []
        let end = Int(shared.tree.nodes[index].end)
        for at in index..<end {
            while let last = open.last, last.end <= at {
                visit(.ends(last.element))
                open.removeLast()
            }
            let node = shared.tree.nodes[at]
            if node.name < 0 {
                visit(.text(shared.tree.text[Int(node.from)..<Int(node.to)]))
            } else {
                let element = XMLElement(shared, at)
                visit(.begins(element))
                open.append((element, Int(node.end)))
            }
        }
        while let last = open.popLast() { visit(.ends(last.element)) }
    }

    /// What lies in it, written as HTML: for XHTML that a feed holds.
    public var innerHTML: String {
        var out = ""
        var open: [(name: String, end: Int)] = []
        var at = index + 1
        let end = Int(shared.tree.nodes[index].end)
        while at < end {
            while let last = open.last, last.end <= at {
                out += "</\(last.name)>"
                open.removeLast()
            }
            let node = shared.tree.nodes[at]
            if node.name < 0 {
                XMLElement.escape(shared.tree.text[Int(node.from)..<Int(node.to)], into: &out)
            } else {
                let name = shared.tree.names[Int(node.name)]
                out += "<\(name)"
                for place in Int(node.from)..<Int(node.to) where shared.tree.attributes[place].space < 0 {
                    out += " \(shared.tree.names[Int(shared.tree.attributes[place].name)])=\""
                    XMLElement.escape(Array(shared.tree.attributes[place].value.utf8)[...], into: &out)
                    out += "\""
                }
                let isVoid = Int(node.end) == at + 1 && HTMLElements.void.contains(name)
                out += ">"
                if !isVoid { open.append((name, Int(node.end))) }
            }
            at += 1
        }
        while let last = open.popLast() { out += "</\(last.name)>" }
        return out
    }

    private static func escape(_ bytes: ArraySlice<UInt8>, into out: inout String) {
        var escaped: [UInt8] = []
        escaped.reserveCapacity(bytes.count)
        for byte in bytes {
            switch byte {
            case 0x26: escaped += "&amp;".utf8
            case 0x3C: escaped += "&lt;".utf8
            case 0x3E: escaped += "&gt;".utf8
            case 0x22: escaped += "&quot;".utf8
            default: escaped.append(byte)
            }
        }
        out += String(decoding: escaped, as: UTF8.self)
    }
}
