/// The HTML pages. No script, no outside resource, no inline style: lengths are SVG attributes, the one style block is
/// allowed by its hash (`PageStyle.policy`). Only values that the program made itself stand in triple braces.
enum HTMLTemplates {
    static let all = [
        "head": head, "navigation": navigation, "entry": entry, "jump": jump, "section": section, "chart": chart,
        "sources": sources, "digest": digest,
        "archive": archive, "notice": notice,
    ]

    private static let head = """
        <!doctype html>
        <html lang="{{head.language}}">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <meta name="referrer" content="no-referrer">
        <meta name="robots" content="noindex">
        <meta http-equiv="Content-Security-Policy" content="{{head.policy}}">
        <title>{{head.title}} · {{head.office}}</title>
        <style>{{{head.css}}}</style>
        </head>

        """

    private static let navigation = """
        {{#navigation}}<ul>{{#links}}<li><a href="{{address}}"{{#isCurrent}} aria-current="page"{{/isCurrent}}{{#.language}} lang="{{.}}"{{/.language}}>{{label}}</a></li>{{/links}}</ul>{{/navigation}}
        """

    private static let entry = """
        <article class="entry" id="{{anchor}}">
        <h3>{{#hasLink}}<a href="{{.link}}" rel="noopener noreferrer nofollow"><bdi>{{.title}}</bdi></a>{{/hasLink}}{{^hasLink}}<bdi>{{.title}}</bdi>{{/hasLink}}</h3>
        {{#hasExcerpt}}
        <p class="excerpt"><bdi>{{.excerpt}}</bdi></p>
        {{/hasExcerpt}}
        <p class="tags">{{#signals}}<span class="tag signal">{{.}}</span> {{/signals}}{{#tags}}<span class="tag">{{.}}</span> {{/tags}}</p>
        <p class="facts"><span class="number">#{{number}}</span> {{facts}}{{#hasLink}} · <span class="host">{{.host}}</span>{{/hasLink}}</p>
        </article>

        """

    private static let jump = """
        <li class="{{anchor}}"><a href="#{{anchor}}">{{title}} <b>{{count}}</b></a></li>
        """

    private static let section = """
        <section class="list {{anchor}}" id="{{anchor}}">
        <h2>{{title}} <span class="total">{{count}}</span></h2>
        <div class="entries">
        {{#entries}}
        {{>entry}}
        {{/entries}}
        </div>
        {{#hasMore}}
        <p class="more">{{.more}}</p>
        {{/hasMore}}
        </section>

        """

    private static let chart = """
        <ul class="chart{{#isThermometer}} thermometer{{/isThermometer}}">
        {{#bars}}
        <li class="{{style}}"><span class="name">{{name}}</span><span class="count">{{count}}</span>
        <svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true"><rect class="track" width="100" height="10"/><rect class="bar" x="{{start}}" width="{{width}}" height="10"/>{{#hasUsual}}<line class="usual-mark" x1="{{.usualAt}}" x2="{{.usualAt}}" y1="-2" y2="12"/>{{/hasUsual}}</svg>
        <span class="note"><b>{{arrow}}</b> {{note}}</span></li>
        {{/bars}}
        </ul>

        """

    private static let sources = """
        <table class="sources">
        <thead><tr><th scope="col">{{say.source}}</th><th scope="col">{{say.state}}</th><th scope="col" class="n">{{say.received}}</th><th scope="col" class="n">{{say.new}}</th><th scope="col" class="n">{{say.repeated}}</th><th scope="col" class="n">{{say.automatic}}</th><th scope="col" class="n">{{say.setAside}}</th><th scope="col">{{say.lastSuccess}}</th></tr></thead>
        <tbody>
        {{#rows}}
        <tr class="{{stateClass}}"><th scope="row">{{name}}</th><td><span class="state">{{state}}</span></td><td class="n" data-label="{{say.received}}">{{received}}</td><td class="n" data-label="{{say.new}}">{{new}}</td><td class="n" data-label="{{say.repeated}}">{{repeated}}</td><td class="n" data-label="{{say.automatic}}">{{automatic}}</td><td class="n" data-label="{{say.setAside}}">{{setAside}}</td><td class="time" data-label="{{say.lastSuccess}}">{{lastSuccess}}</td></tr>
        {{#hasError}}
        <tr class="why"><td colspan="8">{{.error}}</td></tr>
        {{/hasError}}
        {{/rows}}
        </tbody>
        </table>
        {{#more}}<p class="more">{{.}}</p>{{/more}}

        """

