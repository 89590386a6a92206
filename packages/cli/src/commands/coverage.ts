import type { Percent, View } from '@taizhang/core'
import { coverageOn, type Coverage, type ScopeCoverage } from '@taizhang/core/figures'

import { askDay } from '../ask-day.ts'
import { bilingualRow } from '../csv.ts'
import { domainOf, expectParty } from '../domain.ts'
import { conditionsText, groupColumns, type Grouped, groupedRow, readGrouped, valuesNamed } from '../grouped.ts'
import { heading } from '../heading.ts'
import type { Words } from '../language.ts'
import type { GroupedFlags, ViewFlags } from '../options.ts'
import { scopeNamed } from '../scope-named.ts'
import { scopeTitles, type ScopeTitles } from '../scopes.ts'
import type { Session } from '../session.ts'
import { sheet, type Column, type Paint } from '../sheet.ts'

export interface CoverageFlags extends ViewFlags, GroupedFlags {
  readonly scope?: string | undefined
}

const members = [
  'scope',
  'listed',
  'covered',
  'rate',
  'solo',
  'soloRate',
  'workCovered',
  'workRate',
  'organizations',
  'committees',
  'members',
  'employees',
] as const satisfies readonly (keyof ScopeCoverage)[]

/** `coverage`: what every scope counts, on a day, as known at a size. */
export async function coverage(session: Session, flags: CoverageFlags, address: string): Promise<void> {
  await expectParty(session, 'coverage')
  const domain = await domainOf(session)
  const cut = readGrouped(domain, flags)
  const {
    answer: { found, titles, asked, grouped, title },
    read,
  } = await askDay(session, flags, address, ({ ofDay, ofAllDays }) => {
    const asked = scopeNamed(ofAllDays, flags.scope)
    const grouped = valuesNamed(ofAllDays, cut)
    const coverage = coverageOn(ofDay, grouped)
    return { found: coverage, titles: scopeTitles(ofDay), asked, grouped, title: byTitles(ofDay, grouped, coverage) }
  })
  const scopes = found.scopes.filter(({ scope }) => asked === undefined || scope === asked)
  const { book, asOf, knownAt, size } = found
  await session.print({
    json: { book, asOf, knownAt, size, read, scopes },
    rows: scopes.map((scope) => {
      const row = { book, asOf, knownAt, size, ...scope, read }
      return session.format === 'csv'
        ? bilingualRow({ ...row, scopeTitle: titles.get(scope.scope), ...title(scope) })
        : row
    }),
    columns: [
      'book',
      'asOf',
      'knownAt',
      'size',
      ...members,
      'scopeTitleZh',
      'scopeTitleEn',
      'read',
      ...byColumns(grouped),
    ],
    table: (paint) =>
      heading(found, paint) +
      onlyLine(conditionsText(domain, grouped.where, paint.language)) +
      scopeSheet(scopes, { titles, title }, paint) +
      (read === 'tables' ? `${paint.dim(fromTables[paint.language])}\n` : ''),
  })
}

const fromTables: Words = {
  zh: '读自数据表，没有重放记录；verify 逐行核对数据表',
  en: 'Read from the tables, without replaying the events; verify compares the tables row by row.',
}

const groupColumn = (title: Titles['title']): Column<ScopeCoverage> => ({
  title: { zh: '分组', en: 'group' },
  cell: (scope, language) =>
    scope.by
      ? Object.values(title(scope))
          .map((words) => words?.[language] ?? '')
          .join(' ')
      : { zh: '合计', en: 'all' }[language],
})

const countColumn = (zh: string, en: string, cell: (scope: ScopeCoverage) => number): Column<ScopeCoverage> => ({
  title: { zh, en },
  cell,
  align: 'right',
})

const rateColumn = (zh: string, en: string, cell: (scope: ScopeCoverage) => Percent): Column<ScopeCoverage> => ({
  title: { zh, en },
  cell: (scope) => percent(cell(scope)),
  align: 'right',
})

/** What each row's group is called, by dimension; nothing for the row of all of them. */
function byTitles(view: View, grouped: Grouped, { scopes }: Coverage): (scope: ScopeCoverage) => GroupTitles {
  const titles = new Map(scopes.map((scope) => [scope, groupedRow(view, grouped, scope.by)]))
  return (scope) => titles.get(scope) ?? {}
}

type GroupTitles = Readonly<Record<string, Words | undefined>>

const byColumns = (grouped: Grouped): readonly string[] =>
  grouped.by.length === 0 ? [] : ['by', ...groupColumns(grouped)]

const onlyLine = (text: string): string => (text === '' ? '' : `${text}\n`)

interface Titles {
  readonly titles: ScopeTitles
  readonly title: ReturnType<typeof byTitles>
}

function scopeSheet(scopes: readonly ScopeCoverage[], { titles, title }: Titles, paint: Paint): string {
  return sheet<ScopeCoverage>(
    [
      { title: { zh: '口径', en: 'scope' }, cell: ({ scope }) => scope },
      { title: { zh: '名称', en: 'name' }, cell: ({ scope }, language) => titles.get(scope)?.[language] },
      ...(scopes.some(({ by }) => by) ? [groupColumn(title)] : []),
      countColumn('纳入管理', 'listed', ({ listed }) => listed),
      countColumn('覆盖', 'covered', ({ covered }) => covered),
      rateColumn('覆盖率', 'rate', ({ rate }) => rate),
      countColumn('单独', 'solo', ({ solo }) => solo),
      rateColumn('单独组建率', 'solo rate', ({ soloRate }) => soloRate),
      countColumn('工作覆盖', 'work covered', ({ workCovered }) => workCovered),
      rateColumn('工作覆盖率', 'work rate', ({ workRate }) => workRate),
      countColumn('党组织', 'organizations', ({ organizations }) => organizations),
      countColumn('党委', 'committees', ({ committees }) => committees),
      countColumn('党员', 'members', ({ members }) => members),
      countColumn('从业人员', 'employees', ({ employees }) => employees),
    ],
    scopes,
    paint,
  )
}

const percent = (rate: Percent): string | null => (rate === null ? null : `${rate}%`)
