import Markup

/// Reads a message's parts in the order in which a person would, and gathers text, HTML, files and what was wrong.
struct BodyReader {
    /// The texts, in order.
    private(set) var texts: [String] = []
    /// The first HTML body.
    private(set) var html: String?
    private(set) var attachments: [MailAttachment] = []
    private(set) var damage: [String] = []
    /// The charset of the first text, as its label says.
    private(set) var charset: String?
    private(set) var isEncrypted = false
    private(set) var isSigned = false
    /// The media types of the outermost message's parts, in order.
    private(set) var types: [String] = []
    /// The type and parameters of the outermost message.
    private(set) var top: Parameters?
    /// The text of machine-readable parts of the outermost message: delivery status, disposition, feedback.
    private(set) var statuses: [[UInt8]] = []

    private var textBytes = 0
    private var partsLeft = MailLimits.parts
    /// Bytes that may yet be copied for forwarded messages within forwarded messages.
    private var bytesLeft: Int
    /// Texts that are read only if there is no other: text files, rich text; and whose they are among the files.
    private var lastResorts: [(text: String, file: Int)] = []
    /// The files whose text can be read, where that is wanted.
    private(set) var files: [MailFile] = []
    private let keepsFiles: Bool

    /// - Parameters:
    ///   - size: the message's size, which bounds what reading it may cost.
    ///   - keepsFiles: whether the files whose text can be read are kept.
    init(size: Int, keepsFiles: Bool = false) {
        bytesLeft = 4 * size + 1 << 20
        self.keepsFiles = keepsFiles
    }

    /// Reads a message whose header is known.
    mutating func read(_ header: HeaderBlock, _ bytes: [UInt8], depth: Int) throws(MailError) {
        let tree = try MIMETree(header, bytes, depth: depth)
        partsLeft -= tree.parts.count
        if partsLeft < 0 { throw .tooManyParts(limit: MailLimits.parts) }
        if depth == 0 {
            top = tree.parts[0].type
            types = tree.parts.map(\.type.value)
        }
        for part in tree.parts where part.type.isAmbiguous || part.disposition?.isAmbiguous == true {
            note("a parameter is given twice")
        }
        try read(0, tree, depth: depth, isReport: false)
    }

    /// Puts what was gathered into the message.
    mutating func finish(_ message: inout ParsedMessage) {
        if texts.allSatisfy({ TextTidy.isBlank($0) }), let last = lastResorts.first {
            add(last.text)
            // What has become the letter's text is not read a second time.
            files.removeAll { $0.number == last.file }
        }
        message.text = texts.count == 1 ? texts[0] : texts.joined(separator: "\n\n")
        message.html = html
        message.attachments = attachments
        let opened = Armour.opened(message.text)
        message.encrypted = isEncrypted || opened?.holdsEncrypted == true
        message.signed = isSigned || opened?.isSigned == true
        if let opened, !TextTidy.isBlank(opened.text) {
            message.text = opened.text
        } else {
            message.armoured = opened?.holdsEncrypted == true
        }
        message.damage += damage
    }

    // A tree is no deeper than MailLimits.depth, nor are the messages within messages: this recursion is bounded.
    private mutating func read(_ index: Int, _ tree: MIMETree, depth: Int, isReport: Bool) throws(MailError) {
        let part = tree.parts[index]
        guard let children = part.children else { return try readLeaf(part, tree, depth: depth, isReport: isReport) }
        guard !children.isEmpty else {
            if index > 0 {
                bytesLeft -= part.content.count
                if bytesLeft >= 0, depth < MailLimits.depth,
                    let inner = try MIMETree(unbounded: part, of: tree, depth: depth + 1)
                {
                    note("a multipart does not name its boundary")
                    partsLeft -= inner.parts.count
                    if partsLeft < 0 { throw .tooManyParts(limit: MailLimits.parts) }
                    return try read(0, inner, depth: depth + 1, isReport: isReport)
                }
            }
            // No boundary was found: what there is is text, or it would be lost.
            if part.content.contains(where: { tree.bytes[$0] > 0x20 }) {
                note("a multipart has no parts")
                var plain = part
                plain.type = Parameters(Array("text/plain".utf8))
                readText(plain, tree)
            }
            return
        }
        switch part.type.value {
        case "multipart/alternative": try readAlternative(children, tree, depth: depth, isReport: isReport)
        case "multipart/related":
            try read(children[0], tree, depth: depth, isReport: isReport)
            for child in children.dropFirst() { attach(tree.parts[child], tree) }
        case "multipart/signed":
            isSigned = true
            try read(children[0], tree, depth: depth, isReport: isReport)
            for child in children.dropFirst() { attach(tree.parts[child], tree) }
        case "multipart/encrypted":
            isEncrypted = true
            for child in children { attach(tree.parts[child], tree) }
        case "multipart/report":
            try read(children[0], tree, depth: depth, isReport: true)
            for child in children.dropFirst() { try read(child, tree, depth: depth, isReport: true) }
        default:
            for child in children { try read(child, tree, depth: depth, isReport: isReport) }
        }
    }

