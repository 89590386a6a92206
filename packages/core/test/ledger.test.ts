import { canonicalText, streamOf } from '@taizhang/kernel/internal'
import {
  createLedger,
  draft,
  memoryStore,
  openLedger,
  relation,
  exportBook,
  type Draft,
  type EventStore,
  type Ledger,
  type RecordOptions,
} from '@taizhang/core'
import { coverageOn } from '@taizhang/core/figures'
import { describe, expect, test } from 'vitest'
import { idOf } from '../src/testing/index.ts'

/** docs/semantics.md, rules 9 to 13: ids, what was known, and books from elsewhere. */
function options(now: string, from = 100): RecordOptions {
  let next = from
  return { now: new Date(now), newId: () => idOf(next++), actor: 'clerk' }
}
const opened = async (store: EventStore = memoryStore()): Promise<Ledger> =>
  createLedger(store, { book: 'test', name: '测试' }, options('2021-01-01T00:00:00Z', 0))
const unit = (unitId: string, id?: number): Draft => ({
  ...draft('UnitListed', '2020-01-01', { unitId, kind: 'enterprise', name: unitId }),
  ...(id === undefined ? {} : { id: idOf(id) }),
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
const listed = (ledger: Ledger, knownAt?: number | string): unknown =>
  coverageOn(ledger.asOf('2021-06-30', { knownAt })).scopes[0]?.listed

describe('9 ids', () => {
  test('equal events are recorded once; the same id with other content is a conflict', async () => {
    const ledger = await opened()
    const now = options('2021-02-01T00:00:00Z')
    expect(await ledger.record([unit('u1', 1), unit('u2', 2)], now)).toMatchObject({ recorded: 2, alreadyRecorded: 0 })
    expect(await ledger.record([unit('u1', 1), unit('u3', 3), unit('u3', 3)], now)).toMatchObject({
      recorded: 1,
      alreadyRecorded: 2,
    })
    expect(await ledger.record([unit('u9', 1)], now)).toMatchObject({
      ok: false,
      kind: 'conflict',
      refusals: [{ draft: 0 }],
    })
    expect(await ledger.record([unit('u1', 1)], { ...now, actor: 'other' })).toMatchObject({
      ok: false,
      kind: 'conflict',
    })
    expect(ledger.size).toBe(4)
  })
  test('an absent member is not null', async () => {
    const ledger = await opened()
    expect(await ledger.record([{ ...unit('u1'), evidence: null }], options('2021-02-01T00:00:00Z'))).toMatchObject({
      ok: false,
      kind: 'invalid',
    })
  })
  test('what the program itself gives is checked, too', async () => {
    const ledger = await opened()
    const now = options('2021-02-01T00:00:00Z')
    await expect(ledger.record([unit('u1')], { ...now, actor: 'x'.repeat(201) })).rejects.toMatchObject({
      kind: 'usage',
    })
    await expect(ledger.record([unit('u1')], { ...now, newId: () => 'A' })).rejects.toMatchObject({ kind: 'usage' })
    // Microseconds taken for milliseconds: the year 52671 would sort before all others.
    for (const clock of [new Date(1.6e15), new Date(Number.NaN)]) {
      await expect(ledger.record([unit('u1')], { ...now, now: clock })).rejects.toMatchObject({ kind: 'usage' })
      await expect(
        createLedger(memoryStore(), { book: 'test', name: '测试' }, { ...now, now: clock }),
      ).rejects.toMatchObject({ kind: 'usage' })
    }
    expect(ledger.size).toBe(1)
  })
  test('the drafts are the caller’s again as soon as they are given', async () => {
    const ledger = await opened()
    const drafts = [unit('u1'), unit('u2')]
    const recorded = ledger.record(drafts, options('2021-02-01T00:00:00Z'))
    drafts.length = 0
    expect(await recorded).toMatchObject({ ok: true, recorded: 2, alreadyRecorded: 0 })
  })
  test('of a draft with very much that is wrong the first hundred refusals are told', async () => {
    const ledger = await opened()
    const fields = Object.fromEntries(Array.from({ length: 200_000 }, (_, at) => [`field${at}`, 1]))
    const outcome = await ledger.record([{ ...unit('u1'), data: fields }], options('2021-02-01T00:00:00Z'))
    expect(outcome).toMatchObject({ ok: false, kind: 'invalid' })
    expect(outcome).toHaveProperty('refusals.length', 100)
  })
  test('a book that is there is not created again, by the same event either', async () => {
    const store = memoryStore()
    const ledger = await opened(store)
    await ledger.record([unit('u1')], options('2021-02-01T00:00:00Z'))
    await expect(opened(store)).rejects.toMatchObject({ kind: 'exists' })
  })
  test('a position that the book does not have has no event and no text', async () => {
    const ledger = await opened()
    for (const position of [-1, 0.5, 1, Number.NaN, Infinity])
      expect([ledger.event(position), ledger.text(position)]).toEqual([undefined, undefined])
  })
})

test('the text of an event is canonical, and has every member that its draft has', async () => {
  const ledger = await opened()
  const all: Required<Draft> = {
    ...unit('u2'),
    id: idOf(2),
    actor: '科员 "甲"',
    evidence: { page: 3, documentNumber: '闽委组〔2021〕1号' },
    corrects: idOf(1),
    reason: '名称\n有误 \\ 补录',
    correlationId: '"a"',
    causationId: '\u0001',
    metadata: { b: [1, { d: null }], a: '00-0af7651916cd43dd8448eb211c80319c', 9: true },
  }
  await ledger.record([unit('u1', 1), all], { ...options('2021-02-01T00:00:00Z'), ownActors: true })
  const stamped = { book: 'test', version: 2, recordedAt: '2021-02-01T00:00:00.000Z' }
  for (const [index, given] of [{ ...unit('u1', 1), actor: 'clerk' }, all].entries()) {
    const event = { ...given, ...stamped, position: 1 + index, batch: { count: 2, index } }
    expect(ledger.text(1 + index)).toBe(canonicalText(event))
  }
})

test('10, 11 what was known: sizes of whole batches, instants, and ends of dates in UTC+8', async () => {
  const ledger = await opened()
  await ledger.record([unit('u1'), unit('u2')], options('2021-02-01T15:59:00Z'))
  await ledger.record([unit('u3')], options('2021-02-01T16:01:00Z', 200))
  await ledger.record([unit('u4')], options('2020-01-01T00:00:00Z', 300))
  expect([1, 2, 3, 4, 5].map((size) => listed(ledger, size))).toEqual([0, 0, 2, 3, 4])
  expect(['2021-02-01', '2021-02-02', '2021-02-01T15:59:00.000Z'].map((at) => listed(ledger, at))).toEqual([2, 4, 2])
  expect(ledger.asOf('2021-06-30')).toMatchObject({ size: 5, knownAt: '2021-02-01T16:01:00.000Z' })
  for (const nowhere of [0, 6, 1.5, '2020-12-31'])
    expect(() => listed(ledger, nowhere)).toThrow(expect.objectContaining({ kind: 'not-found' }))
})

test('what is no day, or no time with its zone, is not taken for one', async () => {
  const ledger = await opened()
  const usage: unknown = expect.objectContaining({ kind: 'usage' })
  for (const known of [
    '',
    'soon',
    '2021-02-30',
    '2021-2-3',
    '2021-02-01 12:00',
    '2021-02-01T12:00',
    '2021-02-30T00:00Z',
  ])
    expect(() => listed(ledger, known)).toThrow(usage)
  for (const day of ['', 'soon', '2021-02-30', '2021-2-3', '2021-06-30T00:00:00Z'])
    expect(() => ledger.asOf(day)).toThrow(usage)
  expect(listed(ledger, '2021-02-01T17:00:00.5+08:00')).toBe(0)
})

test('a batch is judged by the book as others have left it', async () => {
  const store = memoryStore()
  const one = await opened(store)
  const two: Ledger = await openLedger(store, { book: 'test' })
  await two.record([unit('u1', 1)], options('2021-02-01T00:00:00Z'))
  expect(await one.check([founded(['u1'])], options('2021-02-01T00:00:00Z'))).toMatchObject({ ok: true })
  await two.record([unit('u2', 2)], options('2021-02-01T00:00:00Z'))
  // It lacks what is withdrawn, and would take what is there for new.
  const withdrawn = draft('EventWithdrawn', '2021-01-01', { eventId: idOf(2), reason: 'x' })
  expect(await one.record([withdrawn], options('2021-02-01T00:00:00Z'))).toMatchObject({ ok: true, size: 4 })
  expect(await two.check([unit('u2', 9)], options('2021-02-01T00:00:00Z'))).toMatchObject({ ok: true, size: 5 })
  const again = options('2021-02-01T00:00:00Z', 500)
  expect(await two.record([withdrawn], again)).toMatchObject({ ok: false, kind: 'impossible' })
})

test('a view stays what it is when the book grows, also for what it is asked first afterwards', async () => {
  const ledger = await opened()
  const view = ledger.asOf('2021-06-30')
  await ledger.record([unit('u1')], options('2021-02-01T00:00:00Z'))
  expect(coverageOn(view).scopes[0]?.listed).toBe(0)
  expect(listed(ledger)).toBe(1)
})

/** Appends an event past the ledger, as another program might have. */
async function appendRaw(store: EventStore, position: number, event: object): Promise<void> {
  const text = JSON.stringify({
    book: 'test',
    position,
    batch: { count: 1, index: 0 },
    recordedAt: '2021-02-01T00:00:00.000Z',
    actor: 'x',
    version: 1,
    ...event,
  })
  await store.append(streamOf('test'), [{ id: idOf(900 + position), text }], { expectedRevision: position - 1 })
}

test('12 replay never refuses: what does not apply changes nothing, and later events are judged as usual', async () => {
  const store = memoryStore()
  await opened(store)
  await appendRaw(store, 1, { ...draft('UnitRenamed', '2020-01-01', { unitId: 'u1', name: 'x' }), id: idOf(901) })
  const ledger: Ledger = await openLedger(store, { book: 'test' })
  expect(await ledger.record([unit('u1')], options('2021-03-01T00:00:00Z'))).toMatchObject({ ok: true, size: 3 })
  expect(
    ledger
      .asOf('2021-06-30')
      .facts.rows(relation.unit)
      .map(({ attributes }) => attributes.name),
  ).toEqual(['u1'])
})

test('13 a type or a version that the program does not know refuses to open, by name', async () => {
  for (const [event, code] of [
    [{ type: 'UnitDreamt', effectiveOn: '2020-01-01', data: {} }, 'unknown-type'],
    [{ ...unit('u1'), version: 3 }, 'unknown-version'],
  ] as const) {
    const store = memoryStore()
    await opened(store)
    await appendRaw(store, 1, { ...event, id: idOf(901) })
    const failure = { kind: 'unavailable', refusal: { code, position: 1 } }
    await expect(openLedger(store, { book: 'test' })).rejects.toMatchObject(failure)
    await expect(exportBook(store, 'test')[Symbol.asyncIterator]().next()).rejects.toMatchObject(failure)
  }
})

describe('a refusal names the draft that it is due to', () => {
  const enrolled = draft('MemberEnrolled', '2020-01-01', { memberId: 'm1', organizationId: 'o1', status: 'full' })
  const dissolved = draft('OrganizationDissolved', '2020-06-01', { organizationId: 'o1', reason: 'x' })
  const reviewed = draft('DossierReviewed', '2020-02-01', { organizationId: 'o1' })
  test.each([
    ['a dissolution while members remain', [reviewed, dissolved], 1],
    ['the second of two that collide', [unit('u1'), reviewed, { ...unit('u1'), effectiveOn: '2020-03-01' }], 2],
    [
      'a withdrawal of what others need',
      [reviewed, draft('EventWithdrawn', '2020-01-01', { eventId: idOf(1), reason: 'x' })],
      1,
    ],
  ])('%s', async (_, drafts, due) => {
    const ledger = await opened()
    const now = options('2021-02-01T00:00:00Z')
    await ledger.record([{ ...founded([]), id: idOf(1) }, enrolled], now)
    expect(await ledger.record(drafts, now)).toMatchObject({
      ok: false,
      kind: 'impossible',
      refusals: [{ draft: due }],
    })
  })
})

test('writers on one store take turns, and one that fell behind judges again', async () => {
  const store = memoryStore()
  const first = await opened(store)
  const second: Ledger = await openLedger(store, { book: 'test' })
  await first.record([unit('u1')], options('2021-02-01T00:00:00Z'))
  expect(await second.record([unit('u1')], options('2021-02-01T00:00:00Z', 200))).toMatchObject({
    ok: false,
    kind: 'impossible',
  })
  const both = [
    first.record([unit('u2')], options('2021-02-01T00:00:00Z', 300)),
    first.record([unit('u3')], options('2021-02-01T00:00:00Z', 400)),
  ]
  expect((await Promise.all(both)).map(({ ok }) => ok)).toEqual([true, true])
  await second.refresh()
  expect([listed(first), listed(second)]).toEqual([3, 3])
})
