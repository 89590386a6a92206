import { readFileSync } from 'node:fs'
import { openLedger, party, restoreLedger, type Ledger, type View } from '@taizhang/core'
import { coverageOn, figureCatalogue, figureRows, seriesOf, termsDue } from '@taizhang/core/figures'
import { idOf, play, type Script } from '@taizhang/core/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sqliteStore, type SqliteStore } from '../src/index.ts'
import { page, queries, query, run } from './analyst-queries.ts'

const move = (type: string, effectiveOn: string, data: Record<string, unknown>, corrects?: number): Script[number] => [
  { draft: { type, effectiveOn, data }, corrects },
]

/** Ids count up over everything tried, LedgerOpened being 0: `corrects` counts back from the event before. */
const script: Script = [
  move('UnitListed', '2015-01-01', { unitId: 'u1', kind: 'enterprise', name: '甲', creditCode: '91350305MA2XY12345' }),
  move('UnitListed', '2016-01-01', { unitId: 'u2', kind: 'enterprise', name: '乙' }),
  move('UnitListed', '2016-01-01', { unitId: 'u3', kind: 'social-organization', name: '丙' }),
  move('OrganizationFounded', '2017-01-01', {
    organizationId: 'o1',
    name: '联合支部',
    kind: 'branch',
    formation: 'joint',
    category: 'enterprise',
    unitIds: ['u1', 'u3'],
  }),
  move('UnitRenamed', '2018-01-01', { unitId: 'u1', name: '甲新' }),
  move('TermStarted', '2018-09-01', { organizationId: 'o1', years: 3 }),
  move('MemberRecruited', '2019-05-01', { memberId: 'm1', organizationId: 'o1', post: 'other' }),
  move('MemberRecruited', '2019-06-01', { memberId: 'm1', organizationId: 'o1', post: 'middle-or-above' }, 0),
  move('MemberEnrolled', '2019-07-01', { memberId: 'm2', organizationId: 'o1', status: 'full' }),
  move('CoverageExtended', '2019-08-01', { organizationId: 'o1', unitId: 'u2' }),
  move('EventWithdrawn', '2021-06-01', { eventId: idOf(0), reason: '误录' }, 0),
  move('UnitListed', '2021-05-20', { unitId: 'u4', kind: 'enterprise', name: '丁' }),
]

