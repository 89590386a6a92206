const light = `
--paper: #fffefb; --ink: #1d1b18; --muted: #5f5a52; --rule: #dcd6ca; --accent: #9c1b1f;
--series-1: #9c1b1f; --series-2: #47637d; --series-3: #b98a3e; --series-4: #7a8a6a;`

const dark = `
--paper: #171614; --ink: #ebe6dc; --muted: #aaa397; --rule: #3b3833; --accent: #e8837c;
--series-1: #d9635c; --series-2: #86a5c4; --series-3: #d6ac66; --series-4: #a3b38f;`

/**
 * The page's style: a printed report rather than a screen of tiles. One accent, hairlines, figures in a serif; the reader's own
 * Chinese fonts. Colours are variables, which the charts use as well.
 */
export const style = `
:root { color-scheme: light dark;${light}
--sans: system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, "PingFang SC", "Hiragino Sans GB", "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC", sans-serif;
--serif: "Iowan Old Style", "Palatino Linotype", Palatino, "Noto Serif", "Songti SC", STSong, "Noto Serif CJK SC", "Source Han Serif SC", SimSun, "Times New Roman", serif; }
:root:lang(zh) {
--sans: "PingFang SC", "Hiragino Sans GB", "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC", system-ui, sans-serif;
--serif: "Songti SC", STSong, "Noto Serif CJK SC", "Source Han Serif SC", SimSun, "Times New Roman", serif; }
@media (prefers-color-scheme: dark) { :root {${dark} } }
@media print { :root {${light} --paper: #fff; } }

* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body { margin: 0 auto; max-width: 66rem; padding: 0 1rem 3rem; background: var(--paper); color: var(--ink);
  font: 1rem/1.65 var(--sans); overflow-wrap: anywhere; }
h1, h2, h3 { margin: 0; font-family: var(--serif); font-weight: 600; line-height: 1.35; text-wrap: balance; }
p, ul, ol, dl, dd { margin: 0; padding: 0; }
a { color: inherit; text-decoration-color: var(--rule); text-underline-offset: .2em; }
a:hover { text-decoration-color: currentcolor; }
small { display: block; color: var(--muted); font-size: .8125rem; line-height: 1.5; }
.nothing { color: var(--muted); }

.cover { padding: 3.5rem 0 2.25rem; border-bottom: 1px solid var(--rule); }
.cover::before { content: ""; display: block; width: 4rem; height: 4px; margin-bottom: 1.75rem; background: var(--accent);
  print-color-adjust: exact; }
.cover h1 { margin: .35rem 0 .9rem; font-size: clamp(1.9rem, 1.2rem + 3.4vw, 3.1rem); letter-spacing: .01em; }
.book { font-family: var(--serif); font-size: 1.0625rem; }
.date, .authority { color: var(--muted); }

.front { padding: 2.25rem 0; border-bottom: 1px solid var(--rule); }
.front > h2 { font-size: 1.375rem; margin-bottom: 1.25rem; }
.front .block { margin-top: 1.25rem; break-inside: avoid; }
.front h3 { font-size: 1.0625rem; padding-bottom: .35rem; border-bottom: 2px solid var(--ink); }
.front table { width: 100%; border-collapse: collapse; }
.front th, .front td { padding: .3rem .75rem .3rem 0; border-bottom: 1px solid var(--rule); text-align: left; font-weight: 400; }
.front thead th, .front tbody th { color: var(--muted); }
.front td { font-variant-numeric: tabular-nums; }
.front ul { list-style: none; }
.front li { padding: .3rem 0; border-bottom: 1px solid var(--rule); }
@media print { .front { break-after: page; } }

.overview { padding: 2.25rem 0; }
.overview h2 { font-size: 1.375rem; margin-bottom: 1.25rem; }
.scopes { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 17rem), 1fr)); gap: 2rem 3rem; }
.scopes h3 { font-size: 1.125rem; padding-bottom: .5rem; border-bottom: 2px solid var(--ink); }
.scopes dl > div { display: flex; justify-content: space-between; gap: 1rem; align-items: baseline; padding: .4rem 0;
  border-bottom: 1px solid var(--rule); }
.scopes dt { color: var(--muted); }
.scopes dd, .values dd { flex: none; max-width: 75%; text-align: right; }
.scopes .organization-coverage dd { color: var(--accent); font: 600 1.75rem/1.2 var(--serif); }

nav { padding: 1.5rem 0; border-top: 1px solid var(--rule); }
nav ol { list-style: none; columns: 20rem auto; column-gap: 3rem; }
nav li { break-inside: avoid; padding: .15rem 0; font-family: var(--serif); }

.part { border-top: 2px solid var(--ink); padding: 1.5rem 0 2.5rem; }
.part > h2 { font-size: 1.375rem; margin-bottom: 1rem; word-break: keep-all; }
.part > h2 .number { color: var(--accent); }

.figure { display: grid; grid-template: "title values" auto "about values" 1fr / minmax(0, 1fr) minmax(12rem, 17rem);
  gap: .15rem 2rem; padding: 1rem 0; border-top: 1px solid var(--rule); break-inside: avoid; }
.body > .figure:first-child { border-top: 0; padding-top: 0; }
.figure h3 { grid-area: title; font-size: 1.0625rem; }
.about { grid-area: about; color: var(--muted); font-size: .875rem; }
.period { display: block; color: var(--ink); }
.values { grid-area: values; text-align: right; }
.number, .scopes dd { font-variant-numeric: tabular-nums lining-nums; }
.values .number { font: 600 1.5rem/1.3 var(--serif); font-variant-numeric: tabular-nums lining-nums; }
.values .total .number { font-size: 2rem; line-height: 1.2; }
.values .unit { margin-left: .3em; color: var(--muted); font-size: .875rem; }
.values .qualifier { color: var(--muted); font-size: .875rem; }
.values dl { width: 100%; }
.values dl > div { display: flex; justify-content: space-between; align-items: baseline; gap: 1rem; }
.values dt { text-align: left; color: var(--muted); font-size: .875rem; line-height: 1.4; }
.values .total + dl .number { font-size: 1.125rem; }
.reported { margin-top: .35rem; padding-left: .75rem; border-left: 3px solid var(--accent); color: var(--ink); }
.reported strong { color: var(--accent); }

details { margin-top: .25rem; font-size: .8125rem; }
summary { width: fit-content; cursor: pointer; color: var(--muted); }
summary:hover { color: var(--ink); }
summary .id { margin-left: .75em; font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; font-size: .75rem; }
details p { padding: .15rem 0; font-variant-numeric: tabular-nums; }

.chart, .terms { padding: 1.75rem 0 .5rem; border-top: 1px solid var(--rule); break-inside: avoid; }
.chart h3, .terms h3 { font-size: 1.0625rem; margin-bottom: .5rem; }
.chart svg { display: block; width: 100%; height: auto; }
.chart .narrow { display: none; }
.legend { list-style: none; display: flex; flex-wrap: wrap; gap: .25rem 1.5rem; margin-bottom: .75rem; color: var(--muted); font-size: .875rem; }
.legend span { display: inline-block; margin-right: .5em; vertical-align: middle; print-color-adjust: exact; }
.legend .box { width: .8em; height: .8em; background: currentcolor; vertical-align: -.05em; }
.legend .line { width: 1.75em; border-top: 3px solid currentcolor; }
.legend .dashed { border-top-style: dashed; }
.series-1 { color: var(--series-1); } .series-2 { color: var(--series-2); }
.series-3 { color: var(--series-3); } .series-4 { color: var(--series-4); }

.rule { padding: 1.25rem 0 .75rem; border-top: 1px solid var(--rule); }
.body > p + .rule { margin-top: 1rem; }
.rule h3 { font-size: 1.0625rem; margin-bottom: .5rem; }
.rule .severity { color: var(--muted); }
.rule.violation .severity { color: var(--accent); }
.rule .id { margin-left: .5em; color: var(--muted); font: .75rem ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; }
.rule dl { color: var(--muted); font-size: .875rem; }
.rule dl > div { display: flex; gap: 1em; }
.rule dt { flex: none; min-width: 3.5em; }
.rule ul { list-style: none; margin: .5rem 0; font-size: .875rem; }
.rule li { padding: .45rem 0; border-top: 1px solid var(--rule); break-inside: avoid; }
.rule li time { margin-left: 1em; }
.rule > p { font-size: .875rem; color: var(--muted); }

table { width: 100%; border-collapse: collapse; font-size: .875rem; font-variant-numeric: tabular-nums lining-nums; }
caption { padding: .5rem 0; text-align: left; color: var(--muted); }
th, td { padding: .45rem 1rem .45rem 0; border-bottom: 1px solid var(--rule); text-align: left; vertical-align: top; }
th:last-child, td:last-child { padding-right: 0; }
thead th { border-bottom: 1px solid var(--ink); font-weight: 600; }
tbody th { font-weight: 400; }
.data { width: auto; min-width: min(100%, 26rem); }
.data td, .data th:not(:first-child) { text-align: right; }
time { white-space: nowrap; }
.overdue { color: var(--accent); font-weight: 600; }

footer { border-top: 2px solid var(--ink); padding-top: 1.5rem; color: var(--muted); font-size: .875rem; }
footer h2 { font-size: 1.0625rem; color: var(--ink); margin-bottom: .5rem; }
footer ul { padding-left: 1.2em; }

@media (min-width: 60rem) {
  body { padding: 0 2.5rem 4rem; }
  .part { display: grid; grid-template-columns: 13rem minmax(0, 1fr); gap: 0 3rem; }
  .part > h2 { position: sticky; top: 1.5rem; align-self: start; font-size: 1.25rem; }
  .part > h2 .number { display: block; font-size: 2rem; line-height: 1.2; }
}
@media screen and (max-width: 44rem) {
  .cover { padding-top: 2rem; }
  .figure { grid-template: "title" "values" "about" / minmax(0, 1fr); }
  .values { text-align: left; padding: .25rem 0; }
  .chart .wide { display: none; }
  .chart .narrow { display: block; }
  .terms th:first-child { width: 36%; }
  .terms td { font-size: .8125rem; }
  th, td { padding-right: .6rem; }
}
@page { size: A4; margin: 18mm 16mm 20mm; @bottom-center { content: counter(page); font: 9pt serif; } }
@media print {
  body { max-width: none; padding: 0; font-size: 10pt; line-height: 1.5; }
  nav { display: none; }
  a { text-decoration: none; }
  h2, h3 { break-after: avoid; }
  tr { break-inside: avoid; }
  .cover { padding-top: 0; }
  .part { display: block; }
  .part > h2 { position: static; }
  .terms { break-inside: auto; }
  .figure { padding: .6rem 0; }
  .values .number { font-size: 1.25rem; }
  .values .total .number { font-size: 1.5rem; }
  .figure details::details-content { content-visibility: visible; display: block; block-size: auto; }
  .figure summary { list-style: none; }
  .chart details { display: none; }
}
`
