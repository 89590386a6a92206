import { canonicalText, inOrder, knownLive, streamOf } from '@taizhang/kernel/internal'
import {
  memoryStore,
  openLedger,
  party,
  relations,
  type BookEvent,
  type Facts,
  type Ledger,
  type RecordedEvent,
  type Row,
} from '@taizhang/core'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { idOf, scriptArbitrary, type Script } from '../src/testing/index.ts'

const seed = Number(process.env['TAIZHANG_SEED'] ?? Date.now() % 2 ** 31)

/** Most of these begin or end a fact, or need another one. */
const mostly = [
  'UnitListed',
  'UnitDelisted',
  'UnitRenamed',
  'UnitsMerged',
  'HeadcountReported',
  'OrganizationFounded',
  'OrganizationDissolved',
  'OrganizationMerged',
  'CoverageExtended',
  'TermRenewed',
  'OfficeTaken',
  'MemberEnrolled',
  'MemberTransferred',
]

const opened = { id: idOf(0), type: 'LedgerOpened', effectiveOn: '1921-07-23', data: { name: 'n', jurisdiction: 'j' } }

/** How far back an event aims that takes another one back, and whether a withdrawal comes in the place of the script's event. */
interface Aim {
  readonly back: number
  readonly withdraws: boolean
}
const aimsArbitrary = fc.array(fc.record({ back: fc.integer({ min: -1, max: 4 }), withdraws: fc.boolean() }), {
  minLength: 20,
  maxLength: 20,
})

/**
 * The events of a script as a file may hold them that no ledger wrote. What takes others back aims at any event near it: at one that was
 * taken back before, at itself, at one that comes later, at the opening.
 */
function unjudged(script: Script, aims: readonly Aim[]): RecordedEvent[] {
  const events: RecordedEvent[] = []
  for (const [at, batch] of [[{ draft: opened, corrects: undefined }], ...script].entries())
    for (const [index, { draft, corrects }] of batch.entries()) {
      const position = events.length
      const { back, withdraws } = aims[position % aims.length] as Aim
      const target = idOf(Math.max(0, position - back))
      const withdrawal = position > 6 && withdraws
      events.push({
        ...draft,
        id: idOf(position),
        actor: 'a',
        version: party.events.get(draft.type)?.version ?? 1,
        book: 'test',
        position,
        batch: { index, count: batch.length },
        recordedAt: new Date(Date.UTC(2021, 5, 1 + at)).toISOString(),
        ...(withdrawal ? { type: 'EventWithdrawn', version: 1, data: { eventId: target, reason: 'r' } } : {}),
        ...(corrects === undefined ? {} : { corrects: target, reason: 'r' }),
      })
    }
  return events
}

async function stored(events: readonly RecordedEvent[]): Promise<Ledger> {
  const store = memoryStore()
  const texts = events.map((event) => ({ id: event.id, text: canonicalText(event) }))
  await store.append(streamOf('test'), texts, { expectedRevision: 'no-stream' })
  return openLedger(store, { book: 'test' })
}

const rowText = ({ relation, key, attributes, from, to, openedBy, closedBy }: Row): string =>
  JSON.stringify([relation, sorted(key), sorted(attributes), from, to, openedBy, closedBy])
const sorted = (value: object): unknown => Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1))

const rowsOf = (facts: Facts): string[] => relations.flatMap((relation) => facts.rows(relation).map(rowText)).toSorted()

/** The events that count, each with its place within its day. */
const liveOf = (facts: Facts): unknown => facts.events().map(({ id, order }) => [id, order])

/** The ids of the events that were not taken back and are no withdrawals, by day and place. */
const countedIds = (events: readonly BookEvent[]): string[] =>
  events
    .filter(({ type, withdrawnBy }) => type !== 'EventWithdrawn' && withdrawnBy === undefined)
    .toSorted(inOrder)
    .map(({ id }) => id)

