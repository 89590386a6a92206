import { markup, own, type Markup } from './markup.ts'
import { valueTitle } from './overview.ts'
import { phrases, referenceText } from './phrases.ts'
import type { Report, ReportItem, ReportValue } from './report.ts'
import { comparedText, readable, repeatedText, reportedText, windowText, type Quantity } from './text.ts'
import type { Language } from './words.ts'

/** A figure: its title and definition on one side, its values on the other, and what they were counted from below. */
export function figureMarkup(report: Report, item: ReportItem, language: Language): Markup {
  const values = readable(item, language)
  const [first] = item.values
  const period = first && windowText(first, language)
  const repeated = values.flatMap(([value]) => {
    const text = repeatedText(value, language)
    return text === undefined ? [] : [markup`<p>${named(report, value, language)}${text}</p>`]
  })
  const apart = values.flatMap(([value]) => {
    const text = reportedText(value, language)
    return text === undefined
      ? []
      : [
          markup`<p class="reported"><strong>${phrases.reported[language]}</strong> ${named(report, value, language)}${text}</p>`,
        ]
  })
  return markup`<section class="figure" aria-labelledby="${item.figure}">
<h3 id="${item.figure}">${item.title[language]}</h3>
<div class="values">${valuesMarkup(report, values, language)}</div>
<div class="about"><p>${item.definition[language]}${period === undefined ? undefined : markup` <span class="period">${period}</span>`}</p>${repeated}${apart}
<details><summary>${phrases.reference[language]}<span class="id">${item.figure}</span></summary>${item.values.map((value) => referenceMarkup(report, value, language))}</details></div>
</section>`
}

const quantityMarkup = ({ qualifier, number, unit }: Quantity): Markup =>
  markup`${qualifier === '' ? undefined : markup`<span class="qualifier">${qualifier}</span> `}<span class="number">${number}</span><span class="unit">${unit}</span>`

function thenMarkup(value: ReportValue, language: Language): Markup | undefined {
  const text = comparedText(value, language)
  return text === undefined ? undefined : markup` <span class="then">${text}</span>`
}

/** One value stands alone; several have their names before them, the total first. */
function valuesMarkup(
  report: Report,
  values: readonly (readonly [ReportValue, Quantity])[],
  language: Language,
): Markup {
  const named = values.flatMap(([value, quantity]) => {
    const title = valueTitle(report, value, language)
    return title === undefined ? [] : [{ title, quantity, was: thenMarkup(value, language) }]
  })
  const totals = values.filter(([value]) => valueTitle(report, value, language) === undefined)
  return markup`${totals.map(([value, quantity]) => markup`<p class="total">${quantityMarkup(quantity)}${thenMarkup(value, language)}</p>`)}${
    named.length === 0
      ? undefined
      : markup`<dl>${named.map(({ title, quantity, was }) => markup`<div><dt>${own(title, language)}</dt><dd>${quantityMarkup(quantity)}${was}</dd></div>`)}</dl>`
  }`
}

function referenceMarkup(report: Report, value: ReportValue, language: Language): Markup | undefined {
  const text = referenceText(value, language)
  return text === undefined ? undefined : markup`<p>${named(report, value, language)}${text}</p>`
}

/** The name of a value before a text about it. */
function named(report: Report, value: ReportValue, language: Language): Markup | undefined {
  const title = valueTitle(report, value, language)
  return title === undefined ? undefined : markup`${own(title, language)}${{ zh: '：', en: ': ' }[language]}`
}
