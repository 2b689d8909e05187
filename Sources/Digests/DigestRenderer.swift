import FoundationEssentials
import Reports

/// Makes what people read: digests in all forms and languages, and the pages of the archive around them.
public struct DigestRenderer: Sendable {
    private let templates: Templates

    /// Compiles the templates.
    /// - Throws: a fault in one of them, which only a fault of the program can be.
    public init() throws { templates = try Templates() }

    /// A digest in one form.
    /// - Parameters:
    ///   - language: of everything but the reports themselves.
    ///   - local: an instant as the office's clocks show it, `YYYY-MM-DD HH:MM`.
    public func render(
        _ digest: Digest, as format: DigestFormat, language: OfficeLanguage, local: (Date) -> String
    ) throws -> String {
        switch format {
        case .json: try DigestJSON.pretty(digest)
        case .text: TextPage.render(DigestPage(digest, Words(language), local: local))
        case .markdown: try templates.render(DigestPage(digest, Words(language), local: local), "markdown")
        case .html: try page(digest, language: language, local: local, navigation: [])
        }
    }

    /// A digest as an HTML page within an archive.
    /// - Parameter navigation: links at its top, in groups; not printed.
    public func page(
        _ digest: Digest, language: OfficeLanguage, local: (Date) -> String, navigation: [[PageLink]]
    ) throws -> String {
        var page = DigestPage(digest, Words(language), local: local)
        page.navigation = navigation.map { LinkGroup(links: $0) }
        return try templates.render(page, "digest")
    }

    /// The archive's first page.
    public func page(_ archive: ArchivePage) throws -> String { try templates.render(ArchiveView(archive), "archive") }

    /// What the archive is called.
    public func archiveTitle(_ language: OfficeLanguage) -> String { Words(language).archive }

    /// A page that says why there is none.
    public func page(_ notice: NoticePage) throws -> String { try templates.render(NoticeView(notice), "notice") }
}

/// Links that stand together.
struct LinkGroup {
    var links: [PageLink]
}
