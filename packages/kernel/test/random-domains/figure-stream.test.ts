import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { figureRows } from '../../src/index.ts'
import { dayNumber, figureStream, FigureSums, labelText } from '../../src/internal.ts'
import { Choices } from './choices.ts'
import { domainOf } from './domain-of.ts'
import { PlayedBook } from './play.ts'
import { days } from './random-drafts.ts'
import { randomRecipe } from './random-recipe.ts'

const books = 60
const seed = Number(process.env['TAIZHANG_SEED'] ?? Date.now() % 2 ** 31)

const seeds = fc.nat(2 ** 31 - 1)
const batch = fc.record({ seed: seeds, accepted: fc.nat(99).map((number) => number < 80) })
const script = fc.array(batch, { minLength: 10, maxLength: 24, size: 'max' })

test(`what batches change adds up to every figure on every day as known at every size, seed ${seed}`, async () => {
  const compared = { values: 0, scoped: 0, told: 0 }
  await fc.assert(
    fc.asyncProperty(seeds, script, async (domainSeed, tries) => {
      const recipe = randomRecipe(new Choices(domainSeed))
      const played = await PlayedBook.open({ recipe, domain: domainOf(recipe) })
      const { ledger } = played
      const stream = figureStream(ledger, ledger.domain.figures.values())
      const sums = new FigureSums()
      for (const [at, one] of tries.entries()) {
        await played.try(one)
        // It goes on where it was, after one batch or several.
        if (at % 3 === 1 && at < tries.length - 1) continue
        for (const changes of stream.batches()) {
          sums.add(changes)
          for (const day of days) compare(ledger.asOf(day, { knownAt: changes.size }))
        }
      }
      expect(stream.size).toBe(ledger.size)

      function compare(view: ReturnType<typeof ledger.asOf>): void {
        for (const { counting } of stream.figures) {
          const { figure } = counting
          const rows = figureRows(view, figure)
          const told = new Map(
            rows.map(({ scope, by, value }) => [
              labelText({
                ...(scope === undefined ? {} : { scope }),
                ...(by === undefined ? {} : { by: Object.values(by)[0] ?? '' }),
              }),
              value,
            ]),
          )
          for (const label of sums.labels(figure)) {
            const value = sums.amount(figure, label, dayNumber(view.asOf)).value
            expect([figure.id, label, view.asOf, view.size, value]).toEqual([
              figure.id,
              label,
              view.asOf,
              view.size,
              told.get(labelText(label)) ?? 0,
            ])
            told.delete(labelText(label))
            if (value === 0) continue
            compared.values++
            if (label.scope !== undefined) compared.scoped++
            if (label.by !== undefined) compared.told++
          }
          expect([...told].filter(([, value]) => value !== 0)).toEqual([])
        }
      }
    }),
    { numRuns: books, seed, endOnFailure: true },
  )
  console.log(`${books} books of random domains, seed ${seed}: ${JSON.stringify(compared)}`)
  for (const many of Object.values(compared)) expect(many).toBeGreaterThan(books)
})