/** By the id of an event that was taken back: the id of the first event behind it that names it. The first event and withdrawals stay. */
function takenBackBy(events: readonly RecordedEvent[]): ReadonlyMap<string, string> {
  const there = new Set<string>()
  const found = new Map<string, string>()
  for (const { id, type, position, corrects, data } of events) {
    for (const target of [corrects, data['eventId']])
      if (typeof target === 'string' && there.has(target) && !found.has(target)) found.set(target, id)
    if (position > 0 && type !== 'EventWithdrawn') there.add(id)
  }
  return found
}

/** How many events aim at one that they cannot take back: one that stays, was taken back before or is not there yet, or themselves. */
function idle(events: readonly RecordedEvent[]): number {
  const there = new Set<string>()
  let count = 0
  for (const { id, type, position, corrects, data } of events) {
    for (const target of [corrects, data['eventId']]) if (typeof target === 'string' && !there.delete(target)) count++
    if (position > 0 && type !== 'EventWithdrawn') there.add(id)
  }
  return count
}

test(`a view of any size of any stored sequence equals a view of the book that ends there; seed ${seed}`, async () => {
  const compared = { sizes: 0, idle: 0, rows: 0 }
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(scriptArbitrary({ batches: 25, mostly }), scriptArbitrary({ batches: 25 })),
      aimsArbitrary,
      async (script, aims) => {
        const events = unjudged(script, aims)
        const whole = await stored(events)
        compared.idle += idle(events)
        for (const { position, batch } of events) {
          if (batch.index + 1 < batch.count) continue
          const size = position + 1
          const shorter = await stored(events.slice(0, size))
          const [then, now] = [whole.asOf('2021-01-01', { knownAt: size }).facts, shorter.asOf('2021-01-01').facts]
          expect(rowsOf(then)).toEqual(rowsOf(now))
          expect(liveOf(then)).toEqual(liveOf(now))
          const taken = takenBackBy(events.slice(0, size))
          for (const event of shorter.events()) {
            expect(event.withdrawnBy).toBe(taken.get(event.id))
            // What is known of it at that size is the same, whatever has become of it since.
            const since = whole.event(event.position) as BookEvent
            expect(knownLive(since, size)).toBe(event.withdrawnBy === undefined)
            expect((since.recordedTo ?? Infinity) <= size ? since.withdrawnBy : undefined).toBe(event.withdrawnBy)
          }
          expect(now.events().map(({ id }) => id)).toEqual(countedIds(shorter.events()))
          compared.sizes++
          compared.rows += rowsOf(now).length
        }
      },
    ),
    { numRuns: 60, seed },
  )
  expect(compared.sizes).toBeGreaterThan(500)
  expect(compared.idle).toBeGreaterThan(100)
  expect(compared.rows).toBeGreaterThan(3000)
})

test('the first event and withdrawals stay in a book that no ledger judged', async () => {
  const unit = { type: 'UnitListed', effectiveOn: '2020-01-01', data: { unitId: 'u1', kind: 'enterprise', name: 'u1' } }
  const script: Script = [[{ draft: unit, corrects: undefined }]]
  const [opening, listed] = unjudged(script, [{ back: 0, withdraws: false }]) as [RecordedEvent, RecordedEvent]
  const later = (position: number, target: number): RecordedEvent => ({
    ...listed,
    id: idOf(position),
    position,
    type: 'EventWithdrawn',
    version: 1,
    data: { eventId: idOf(target), reason: 'r' },
  })
  const ledger = await stored([opening, listed, later(2, 1), later(3, 0), later(4, 2)])
  expect(ledger.events().map(({ withdrawnBy }) => withdrawnBy)).toEqual([
    undefined,
    idOf(2),
    undefined,
    undefined,
    undefined,
  ])
  expect(rowsOf(ledger.asOf('2021-01-01').facts)).toEqual(rowsOf((await stored([opening])).asOf('2021-01-01').facts))
})
