import { frontBlocks, type FrontBlock } from './front-page-text.ts'
import { markup, type Markup } from './markup.ts'
import { phrases } from './phrases.ts'
import type { Report } from './report.ts'
import type { Language } from './words.ts'

/** The first page: what a head of department asks, on one sheet when it is printed. */
export const frontPageMarkup = (
  report: Report,
  language: Language,
): Markup => markup`<section class="front" aria-labelledby="front">
<h2 id="front">${phrases.front[language]}</h2>
${frontBlocks(report, language).map(blockMarkup)}
</section>`

const blockMarkup = (block: FrontBlock): Markup => {
  const { title, table, lines, more } = block
  const heading = block.at === undefined ? title : markup`<a href="#${block.at}">${title}</a>`
  return markup`<div class="block">
<h3>${heading}</h3>
${table ? tableMarkup(table) : undefined}
${lines ? markup`<ul>${lines.map((line) => markup`<li>${line}</li>`)}</ul>` : undefined}
${more === undefined ? undefined : markup`<p><small>${more}</small></p>`}
</div>`
}

const tableMarkup = ({ head, rows }: NonNullable<FrontBlock['table']>): Markup => markup`<table>
<thead><tr>${head.map((cell, at) => (at === 0 && cell === '' ? markup`<td></td>` : markup`<th scope="col">${cell}</th>`))}</tr></thead>
<tbody>${rows.map(
  ([first = '', ...cells]) =>
    markup`<tr><th scope="row">${first}</th>${cells.map((cell) => markup`<td>${cell}</td>`)}</tr>`,
)}</tbody>
</table>`
