import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { LedgerError, memoryStore, openLedger, restoreLedger, type EventStore, type Refusal } from '../../src/index.ts'
import { canonicalText } from '../../src/events/canonical.ts'
import type { Domain } from '../../src/define.ts'
import { Choices } from './choices.ts'
import { domainOf } from './domain-of.ts'
import type { NaiveEvent } from './naive-facts.ts'
import { PlayedBook, type Played, type Tried, type Try } from './play.ts'
import { days } from './random-drafts.ts'
import { randomRecipe } from './random-recipe.ts'
import { newForm, randomUpgrade, upgraded } from './random-upgrade.ts'
import type { EarlierRecipe } from './recipe.ts'
import { expectSameAnswers, expectSameReasons } from './same-answers.ts'
import { textsOf } from './texts-of.ts'

const upgrades = 150
const seed = Number(process.env['TAIZHANG_SEED'] ?? Date.now() % 2 ** 31)

const seeds = fc.nat(2 ** 31 - 1)
const accepted = fc.nat(99).map((number) => number < 65)
const tries = fc.array(fc.record({ seed: seeds, accepted }), { minLength: 8, maxLength: 14, size: 'max' })
const options = { now: new Date('2022-01-01T00:00:00Z'), newId: () => '', actor: 'tester' }

/** How often each promise was put to the test. */
const held = {
  recordedBefore: 0,
  recordedAfter: 0,
  refusedAfter: 0,
  oldEvents: 0,
  conflicts: 0,
  saidOtherwise: 0,
  beyond: 0,
  misshapen: 0,
  tooMany: 0,
  values: 0,
}
const compared = { rows: 0, values: 0, findings: 0, histories: 0 }

async function play(played: PlayedBook, all: readonly Try[]): Promise<readonly Tried[]> {
  const found: Tried[] = []
  for (const one of all) {
    const tried = await played.try(one)
    if (!tried.outcome.ok) expectSameReasons(tried.outcome.refusals, tried.reasons)
    expect(tried.outcome.ok).toBe(tried.reasons.length === 0)
    found.push(tried)
  }
  return found
}

/** The version before of an event that has one. */
const earlierOf = ({ recipe }: Played, { type }: Pick<NaiveEvent, 'type'>): EarlierRecipe | undefined =>
  recipe.events.find((event) => event.type === type)?.earlier

/** A draft that was recorded before is the same event after, in the form of its day; with anything else it is a conflict. */
async function expectTheSameEvents(book: PlayedBook, recorded: readonly Tried[]): Promise<void> {
  const { ledger } = book
  for (const { drafts } of recorded) {
    const size = ledger.size
    const inNewForm = drafts.map((draft) => {
      const earlier = earlierOf(book, draft)
      return earlier ? { ...draft, data: newForm(earlier, draft.data) } : draft
    })
    const events = drafts.map(({ id = '' }) => ({ id, position: ledger.eventById(id)?.position }))
    const again = { ok: true, recorded: 0, alreadyRecorded: drafts.length, size, events }
    expect(await ledger.record(inNewForm, options)).toEqual(again)
    expect(await ledger.check(inNewForm, options)).toEqual(again)
    const other = inNewForm.map((draft) => ({ ...draft, reason: 'another one' }))
    expect(await ledger.record(other, options)).toMatchObject({ ok: false, kind: 'conflict' })
    held.conflicts++
    if (canonicalText(inNewForm) !== canonicalText(drafts)) held.saidOtherwise++
  }
}

async function refusalsOf(texts: readonly string[], domain: Domain): Promise<readonly Refusal[]> {
  const store = memoryStore()
  const restored = await restoreLedger(store, texts, { domain })
  expect(await store.streams()).toHaveLength(restored.ok ? 1 : 0)
  return restored.ok ? [] : restored.refusals
}

const codesOf = (refusals: readonly Refusal[]): readonly string[] => [...new Set(refusals.map(({ code }) => code))]

/** A text of a book, with something in its event changed. */
const edited = (texts: readonly string[], at: number, edit: (event: Record<string, unknown>) => object) =>
  texts.map((text, position) =>
    position === at ? canonicalText(edit(JSON.parse(text) as Record<string, unknown>)) : text,
  )

/** The program before does not read what is newer than itself: it is unable to, which is no damage. */
async function expectUnable(store: EventStore, domain: Domain, code: string): Promise<void> {
  const unable = { kind: 'unavailable', refusal: { code } }
  const opening = openLedger(store, { domain, book: 'test' }).then(({ size }) => ({ size }))
  await expect(opening).rejects.toMatchObject(unable)
  await expect(textsOf(store, domain)).rejects.toMatchObject(unable)
}

/** A store with such texts as no ledger has written. */
async function storeOf(texts: readonly string[]): Promise<EventStore> {
  const store = memoryStore()
  const events = texts.map((text) => ({ id: (JSON.parse(text) as { id: string }).id, text }))
  await store.append('ledger-test', events, { expectedRevision: 'no-stream', changes: [] })
  return store
}

