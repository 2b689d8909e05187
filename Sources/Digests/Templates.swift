import Mustache

/// The compiled templates. Each begins with its content type: a partial does not inherit its caller's.
struct Templates: Sendable {
    private let library: MustacheLibrary

    /// - Throws: a template's fault; tests render each of them.
    init() throws {
        MustacheContentTypes.register(PageEscaping.HTML(), named: "ADALDYQ_HTML")
        MustacheContentTypes.register(PageEscaping.Markdown(), named: "ADALDYQ_MARKDOWN")
        var library = MustacheLibrary()
        for (name, text) in HTMLTemplates.all {
            try library.register("{{% CONTENT_TYPE:ADALDYQ_HTML}}\n" + text, named: name)
        }
        for (name, text) in MarkdownTemplate.all {
            try library.register("{{% CONTENT_TYPE:ADALDYQ_MARKDOWN}}\n" + text, named: name)
        }
        self.library = library
    }

    func render(_ page: Any, _ name: String) throws -> String {
        guard let text = library.render(page, withTemplate: name) else { throw RenderFault(template: name) }
        return text
    }
}

/// A page that could not be made. It does not happen but by a fault of the program.
struct RenderFault: Error, CustomStringConvertible {
    let template: String
    var description: String { "cannot render a page: there is no template \(template)" }
}
