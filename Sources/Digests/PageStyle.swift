/// The one style of all pages, and the policy that lets nothing else in.
public enum PageStyle {
    /// What a browser may load for a page: this style and nothing at all besides. For a page within a file; a server
    /// adds `frame-ancestors 'none'`, which only a header may say.
    public static let policy = "default-src 'none'; style-src 'sha256-\(hash)'; base-uri 'none'; form-action 'none'"

    /// SHA-256 of `css`, base64. A test says what it must be after an edit of the style.
    static let hash = "kHHxHAMBOMBLHqVldLhWhD7s/IqDHq1iXFCXjsVvgw0="

    /// System fonts only, and those that have the Kazakh letters first. Colours: ink and paper, one blue-green for what
    /// is counted; red, amber and blue are kept for what is hot, warm and cold.
    static let css = """
        :root{color-scheme:light dark;--paper:#f4f5f2;--card:#fff;--ink:#1d2528;--soft:#57656a;--line:#dcdfd9;--track:#e9ebe6;\
        --accent:#1f6f78;--accent-soft:#8fb8b9;--aside:#b9a36b;--hot:#b3261e;--hot-soft:#fbe9e6;--warm:#b26a00;--cold:#2f6db5;--good:#2f7d4f;--signal:#6b3fa0}
        @media (prefers-color-scheme:dark){:root{--paper:#14191b;--card:#1c2326;--ink:#e6eae8;--soft:#9fadb0;--line:#313b3f;--track:#2a3337;\
        --accent:#5db5bc;--accent-soft:#3f777b;--aside:#a08b54;--hot:#ff8a7d;--hot-soft:#3a2220;--warm:#f0ad4e;--cold:#7db2ee;--good:#6cc08d;--signal:#c3a3f0}}
        *{box-sizing:border-box}
        html{-webkit-text-size-adjust:100%;text-size-adjust:100%}
        body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.5 "Noto Sans","Segoe UI",system-ui,-apple-system,Roboto,"PT Sans","DejaVu Sans",sans-serif;overflow-wrap:break-word}
        h1,h2,h3,p,ul,ol,figure{margin:0;padding:0}
        ul,ol{list-style:none}
        a{color:inherit;text-decoration-color:var(--accent-soft);text-underline-offset:.18em}
        a:hover{color:var(--accent)}
        a:focus-visible{outline:2px solid var(--accent);outline-offset:3px;border-radius:2px}
        svg{display:block;width:100%}
        .skip{position:absolute;left:-100vw}
        .skip:focus{left:1rem;top:.5rem}
        header.page,main,footer.page,nav.site{max-width:68rem;margin:0 auto;padding:0 1.5rem}
        nav.site{display:flex;flex-wrap:wrap;gap:.25rem 1.5rem;justify-content:space-between;padding-top:1rem;font-size:.875rem}
        nav.site ul{display:flex;flex-wrap:wrap;gap:.25rem 1rem}
        nav.site a[aria-current]{font-weight:600;text-decoration:none;color:var(--accent)}
        header.page{padding-top:2rem;padding-bottom:1.25rem}
        .office{font-size:.8125rem;letter-spacing:.06em;color:var(--accent);font-weight:600}
        h1{font-size:clamp(1.6rem,4.4vw,2.5rem);line-height:1.15;font-weight:650;letter-spacing:-.015em;margin:.35rem 0 .4rem}
        h1::first-letter{text-transform:uppercase}
        .sub{color:var(--soft)}
        .window{margin-left:.75rem}
        .mark{display:inline-block;margin:.75rem .75rem 0 0;padding:.3rem .8rem;border:1px solid var(--warm);border-radius:.4rem;color:var(--warm);font-size:.9375rem;font-weight:600}
        .overview{display:grid;grid-template-columns:minmax(0,3fr) minmax(0,2fr);gap:1.25rem}
        .ledger,.history,.list>.entries,.charts section,.pairs>section,#sources:not(:empty){background:var(--card);border:1px solid var(--line);border-radius:.6rem}
        .ledger,.history{padding:1.25rem 1.5rem}
        .history{display:flex;flex-direction:column}
        .ledger:last-child{grid-column:1/-1}
        .big{display:flex;align-items:baseline;gap:.6rem}
        .figure{font-size:3.25rem;line-height:1;font-weight:650;letter-spacing:-.03em;font-variant-numeric:tabular-nums}
        .noun{font-size:1.125rem}
        .quiet{margin-top:.75rem;font-size:1.125rem}
        .parts{height:.75rem;margin:1.1rem 0 .6rem;border-radius:.2rem;background:var(--track)}
        .parts .new{fill:var(--accent)}.parts .repeated{fill:var(--accent-soft)}.parts .automatic{fill:var(--soft)}.parts .aside{fill:var(--aside)}
        .legend{display:flex;flex-wrap:wrap;gap:.2rem 1.25rem;font-size:.875rem;color:var(--soft)}
        .legend b{color:var(--ink);font-variant-numeric:tabular-nums}
        .legend li::before{content:"";display:inline-block;width:.65em;height:.65em;border-radius:.15em;margin-right:.4em;background:var(--accent)}
        .legend .repeated::before{background:var(--accent-soft)}.legend .automatic::before{background:var(--soft)}.legend .aside::before{background:var(--aside)}
        .lead{margin-top:1rem}
        .balance{margin-top:.35rem;font-size:.875rem;color:var(--good)}
        .balance.broken{color:var(--hot);font-weight:600}
        .history figcaption{font-size:.875rem;font-weight:600;margin-bottom:.75rem}
        .history svg{height:7.5rem;margin-top:auto}
        .history rect{fill:var(--accent-soft)}.history .now{fill:var(--accent)}
        .caption,.basis,.more{font-size:.875rem;color:var(--soft)}
        .caption{margin-top:.6rem}
        .basis{margin:.75rem 0 0}
        .contents{margin:1.5rem 0 0}
        .contents ul{display:flex;flex-wrap:wrap;gap:.5rem}
        .contents a{display:block;padding:.3rem .75rem;border:1px solid var(--line);border-radius:2rem;background:var(--card);text-decoration:none;font-size:.875rem}
        .contents b{font-variant-numeric:tabular-nums;margin-left:.2em}
        .contents .urgent a{border-color:var(--hot);color:var(--hot)}
        .contents .allegations a{border-color:var(--signal);color:var(--signal)}
        h2{font-size:1.25rem;line-height:1.3;font-weight:650;letter-spacing:-.005em}
        h2 .total{color:var(--soft);font-weight:400;font-variant-numeric:tabular-nums;margin-left:.25em}
        section[id]{scroll-margin-top:1rem}
        .list{margin-top:2.25rem}
        .list h2{margin-bottom:.7rem}
        .list .more{margin-top:.6rem}
        .entry{padding:1rem 1.5rem;border-top:1px solid var(--line)}
        .entry:first-child{border-top:0}
        .entry:target{background:var(--track)}
        .entry h3{font-size:1.0625rem;line-height:1.4;font-weight:600}
        .excerpt{margin-top:.25rem;max-width:56rem}
        .tags{margin-top:.5rem;font-size:.8125rem;line-height:1.9}
        .tag{display:inline-block;padding:0 .55rem;border-radius:.3rem;background:var(--track);color:var(--ink)}
        .tag.signal{background:var(--signal);color:var(--card);font-weight:600}
        .facts{margin-top:.35rem;font-size:.8125rem;color:var(--soft)}
        .facts .number{font-variant-numeric:tabular-nums}
        .urgent h2{color:var(--hot)}
        .urgent>.entries{border-color:var(--hot);border-left-width:5px;background:var(--hot-soft)}
        .urgent .entry{border-top-color:var(--line)}
        .urgent .tag{background:var(--card)}
        .urgent .tag.signal{background:var(--signal)}
        .reports>.entries{columns:2;column-gap:0;column-rule:1px solid var(--line)}
        .reports .entry{padding-top:.7rem;padding-bottom:.7rem;break-inside:avoid;border-top:0;border-bottom:1px solid var(--line);margin-bottom:-1px}
        .reports .entry h3{font-size:1rem}
        .reports .excerpt{font-size:.875rem;color:var(--soft);display:-webkit-box;-webkit-box-orient:vertical;-webkit-line-clamp:2;overflow:hidden}
        .reports .tags{margin-top:.15rem;line-height:1.5}
        .reports .tag{padding:0;background:none;color:var(--soft)}
        .reports .tag:not(:last-child)::after{content:" ·"}
        .reports .facts{margin-top:0}
        .allegations h2{color:var(--signal)}
        .allegations>.entries{border-left:5px solid var(--signal)}
        .charts{display:grid;grid-template-columns:minmax(0,1fr) minmax(0,1fr);gap:1.25rem;margin-top:2.25rem;align-items:start}
        .charts section{padding:1.25rem 1.5rem}
        .beside{display:grid;gap:1.25rem}
        .charts>div:first-child{grid-column:1/-1}
        .chart{margin-top:.9rem;display:grid;gap:.75rem}
        .chart li{display:grid;grid-template-columns:minmax(0,1fr) auto;gap:.15rem 1rem}
        .chart svg{grid-column:1/-1;height:.6rem;overflow:visible}
        .track{fill:var(--track)}.bar{fill:var(--accent)}
        .chart .count{font-weight:650;font-variant-numeric:tabular-nums}
        .chart .note{grid-column:1/-1;font-size:.8125rem;line-height:1.35;color:var(--soft)}
        .chart .unknown .note{display:none}
        .usual-mark{stroke:var(--ink);stroke-width:2;vector-effect:non-scaling-stroke}
        .chart .hot .bar{fill:var(--hot)}.chart .warm .bar{fill:var(--warm)}.chart .cold .bar{fill:var(--cold)}
        .chart .hot .note,.chart .hot .count{color:var(--hot)}.chart .warm .note,.chart .warm .count{color:var(--warm)}.chart .cold .note{color:var(--cold)}
        .thermometer .usual .bar{fill:var(--soft)}
        .axis{display:flex;justify-content:space-between;margin-top:.7rem;font-size:.8125rem;color:var(--soft)}
        .pairs{display:grid;grid-template-columns:repeat(auto-fit,minmax(20rem,1fr));gap:1.25rem;margin-top:1.5rem;align-items:start}
        .pairs>section{padding:1.25rem 1.5rem}
        .pairs h2,.beside section:not([id]) h2{font-size:1.0625rem}
        .counts,.plain{margin-top:.6rem;display:grid;gap:.3rem;font-size:.9375rem}
        .counts b{display:inline-block;min-width:2.2em;font-variant-numeric:tabular-nums}
        .from{color:var(--soft)}
        .from::after{content:":"}
        .alarm,.alarm h2{color:var(--hot)}
        #sources{margin-top:1.5rem;padding:1.25rem 1.5rem}
        table{width:100%;border-collapse:collapse;margin-top:.75rem;font-size:.875rem}
        th,td{text-align:left;padding:.5rem .75rem .5rem 0;border-top:1px solid var(--line);vertical-align:top;font-weight:400}
        tbody th{font-weight:600}
        thead th{border-top:0;color:var(--soft);font-size:.8125rem}
        .n{text-align:right;font-variant-numeric:tabular-nums}
        .time{white-space:nowrap}
        .state::before{content:"";display:inline-block;width:.6em;height:.6em;border-radius:50%;margin-right:.45em;background:var(--good)}
        .waiting .state::before,.former .state::before{background:var(--soft)}
        .failing .state::before{background:var(--hot)}
        .failing .state{color:var(--hot);font-weight:600}
        tr.why td{border-top:0;padding-top:0;color:var(--hot);overflow-wrap:anywhere}
        .sources thead th,.sources tbody td{hyphens:auto}
        .archive{display:grid;gap:0;background:var(--card);border:1px solid var(--line);border-radius:.6rem}
        .archive:empty{display:none}
        .archive li{display:grid;grid-template-columns:minmax(0,1fr) auto;gap:.2rem 1rem;padding:.85rem 1.5rem;border-top:1px solid var(--line)}
        .archive li:first-child{border-top:0}
        .archive a{text-decoration:none}
        .archive .day{display:inline-block;font-weight:600;text-decoration:underline;text-decoration-color:var(--accent-soft)}
        .archive .day::first-letter{text-transform:uppercase}
        .archive .number{color:var(--soft);margin-left:.4em}
        .archive .count{font-weight:650;font-variant-numeric:tabular-nums}
        .archive svg{grid-column:1/-1;height:.4rem}
        .archive .note{grid-column:1/-1;font-size:.8125rem;color:var(--soft)}
        .paging{display:flex;gap:1.5rem;margin-top:1rem}
        footer.page{padding-top:1.5rem;padding-bottom:3rem;font-size:.8125rem;color:var(--soft)}
        @media (max-width:46rem){
        header.page,main,footer.page,nav.site{padding-left:1rem;padding-right:1rem}
        header.page{padding-top:1.25rem}
        .overview,.charts{grid-template-columns:minmax(0,1fr)}
        .reports>.entries{columns:1}
        .pairs{grid-template-columns:minmax(0,1fr)}
        .window{display:block;margin-left:0}
        .ledger,.history,.entry,.charts section,.pairs>section,#sources,.archive li{padding-left:1rem;padding-right:1rem}
        thead{display:none}
        table,tbody,tr,th,td{display:block}
        tr{padding:.6rem 0;border-top:1px solid var(--line)}
        tbody tr:first-child,tr.why{border-top:0}
        tr.why{padding-top:0}
        th,td{border:0;padding:.1rem 0;text-align:left}
        td.n,td.time{display:inline-block;margin-right:.9rem;font-size:.8125rem;white-space:normal}
        td[data-label]::before{content:attr(data-label) " ";color:var(--soft)}
        }
        @page{size:A4;margin:14mm 14mm 16mm}
        @media print{
        :root{color-scheme:light;--paper:#fff;--card:#fff;--ink:#000;--soft:#4a5357;--line:#c9cdc8;--track:#ececea;--accent:#1f6f78;--accent-soft:#8fb8b9;--aside:#b9a36b;--hot:#b3261e;--hot-soft:#fff;--warm:#9a5b00;--cold:#2f6db5;--good:#2f7d4f;--signal:#6b3fa0}
        *{-webkit-print-color-adjust:exact;print-color-adjust:exact}
        html{font-size:9.5pt}
        body{line-height:1.4;font-size:1rem}
        nav,.skip,.contents,.paging{display:none}
        header.page,main,footer.page{max-width:none;padding-left:0;padding-right:0}
        header.page{padding-top:0;padding-bottom:.75rem}
        h1{font-size:2rem}
        .overview,.charts{grid-template-columns:minmax(0,1fr) minmax(0,1fr)}
        .list,.charts{margin-top:1.1rem}
        .entry{padding:.5rem .9rem}
        .ledger,.history,.charts section,.pairs>section,#sources{padding:.7rem .9rem}
        .entry,.chart li,.counts li,tr,.ledger,.history,.archive li{break-inside:avoid}
        h2{break-after:avoid}
        thead{display:table-header-group}
        a{text-decoration:none}
        }
        """
}
