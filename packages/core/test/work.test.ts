import { party, createLedger, memoryStore, openLedger, relation, type Draft, type Ledger } from '@taizhang/core'
import { expect, test, vi } from 'vitest'
import { Texts } from '../../kernel/src/events/texts.ts'
import { idOf } from '../src/testing/index.ts'
import { workOf, type Work } from './counted-work.ts'

// Fast paths give the same answers as the slow ones, so only the work that is done tells whether they are taken. It is counted, in a
// fixed book, and held against what it has to be. Seconds are not looked at.

const reportsOf = 30
const membersOf = 100

const on = (effectiveOn: string, type: string, data: Draft['data']): Draft => ({ type, effectiveOn, data })
const dayOf = (report: number): string => new Date(Date.UTC(2020, 0, 1 + report)).toISOString().slice(0, 10)
const founded = (organizationId: string): Draft =>
  on('2015-01-01', 'OrganizationFounded', {
    organizationId,
    name: organizationId,
    kind: 'branch',
    formation: 'solo',
    category: 'enterprise',
    unitIds: [],
  })
const enrolled = (memberId: string): Draft =>
  on('2016-01-01', 'MemberEnrolled', { memberId, organizationId: 'o1', status: 'full' })
const reported = (unitId: string, day: string, employees: number): Draft =>
  on(day, 'HeadcountReported', { unitId, employees })

const units = Array.from({ length: 20 }, (_, at) => `u${at}`)
const beginnings = [
  ...units.map((unitId) => on('2015-01-01', 'UnitListed', { unitId, kind: 'enterprise', name: unitId })),
  founded('o1'),
  founded('o2'),
  ...Array.from({ length: membersOf }, (_, at) => enrolled(`p${at}`)),
]
const reports = Array.from({ length: reportsOf }, (_, report) =>
  units.map((unitId) => reported(unitId, dayOf(report), report)),
)

let made = 0
const options = { now: new Date('2021-12-01T00:00:00Z'), newId: () => idOf(made++), actor: 'tester' }

async function record(ledger: Ledger, drafts: readonly Draft[]): Promise<Work> {
  return workOf(async () => expect(await ledger.record(drafts, options)).toMatchObject({ ok: true }))
}

/** Units whose headcounts are reported day after day, and an organization of very many members; what each report was for work. */
async function fixedBook(): Promise<{
  readonly ledger: Ledger
  readonly store: ReturnType<typeof memoryStore>
  readonly works: readonly Work[]
}> {
  const store = memoryStore()
  const ledger = await createLedger(store, { book: 'test', name: '测试' }, options)
  await record(ledger, beginnings)
  const works: Work[] = []
  for (const batch of reports) works.push(await record(ledger, batch))
  return { ledger, store, works }
}

test('a change behind all others costs the same however many there are', async () => {
  const { works } = await fixedBook()
  const [, , third] = works
  expect(third).toMatchObject({ folded: units.length, readAgain: 0, parsed: 0 })
  // The row that ends and the one that begins.
  expect(third?.rows).toBeLessThanOrEqual(2 * units.length)
  for (const work of works.slice(3)) expect(work).toEqual(third)
})

test('another end of a parent folds nothing anew', async () => {
  const { ledger } = await fixedBook()
  const delisted = units.map((unitId) => on('2021-06-01', 'UnitDelisted', { unitId, reason: 'moved' }))
  const { folded, rows, readAgain } = await record(ledger, delisted)
  expect({ folded, rows, readAgain }).toEqual({ folded: units.length, rows: 2 * units.length, readAgain: 0 })
  expect(ledger.asOf('2021-06-01').facts.rows(relation.headcount).at(-1)?.to).toBe('2021-06-01')
})

test('a change between others folds its own fact alone, reads each of its events once, and keeps the rows before it', async () => {
  const { ledger } = await fixedBook()
  const { folded, rows, readAgain, parsed } = await record(ledger, [reported('u5', dayOf(reportsOf - 3), 9)])
  expect({ folded, readAgain, parsed }).toEqual({
    folded: reportsOf + 1,
    readAgain: reportsOf + 1,
    parsed: reportsOf + 1,
  })
  expect(rows).toBeLessThanOrEqual(4)
})

test('a batch that touches a fact again and again reads its events once, and the next one reads them from memory', async () => {
  const { ledger } = await fixedBook()
  const backdated = Array.from({ length: 10 }, (_, at) => reported('u5', `2019-01-${10 + at}`, at))
  const { folded, readAgain } = await record(ledger, backdated)
  expect({ folded, readAgain }).toEqual({ folded: reportsOf + 10, readAgain: reportsOf + 10 })
  const next = await record(ledger, [reported('u5', '2019-01-09', 0)])
  expect(next).toMatchObject({ folded: reportsOf + 11, readAgain: 1 })
})

test('what refers to a fact is judged only where the fact has lost days', async () => {
  const { ledger } = await fixedBook()
  const renamed = await record(ledger, [
    on('2021-06-01', 'OrganizationRenamed', { organizationId: 'o1', name: '新名' }),
  ])
  expect(renamed.followed).toBeLessThan(10)
  const joined = await record(ledger, [enrolled('p-last')])
  expect(joined.followed).toBeLessThan(10)
  const dissolved = on('2021-06-01', 'OrganizationDissolved', { organizationId: 'o1', reason: 'shell' })
  const refused = await workOf(async () =>
    expect(await ledger.record([dissolved], options)).toMatchObject({ ok: false }),
  )
  expect(refused.followed).toBeGreaterThan(membersOf)
})

test('a view of any size folds nothing and reads no event; opening a book reads each event once, and judges none', async () => {
  const { ledger, store } = await fixedBook()
  const sizes = [1, 200, 500, ledger.size]
  const viewed = await workOf(() =>
    expect(
      sizes.map((knownAt) => ledger.asOf('2021-07-01', { knownAt }).facts.rows(relation.headcount).length),
    ).toEqual([0, 60, 360, reportsOf * units.length]),
  )
  expect(viewed).toMatchObject({ folded: 0, rows: 0, followed: 0, readAgain: 0, parsed: 0 })
  const opened = await workOf(async () => expect((await openLedger(store, { book: 'test' })).size).toBe(ledger.size))
  expect(opened).toMatchObject({ followed: 0, readAgain: 0, parsed: ledger.size })
  // No event but a founding changes two facts at most.
  expect(opened.folded).toBeLessThan(ledger.size + 10)
})

test('a draft is held against its schema once', async () => {
  const { ledger } = await fixedBook()
  // The catalogue's schemas are of whatever data; what is watched is that this one is asked.
  const data = party.events.get('HeadcountReported')?.data as unknown as { safeParse: () => unknown }
  const checks = vi.spyOn(data, 'safeParse')
  await record(ledger, [reported('u1', '2021-01-01', 1), reported('u2', '2021-01-01', 1)])
  expect(checks).toHaveBeenCalledTimes(2)
  checks.mockRestore()
})

test('texts are encoded in large pieces, and each once', async () => {
  const texts = new Texts()
  const text = '台账 a line '.repeat(10)
  const count = 10_000
  const { encoded } = await workOf(() => {
    for (let at = 0; at < count; at++) texts.add(text)
  })
  expect(encoded).toBeGreaterThan(0)
  expect(encoded).toBeLessThanOrEqual(Math.ceil((text.length * count) / 2 ** 18))
  expect(texts.text(count / 2)).toBe(text)
})
