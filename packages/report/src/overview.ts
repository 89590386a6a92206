import type { Report, ReportValue } from './report.ts'
import { quantityOf, quantityText } from './text.ts'
import type { Language } from './words.ts'

/** What a value is of: a scope, or what the figure is told apart by; `undefined` where it is of everything. */
export function valueTitle(report: Report, { scope, byTitle }: ReportValue, language: Language): string | undefined {
  const scopeTitle = report.scopes.find((one) => one.scope === scope)?.title[language]
  const titles = [scopeTitle, byTitle?.[language]].filter((title) => title !== undefined)
  return titles.length === 0 ? undefined : titles.join(' · ')
}

/** The figures that are shown first, for every scope. */
const first = [
  'units-listed',
  'organization-coverage',
  'work-coverage',
  'organizations',
  'committees',
  'members',
  'employees',
]

/** The scopes side by side: a column for each, a row for each figure. */
export function overviewOf(
  { sections, scopes }: Report,
  language: Language,
): {
  readonly columns: readonly string[]
  readonly rows: readonly { readonly figure: string; readonly title: string; readonly cells: readonly string[] }[]
} {
  const items = new Map(sections.flatMap(({ items }) => items.map((item) => [item.figure, item] as const)))
  return {
    columns: scopes.map(({ title }) => title[language]),
    rows: first.flatMap((figure) => {
      const item = items.get(figure)
      if (!item) return []
      const cells = scopes.map(({ scope }) => {
        const value = item.values.find((one) => one.scope === scope && one.by === undefined)
        const quantity = value && quantityOf(value, language)
        return quantity ? quantityText(quantity) : '—'
      })
      return [{ figure, title: item.title[language], cells }]
    }),
  }
}