    private static let digest = """
        {{>head}}
        <body>
        <a class="skip" href="#content">{{say.skip}}</a>
        <nav class="site">
        {{>navigation}}
        </nav>
        <header class="page">
        <p class="office">{{head.office}}</p>
        <h1>{{dayName}}</h1>
        <p class="sub">{{title}} <span class="window">{{window}}</span></p>
        {{#marks}}
        <p class="mark">{{.}}</p>
        {{/marks}}
        </header>
        <main id="content">
        <section class="overview">
        <div class="ledger">
        <p class="big"><span class="figure">{{newCount}}</span> <span class="noun">{{newNoun}}</span></p>
        {{#isQuiet}}
        <p class="quiet">{{say.quiet}}</p>
        {{/isQuiet}}
        {{#hasFigures}}
        <svg class="parts" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">{{#figures}}<rect class="{{style}}" x="{{start}}" width="{{width}}" height="10"/>{{/figures}}</svg>
        <ul class="legend">{{#figures}}<li class="{{style}}"><b>{{value}}</b> {{label}}</li>{{/figures}}</ul>
        {{/hasFigures}}
        <p class="lead">{{lead}}{{#hasAgain}} {{again}}{{/hasAgain}}{{#hasEarlier}} {{earlier}}.{{/hasEarlier}}</p>
        <p class="balance{{#isUnbalanced}} broken{{/isUnbalanced}}">{{balance}}</p>
        </div>
        {{#history}}{{#isThere}}
        <figure class="history">
        <figcaption>{{say.history}}</figcaption>
        <svg viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">{{#columns}}<rect{{#isNow}} class="now"{{/isNow}} x="{{start}}" width="{{width}}" y="{{top}}" height="{{height}}"/>{{/columns}}</svg>
        <p class="caption">{{caption}}</p>
        </figure>
        {{/isThere}}{{/history}}
        </section>
        <nav class="contents" aria-label="{{say.contents}}"><ul>{{#leading}}{{>jump}}{{/leading}}{{#hasCharts}}<li><a href="#themes">{{say.themes}}</a></li><li><a href="#districts">{{say.districts}}</a></li>{{/hasCharts}}{{#following}}{{>jump}}{{/following}}<li><a href="#sources">{{say.sources}}</a></li>{{#others}}{{>jump}}{{/others}}</ul></nav>
        {{#leading}}
        {{>section}}
        {{/leading}}
        <div class="charts">
        {{#themes}}{{#isThere}}
        <section id="themes">
        <h2>{{say.themes}}</h2>
        {{>chart}}
        </section>
        {{/isThere}}{{/themes}}
        <div class="beside">
        {{#districts}}{{#isThere}}
        <section id="districts">
        <h2>{{say.districts}}</h2>
        {{#isThermometer}}<p class="axis"><span>← {{say.colder}}</span><span>{{say.hotter}} →</span></p>{{/isThermometer}}
        {{>chart}}
        </section>
        {{/isThere}}{{/districts}}
        {{#hasKinds}}
        <section><h2>{{say.kinds}}</h2><ul class="counts">{{#kinds}}<li><b>{{value}}</b> {{label}}</li>{{/kinds}}</ul></section>
        {{/hasKinds}}
        {{#hasSignals}}
        <section><h2>{{say.signals}}</h2><ul class="counts">{{#signals}}<li><b>{{value}}</b> {{label}}</li>{{/signals}}</ul></section>
        {{/hasSignals}}
        </div>
        </div>
        <p class="basis">{{basis}}</p>
        {{#following}}
        {{>section}}
        {{/following}}
        <div class="pairs">
        {{#hasSetAside}}
        <section id="set-aside"><h2>{{say.setAsideList}}</h2><ul class="counts">{{#setAside}}<li><b>{{count}}</b> <span class="from">{{source}}</span> {{reason}}</li>{{/setAside}}</ul></section>
        {{/hasSetAside}}
        {{#hasAutomatic}}
        <section id="automatic"><h2>{{say.automaticList}}</h2><ul class="counts">{{#automatic}}<li><b>{{count}}</b> <span class="from">{{source}}</span> {{reason}}</li>{{/automatic}}</ul></section>
        {{/hasAutomatic}}
        {{#hasUndelivered}}
        <section id="undelivered" class="alarm"><h2>{{say.undelivered}} <span class="total">{{undeliveredCount}}</span></h2><ul class="counts">{{#undelivered}}<li>{{.}}</li>{{/undelivered}}</ul></section>
        {{/hasUndelivered}}
        </div>
        <section id="sources">
        {{#sources}}{{#isThere}}
        <h2>{{say.sources}}</h2>
        {{>sources}}
        <p class="caption">{{say.equation}}</p>
        {{/isThere}}{{/sources}}
        </section>
        {{#others}}
        {{>section}}
        {{/others}}
        </main>
        <footer class="page"><p>{{say.footer}}</p></footer>
        </body>
        </html>

        """