    private mutating func readLeaf(
        _ part: MIMEPart, _ tree: MIMETree, depth: Int, isReport: Bool
    ) throws(MailError) {
        switch part.type.value {
        case "message/rfc822", "message/global", "message/news", "message/rfc2822":
            // A report returns the message that it is about: nobody forwarded that.
            if isReport { attach(part, tree) } else { try readForwarded(part, tree, depth: depth) }
        case "message/delivery-status", "message/disposition-notification", "message/feedback-report",
            "message/global-delivery-status", "message/global-disposition-notification":
            if statuses.count < 4 { statuses.append(part.encoding.decode(tree.bytes[part.content].prefix(1 << 16))) }
            attach(part, tree)
        case "text/rfc822-headers", "message/external-body", "message/global-headers", "text/calendar",
            "text/directory", "text/vcard", "text/x-vcard", "text/x-amp-html", "text/watch-html":
            attach(part, tree)
        case "message/partial":
            note("it is one piece of a message that was split")
            readText(part, tree)
        case "text/rtf", "text/richtext-rtf", "application/rtf":
            attach(part, tree)
            if let text = RichText.plain(part.encoding.decode(tree.bytes[part.content].prefix(MailLimits.text * 4))) {
                keepForNeed(text, because: "the text was taken from a rich-text file")
            } else {
                note("a rich-text file could not be read")
            }
        case "application/ms-tnef", "application/vnd.ms-tnef": readTNEF(part, tree)
        case "application/pkcs7-mime", "application/x-pkcs7-mime": readSMIME(part, tree)
        case let type where type.hasPrefix("text/") || type == "text":
            if part.isAttachment || isFile(part, type) {
                attach(part, tree)
                if type == "text/plain" || type == "text/html", lastResorts.isEmpty {
                    keepForNeed(text(of: part, tree), because: "the text was taken from a file")
                }
            } else {
                readText(part, tree)
            }
        case "", "plain", "html": readText(part, tree)
        case "application/octet-stream" where part.name?.lowercased() == "winmail.dat": readTNEF(part, tree)
        default:
            // A type without a slash is none (RFC 2045 §5.2): text, unless it is packed like a file.
            if !part.type.value.contains("/"), part.name == nil {
                note("a media type cannot be read")
                readText(part, tree)
            } else {
                attach(part, tree)
            }
        }
    }

    /// A text part that is a file of the sender's and not what they wrote.
    private func isFile(_ part: MIMEPart, _ type: String) -> Bool {
        guard type != "text/plain", type != "text/html", type != "text/enriched", type != "text/richtext" else {
            // Behind the text, a named part is a file even where it does not say so.
            return part.disposition == nil && part.type.bytes("name") != nil && !texts.isEmpty
        }
        return part.name != nil || type == "text/csv" || type == "text/css" || type == "text/javascript"
    }

