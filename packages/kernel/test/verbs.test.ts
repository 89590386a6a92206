import * as z from 'zod'
import { expect, test } from 'vitest'
import { createLedger, memoryStore, rowsOn, type Draft, type Ledger } from '../src/index.ts'
import {
  amend,
  bookOpening,
  close,
  defineDomain,
  defineEvent,
  defineRelation,
  occur,
  open,
  set,
  subjectId,
  type Change,
} from '../src/define.ts'

/** What relations and verbs mean where no domain of ours uses them so; each is also found by the law of random domains. */
const say = (name: string) => ({ zh: name, en: name })
const key = ['id'] as const
const place = defineRelation({ name: 'place', title: say('place'), key, attributes: {} })
const [to, deputy] = [subjectId.optional(), subjectId.optional()]
const post = defineRelation({
  name: 'post',
  title: say('post'),
  key,
  attributes: { to, deputy, at: subjectId.optional() },
  refersTo: { to: 'itself', deputy: 'itself' },
})
const desk = defineRelation({
  name: 'desk',
  title: say('desk'),
  key,
  attributes: { at: subjectId.optional() },
  within: [post],
  inherits: { at: post },
  refersTo: { at: place },
})
const data = z.strictObject({ id: subjectId, to, deputy, at: subjectId.nullable().optional(), was: to.nullable() })
type Data = z.output<typeof data>
const event = (type: string, changes: (data: Data) => readonly Change[]) =>
  defineEvent({ type, title: say(type), data, changes, example: { id: 'a' } })
const opening = bookOpening()
const domain = defineDomain({
  name: 'posts',
  version: 1,
  opening: { event: opening, on: '2000-01-01' },
  relations: [place, post, desk],
  events: [
    opening,
    event('PlaceOpened', ({ id }) => [open(place, { id }, {})]),
    event('PlaceClosed', ({ id }) => [close(place, { id })]),
    event('PostOpened', ({ id, to, deputy, at }) => [open(post, { id }, { to, deputy, at: at ?? undefined })]),
    event('PostChanged', ({ id, to, deputy, at, was }) => [
      amend(post, { id }, { to, deputy, at }, { expect: { to: was } }),
    ]),
    event('DeskOpened', ({ id }) => [open(desk, { id }, {})]),
    event('PlaceSeen', ({ id }) => [occur(place, { id }, {})]),
    event('PlaceSet', ({ id }) => [set(place, { id }, {})]),
  ],
})

let made = 0
const options = {
  now: new Date('2021-06-30T01:00:00Z'),
  newId: () => `00000000-0000-7000-8000-${String(made++).padStart(12, '0')}`,
  actor: 'tester',
}
const on = (effectiveOn: string, type: string, more: object = {}): Draft => ({
  type,
  effectiveOn,
  data: { id: 'a', was: undefined, ...more },
})
const opened = async (): Promise<Ledger> =>
  createLedger(memoryStore(), { domain, book: 'b', opening: { name: 'b' } }, options)
/** The codes of what a batch is refused for; none where it is recorded. */
async function tried(ledger: Ledger, ...drafts: readonly Draft[]): Promise<readonly string[]> {
  const outcome = await ledger.record(drafts, options)
  return outcome.ok ? [] : outcome.refusals.map(({ code }) => code)
}

test('what happened on a day is there on that day: nothing begins or happens beside it', async () => {
  const ledger = await opened()
  expect(await tried(ledger, on('2020-01-02', 'PlaceSeen'))).toEqual([])
  for (const type of ['PlaceSeen', 'PlaceOpened', 'PlaceSet'])
    expect(await tried(ledger, on('2020-01-02', type))).toEqual(['already-open'])
  expect(await tried(ledger, on('2020-01-01', 'PlaceSeen'), on('2020-01-03', 'PlaceOpened'))).toEqual([])
  expect(await tried(ledger, on('2020-01-05', 'PlaceSeen'))).toEqual(['already-open'])
  const rows = rowsOn(ledger.asOf('2020-01-02'), place)
  expect(rows.map(({ from, to }) => [from, to])).toEqual([['2020-01-02', '2020-01-03']])
})

test('nothing is expected where nothing is said, and null expects that there is nothing', async () => {
  const ledger = await opened()
  const at = 'x'
  expect(await tried(ledger, on('2020-01-01', 'PostOpened'), on('2020-01-02', 'PostChanged', { at }))).toEqual([])
  expect(await tried(ledger, on('2020-01-03', 'PostChanged', { was: 'b' }))).toEqual(['unexpected-value'])
  expect(await tried(ledger, on('2020-01-03', 'PostChanged', { was: null, at: null }))).toEqual([])
})

test('each reference of a relation to itself is without a circle, by itself', async () => {
  const ledger = await opened()
  const begun = [on('2020-01-01', 'PostOpened'), on('2020-01-01', 'PostOpened', { id: 'b' })]
  expect(await tried(ledger, ...begun)).toEqual([])
  expect(await tried(ledger, on('2020-01-02', 'PostChanged', { deputy: 'a' }))).toEqual(['cycle'])
  expect(await tried(ledger, on('2020-01-02', 'PostChanged', { to: 'b' }))).toEqual([])
  // One above the other by one of them, and below it by the other one.
  expect(await tried(ledger, on('2020-01-02', 'PostChanged', { id: 'b', deputy: 'a' }))).toEqual([])
  expect(await tried(ledger, on('2020-01-03', 'PostChanged', { id: 'b', to: 'a' }))).toEqual(['cycle'])
  // One after the other is no circle.
  expect(
    await tried(ledger, on('2020-01-04', 'PostChanged', { to: 'c' }), on('2020-01-01', 'PostOpened', { id: 'c' })),
  ).toEqual([])
  expect(await tried(ledger, on('2020-01-04', 'PostChanged', { id: 'b', to: 'a' }))).toEqual([])
})

test('what a fact refers to by what it has inherited holds as long as it does', async () => {
  const ledger = await opened()
  expect(await tried(ledger, on('2020-01-01', 'PostOpened', { at: 'x' }))).toEqual([])
  expect(await tried(ledger, on('2020-01-02', 'DeskOpened'))).toEqual(['still-referred-to'])
  const x = { id: 'x' }
  expect(await tried(ledger, on('2020-01-01', 'PlaceOpened', x), on('2020-01-02', 'DeskOpened'))).toEqual([])
  expect(await tried(ledger, on('2020-01-03', 'PostChanged', { at: null }))).toEqual([])
  expect(await tried(ledger, on('2020-01-04', 'PlaceClosed', x))).toEqual(['still-referred-to'])
})
