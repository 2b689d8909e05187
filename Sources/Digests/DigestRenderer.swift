import FoundationEssentials
import Reports

/// Puts a digest into words.
public struct DigestRenderer: Sendable {
    private let html: HTMLPage

    /// Compiles the page's template.
    /// - Throws: what is wrong with it, which a test finds before anybody else does.
    public init() throws { html = try HTMLPage() }

    /// A digest as text.
    /// - Parameters:
    ///   - local: a time as the office reads it.
    ///   - nonce: for HTML that is served: what its Content-Security-Policy lets the style sheet in by.
    public func render(
        _ digest: Digest, as format: DigestFormat, language: OfficeLanguage, local: (Date) -> String, nonce: String? = nil
    ) throws -> String {
        if format == .json { return String(decoding: DigestJSON.encode(digest), as: UTF8.self) + "\n" }
        let page = DigestPage(digest, Words(language), local: local)
        return switch format {
        case .text: TextPage.render(page)
        case .markdown: MarkdownPage.render(page)
        case .html: html.render(page, nonce: nonce)
        case .json: ""
        }
    }
}
