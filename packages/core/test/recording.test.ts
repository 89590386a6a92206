import {
  createLedger,
  draft,
  exportBook,
  memoryStore,
  openLedger,
  restoreLedger,
  type Draft,
  type EventStore,
  type Ledger,
  type Outcome,
} from '@taizhang/core'
import { streamOf } from '@taizhang/kernel/internal'
import { describe, expect, test } from 'vitest'
import { idOf } from '../src/testing/index.ts'

/** What services need that record for people over a network: retries, conditions, whose name it is. */
let made = 1000
const options = { now: new Date('2021-06-30T01:00:00Z'), newId: () => idOf(made++), actor: 'clerk' }
const opened = async (store = memoryStore()): Promise<Ledger> =>
  createLedger(store, { book: 'test', name: '测试' }, options)
const reopened = async (store: EventStore): Promise<Ledger> => openLedger(store, { book: 'test' })
const unit = (unitId: string, id?: number, more: Partial<Draft> = {}): Draft => ({
  ...draft('UnitListed', '2020-01-01', { unitId, kind: 'enterprise', name: unitId }),
  ...(id === undefined ? {} : { id: idOf(id) }),
  ...more,
})
const founded = (unitIds: string[]): Draft =>
  draft('OrganizationFounded', '2020-01-01', {
    organizationId: 'o1',
    name: 'o1',
    kind: 'branch',
    formation: 'solo',
    category: 'enterprise',
    unitIds,
  })
const traced = (traceId: string): Partial<Draft> => ({ metadata: { traceId } })
const dues = (id?: number): Draft => ({
  ...draft('DuesPaid', '2021-01-15', { organizationId: 'o1', amountFen: 5000 }),
  ...(id === undefined ? {} : { id: idOf(id) }),
})
const codes = (outcome: Outcome): readonly string[] => (outcome.ok ? [] : outcome.refusals.map(({ code }) => code))

describe('the size that is expected', () => {
  test('where the book has moved on nothing is recorded, and the outcome says to what size', async () => {
    const store = memoryStore()
    const [ledger, other] = [await opened(store), await reopened(store)]
    await other.record([unit('u1', 1)], options)
    // This ledger has not heard of it yet.
    const outcome = await ledger.record([unit('u2', 2)], { ...options, expectedSize: 1 })
    expect(outcome).toMatchObject({ ok: false, kind: 'moved-on', size: 2, events: [] })
    expect(codes(outcome)).toEqual(['moved-on'])
    expect(ledger.size).toBe(2)
    expect(await ledger.record([unit('u2', 2)], { ...options, expectedSize: 2 })).toMatchObject({ ok: true, size: 3 })
  })

  test('a caller who has seen more than this ledger is right, and one who expects more than there is is not', async () => {
    const store = memoryStore()
    const [ledger, other] = [await opened(store), await reopened(store)]
    await other.record([unit('u1', 1)], options)
    expect(await ledger.check([unit('u2', 2)], { ...options, expectedSize: 9 })).toMatchObject({ kind: 'moved-on' })
    const behind = await reopened(store)
    await other.record([unit('u3', 3)], options)
    expect(await behind.record([unit('u2', 2)], { ...options, expectedSize: 3 })).toMatchObject({ ok: true, size: 4 })
  })

  test('what is recorded already is told as such, also then', async () => {
    const ledger = await opened()
    await ledger.record([unit('u1', 1)], { ...options, expectedSize: 1 })
    expect(await ledger.record([unit('u1', 1)], { ...options, expectedSize: 1 })).toEqual({
      ok: true,
      recorded: 0,
      alreadyRecorded: 1,
      size: 2,
      events: [{ id: idOf(1), position: 1 }],
    })
    const partly = await ledger.record([unit('u1', 1), unit('u2', 2)], { ...options, expectedSize: 1 })
    expect(partly).toMatchObject({ kind: 'moved-on', size: 2, events: [{ id: idOf(1), position: 1 }] })
  })

  test('of writers who expect the same size one records, whoever it is', async () => {
    const store = memoryStore()
    await opened(store)
    const ledgers = await Promise.all([1, 2, 3, 4].map(async () => reopened(store)))
    const outcomes = await Promise.all(
      ledgers.map(async (ledger, at) => ledger.record([unit(`u${at}`, at + 1)], { ...options, expectedSize: 1 })),
    )
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1)
    expect(outcomes.flatMap((outcome) => (outcome.ok ? [] : [outcome.kind]))).toEqual(Array(3).fill('moved-on'))
  })
})

