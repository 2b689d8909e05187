import Mustache

/// A digest as one HTML page.
struct HTMLPage {
    private let template: MustacheTemplate

    init() throws { template = try MustacheTemplate(string: HTMLPage.source) }

    /// - Parameter nonce: what a Content-Security-Policy lets the style sheet in by; nil for a page that stands alone.
    func render(_ page: DigestPage, nonce: String?) -> String {
        let words = page.words
        func entry(_ entry: DigestPage.Entry) -> [String: Any] {
            var fields: [String: Any] = [
                "id": entry.id, "title": entry.title, "tagLine": entry.tagLine, "facts": entry.facts,
                "signals": entry.signals.joined(separator: ", "),
            ]
            fields["excerpt"] = entry.hasExcerpt ? entry.excerpt : nil
            fields["link"] = entry.link
            if entry.signals.isEmpty { fields["signals"] = nil }
            return fields
        }
        func reasons(_ title: String, _ reasons: [DigestPage.Reason]) -> [String: Any]? {
            guard !reasons.isEmpty else { return nil }
            return [
                "title": title, "source": words.source, "reason": words.reason, "count": words.count,
                "rows": reasons.map { ["source": $0.source, "reason": $0.reason, "count": $0.count] },
            ]
        }
        func figure(_ figure: DigestPage.Figure) -> [String: Any] {
            ["label": figure.label, "value": figure.value, "main": figure.isMain ? "main" : ""]
        }
        var fields: [String: Any] = [
            "language": page.language, "title": page.title, "day": page.dayName, "office": page.office, "window": page.window,
            "windowLabel": words.window, "marks": page.marks, "lead": page.lead, "figures": page.figures.map(figure),
            "signals": page.signals.map(figure), "kinds": page.kinds.map(figure), "css": PageStyle.css,
            "sections": page.sections.map { section -> [String: Any] in
                var fields: [String: Any] = [
                    "id": section.id, "title": section.title, "count": section.count, "entries": section.entries.map(entry),
                    "alarming": section.isAlarming ? "alarming" : "",
                ]
                fields["more"] = section.more
                return fields
            }, "basis": page.basis, "footer": words.footer,
            "lists": [reasons(words.setAsideList, page.setAside), reasons(words.automaticList, page.automatic)].compactMap { $0 },
            "sources": page.sources.map { source -> [String: Any] in
                var fields: [String: Any] = [
                    "name": source.name, "state": source.state, "failing": source.isFailing ? "failing" : "",
                    "received": source.received, "new": source.new, "repeated": source.repeated, "automatic": source.automatic,
                    "setAside": source.setAside, "lastSuccess": source.lastSuccess,
                ]
                fields["error"] = source.error
                return fields
            },
            "words": [
                "sources": words.sources, "source": words.source, "state": words.state, "received": words.received,
                "new": words.new, "repeated": words.repeated, "automatic": words.automatic, "setAside": words.setAside,
                "lastSuccess": words.lastSuccess, "undelivered": words.undelivered, "themes": words.themes,
                "districts": words.districts, "history": words.history,
            ],
        ]
        fields["nonce"] = nonce
        fields["quiet"] = page.isQuiet ? page.quiet : nil
        fields["again"] = page.again
        fields["hasSources"] = page.sources.isEmpty ? nil : true
        func chart(_ key: String, _ svg: String) { fields[key] = svg.isEmpty ? nil : svg }
        chart("themesChart", Charts.bars(page.themes, label: words.themes))
        chart("districtsChart", Charts.bars(page.districts, label: words.districts))
        chart("historyChart", Charts.history(page.history, label: words.history))
        if !page.undelivered.isEmpty { fields["undelivered"] = ["rows": page.undelivered] }
        return template.render(fields)
    }

