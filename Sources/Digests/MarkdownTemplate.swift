/// A digest for chats and wikis, in CommonMark with tables (GFM). Blank lines matter: they end lists and tables.
enum MarkdownTemplate {
    static let all = ["markdown": digest, "markdown-section": section]

    private static let section = """

        ## {{title}} ({{count}})

        {{#entries}}
        - {{#hasLink}}**[{{.title}}]({{{.link}}})**{{/hasLink}}{{^hasLink}}**{{.title}}**{{/hasLink}}{{#hasSignals}} — **{{.signalLine}}**{{/hasSignals}}\u{20}\u{20}
        {{#hasSummary}}
          {{.excerpt}}\u{20}\u{20}
        {{/hasSummary}}
          *\\#{{.number}} · {{.tagLine}} · {{.facts}}*
        {{/entries}}
        {{#hasMore}}

        … {{.more}}
        {{/hasMore}}

        """

    private static let digest = """
        # {{title}}

        **{{dayName}}** · {{head.office}}\u{20}\u{20}
        {{say.window}}: {{window}}
        {{#marks}}

        > **{{.}}**
        {{/marks}}

        {{lead}}
        {{#isQuiet}}
        {{say.quiet}}
        {{/isQuiet}}
        {{#hasAgain}}
        {{again}}
        {{/hasAgain}}
        {{#hasEarlier}}
        {{earlier}}.
        {{/hasEarlier}}
        {{#isUnbalanced}}

        > **{{balance}}**
        {{/isUnbalanced}}
        {{#hasSignals}}

        **{{say.signals}}:** {{#signals}}{{label}} {{value}}{{^last()}}, {{/last()}}{{/signals}}
        {{/hasSignals}}
        {{#hasKinds}}

        **{{say.kinds}}:** {{#kinds}}{{label}} {{value}}{{^last()}}, {{/last()}}{{/kinds}}
        {{/hasKinds}}
        {{#leading}}
        {{>markdown-section}}
        {{/leading}}
        {{#themes}}
        {{#isThere}}

        ## {{say.themes}}

        | {{say.themes}} | {{say.count}} | |
        | --- | ---: | --- |
        {{#bars}}
        | {{name}} | {{count}} | {{arrow}} {{note}} |
        {{/bars}}
        {{/isThere}}
        {{/themes}}
        {{#districts}}
        {{#isThere}}

        ## {{say.districts}}

        | {{say.districts}} | {{say.count}} | |
        | --- | ---: | --- |
        {{#bars}}
        | {{name}} | {{count}} | {{arrow}} {{note}} |
        {{/bars}}
        {{/isThere}}
        {{/districts}}

        {{basis}}
        {{#following}}
        {{>markdown-section}}
        {{/following}}
        {{#hasSetAside}}

        ## {{say.setAsideList}}

        {{#setAside}}
        - {{count}} · {{source}}: {{reason}}
        {{/setAside}}
        {{/hasSetAside}}
        {{#hasAutomatic}}

        ## {{say.automaticList}}

        {{#automatic}}
        - {{count}} · {{source}}: {{reason}}
        {{/automatic}}
        {{/hasAutomatic}}
        {{#sources}}
        {{#isThere}}

        ## {{say.sources}}

        | {{say.source}} | {{say.state}} | {{say.received}} | {{say.new}} | {{say.repeated}} | {{say.automatic}} | {{say.setAside}} | {{say.lastSuccess}} |
        | --- | --- | ---: | ---: | ---: | ---: | ---: | --- |
        {{#rows}}
        | {{name}} | {{state}}{{#hasError}}: {{.error}}{{/hasError}} | {{received}} | {{new}} | {{repeated}} | {{automatic}} | {{setAside}} | {{lastSuccess}} |
        {{/rows}}
        {{/isThere}}
        {{/sources}}
        {{#hasUndelivered}}

        ## {{say.undelivered}} ({{undeliveredCount}})

        {{#undelivered}}
        - {{.}}
        {{/undelivered}}
        {{/hasUndelivered}}
        {{#others}}
        {{>markdown-section}}
        {{/others}}

        ---

        {{say.footer}}

        """
}
