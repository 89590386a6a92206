import { labelOf } from '@taizhang/core/figures'

import { phrases } from './phrases.ts'
import type { Report } from './report.ts'
import { formationWords, organizationKindWords, type Language } from './words.ts'

/** A chart's numbers as a table: every chart has one beside it. */
export interface ChartTable {
  readonly id: 'coverage-chart' | 'terms-chart' | 'recruited-chart' | 'formations-chart'
  /** The section of the report that it belongs to. */
  readonly section: string
  readonly title: string
  readonly head: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

/** The tables of all charts, in the order of the report. */
export const chartTables = (report: Report, language: Language): readonly ChartTable[] => [
  coverageTable(report, language),
  formationsTable(report, language),
  termsTable(report, language),
  recruitedTable(report, language),
]

/** The last point of each year. */
function coverageTable({ charts: { coverage }, scopes }: Report, language: Language): ChartTable {
  const days = [...new Set(coverage.series.flatMap(({ points }) => points.map(({ on }) => on)))].toSorted()
  const shown = days.filter((day, at) => day.slice(0, 4) !== days[at + 1]?.slice(0, 4))
  const value = (scope: string, day: string): string => {
    const found = coverage.series.find((one) => one.scope === scope)?.points.find(({ on }) => on === day)?.value
    return found === null || found === undefined ? '—' : `${found}%`
  }
  return {
    id: 'coverage-chart',
    section: 'coverage',
    title: phrases.coverageChart[language],
    head: [phrases.day[language], ...scopes.map(({ title }) => title[language])],
    rows: shown.map((day) => [day, ...scopes.map(({ scope }) => value(scope, day))]),
  }
}

function formationsTable({ charts: { formations } }: Report, language: Language): ChartTable {
  const kinds = Object.keys(organizationKindWords).filter((kind) =>
    formations.some((one) => one.kinds[kind] !== undefined),
  )
  return {
    id: 'formations-chart',
    section: 'coverage',
    title: phrases.formationsChart[language],
    head: [
      phrases.formation[language],
      ...kinds.map((kind) => organizationKindWords[kind]?.[language] ?? kind),
      phrases.total[language],
    ],
    rows: formations.map(({ formation, kinds: counts, total }) => [
      formationWords[formation]?.[language] ?? formation,
      ...kinds.map((kind) => String(counts[kind] ?? 0)),
      String(total),
    ]),
  }
}

function termsTable({ charts: { termsDue } }: Report, language: Language): ChartTable {
  const all: readonly (readonly [string, number])[] = [
    [phrases.overdue[language], termsDue.overdue],
    ...termsDue.months.map(({ month, terms }) => [month, terms] as const),
  ]
  return {
    id: 'terms-chart',
    section: 'coverage',
    title: phrases.termsChart[language],
    head: [phrases.month[language], phrases.terms[language]],
    rows: all.filter(([, terms]) => terms > 0).map(([month, terms]) => [month, String(terms)]),
  }
}

function recruitedTable({ charts: { recruited } }: Report, language: Language): ChartTable {
  const posts = postsOf(recruited)
  return {
    id: 'recruited-chart',
    section: 'teams',
    title: phrases.recruitedChart[language],
    head: [phrases.year[language], ...posts.map(({ title }) => title[language]), phrases.total[language]],
    rows: recruited.years.map(({ from, by, total }) => [
      from.slice(0, 4),
      ...posts.map(({ post }) => String(by[post] ?? 0)),
      String(total),
    ]),
  }
}

/** The posts that members were recruited by in any year. */
export const postsOf = ({ years }: Report['charts']['recruited']) =>
  [...new Set(years.flatMap(({ by }) => Object.keys(by)))].toSorted().map((post) => ({ post, title: labelOf(post) }))