    // The same thing several times, the best last (RFC 2046 §5.1.4). Plain text is the best for us, unless it says
    // nothing; HTML beside it is kept and not made text.
    private mutating func readAlternative(
        _ children: [Int], _ tree: MIMETree, depth: Int, isReport: Bool
    ) throws(MailError) {
        let before = (html: html, texts: texts, bytes: textBytes, charset: charset)
        var best: (texts: [String], bytes: Int, charset: String?, rank: Int)?
        var pages: [Int] = []
        var page: String?
        func isPage(_ part: MIMEPart) -> Bool { part.type.value == "text/html" && !part.isAttachment }
        for child in children {
            if isPage(tree.parts[child]) {
                pages.append(child)
                continue
            }
            (html, texts, textBytes, charset) = (nil, before.texts, before.bytes, before.charset)
            try read(child, tree, depth: depth, isReport: isReport)
            let says = texts.dropFirst(before.texts.count).contains { !TextTidy.isBlank($0) }
            let isRich = tree.parts[child].type.value != "text/plain" && tree.parts[child].children == nil
            let rank = !says ? 0 : html != nil ? 1 : isRich ? 2 : 3
            if page == nil { page = html }
            // Of two plain texts, which nobody should send, the one that says more.
            if rank > best?.rank ?? 0 || (rank > 0 && rank == best?.rank && textBytes > best?.bytes ?? 0) {
                best = (texts, textBytes, charset, rank)
            }
        }
        (html, texts, textBytes, charset) = (nil, before.texts, before.bytes, before.charset)
        if let best { (texts, textBytes, charset) = (best.texts, best.bytes, best.charset) }
        if best?.rank ?? 0 < 2, let first = pages.first {
            (texts, textBytes, charset) = (before.texts, before.bytes, before.charset)
            readText(tree.parts[first], tree)
            if let best, texts.dropFirst(before.texts.count).allSatisfy({ TextTidy.isBlank($0) }) {
                (texts, textBytes, charset) = (best.texts, best.bytes, best.charset)
            }
            page = html
        } else if let first = pages.first {
            page = cutHTML(text(of: tree.parts[first], tree))
        }
        html = before.html ?? page
        if best?.rank ?? 0 >= 2, let page, let plain = texts.last { compare(plain, page) }
    }

    /// Takes the HTML instead of a plain text that is but a stand-in for it ("your program cannot show this").
    private mutating func compare(_ plain: String, _ page: String) {
        guard PlainStub.maybe(plain, beside: page) else { return }
        let full = TextTidy.trimmed(HTMLText.plain(page))
        guard PlainStub.isOne(plain, beside: full) else { return }
        note("the plain text says less than the HTML, which was read instead")
        texts.removeLast()
        textBytes -= plain.utf8.count
        add(full)
    }

    private mutating func cutHTML(_ text: String) -> String {
        guard text.utf8.count > MailLimits.text else { return text }
        note("HTML over \(MailLimits.text) bytes was cut")
        return TextTidy.cut(text, to: MailLimits.text)
    }

    private mutating func readForwarded(_ part: MIMEPart, _ tree: MIMETree, depth: Int) throws(MailError) {
        guard depth + 1 <= MailLimits.depth else { throw .tooDeep(limit: MailLimits.depth) }
        bytesLeft -= part.content.count
        guard bytesLeft >= 0 else {
            note("forwarded messages were too large to be read")
            return attach(part, tree)
        }
        var bytes = part.encoding.decode(tree.bytes[part.content])
        bytes.removeSubrange(..<(bytes.firstIndex { $0 != 0x0D && $0 != 0x0A } ?? 0))
        guard var header = try? HeaderBlock(bytes), !header.isEmpty else {
            note("a forwarded message could not be read")
            return attach(part, tree)
        }
        // A blank line in the middle of its header would make a text of the half that names its author.
        for _ in 0..<4 {
            let rest = Array(bytes[header.bodyStart...])
            bytesLeft -= rest.count
            guard bytesLeft >= 0, let more = try? HeaderBlock(rest), more.tellsAuthor else { break }
            note("a forwarded message's header is broken")
            (header, bytes) = (more, rest)
        }
        // Its header names whoever wrote it first: only the subject goes into the text.
        if let subject = HeaderReader.subject(header, charset: nil) { add(subject) }
        try read(header, bytes, depth: depth + 1)
    }

    private mutating func readText(_ part: MIMEPart, _ tree: MIMETree) {
        let isHTML = part.type.value == "text/html" || part.type.value == "html"
        if charset == nil { charset = part.type.word("charset") }
        var text = text(of: part, tree)
        if isHTML || (!part.isTyped && HTMLText.looksLikeHTML(text)) {
            text = cutHTML(text)
            if html == nil { html = text }
            return add(TextTidy.trimmed(HTMLText.plain(text)))
        }
        if part.type.value == "text/enriched" || part.type.value == "text/richtext" { text = EnrichedText.plain(text) }
        if part.type.word("format") == "flowed" {
            text = FlowedText.joined(text, deletesSpace: part.type.word("delsp") == "yes")
        }
        text = takingFiles(from: text)
        add(TextTidy.trimmed(text))
    }

    /// A part's content as text with its lines settled.
    private mutating func text(of part: MIMEPart, _ tree: MIMETree) -> String {
        var packed = tree.bytes[part.content]
        if packed.count > MailLimits.text * 4 {
            note("text over \(MailLimits.text) bytes was cut")
            packed = packed.prefix(MailLimits.text * 4)
        }
        var encoding = part.encoding
        if case .base64 = encoding, Base64.isPlainText(packed) {
            note("a text said to be base64 is not")
            encoding = .identity
        }
        let decoded = BodyText.decoded(
            encoding.decode(packed), label: part.type.word("charset"), isHTML: part.type.value == "text/html")
        for what in decoded.damage { note(what) }
        return decoded.text
    }

