import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { memoryStore, openLedger, restoreLedger } from '../../src/index.ts'
import { Choices } from './choices.ts'
import { domainOf } from './domain-of.ts'
import { PlayedBook, type Tried } from './play.ts'
import { days } from './random-drafts.ts'
import { randomRecipe } from './random-recipe.ts'
import { expectSameAnswers, expectSameReasons } from './same-answers.ts'
import { textsOf } from './texts-of.ts'

const books = 300
const seed = Number(process.env['TAIZHANG_SEED'] ?? Date.now() % 2 ** 31)

const seeds = fc.nat(2 ** 31 - 1)
/** A little more than half of the batches should be recorded. */
const accepted = fc.nat(99).map((number) => number < 58)
const batch = fc.record({ seed: seeds, accepted })
const script = fc.array(batch, { minLength: 10, maxLength: 24, size: 'max' })

test(`${books} random books of random domains agree with the naive model, seed ${seed}`, async () => {
  let [recorded, refused] = [0, 0]
  const [verbs, codes] = [new Set<string>(), new Set<string>()]
  const compared = { rows: 0, values: 0, findings: 0, histories: 0 }
  const count = (recipe: PlayedBook['recipe'], { drafts, outcome }: Tried): void => {
    if (outcome.ok) recorded++
    else refused++
    for (const { code } of outcome.ok ? [] : outcome.refusals) codes.add(code)
    for (const { type } of outcome.ok ? drafts : [])
      for (const { verb } of recipe.events.find((event) => event.type === type)?.changes ?? []) verbs.add(verb)
  }
  await fc.assert(
    fc.asyncProperty(seeds, script, seeds, async (domainSeed, tries, questions) => {
      const recipe = randomRecipe(new Choices(domainSeed))
      const domain = domainOf(recipe)
      const played = await PlayedBook.open({ recipe, domain })
      for (const one of tries) {
        const tried = await played.try(one)
        expect([tried.drafts, tried.outcome.ok]).toEqual([tried.drafts, tried.reasons.length === 0])
        if (!tried.outcome.ok) expectSameReasons(tried.outcome.refusals, tried.reasons)
        count(recipe, tried)
      }
      const asked = new Choices(questions)
      const question = (knownAt: number) => {
        const [from = '', asOf = ''] = [asked.one(days), asked.one(days)].toSorted()
        return { asOf, from, knownAt }
      }
      const { events, ledger, sizes, store } = played
      const size = events.length
      expect(ledger.size).toBe(size)
      for (const asOf of days)
        expectSameAnswers(recipe, ledger, events, { ...question(size), asOf, from: days[0] }, compared)
      expectSameAnswers(recipe, ledger, events, question(asked.one(sizes)), compared)

      const texts = await textsOf(store, domain)
      const copy = memoryStore()
      expect(await restoreLedger(copy, texts, { domain })).toEqual({ ok: true, book: 'test', size })
      expect(await textsOf(copy, domain)).toEqual(texts)
      const again = await openLedger(copy, { domain, book: 'test' })
      expectSameAnswers(recipe, again, events, question(asked.one(sizes)), compared)
    }),
    // Batches are seeds: there is little to shrink, and a seed says it all.
    { numRuns: books, seed, endOnFailure: true },
  )
  const told = { recorded, refused, ...compared, verbs: [...verbs].toSorted(), codes: [...codes].toSorted() }
  console.log(`${books} books of random domains, seed ${seed}: ${JSON.stringify(told)}`)
  const tried = recorded + refused
  expect(Math.min(recorded, refused)).toBeGreaterThanOrEqual(tried / 3)
  expect(told.verbs).toEqual(['amend', 'close', 'closeIfOpen', 'mustHold', 'occur', 'open', 'set'])
  expect(told.codes).toEqual(
    [
      'already-open',
      'already-withdrawn',
      'cycle',
      'effective-out-of-range',
      'no-such-event',
      'not-open',
      'parent-missing',
      'permanent',
      'reason-missing',
      'still-referred-to',
      'target-missing',
      'too-many',
      'unexpected-value',
    ].toSorted(),
  )
  for (const many of Object.values(compared)) expect(many).toBeGreaterThan(books)
})
