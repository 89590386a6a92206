import type { Percent } from '@taizhang/core'
import { coverageOn, type ScopeCoverage } from '@taizhang/core/figures'

import { askDay } from '../ask-day.ts'
import { bilingualRow } from '../csv.ts'
import { expectParty } from '../domain.ts'
import { heading } from '../heading.ts'
import type { Words } from '../language.ts'
import type { ViewFlags } from '../options.ts'
import { scopeNamed } from '../scope-named.ts'
import { scopeTitles, type ScopeTitles } from '../scopes.ts'
import type { Session } from '../session.ts'
import { sheet, type Column, type Paint } from '../sheet.ts'

export interface CoverageFlags extends ViewFlags {
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
  const {
    answer: { found, titles, asked },
    read,
  } = await askDay(session, flags, address, ({ ofDay, ofAllDays }) => {
    const asked = scopeNamed(ofAllDays, flags.scope)
    return { found: coverageOn(ofDay), titles: scopeTitles(ofDay), asked }
  })
  const scopes = found.scopes.filter(({ scope }) => asked === undefined || scope === asked)
  const { book, asOf, knownAt, size } = found
  await session.print({
    json: { book, asOf, knownAt, size, read, scopes },
    rows: scopes.map((scope) => {
      const row = { book, asOf, knownAt, size, ...scope, read }
      return session.format === 'csv' ? bilingualRow({ ...row, scopeTitle: titles.get(scope.scope) }) : row
    }),
    columns: ['book', 'asOf', 'knownAt', 'size', ...members, 'scopeTitleZh', 'scopeTitleEn', 'read'],
    table: (paint) =>
      heading(found, paint) +
      scopeSheet(scopes, titles, paint) +
      (read === 'tables' ? `${paint.dim(fromTables[paint.language])}\n` : ''),
  })
}

const fromTables: Words = {
  zh: '读自数据表，没有重放记录；verify 逐行核对数据表',
  en: 'Read from the tables, without replaying the events; verify compares the tables row by row.',
}

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

function scopeSheet(scopes: readonly ScopeCoverage[], titles: ScopeTitles, paint: Paint): string {
  return sheet<ScopeCoverage>(
    [
      { title: { zh: '口径', en: 'scope' }, cell: ({ scope }) => scope },
      { title: { zh: '名称', en: 'name' }, cell: ({ scope }, language) => titles.get(scope)?.[language] },
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
