import FoundationEssentials
import Mustache
import Reports

/// The desk's front page: the archive of frozen digests, how each source fares, and what the outbox holds.
public struct ArchiveRenderer: Sendable {
    /// One frozen digest in the list.
    public struct Row: Sendable {
        /// Its number.
        public var number: Int
        /// Its day.
        public var day: Day
        /// Its counts.
        public var ledger: Ledger

        /// Makes a row.
        public init(number: Int, day: Day, ledger: Ledger) {
            self.number = number
            self.day = day
            self.ledger = ledger
        }
    }

    /// What the page shows.
    public struct Content: Sendable {
        /// The office's name.
        public var office: String
        /// The digests of this page, newest first.
        public var digests: [Row]
        /// The number before which the next page begins; nil on the last one.
        public var older: Int?
        /// How the sources fare.
        public var sources: [SourceHealth]
        /// Deliveries that wait, and those given up.
        public var (pending, exhausted): (Int, Int)

        /// Collects what the page shows.
        public init(office: String, digests: [Row], older: Int?, sources: [SourceHealth], pending: Int, exhausted: Int) {
            self.office = office
            self.digests = digests
            self.older = older
            self.sources = sources
            (self.pending, self.exhausted) = (pending, exhausted)
        }
    }

    private let template: MustacheTemplate
    private let message: MustacheTemplate

    /// Compiles the templates.
    public init() throws {
        template = try MustacheTemplate(string: ArchiveRenderer.source)
        message = try MustacheTemplate(string: ArchiveRenderer.messageSource)
    }

    /// The page.
    public func render(_ content: Content, language: OfficeLanguage, local: (Date) -> String, nonce: String) -> String {
        let words = Words(language)
        var fields: [String: Any] = [
            "language": language.rawValue, "office": Visible.line(content.office), "css": PageStyle.css, "nonce": nonce,
            "title": words.archive, "sourcesTitle": words.sources, "sourceHead": words.source, "stateHead": words.state,
            "receivedHead": words.received, "newHead": words.new, "repeatedHead": words.repeated, "setAsideHead": words.setAside,
            "lastHead": words.lastSuccess, "dayHead": words.digest, "footer": words.footer,
            "outbox": words.outbox(content.pending, content.exhausted), "alarm": content.exhausted > 0 ? "mark" : "muted",
            "digests": content.digests.map { row in
                [
                    "number": "\(row.number)", "day": "\(row.day)", "name": words.name(row.day), "received": "\(row.ledger.received)",
                    "new": "\(row.ledger.new)", "repeated": "\(row.ledger.repeated)", "setAside": "\(row.ledger.setAside)",
                ]
            },
            "sources": content.sources.map { health -> [String: Any] in
                var fields: [String: Any] = [
                    "name": Visible.line(health.source.rawValue), "state": words.state(health.state, health.failures),
                    "failing": health.state == .failing ? "failing" : "", "received": "\(health.ledger.received)",
                    "new": "\(health.ledger.new)", "repeated": "\(health.ledger.repeated)", "setAside": "\(health.ledger.setAside)",
                    "last": health.lastSuccessAt.map(local) ?? words.never,
                ]
                fields["error"] = health.error.map { Visible.line($0) }
                return fields
            },
        ]
        fields["older"] = content.older.map { ["before": "\($0)", "label": words.older] }
        fields["none"] = content.digests.isEmpty ? words.noDigests : nil
        fields["some"] = content.digests.isEmpty ? nil : true
        return template.render(fields)
    }

    /// A page that says one thing.
    public func render(message text: String, office: String, language: OfficeLanguage, nonce: String) -> String {
        message.render([
            "language": language.rawValue, "office": Visible.line(office), "css": PageStyle.css, "nonce": nonce, "text": text,
            "back": Words(language).archive,
        ])
    }

    private static let source = """
        <!DOCTYPE html>
        <html lang="{{language}}">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>{{office}} · {{title}}</title>
        <style nonce="{{nonce}}">{{{css}}}</style>
        </head>
        <body>
        <main>
        <header><div class="office">{{office}}</div><h1>{{title}}</h1></header>
        {{#none}}<p class="lead">{{none}}</p>{{/none}}
        {{#some}}
        <div class="scroll"><table>
        <tr><th>{{dayHead}}</th><th></th><th class="num">{{receivedHead}}</th><th class="num">{{newHead}}</th><th class="num">{{repeatedHead}}</th><th class="num">{{setAsideHead}}</th></tr>
        {{#digests}}<tr><td>№ {{number}}</td><td><a href="/digests/{{day}}">{{name}}</a></td><td class="num">{{received}}</td><td class="num">{{new}}</td><td class="num">{{repeated}}</td><td class="num">{{setAside}}</td></tr>{{/digests}}
        </table></div>
        {{/some}}
        {{#older}}<nav><a href="/?before={{before}}">{{label}}</a></nav>{{/older}}
        <h2>{{sourcesTitle}}</h2>
        <div class="scroll"><table>
        <tr><th>{{sourceHead}}</th><th>{{stateHead}}</th><th class="num">{{receivedHead}}</th><th class="num">{{newHead}}</th><th class="num">{{repeatedHead}}</th><th class="num">{{setAsideHead}}</th><th>{{lastHead}}</th></tr>
        {{#sources}}<tr class="{{failing}}"><td>{{name}}</td><td>{{state}}{{#error}}<br><span class="muted">{{error}}</span>{{/error}}</td><td class="num">{{received}}</td><td class="num">{{new}}</td><td class="num">{{repeated}}</td><td class="num">{{setAside}}</td><td>{{last}}</td></tr>{{/sources}}
        </table></div>
        <p class="{{alarm}}">{{outbox}}</p>
        <footer>{{footer}}</footer>
        </main>
        </body>
        </html>

        """

    private static let messageSource = """
        <!DOCTYPE html>
        <html lang="{{language}}">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>{{office}}</title>
        <style nonce="{{nonce}}">{{{css}}}</style>
        </head>
        <body><main><header><div class="office">{{office}}</div><h1>{{text}}</h1></header><nav><a href="/">{{back}}</a></nav></main></body>
        </html>

        """
}