    /// The text without the files that stand in it uuencoded; they become attachments.
    private mutating func takingFiles(from text: String) -> String {
        guard text.utf8.count > 20, text.holds("begin ") else { return text }
        let bytes = Array(text.utf8)
        let files = UUEncoded.files(bytes, limit: partsLeft)
        guard !files.isEmpty else { return text }
        var out: [UInt8] = []
        var at = 0
        for file in files {
            out += bytes[at..<file.range.lowerBound]
            at = file.range.upperBound
            let name = EncodedWords.decode(file.name)
            let content = TransferEncoding.uuencode.decode(bytes[file.range])
            attachments.append(
                MailAttachment(
                    name: MIMEPart.safe(name), type: "application/octet-stream", size: content.count,
                    sha256: FileHash.of(content[...])))
            keep(content)
        }
        partsLeft -= files.count
        return String(decoding: out + bytes[at...], as: UTF8.self)
    }

    /// winmail.dat stands for the letter and its files: they are told one by one, and the wrapping as what it is.
    private mutating func readTNEF(_ part: MIMEPart, _ tree: MIMETree) {
        attach(part, tree)
        attachments[attachments.count - 1].type = "application/ms-tnef"
        guard let inside = TNEF(part.encoding.decode(tree.bytes[part.content]), limit: max(0, partsLeft)) else {
            return note("what winmail.dat holds was not read")
        }
        partsLeft -= inside.files.count
        for file in inside.files {
            let name = file.name.flatMap { MIMEPart.safe($0) }
            attachments.append(
                MailAttachment(
                    name: name, type: file.type ?? "application/octet-stream", size: file.content.count,
                    sha256: FileHash.of(file.content)))
            keep(Array(file.content))
        }
        if let text = inside.text { keepForNeed(text, because: "the text was taken from winmail.dat", isFile: false) }
    }

    private mutating func readSMIME(_ part: MIMEPart, _ tree: MIMETree) {
        attach(part, tree)
        if part.type.word("smime-type") == "signed-data" {
            isSigned = true
            note("the text lies inside a signature and was not read")
        } else if part.type.word("smime-type") != "certs-only" {
            isEncrypted = true
        }
    }

    private mutating func keepForNeed(_ text: String, because reason: String, isFile: Bool = true) {
        guard !TextTidy.isBlank(text) else { return }
        lastResorts.append((TextTidy.trimmed(text), isFile ? attachments.count - 1 : -1))
        if texts.allSatisfy({ TextTidy.isBlank($0) }) { note(reason) }
    }

    private mutating func add(_ text: String) {
        guard !text.isEmpty else { return }
        guard textBytes + text.utf8.count > MailLimits.text else {
            textBytes += text.utf8.count
            return texts.append(text)
        }
        note("text over \(MailLimits.text) bytes was cut")
        let cut = TextTidy.cut(text, to: MailLimits.text - textBytes)
        textBytes = MailLimits.text
        if !cut.isEmpty { texts.append(cut) }
    }

    private mutating func attach(_ part: MIMEPart, _ tree: MIMETree) {
        let content = part.encoding.decode(tree.bytes[part.content])
        if part.type.value == "application/zip" || part.type.value == "application/x-zip-compressed"
            || part.name?.lowercased().hasSuffix(".zip") == true, ZipHead.isEncrypted(content)
        {
            isEncrypted = true
        }
        attachments.append(
            MailAttachment(
                name: part.name, type: part.type.value, size: content.count, sha256: FileHash.of(content[...])))
        keep(content, part: part)
    }

    /// Keeps what the last attachment holds, if its text can be read.
    private mutating func keep(_ content: @autoclosure () -> [UInt8], part: MIMEPart? = nil) {
        guard keepsFiles, let file = attachments.last else { return }
        let content = content()
        guard let kind = FileKind.of(content, type: file.type, name: file.name),
            // Without a name it is the letter once more, in another form.
            kind != .rich || part == nil || file.name != nil || part?.isAttachment == true
        else { return }
        let read = MailFile.Content(kind, content, label: part?.type.word("charset"))
        files.append(MailFile(number: attachments.count - 1, content: read))
    }

    private mutating func note(_ what: String) { if !damage.contains(what) { damage.append(what) } }
}
