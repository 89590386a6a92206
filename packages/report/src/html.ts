import { expectChoice } from '@taizhang/kernel/internal'
import { type Words } from '@taizhang/core'
import type { TermDue } from '@taizhang/core/figures'

import { chartTables, type ChartTable } from './chart-tables.ts'
import { chartOf } from './charts.ts'
import { figureMarkup } from './figure-markup.ts'
import { findingsMarkup } from './findings-markup.ts'
import { frontPageMarkup } from './front-page-markup.ts'
import { Markup, markup, own } from './markup.ts'
import { overviewOf } from './overview.ts'
import { expectReport } from './doors.ts'
import { authorityOf, basisText, moreTerms, notes, phrases, termRemarks, termState, titleOf } from './phrases.ts'
import type { Report, ReportSection } from './report.ts'
import { style } from './style.ts'
import { dayText, sectionNumber } from './text.ts'
import { languages, type Language } from './words.ts'

/** Of the terms overdue or due soon the page lists so many; how many there are it says as well. */
const termsMax = 30

/**
 * The report as one HTML file that needs nothing else: no script, no font, no picture, no network.
 *
 * @example (await html(reportOf(view), 'en')).startsWith('<!doctype html>') // => true
 */
export function html(report: Report, language: Language): string {
  expectReport(report)
  expectChoice(language, 'language', languages)
  const say = (words: Words): string => words[language]
  const authority = authorityOf(report, language)
  const page = markup`<!doctype html>
<html lang="${{ zh: 'zh-CN', en: 'en' }[language]}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${titleOf(report, language)} · ${report.name} · ${report.asOf}</title>
<style>${new Markup(style)}</style>
</head>
<body>
<header class="cover">
<p class="book">${own(report.name, language)}</p>
<h1>${report.field === undefined ? titleOf(report, language) : own(titleOf(report, language), language)}</h1>
<p class="date"><time datetime="${report.asOf}">${say(phrases.asOf)}${{ zh: '', en: ' ' }[language]}${dayText(report.asOf, language)}</time></p>
${authority === undefined ? undefined : markup`<p class="authority">${own(authority, language)}</p>`}
</header>
<main>
${frontPageMarkup(report, language)}
${overview(report, language)}
${contents(report, language)}
${report.sections.map((section, at) => sectionMarkup(report, section, at, language))}
${findingsMarkup(report, language)}
</main>
<footer>
<h2>${say(phrases.notes)}</h2>
<ul>${notes(report, language).map((text) => markup`<li>${text}</li>`)}<li>${basisText(report, language)}</li></ul>
</footer>
</body>
</html>
`
  return page.text
}

function overview(report: Report, language: Language): Markup {
  const { columns, rows } = overviewOf(report, language)
  return markup`<section class="overview" aria-labelledby="overview">
<h2 id="overview">${phrases.overview[language]}</h2>
<div class="scopes">${columns.map(
    (title, at) => markup`<section aria-labelledby="scope-${at}">
<h3 id="scope-${at}">${own(title, language)}</h3>
<dl>${rows.map(
      ({ figure, title, cells }) =>
        markup`<div class="${figure}"><dt><a href="#${figure}">${title}</a></dt><dd>${cells[at]}</dd></div>`,
    )}</dl>
</section>`,
  )}</div>
</section>`
}

const contents = ({ sections }: Report, language: Language): Markup =>
  markup`<nav aria-label="${phrases.contents[language]}"><ol>${[
    ...sections,
    { id: 'findings', title: phrases.findings },
  ].map(
    ({ id, title }, at) => markup`<li><a href="#${id}">${sectionNumber(at, language)}${title[language]}</a></li>`,
  )}</ol></nav>`

function sectionMarkup(report: Report, { id, title, items }: ReportSection, at: number, language: Language): Markup {
  const charts = chartTables(report, language).filter(({ section }) => section === id)
  return markup`<section class="part" aria-labelledby="${id}">
<h2 id="${id}"><span class="number">${sectionNumber(at, language)}</span>${title[language]}</h2>
<div class="body">
${items.length === 0 ? markup`<p class="nothing">${phrases.nothing[language]}</p>` : undefined}
${items.map((item) => figureMarkup(report, item, language))}
${charts.map((table) => chartMarkup(report, table, language))}
${id === 'coverage' ? termsMarkup(report, language) : undefined}
</div>
</section>`
}

function chartMarkup(report: Report, table: ChartTable, language: Language): Markup {
  const { id, title } = table
  const chart = chartOf(report, table, language)
  const heading = markup`<h3 id="${id}">${title}</h3>`
  if (!chart)
    return markup`<section class="chart" aria-labelledby="${id}">${heading}<p class="nothing">${phrases.nothing[language]}</p></section>`
  return markup`<section class="chart" aria-labelledby="${id}">${heading}
<ul class="legend">${chart.legend.map(
    ({ title, colour, line, dashed }) =>
      markup`<li><span class="${line ? (dashed ? 'line dashed' : 'line') : 'box'} series-${colour}"></span>${title}</li>`,
  )}</ul>
<div class="wide">${new Markup(chart.wide)}</div>
<div class="narrow">${new Markup(chart.narrow)}</div>
<details><summary>${phrases.data[language]}</summary>${tableMarkup(table)}</details>
</section>`
}

const tableMarkup = ({ title, head, rows }: ChartTable): Markup => markup`<table class="data">
<caption>${title}</caption>
<thead><tr>${head.map((cell) => markup`<th scope="col">${cell}</th>`)}</tr></thead>
<tbody>${rows.map(
  ([first, ...cells]) => markup`<tr><th scope="row">${first}</th>${cells.map((cell) => markup`<td>${cell}</td>`)}</tr>`,
)}</tbody>
</table>`

function termsMarkup({ terms }: Report, language: Language): Markup {
  const shown = terms.slice(0, termsMax)
  const rest = terms.length - shown.length
  const head = [phrases.organization, phrases.endsOn, phrases.state].map((words) => words[language])
  return markup`<section class="terms" aria-labelledby="terms">
<h3 id="terms">${phrases.termsList[language]}</h3>
${
  shown.length === 0
    ? markup`<p class="nothing">${phrases.noTerms[language]}</p>`
    : markup`<table>
<thead><tr>${head.map((cell) => markup`<th scope="col">${cell}</th>`)}</tr></thead>
<tbody>${shown.map((term) => termRow(term, language))}</tbody>
</table>`
}
${rest > 0 ? markup`<p>${moreTerms(rest, language)}</p>` : undefined}
</section>`
}

const termRow = (term: TermDue, language: Language): Markup => markup`<tr>
<th scope="row">${own(term.name, language)}${
  term.superiorName === undefined ? undefined : markup`<small>${own(term.superiorName, language)}</small>`
}</th>
<td><time>${term.dueOn}</time></td>
<td><span class="${term.daysLeft > 0 ? 'ahead' : 'overdue'}">${termState(term, language)}</span>${termRemarks(term).map(({ words, day }) => markup`<small>${words[language]} <time>${day}</time></small>`)}</td>
</tr>`