async function expectBeyond(texts: readonly string[], domain: Domain, at: number): Promise<void> {
  const beyond = [
    ['unknown-member', edited(texts, at, (event) => ({ ...event, zone: 'utc' }))],
    ['unknown-type', edited(texts, at, (event) => ({ ...event, type: 'NeverHeardOf' }))],
    ['unknown-version', edited(texts, at, (event) => ({ ...event, version: 3 }))],
  ] as const
  for (const [code, newer] of beyond) {
    // A first event of a type that is not known is another domain's.
    if (at === 0 && code === 'unknown-type') continue
    expect(codesOf(await refusalsOf(newer, domain))).toEqual([code])
    await expectUnable(await storeOf(newer), domain, code)
    held.beyond++
  }
}

/** Old events are held against the schema of their own version, and against what that refused. */
async function expectOwnVersion(book: PlayedBook, texts: readonly string[]): Promise<void> {
  const old = book.events.flatMap((event) => {
    const earlier = earlierOf(book, event)
    return earlier && event.stored ? [{ ...event, stored: event.stored, earlier }] : []
  })
  const renamed = old.filter(({ stored, earlier }) => Object.keys(earlier.renamed).some((name) => name in stored))
  for (const { position, data } of renamed.slice(0, 3)) {
    for (const wrong of [{ data }, { version: 2 }])
      expect(
        await refusalsOf(
          edited(texts, position, (one) => ({ ...one, ...wrong })),
          book.domain,
        ),
      ).not.toEqual([])
    held.misshapen++
  }
  const limited = old.flatMap((event) => {
    const { most } = event.earlier
    return most && !isTakenAtOnce(book, event) ? [{ ...event, most }] : []
  })
  for (const { position, stored, most } of limited.slice(0, 3)) {
    const tooMany = edited(texts, position, (one) => ({ ...one, data: { ...stored, [most.field]: 9 } }))
    expect(codesOf(await refusalsOf(tooMany, book.domain))).toContain('too-many')
    held.tooMany++
  }
}

/** Whether the batch that an event came with takes it back. */
const isTakenAtOnce = ({ events }: PlayedBook, { id, batch, position }: NaiveEvent): boolean =>
  events.some(
    (by) =>
      by.position - by.batch.index === position - batch.index && [by.corrects, ...Object.values(by.data)].includes(id),
  )

/** The texts of a book as a program reads it; or why it is unable to. */
async function readBy({ store }: PlayedBook, domain: Domain): Promise<unknown> {
  try {
    await openLedger(store, { domain, book: 'test' })
    return await textsOf(store, domain)
  } catch (error) {
    return error instanceof LedgerError ? [error.kind, error.refusal.code] : error
  }
}

test(`${upgrades} random upgrades of random domains keep what was recorded, seed ${seed}`, async () => {
  await fc.assert(
    fc.asyncProperty(seeds, tries, tries, async (domainSeed, first, second) => {
      const choices = new Choices(domainSeed)
      const upgrade = randomUpgrade(choices, randomRecipe(choices))
      const before = { recipe: upgrade.before, domain: domainOf(upgrade.before) }
      const after = { recipe: upgrade.after, domain: domainOf(upgrade.after) }
      const old = await PlayedBook.open(before)
      const recorded = (await play(old, first)).filter(({ outcome }) => outcome.ok)
      held.recordedBefore += recorded.length
      const texts = await textsOf(old.store, before.domain)

      const book = await old.openedBy(after, upgraded(after.recipe))
      const size = old.events.length
      for (const asOf of days)
        expectSameAnswers(
          after.recipe,
          book.ledger,
          book.events,
          { asOf, knownAt: choices.one(old.sizes), from: days[0] },
          compared,
        )
      for (const { position, data, stored } of book.events) {
        const event = book.ledger.event(position)
        expect([event?.version, event?.data, book.ledger.text(position)]).toEqual([1, data, texts[position]])
        expect(event?.storedData ?? event?.data).toEqual(stored ?? data)
        if (stored) held.oldEvents++
      }
      await expectTheSameEvents(book, recorded)
      expect(await textsOf(book.store, after.domain)).toEqual(texts)
      await expectOwnVersion(book, texts)

      const tried = await play(book, second)
      held.recordedAfter += tried.filter(({ outcome }) => outcome.ok).length
      held.refusedAfter += tried.filter(({ outcome }) => !outcome.ok).length
      const all = await textsOf(book.store, after.domain)
      expect(all.slice(0, size)).toEqual(texts)
      const copy = memoryStore()
      expect(await restoreLedger(copy, all, { domain: after.domain })).toMatchObject({ ok: true, size: all.length })
      const ledger = await openLedger(copy, { domain: after.domain, book: 'test' })
      const question = { asOf: choices.one(days), knownAt: choices.one(book.sizes), from: days[0] }
      expectSameAnswers(after.recipe, ledger, book.events, question, compared)

      const newer = book.events.some((event) => event.position >= size && earlierOf(after, event))
      expect(await readBy(book, before.domain)).toEqual(newer ? ['unavailable', 'unknown-version'] : all)
      expect(codesOf(await refusalsOf(all, before.domain))).toEqual(newer ? ['unknown-version'] : [])
      await expectBeyond(all, after.domain, choices.below(all.length))
    }),
    // Batches are seeds: there is little to shrink, and a seed says it all.
    { numRuns: upgrades, seed, endOnFailure: true },
  )
  held.values = compared.values
  console.log(`${upgrades} upgrades, seed ${seed}: ${JSON.stringify({ ...held, ...compared })}`)
  for (const many of Object.values(held)) expect(many).toBeGreaterThan(upgrades / 15)
})
