import { createLedger, memoryStore, openLedger, party, relation, type Draft } from '@taizhang/core'
import type { AnyEvent, Domain, EarlierVersion } from '@taizhang/kernel/define'
import { expect, test } from 'vitest'
import * as z from 'zod'
import { idOf } from '../src/testing/index.ts'

let made = 0
const options = { now: new Date('2021-12-01T00:00:00Z'), newId: () => idOf(made++), actor: 'tester' }
const type = 'HeadcountReported'
const reported = party.events.get(type) as AnyEvent

/** The catalogue of a later program, in which a report is told in other words. */
const withVersion = (definition: Partial<AnyEvent>): Domain => ({
  ...party,
  events: new Map<string, AnyEvent>([...party.events, [type, { ...reported, ...definition }]]),
})
const toStaff: EarlierVersion = {
  data: reported.data as z.ZodObject,
  upcast: ({ employees, ...data }) => ({ ...data, staff: employees }),
}
const toTwice: EarlierVersion = {
  data: z.strictObject({ unitId: z.string(), staff: z.int() }),
  upcast: ({ staff, ...data }) => ({ ...data, twice: 2 * Number(staff) }),
}
const second = withVersion({
  version: 3,
  data: z.strictObject({ unitId: z.string(), staff: z.int() }),
  earlier: [...reported.earlier, toStaff],
  changes: ({ unitId, staff }: { unitId: string; staff: number }, context, rules) =>
    reported.changes({ unitId, employees: staff }, context, rules),
})
const third = withVersion({
  version: 4,
  data: z.strictObject({ unitId: z.string(), twice: z.int() }),
  earlier: [...reported.earlier, toStaff, toTwice],
  changes: ({ unitId, twice }: { unitId: string; twice: number }, context, rules) =>
    reported.changes({ unitId, employees: twice / 2 }, context, rules),
})

const on = (effectiveOn: string, data: Draft['data'], of = type): Draft => ({ effectiveOn, type: of, data })

test('events of every older version say what they said, in the form of the newest, and keep their texts', async () => {
  const store = memoryStore()
  const first = await createLedger(store, { book: 'test', name: '测试' }, options)
  const listed = { unitId: 'u1', kind: 'enterprise', name: '甲' }
  const record = async (domain: Domain, ...drafts: readonly Draft[]): Promise<void> => {
    const ledger = await openLedger(store, { book: 'test', domain })
    expect(await ledger.record(drafts, options)).toMatchObject({ ok: true })
  }
  await record(party, on('2020-01-01', listed, 'UnitListed'), on('2020-02-01', { unitId: 'u1', employees: 3 }))
  await record(second, on('2020-03-01', { unitId: 'u1', staff: 4 }))
  // A backdated one has the facts folded anew from events of all versions.
  await record(third, on('2020-04-01', { unitId: 'u1', twice: 10 }), on('2020-01-15', { unitId: 'u1', twice: 4 }))

  const ledger = await openLedger(store, { book: 'test', domain: third })
  const rows = ledger.asOf('2021-01-01').facts.rows(relation.headcount)
  expect(rows.map(({ attributes, from }) => [attributes.employees, from])).toEqual([
    [2, '2020-01-15'],
    [3, '2020-02-01'],
    [4, '2020-03-01'],
    [5, '2020-04-01'],
  ])
  const events = [2, 3, 4].map((position) => ledger.event(position))
  expect(events.map((event) => [event?.version, event?.data, event?.storedData])).toEqual([
    [2, { unitId: 'u1', twice: 6 }, { unitId: 'u1', employees: 3 }],
    [3, { unitId: 'u1', twice: 8 }, { unitId: 'u1', staff: 4 }],
    [4, { unitId: 'u1', twice: 10 }, undefined],
  ])
  expect(ledger.text(2)).toContain('"employees":3')
  expect(first.size).toBe(1)
})

test('what is newer than the program is not read', async () => {
  const store = memoryStore()
  await createLedger(store, { book: 'test', name: '测试' }, options)
  const ledger = await openLedger(store, { book: 'test', domain: second })
  const drafts = [
    on('2020-01-01', { unitId: 'u1', kind: 'enterprise', name: '甲' }, 'UnitListed'),
    on('2020-02-01', { unitId: 'u1', staff: 3 }),
  ]
  expect(await ledger.record(drafts, options)).toMatchObject({ ok: true })
  await expect(openLedger(store, { book: 'test' })).rejects.toMatchObject({
    kind: 'unavailable',
    refusal: { type, version: 3, position: 2 },
  })
})