describe('each query of docs/sql.md says of a small book what it should', () => {
  let store: SqliteStore
  let ledger: Ledger
  beforeAll(async () => {
    store = sqliteStore(':memory:', { domain: party, create: true })
    ledger = await play(script, { store })
    if (ledger.size !== script.length + 1) throw new Error('a part of the book was refused')
  })
  afterAll(async () => store.close())

  const ask = (title: string, values: Readonly<Record<string, string | number>> = {}): unknown[][] =>
    run(store, query(title), { book: 'test', as_of: '2021-06-30', size: ledger.size, ...values }).map((row) =>
      Object.values(row),
    )

  test('how far the tables are, and the size at an instant', () => {
    expect(ask('推算到哪里')).toEqual([[13, 13]])
    expect(ask('某一时刻', { instant: '2021-06-03T04:00:00.000Z' })).toEqual([[4]])
    expect(ask('某一时刻', { instant: '2021-05-01T00:00:00.000Z' })).toEqual([[null]])
  })

  test('1 and 2: coverage', () => {
    expect(ask('### 1. ')).toEqual([
      ['enterprise', 3, 1, '33.3'],
      ['social-organization', 1, 1, '100.0'],
    ])
    expect(ask('### 1. ', { as_of: '2019-12-31' })).toMatchObject(
      [['enterprise', 2, 1, '50.0'], [], []].slice(0, 1).concat([['social-organization', 1, 1, '100.0']]),
    )
    expect(ask('### 1. ', { as_of: '2019-12-31', size: 11 })[0]).toEqual(['enterprise', 2, 2, '100.0'])
    expect(ask('### 1. ', { as_of: '2014-12-31' })[0]).toEqual(['enterprise', 0, 0, null])
    expect(ask('### 2. ', { scope: 'enterprise', from_year: '2014' })).toEqual([
      ['2014-12-31', 0, 0, null],
      ['2015-12-31', 1, 0, '0.0'],
      ['2016-12-31', 2, 0, '0.0'],
      ['2017-12-31', 2, 1, '50.0'],
      ['2018-12-31', 2, 1, '50.0'],
      ['2019-12-31', 2, 1, '50.0'],
      ['2020-12-31', 2, 1, '50.0'],
    ])
  })

  test('3 and 5: a unit', () => {
    expect(ask('3. ', { unit: 'u1' }).map((row) => row.slice(0, 5))).toEqual([
      ['单位', '甲 91350305MA2XY12345', '2015-01-01', '2018-01-01', 'UnitListed'],
      ['覆盖', 'o1 joint', '2017-01-01', '9999-12-31', 'OrganizationFounded'],
      ['单位', '甲新 91350305MA2XY12345', '2018-01-01', '9999-12-31', 'UnitRenamed'],
    ])
    expect(ask('5. ', { unit: 'u1' })).toEqual([['o1', '联合支部', 'joint', '2017-01-01', 1]])
    expect(ask('5. ', { unit: 'u1', as_of: '2016-12-31' })).toEqual([])
  })

  test('4: terms coming due', () => {
    expect(ask('4. ')).toEqual([['o1', '联合支部', '2021-09-01', 63]])
    expect(ask('4. ', { as_of: '2021-03-05' })).toEqual([['o1', '联合支部', '2021-09-01', 180]])
    expect(ask('4. ', { as_of: '2021-03-04' })).toEqual([])
    expect(ask('4. ', { as_of: '2021-09-02' })).toEqual([['o1', '联合支部', '2021-09-01', -1]])
  })

  test('6 and 7: members', () => {
    expect(ask('6. ')).toEqual([['o1', '联合支部', 'enterprise', 1, 1, 0]])
    expect(ask('7. ')).toEqual([['2019', 'middle-or-above', 1]])
    expect(ask('7. ', { size: 8 })).toEqual([['2019', 'other', 1]])
  })

  test('8: what changed', () => {
    expect(ask('8. ', { from_size: 4, size: 11 })).toEqual([
      ['新增', 'o1', 'u1', 'joint', '2017-01-01', '9999-12-31', 5, '2021-06-04T04:00:00.000Z'],
      ['新增', 'o1', 'u2', 'joint', '2019-08-01', '9999-12-31', 11, '2021-06-10T04:00:00.000Z'],
      ['新增', 'o1', 'u3', 'joint', '2017-01-01', '9999-12-31', 5, '2021-06-04T04:00:00.000Z'],
    ])
    expect(ask('8. ', { from_size: 11 })).toEqual([
      ['作废', 'o1', 'u2', 'joint', '2019-08-01', '9999-12-31', 12, '2021-06-11T04:00:00.000Z'],
    ])
    expect(ask('8. ', { from_size: 13 })).toEqual([])
  })

  test('9 and 10: late ones, and those taken back', () => {
    expect(ask('9. ')).toHaveLength(10)
    expect(ask('9. ').at(0)).toEqual([1, 'UnitListed', '2015-01-01', '2021-06-01', 2343])
    expect(ask('10. ').map((row) => row.slice(0, 7))).toEqual([
      [7, 'MemberRecruited', '2019-05-01', '更正', 8, '2019-06-01', '更正'],
      [10, 'CoverageExtended', '2019-08-01', '撤回', 11, null, '误录'],
    ])
    expect(ask('10. ', { size: 8 })).toEqual([])
  })

  test('11: members by scope, day by day', () => {
    expect(ask('11. ', { from_day: '2019-01-01' })).toEqual([
      ['enterprise', '2019-06-01', 1],
      ['enterprise', '2019-07-01', 2],
    ])
    expect(ask('11. ', { from_day: '2019-06-15' })).toEqual([
      ['enterprise', '2019-06-15', 1],
      ['enterprise', '2019-07-01', 2],
    ])
    expect(ask('11. ', { from_day: '2019-01-01', size: 8 })).toEqual([['enterprise', '2019-05-01', 1]])
  })
})

const founded = (organizationId: string, category: string, on: string): Script[number] =>
  move('OrganizationFounded', on, {
    organizationId,
    category,
    name: '镇党委',
    kind: 'committee',
    formation: 'solo',
    unitIds: [],
  })