describe('who records', () => {
  const bound = { actor: 'clerk-3', newId: options.newId, clock: () => options.now }

  test('is bound once, with the clock and the correlation', async () => {
    const ledger = await opened()
    const outcome = await ledger
      .as({ ...bound, correlationId: 'case-7' })
      .record([unit('u1'), unit('u2', 2, { correlationId: 'own' })])
    expect(outcome).toMatchObject({ ok: true, recorded: 2 })
    expect(ledger.event(1)).toMatchObject({
      actor: 'clerk-3',
      correlationId: 'case-7',
      recordedAt: '2021-06-30T01:00:00.000Z',
    })
    expect(ledger.event(2)).toMatchObject({ correlationId: 'own' })
  })

  test('is not said by a draft: one that names another actor is refused, whoever else is right', async () => {
    const ledger = await opened()
    const drafts = [
      unit('u1'),
      unit('u2', undefined, { actor: 'the-secretary' }),
      unit('u3', undefined, { actor: 'clerk-3' }),
    ]
    const outcome = await ledger.as(bound).record(drafts)
    expect(outcome).toMatchObject({ kind: 'invalid', refusals: [{ code: 'other-actor', draft: 1, path: 'actor' }] })
    expect(await ledger.record(drafts, options)).toMatchObject({ kind: 'invalid' })
    expect(ledger.size).toBe(1)
  })

  test('is said by drafts where the caller says that it may be, as in an import', async () => {
    const ledger = await opened()
    await ledger.as({ ...bound, ownActors: true }).record([unit('u1', 1, { actor: 'the-secretary' }), unit('u2', 2)])
    expect([1, 2].map((position) => ledger.event(position)?.actor)).toEqual(['the-secretary', 'clerk-3'])
  })

  test('may check first, and expect a size', async () => {
    const ledger = await opened()
    const clerk = ledger.as(bound)
    expect(await clerk.check([unit('u1', 1)], { expectedSize: 1 })).toMatchObject({ ok: true, size: 2 })
    expect(await clerk.record([unit('u1', 1)], { expectedSize: 0 })).toMatchObject({ kind: 'moved-on', size: 1 })
  })
})

const at = (year: number, clockAhead?: boolean) => ({
  ...options,
  now: new Date(`${year}-06-30T01:00:00Z`),
  clockAhead,
})

describe('a clock that is far ahead of the last batch', () => {
  test('records nothing unless the caller says that it is right', async () => {
    const ledger = await opened()
    await expect(ledger.record([unit('u1')], at(2042))).rejects.toMatchObject({
      kind: 'usage',
      refusal: { code: 'clock-ahead', parameter: 'now' },
    })
    await expect(
      ledger.as({ actor: 'clerk-3', newId: options.newId, clock: () => at(2042).now }).check([unit('u1')]),
    ).rejects.toMatchObject({
      kind: 'usage',
    })
    expect(ledger.size).toBe(1)
    expect(await ledger.record([unit('u1')], at(2041))).toMatchObject({ ok: true })
    expect(await ledger.record([unit('u2')], at(2099, true))).toMatchObject({ ok: true })
    // What is recorded already is told as such whatever the clock says.
    expect(await ledger.record([unit('u3', 77)], at(2099))).toMatchObject({ ok: true, recorded: 1 })
    expect(await ledger.record([unit('u3', 77)], at(2199))).toMatchObject({ ok: true, alreadyRecorded: 1 })
  })
})

