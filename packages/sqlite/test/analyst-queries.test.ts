import { readFileSync } from 'node:fs'
import { coverageOn, relations } from '@taizhang/core'
import { play, type Script } from '@taizhang/testkit'
import { expect, test } from 'vitest'
import { sqliteStore } from '../src/index.ts'

const page = readFileSync(new URL('../../../docs/sql.md', import.meta.url), 'utf8')
const queries = [...page.matchAll(/^## (.*?)\n+```sql\n(.*?)```/gms)].map(([, title = '', sql = '']) => ({
  title,
  sql,
}))

const move = (type: string, effectiveOn: string, data: Record<string, unknown>): Script[number] => [
  { draft: { type, effectiveOn, data }, corrects: undefined },
]
const script: Script = [
  move('UnitListed', '2015-01-01', { unitId: 'u1', kind: 'enterprise', name: '甲' }),
  move('UnitListed', '2016-01-01', { unitId: 'u2', kind: 'enterprise', name: '乙' }),
  move('OrganizationFounded', '2017-01-01', {
    organizationId: 'o1',
    name: '甲支部',
    kind: 'branch',
    formation: 'solo',
    category: 'enterprise',
    unitIds: ['u1'],
  }),
  move('UnitRenamed', '2018-01-01', { unitId: 'u1', name: '甲新' }),
  move('TermStarted', '2018-09-01', { organizationId: 'o1', years: 3 }),
  move('MemberRecruited', '2019-05-01', { memberId: 'm1', organizationId: 'o1', post: 'other' }),
  [
    {
      draft: {
        type: 'MemberRecruited',
        effectiveOn: '2019-06-01',
        data: { memberId: 'm1', organizationId: 'o1', post: 'middle-or-above' },
      },
      corrects: 0,
    },
  ],
]

test('docs/sql.md has ten queries, and each says of a small book what it should', async () => {
  const store = sqliteStore(':memory:', { relations, create: true })
  const ledger = await play(script, { store })
  const view = ledger.asOf('2021-06-30')
  const run = ({ sql }: { sql: string }, size = view.size): unknown[][] => {
    const statement = store.database.prepare(sql)
    statement.setAllowUnknownNamedParameters(true)
    return statement.all({ book: 'test', as_of: '2021-06-30', size }).map((row) => Object.values(row))
  }
  expect(queries).toHaveLength(10)
  const nth = (index: number): { sql: string } => queries[index] ?? { sql: '' }
  expect(run(nth(0))).toEqual([['enterprise', 2, 1]])
  expect(coverageOn(view).scopes[0]).toMatchObject({ listed: 2, covered: 1 })
  expect(run(nth(1)).at(-1)).toEqual(['2021-12-31', 2])
  expect(run(nth(2))).toEqual([
    ['u1', '甲', '2015-01-01', '2018-01-01'],
    ['u1', '甲新', '2018-01-01', '9999-12-31'],
    ['u2', '乙', '2016-01-01', '9999-12-31'],
  ])
  expect(run(nth(3))).toEqual([['o1', '2021-09-01']])
  expect(run(nth(4))).toEqual([['甲支部', 'u1', 'solo']])
  expect(run(nth(5))).toEqual([['o1', 'probationary', 1]])
  expect(run(nth(6))).toEqual([['2019', 'middle-or-above', 1]])
  expect(run(nth(7), 2)).toEqual([
    ['u1', '甲', '2015-01-01', '9999-12-31', 'removed'],
    ['u1', '甲', '2015-01-01', '2018-01-01', 'added'],
    ['u1', '甲新', '2018-01-01', '9999-12-31', 'added'],
    ['u2', '乙', '2016-01-01', '9999-12-31', 'added'],
  ])
  expect(run(nth(8))).toHaveLength(7)
  expect(run(nth(9))).toEqual([[6, 'MemberRecruited', '2019-05-01', 8]])
  await store.close()
})