const dissolved = (organizationId: string, on: string): Script[number] =>
  move('OrganizationDissolved', on, { organizationId, reason: '撤销' })
const recruited = (memberId: string, organizationId: string, on: string): Script[number] =>
  move('MemberRecruited', on, { memberId, organizationId, post: 'other' })

/** Of a town's committee, which no statistic counts, and of organizations that are such at times. */
const uncounted: Script = [
  move('TermStarted', '2018-10-01', { organizationId: 'lingang', years: 3 }),
  recruited('uncounted-1', 'lingang', '2018-06-01'),
  move('DuesPaid', '2018-06-01', { organizationId: 'lingang', amountFen: 12_345 }),
  founded('later-none', 'social-organization', '2016-01-01'),
  recruited('counted-1', 'later-none', '2016-06-01'),
  move('MemberTransferred', '2016-07-01', { memberId: 'counted-1', organizationId: 'o001' }),
  dissolved('later-none', '2017-01-01'),
  founded('later-none', 'none', '2017-01-01'),
  recruited('uncounted-2', 'later-none', '2017-01-01'),
  founded('none-of-no-days', 'none', '2017-01-01'),
  dissolved('none-of-no-days', '2017-01-01'),
  founded('none-of-no-days', 'enterprise', '2017-01-01'),
  recruited('counted-2', 'none-of-no-days', '2017-01-01'),
]

/** What a flow comes to from the beginning on. */
function valueOf(view: View, id: string): number {
  const figure = figureCatalogue.get(id)
  if (!figure) throw new Error(`no ${id}`)
  return Number(figureRows(view, figure, { window: { from: '1921-07-23' } }).find(({ by }) => !by)?.value)
}

