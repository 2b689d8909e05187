import Markup

/// A file of a letter whose text can be read.
public struct MailFile: Hashable, Sendable {
    /// What it is, by its first bytes before its type and its name, which are the sender's word.
    public enum Content: Hashable, Sendable {
        /// A plain, HTML or rich-text file, read already as the letter's own text is.
        /// - Parameter form: `TXT`, `HTML` or `RTF`.
        case text(String, form: String)
        case pdf([UInt8])
        case docx([UInt8])
        case odt([UInt8])
    }

    /// Its place among the message's attachments.
    public var number: Int
    /// What is in it.
    public var content: Content
}

extension MailFile.Content {
    /// - Parameter label: the charset that a text is said to be in.
    init(_ kind: FileKind, _ content: [UInt8], label: String?) {
        // No more of a text than of a letter's own.
        var start: [UInt8] {
            content.count > MailLimits.text * 4 ? Array(content.prefix(MailLimits.text * 4)) : content
        }
        func settled(_ text: String) -> String { TextTidy.trimmed(Mojibake.mended(text) ?? text) }
        switch kind {
        case .pdf: self = .pdf(content)
        case .docx: self = .docx(content)
        case .odt: self = .odt(content)
        case .plain: self = .text(settled(BodyText.decoded(start, label: label, isHTML: false).text), form: "TXT")
        case .html:
            let page = TextTidy.cut(BodyText.decoded(start, label: label, isHTML: true).text, to: MailLimits.text)
            self = .text(settled(HTMLText.plain(page)), form: "HTML")
        case .rich: self = .text(settled(RichText.plain(start) ?? ""), form: "RTF")
        }
    }
}