    // Two braces are escaped; three are markup of ours.
    private static let source = """
        <!DOCTYPE html>
        <html lang="{{language}}">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="referrer" content="no-referrer">
        <title>{{title}} · {{day}}</title>
        <style{{#nonce}} nonce="{{nonce}}"{{/nonce}}>{{{css}}}</style>
        </head>
        <body>
        <main>
        <header>
        <div class="office">{{office}}</div>
        <h1>{{title}} · {{day}}</h1>
        <div class="window">{{windowLabel}}: {{window}}</div>
        {{#marks}}<div class="mark">{{.}}</div>{{/marks}}
        </header>
        <p class="lead">{{lead}}</p>
        {{#quiet}}<p class="lead">{{quiet}}</p>{{/quiet}}
        {{#again}}<p class="muted">{{again}}</p>{{/again}}
        <ul class="figures">{{#figures}}<li class="{{main}}"><b>{{value}}</b><span>{{label}}</span></li>{{/figures}}</ul>
        <ul class="chips">{{#signals}}<li class="alarm">{{label}}: {{value}}</li>{{/signals}}{{#kinds}}<li>{{label}}: {{value}}</li>{{/kinds}}</ul>
        {{#sections}}
        <section id="{{id}}" class="{{alarming}}">
        <h2>{{title}} <span class="n">{{count}}</span></h2>
        {{#entries}}
        <article>
        <h3><span class="id">#{{id}}</span>{{title}}</h3>
        {{#signals}}<p class="signal">{{signals}}</p>{{/signals}}
        {{#excerpt}}<p>{{excerpt}}</p>{{/excerpt}}
        <p class="muted">{{tagLine}} · {{facts}}</p>
        {{#link}}<p class="muted"><a href="{{link}}" rel="noopener noreferrer nofollow">{{link}}</a></p>{{/link}}
        </article>
        {{/entries}}
        {{#more}}<p class="more">… {{more}}</p>{{/more}}
        </section>
        {{/sections}}
        <div class="pair">
        {{#themesChart}}<section id="themes"><h2>{{words.themes}}</h2>{{{themesChart}}}</section>{{/themesChart}}
        <div>
        {{#districtsChart}}<section id="districts"><h2>{{words.districts}}</h2>{{{districtsChart}}}</section>{{/districtsChart}}
        {{#historyChart}}<section id="history"><h2>{{words.history}}</h2>{{{historyChart}}}</section>{{/historyChart}}
        </div>
        </div>
        <p class="muted">{{basis}}</p>
        {{#lists}}
        <section>
        <h2>{{title}}</h2>
        <div class="scroll"><table><tr><th>{{source}}</th><th>{{reason}}</th><th class="num">{{count}}</th></tr>
        {{#rows}}<tr><td>{{source}}</td><td>{{reason}}</td><td class="num">{{count}}</td></tr>{{/rows}}
        </table></div>
        </section>
        {{/lists}}
        {{#hasSources}}
        <section id="sources">
        <h2>{{words.sources}}</h2>
        <div class="scroll"><table>
        <tr><th>{{words.source}}</th><th>{{words.state}}</th><th class="num">{{words.received}}</th><th class="num">{{words.new}}</th><th class="num">{{words.repeated}}</th><th class="num">{{words.automatic}}</th><th class="num">{{words.setAside}}</th><th>{{words.lastSuccess}}</th></tr>
        {{#sources}}<tr class="{{failing}}"><td>{{name}}</td><td>{{state}}{{#error}}<br><span class="muted">{{error}}</span>{{/error}}</td><td class="num">{{received}}</td><td class="num">{{new}}</td><td class="num">{{repeated}}</td><td class="num">{{automatic}}</td><td class="num">{{setAside}}</td><td>{{lastSuccess}}</td></tr>{{/sources}}
        </table></div>
        </section>
        {{/hasSources}}
        {{#undelivered}}
        <section id="undelivered" class="alarming"><h2>{{words.undelivered}}</h2>{{#rows}}<p>{{.}}</p>{{/rows}}</section>
        {{/undelivered}}
        <footer>{{footer}}</footer>
        </main>
        </body>
        </html>

        """
}