describe('the queries and the library count the same in the sample district', () => {
  let store: SqliteStore
  let ledger: Ledger
  beforeAll(async () => {
    const sample = new URL('../../../examples/sample-district/sample-district.ndjson', import.meta.url)
    store = sqliteStore(':memory:', { domain: party, create: true })
    const restored = await restoreLedger(store, readFileSync(sample, 'utf8').trimEnd().split('\n'))
    if (!restored.ok) throw new Error(JSON.stringify(restored.refusals[0]))
    ledger = await openLedger(store, { book: restored.book })
    let made = 0
    const options = { now: new Date('2022-07-05T00:00:00Z'), newId: () => idOf(made++), actor: 'tester' }
    const drafts = uncounted.flat().map(({ draft }) => draft)
    const outcome = await ledger.record(drafts, options)
    if (!outcome.ok) throw new Error(JSON.stringify(outcome.refusals[0]))
  })
  afterAll(async () => store.close())

  const ask = (title: string, values: Readonly<Record<string, string | number>>): ReturnType<typeof run> =>
    run(store, query(title), { book: ledger.book, ...values })
  const days = ['2012-06-30', '2018-12-31', '2020-02-29', '2021-06-30']

  test('coverage, on several days and as known at several sizes', () => {
    for (const size of [ledger.size, Math.floor(ledger.size / 2)]) {
      for (const as_of of days) {
        const view = ledger.asOf(as_of, { knownAt: size })
        const counted = ask('### 1. ', { as_of, size: view.size })
        expect(counted).toEqual(
          coverageOn(view).scopes.map(({ scope, listed, covered, rate }) => ({
            scope_id: scope,
            listed,
            covered,
            rate,
          })),
        )
      }
    }
  })

  test('the rate at the end of each year', () => {
    const rate = figureCatalogue.get('organization-coverage')
    if (!rate) throw new Error('no organization-coverage')
    const view = ledger.asOf('2021-06-30')
    const counted = ask('### 2. ', { as_of: '2021-06-30', size: ledger.size, scope: 'enterprise', from_year: '2018' })
    const points = seriesOf(view, rate, { scope: 'enterprise', from: '2018-01-01', to: '2021-01-01', every: 'year' })
    expect(counted.map(({ year_end, rate: value }) => ({ on: year_end, value }))).toEqual(points)
  })

  test('organizations and their members', () => {
    for (const as_of of days) {
      const view = ledger.asOf(as_of)
      const organizations = ask('6. ', { as_of, size: view.size })
      const sum = (rows: typeof organizations): number[] => [
        rows.length,
        rows.reduce((all, row) => all + Number(row['full']) + Number(row['probationary']), 0),
      ]
      const scopes = coverageOn(view).scopes
      for (const { scope, organizations: count, members } of scopes)
        expect(sum(organizations.filter(({ category }) => category === scope))).toEqual([count, members])
      // The scopes are of all categories, and nothing else is listed.
      const all = scopes.map(({ organizations: count, members }) => [count, members] as const)
      expect(sum(organizations)).toEqual([0, 1].map((at) => all.reduce((total, one) => total + Number(one[at]), 0)))
    }
  })

  test('terms due within 180 days', () => {
    for (const as_of of days) {
      const due = termsDue(ledger.asOf(as_of), { amount: 180, unit: 'days' })
      expect(ask('4. ', { as_of, size: ledger.size })).toEqual(
        due.map(({ organizationId, name, dueOn, daysLeft }) => ({
          organization_id: organizationId,
          name,
          ends_on: dueOn,
          days_left: daysLeft,
        })),
      )
    }
  })

  test('members recruited, and dues paid by the same query as the page says', () => {
    const own = query('### 7. ')
    const dues = {
      ...own,
      sql: own.sql.replace('MemberRecruited', 'DuesPaid').replace('count(*)', "sum(data ->> '$.amountFen') / 100.0"),
    }
    for (const as_of of days) {
      const view = ledger.asOf(as_of)
      const total = (sql: typeof own): number =>
        run(store, sql, { book: ledger.book, as_of, size: ledger.size }).reduce(
          (sum, row) => sum + Number(row['recruited']),
          0,
        )
      expect([total(own), Math.round(total(dues) * 100)]).toEqual([
        valueOf(view, 'members-recruited'),
        valueOf(view, 'dues-paid'),
      ])
    }
  })

  test('members, day by day', () => {
    const members = figureCatalogue.get('members')
    if (!members) throw new Error('no members')
    for (const size of [ledger.size, Math.floor(ledger.size / 2)]) {
      const view = ledger.asOf('2021-06-30', { knownAt: size })
      const found = ask('11. ', { from_day: '2018-01-01', as_of: view.asOf, size: view.size })
      for (const { scope } of coverageOn(view).scopes) {
        const known = new Map(found.filter((row) => row['scope'] === scope).map((row) => [row['day'], row['members']]))
        let value = known.get('2018-01-01') ?? 0
        const window = { scope, from: '2018-01-01', to: '2021-07-01', every: 'day' } as const
        for (const point of seriesOf(view, members, window)) {
          value = known.get(point.on) ?? value
          expect([scope, point.on, value]).toEqual([scope, point.on, point.value])
        }
      }
    }
  })

  test('the other queries run, and find something', () => {
    const values = { as_of: '2021-06-30', size: ledger.size, from_size: Math.floor(ledger.size / 2) }
    const unit = String(store.database.prepare('SELECT unit_id FROM coverage LIMIT 1').get()?.['unit_id'])
    const rest = {
      unit,
      scope: 'enterprise',
      from_year: '2018',
      from_day: '2018-01-01',
      instant: '2021-07-05T00:00:00.000Z',
    }
    for (const one of queries)
      expect([one.title, ask(one.title, { ...values, ...rest }).length > 0]).toEqual([one.title, true])
  })
})

test('docs/sql.md names every table with its key and its columns, and eleven queries besides the two on the tables', async () => {
  const store = sqliteStore(':memory:', { domain: party, create: true })
  const rows = page.split('\n').filter((line) => line.startsWith('| `'))
  const tables = [...store.projection.relations.values()].map(({ name, relation, keys, attributes }) => {
    const list = (columns: typeof keys): string => columns.map(({ column }) => column).join(', ')
    return `| \`${name}\` | ${relation.title.zh} · ${relation.title.en} | ${list(keys)} | ${list(attributes)} |`
  })
  // Before them the tables that are not relations, after them the columns that all of them have.
  expect(rows.slice(9, -4)).toEqual(tables)
  expect(queries).toHaveLength(13)
  await store.close()
})