    private static let archive = """
        {{>head}}
        <body>
        <nav class="site">
        {{>navigation}}
        </nav>
        <header class="page">
        <p class="office">{{head.office}}</p>
        <h1>{{say.archive}}</h1>
        {{#isIdle}}
        <p class="mark">{{say.nobodyWrites}}</p>
        {{/isIdle}}
        </header>
        <main id="content">
        <section>
        {{^hasDigests}}
        <p class="lead">{{say.noDigests}}</p>
        {{/hasDigests}}
        <ol class="archive">
        {{#digests}}
        <li><a href="{{address}}"><span class="day">{{title}}</span> <span class="number">{{number}}</span></a>
        <span class="count">{{new}}</span>
        <svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true"><rect class="track" width="100" height="10"/><rect class="bar" width="{{width}}" height="10"/></svg>
        <span class="note">{{facts}}</span></li>
        {{/digests}}
        </ol>
        <p class="paging">{{#newest}}<a href="{{.}}">« {{say.newest}}</a>{{/newest}} {{#older}}<a href="{{.}}" rel="next">{{say.older}} »</a>{{/older}}</p>
        </section>
        <div class="pairs">
        <section><h2>{{say.outbox}}</h2><ul class="plain"><li>{{pending}}</li><li{{#isStuck}} class="alarm"{{/isStuck}}>{{exhausted}}</li></ul></section>
        <section><h2>{{say.total}}</h2><ul class="plain">{{#totals}}<li>{{.}}</li>{{/totals}}</ul></section>
        </div>
        <section id="sources">
        {{#sources}}{{#isThere}}
        <h2>{{say.sources}}</h2>
        {{>sources}}
        <p class="caption">{{say.equation}}</p>
        {{/isThere}}{{/sources}}
        </section>
        </main>
        <footer class="page"><p>{{say.footer}}</p></footer>
        </body>
        </html>

        """

    private static let notice = """
        {{>head}}
        <body>
        <header class="page">
        <p class="office">{{head.office}}</p>
        <h1>{{text}}</h1>
        <p class="sub">{{status}}</p>
        </header>
        <main id="content"><p class="paging"><a href="/">{{back}}</a></p></main>
        </body>
        </html>

        """
}