describe('metadata', () => {
  test('is stored with the event and comes back, through an export too', async () => {
    const store = memoryStore()
    const ledger = await opened(store)
    const metadata = {
      traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
      host: { name: 'a', 9: [null] },
    }
    await ledger.record([unit('u1', 1, { metadata })], options)
    expect(ledger.event(1)?.metadata).toEqual(metadata)
    const texts: string[] = []
    for await (const page of exportBook(store, 'test')) texts.push(...page)
    const [again, restored] = [memoryStore(), await restoreLedger(memoryStore(), texts)]
    expect(restored).toMatchObject({ ok: true, size: 2 })
    await restoreLedger(again, texts)
    const there = await openLedger(again, { book: 'test' })
    expect(there.text(1)).toBe(ledger.text(1))
    expect(there.eventById(idOf(1))?.metadata).toEqual(metadata)
  })

  test('is no part of what makes two events equal: a retry has another trace', async () => {
    const ledger = await opened()
    await ledger.record([unit('u1', 1, traced('a'))], options)
    for (const again of [traced('b'), {}, { metadata: {} }])
      expect(await ledger.record([unit('u1', 1, again)], options)).toMatchObject({ ok: true, recorded: 0 })
    expect(ledger.event(1)?.metadata).toEqual({ traceId: 'a' })
    expect(await ledger.record([unit('u9', 1, traced('a'))], options)).toMatchObject({ kind: 'conflict' })
  })

  const nested = (levels: number): object => (levels === 1 ? {} : { in: nested(levels - 1) })
  test.each([
    ['too deep', { metadata: nested(9) as Draft['metadata'] }],
    ['too long', { metadata: { text: 'x'.repeat(4096 - '{"text":""}'.length + 1) } }],
    // To the compiler a list is none: programs without types give one.
    ['no object', { metadata: [] as unknown as Draft['metadata'] }],
    ['with the number of an identity card', { metadata: { by: ['11010519491231002X'] } }],
  ])('%s is refused', async (_, more) => {
    const ledger = await opened()
    const outcome = await ledger.record([unit('u1', 1, more)], options)
    expect(outcome).toMatchObject({ ok: false, kind: 'invalid' })
    expect(outcome.ok ? [] : outcome.refusals.map(({ path }) => path?.slice(0, 8))).toEqual(['metadata'])
  })
  test('at its bounds it is taken', async () => {
    const ledger = await opened()
    const long = { metadata: { text: 'x'.repeat(4096 - '{"text":""}'.length) } }
    const deep = { metadata: nested(8) as Draft['metadata'] }
    expect(await ledger.record([unit('u1', 1, long), unit('u2', 2, deep)], options)).toMatchObject({ ok: true })
  })
})

describe('what became of a batch', () => {
  test('each draft has an id and a position, in the order of the drafts', async () => {
    const ledger = await opened()
    await ledger.record([unit('u2', 2)], options)
    const outcome = await ledger.record([unit('u1', 1), unit('u2', 2), unit('u3', 3), unit('u3', 3)], options)
    expect(outcome).toMatchObject({
      recorded: 2,
      alreadyRecorded: 2,
      events: [2, 1, 3, 3].map((position, at) => ({ id: idOf([1, 2, 3, 3][at] as number), position })),
    })
    for (const { id, position } of outcome.events) expect(ledger.event(position)?.id).toBe(id)
  })

  test('a refusal tells events of the book from drafts of the batch', async () => {
    const ledger = await opened()
    await ledger.record([unit('u1', 1)], options)
    const outcome = await ledger.record(
      [unit('u1', 1), unit('u2', 2), founded(['u9', 'u2']), unit('u1', 8), unit('u2', 9)],
      options,
    )
    if (outcome.ok) throw new Error('it was recorded')
    expect(outcome).toMatchObject({ kind: 'impossible', size: 2, events: [{ id: idOf(1), position: 1 }] })
    const inTheWay = outcome.refusals.map(({ code, events = [], size = 0, drafts: own }) => [
      code,
      events.filter((position) => position < size),
      own,
    ])
    expect(inTheWay).toEqual(
      expect.arrayContaining([
        ['already-open', [1], [3]],
        ['already-open', [], [1, 4]],
      ]),
    )
    for (const { drafts: own = [] } of outcome.refusals) expect(Math.max(...own)).toBeLessThan(5)
  })

  test('a conflict names the event of the book, and the size that its position refers to', async () => {
    const ledger = await opened()
    await ledger.record([unit('u1', 1)], options)
    expect(await ledger.record([unit('u9', 1)], options)).toMatchObject({
      size: 2,
      refusals: [{ code: 'conflicting-content', draft: 0, events: [1], size: 2 }],
    })
  })

  test('a retry without ids doubles what was recorded; with ids it does not', async () => {
    const ledger = await opened()
    await ledger.record([unit('u1', 1), founded(['u1'])], options)
    for (const each of [dues(), dues(), dues(7), dues(7)]) await ledger.record([each], options)
    expect(ledger.events().filter(({ type }) => type === 'DuesPaid')).toHaveLength(3)
  })
})

test('a program that does not know a member of the envelope is unable to read the book, and says so', async () => {
  // What this program is told of a later one's member, an older one is told of `metadata`.
  const store = memoryStore()
  await opened(store)
  const text = JSON.stringify({
    actor: 'x',
    batch: { count: 1, index: 0 },
    book: 'test',
    ...unit('u1', 1),
    metadatum: {},
    position: 1,
    recordedAt: '2021-06-30T01:00:00.000Z',
    version: 1,
  })
  await store.append(streamOf('test'), [{ id: idOf(1), text }], { expectedRevision: 0 })
  await expect(openLedger(store, { book: 'test' })).rejects.toMatchObject({
    kind: 'unavailable',
    refusal: { code: 'unknown-member', member: 'metadatum' },
  })
})
