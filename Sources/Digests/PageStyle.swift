/// How the office's pages look: the digest's and the desk's alike. System fonts, which have Kazakh letters; light, dark
/// and paper.
public enum PageStyle {
    /// The one style sheet, without anything fetched from elsewhere.
    public static let css = """
        :root{color-scheme:light dark;--ink:#1b2530;--muted:#5a6876;--line:#dbe2e8;--paper:#fff;--ground:#f2f5f7;--accent:#0b6b6b;\
        --soft:#e3f0ef;--alarm:#a8231b;--alarm-soft:#fbeceb;--warm:#b06500;--cold:#2b6aa3;--rail:#e9eef2}
        @media (prefers-color-scheme:dark){:root{--ink:#e7edf2;--muted:#9caab7;--line:#2f3b46;--paper:#182129;--ground:#10171d;\
        --accent:#5cc0bb;--soft:#17312f;--alarm:#ff8a80;--alarm-soft:#3a1d1b;--warm:#f0a94a;--cold:#7db4e6;--rail:#26313b}}
        *{box-sizing:border-box}
        body{margin:0;background:var(--ground);color:var(--ink);font:16px/1.5 "Noto Sans","Segoe UI","Helvetica Neue",\
        "DejaVu Sans",system-ui,sans-serif;-webkit-text-size-adjust:100%}
        main{max-width:62rem;margin:0 auto;padding:2rem 1.5rem 3rem;background:var(--paper);min-height:100vh}
        header{border-bottom:3px solid var(--accent);padding-bottom:1rem;margin-bottom:1.25rem}
        h1{font-size:1.75rem;line-height:1.2;margin:.15rem 0 .25rem;letter-spacing:-.01em}
        h2{font-size:1.15rem;margin:2rem 0 .75rem;display:flex;gap:.5rem;align-items:baseline}
        h2 .n{font-size:.85rem;font-weight:600;color:var(--accent);background:var(--soft);border-radius:1rem;padding:.05rem .6rem}
        .alarming h2{color:var(--alarm)}.alarming h2 .n{color:var(--alarm);background:var(--alarm-soft)}
        .office{color:var(--accent);font-weight:600}.muted,.window{color:var(--muted);font-size:.92rem}
        .mark{background:var(--alarm-soft);color:var(--alarm);border-radius:.4rem;padding:.5rem .8rem;margin:.6rem 0;font-weight:600}
        .lead{font-size:1.05rem;margin:.5rem 0}
        .figures{display:flex;flex-wrap:wrap;gap:.6rem;margin:1rem 0;padding:0;list-style:none}
        .figures li{flex:1 1 7rem;border:1px solid var(--line);border-radius:.5rem;padding:.55rem .8rem}
        .figures b{display:block;font-size:1.6rem;line-height:1.15;font-variant-numeric:tabular-nums}
        .figures .main{background:var(--soft);border-color:var(--accent)}.figures .main b{color:var(--accent)}
        .figures span{color:var(--muted);font-size:.85rem}
        .chips{display:flex;flex-wrap:wrap;gap:.4rem;margin:.4rem 0;padding:0;list-style:none}
        .chips li{border:1px solid var(--line);border-radius:1rem;padding:.1rem .7rem;font-size:.88rem}
        .chips .alarm{border-color:var(--alarm);color:var(--alarm)}
        .pair{display:grid;grid-template-columns:1fr 1fr;gap:0 2.5rem}
        svg{width:100%;height:auto;display:block}
        svg .name,svg .count{font-size:13px;fill:var(--ink)}svg .count{font-weight:700}svg .small{font-size:11px;fill:var(--muted)}
        svg .rail{fill:var(--rail)}svg .unknown,svg .usual,svg .today{fill:var(--accent)}svg .past{fill:var(--line)}
        svg .cold{fill:var(--cold)}svg .warm{fill:var(--warm)}svg .hot{fill:var(--alarm)}svg .tick{fill:var(--ink)}
        article{border-top:1px solid var(--line);padding:.7rem 0;break-inside:avoid}
        article h3{font-size:1rem;margin:0;overflow-wrap:anywhere}
        article h3 .id{color:var(--muted);font-weight:400;margin-right:.35rem}
        article p{margin:.25rem 0;overflow-wrap:anywhere}
        .alarming article{border-left:3px solid var(--alarm);padding-left:.8rem}
        .signal{color:var(--alarm);font-weight:600;font-size:.88rem}
        .more{color:var(--muted);font-style:italic}
        a{color:var(--accent);overflow-wrap:anywhere}
        .scroll{overflow-x:auto}
        table{border-collapse:collapse;width:100%;font-size:.92rem}
        th,td{text-align:left;padding:.4rem .6rem .4rem 0;border-bottom:1px solid var(--line);vertical-align:top}
        th{color:var(--muted);font-weight:600;font-size:.82rem}
        td.num,th.num{text-align:right;font-variant-numeric:tabular-nums}
        tr.failing td{color:var(--alarm)}
        nav{margin-top:1.5rem;display:flex;gap:1rem}
        footer{margin-top:2.5rem;border-top:1px solid var(--line);padding-top:.8rem;color:var(--muted);font-size:.85rem}
        @media (max-width:640px){main{padding:1rem}.pair{grid-template-columns:1fr}.figures li{flex-basis:5.5rem}\
        h1{font-size:1.4rem}}
        @media print{:root{color-scheme:light;--ink:#000;--muted:#444;--line:#bbb;--paper:#fff;--ground:#fff;--soft:#fff;\
        --alarm-soft:#fff;--accent:#0b5f5f;--alarm:#9c1c15;--rail:#eee}@page{size:A4;margin:16mm}
        main{max-width:none;padding:0;min-height:0}body{font-size:10.5pt}h2{break-after:avoid}a{text-decoration:none}}
        """
}
