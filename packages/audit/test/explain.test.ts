import { holdsOn, plusDays, relation, rowsOn, type Ledger, type View } from '@taizhang/core'
import { figureCatalogue, figureRows, plus, type Figure } from '@taizhang/core/figures'
import { play, scriptArbitrary, smallUniverse } from '@taizhang/core/testing'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { explain, type Explanation } from '../src/index.ts'
import { bookOf } from './books.ts'

const seed = Number(process.env['TAIZHANG_SEED'] ?? Date.now() % 2 ** 31)
const numRuns = 40
const days = [...new Set(smallUniverse.days.flatMap((day) => [plusDays(day, -1), day])), '2025-01-01']

/** A random book, a day and what was known of it. */
const asked = fc.record({ script: scriptArbitrary(), day: fc.constantFrom(...days), pick: fc.nat() })

interface Found {
  readonly ledger: Ledger
  readonly view: View
  readonly figure: Figure
  readonly explanation: Explanation
}

/** Every figure under every scope that it is counted by, and some of the flows that can be asked of one. */
async function explained({ script, day, pick }: typeof asked extends fc.Arbitrary<infer T> ? T : never) {
  const ledger = await play(script)
  const view = ledger.asOf(day, { knownAt: pick % 3 === 0 ? 1 + (pick % ledger.size) : undefined })
  return [...figureCatalogue.values()].flatMap((figure, at) => {
    const ofScope = isAskedOfScope(figure) && at % 4 === pick % 4 ? explain(ledger, view, figure, { scope }) : []
    return [...explain(ledger, view, figure), ...ofScope].map((explanation): Found => ({
      ledger,
      view,
      figure,
      explanation,
    }))
  })
}

const scope = 'enterprise'
const isAskedOfScope = (figure: Figure): boolean => figure.kind === 'flow' && figure.scopedAs !== undefined

/** What the explanation claims, with events by id: positions are others in another book. */
function traceOf(ledger: Ledger, { figure, value, part, whole, ...rest }: Explanation): string {
  const idOf = (position: number): string | undefined => ledger.event(position)?.id
  const { scopeFact, counted, inWhole = [], notCounted, overridden, ground, besides, replay } = rest
  // In the whole without being counted: the fact, and what the whole looks at for it.
  const besideThem = notCounted
    .filter((one) => one.whole !== undefined)
    .map(({ fact, near }) => ({ fact, near: near.filter(({ openedBy }) => replay.includes(openedBy)) }))
  const positions = new Set(['openedBy', 'closedBy', 'amendedBy', 'events', 'event', 'by'])
  const textOf = (claim: object | undefined): string =>
    JSON.stringify(claim ?? null, (name, found: unknown) => {
      if (!positions.has(name)) return found
      if (typeof found === 'number') return idOf(found)
      return Array.isArray(found) ? found.map((one) => idOf(Number(one))) : found
    })
  // Each list is a set of claims: their order is that in which the book first spoke of their facts.
  const lists = [counted, inWhole, besideThem, overridden, ground, besides].map((claims) =>
    claims.map(textOf).toSorted(),
  )
  return JSON.stringify([figure, value, part, whole, textOf(scopeFact), lists])
}

const selected = (ledger: Ledger, positions: readonly number[]) =>
  positions.flatMap((position) => ledger.event(position) ?? [])

/** The explanation of the same question in a book of only these events; `undefined` where there is nothing to explain. */
async function explainedIn({ ledger, view, figure, explanation }: Found, positions: readonly number[]) {
  if (positions.length === 0) return undefined
  const book = await bookOf(selected(ledger, positions))
  // A book without the scope's own event has no such scope.
  const there = book.asOf(view.asOf)
  const asked = isAskedOfScope(figure) && explanation.scope !== undefined ? { scope: explanation.scope } : {}
  if (asked.scope !== undefined && there.facts.where(relation.scope, 'scopeId', asked.scope).length === 0)
    return undefined
  const again = explain(book, there, figure, asked).find((one) => one.scope === explanation.scope)
  return again && { value: again.value, trace: traceOf(book, again) }
}

test(`replaying only the explained events gives the same figure; leaving any one out changes the figure or its trace; seed ${seed}`, async () => {
  let left = 0
  let moved = 0
  await fc.assert(
    fc.asyncProperty(asked, async (question) => {
      for (const found of await explained(question)) {
        const { ledger, explanation } = found
        const trace = traceOf(ledger, explanation)
        const { replay: all, value, figure, scope } = explanation
        const which = `${figure} ${scope}`
        const nothing = all.length === 0 && (value === 0 || value === null)
        expect([which, await explainedIn(found, all)]).toEqual([which, nothing ? undefined : { value, trace }])
        for (const one of all) {
          const without = await explainedIn(
            found,
            all.filter((position) => position !== one),
          )
          expect(without?.trace, `${which} without event ${one}`).not.toBe(trace)
          left++
          if (without?.value !== value) moved++
        }
      }
    }),
    { numRuns, seed },
  )
  console.log(`${left} events left out, ${moved} times the figure itself was another`)
  expect(moved).toBeGreaterThan(numRuns)
})

const sumOf = (shares: readonly { readonly value: number }[]): number =>
  shares.map(({ value }) => value).reduce(plus, 0)

test(`the contributions add up; seed ${seed}`, async () => {
  let added = 0
  await fc.assert(
    fc.asyncProperty(asked, async (question) => {
      for (const { ledger, view, figure, explanation } of await explained(question)) {
        const { counted, inWhole, notCounted, value, part, whole, scope } = explanation
        // Where each of what is told apart has its own measure, there is no sum.
        const sum = figure.measure === 'various' ? null : sumOf(counted)
        expect(sum).toBe('part' in figure ? part : value)
        if (sum) added++
        // What is in a rate's whole is counted in its part or not; two flows may have nothing to do with one another.
        const wholes = inWhole ?? [...counted, ...notCounted].map((share) => ({ value: share.whole ?? 0 }))
        expect('part' in figure ? sumOf(wholes) : undefined).toBe(whole)
        for (const row of figureRows(view, figure, { scope })) {
          const by = Object.values(row.by ?? {})[0]
          if (by === undefined) continue
          const [own] = explain(ledger, view, figure, { scope, by })
          expect([sumOf(own?.counted ?? []), own?.value]).toEqual([row.value, row.value])
        }
      }
    }),
    { numRuns, seed },
  )
  expect(added).toBeGreaterThan(numRuns)
})

test(`every subject of a stock is counted, not counted, or counted elsewhere; seed ${seed}`, async () => {
  const seen = { counted: 0, notCounted: 0, elsewhere: 0 }
  await fc.assert(
    fc.asyncProperty(asked, async (question) => {
      for (const { view, figure, explanation } of await explained(question)) {
        if (figure.kind !== 'stock') continue
        const { counted, notCounted, countedElsewhere } = explanation
        const subjects = counted.flatMap(({ facts, group }) =>
          group === undefined ? facts.slice(0, 1) : facts.filter(({ relation }) => relation === figure.of.name),
        )
        const elsewhere = countedElsewhere.reduce((so, { subjects: count }) => so + count, 0)
        const keys = [
          ...rowsOn(view, figure.of),
          ...view.facts
            .rows(figure.of)
            .flatMap((row) => figure.subjects?.(view.facts, row) ?? [])
            .filter((row) => holdsOn(row, view.asOf)),
        ]
        const all = new Set(keys.map(({ key }) => JSON.stringify(key)))
        expect(subjects.length + notCounted.length + elsewhere).toBe(all.size)
        seen.counted += subjects.length
        seen.notCounted += notCounted.length
        seen.elsewhere += elsewhere
      }
    }),
    { numRuns, seed },
  )
  console.log(`subjects: ${JSON.stringify(seen)}`)
  expect(Math.min(seen.counted, seen.notCounted, seen.elsewhere)).toBeGreaterThan(numRuns)
})

test(`every event that an explanation names is told in full; seed ${seed}`, async () => {
  let total = 0
  await fc.assert(
    fc.asyncProperty(asked, async (question) => {
      for (const { explanation } of await explained(question)) {
        const told = new Set(explanation.events.map(({ position }) => position))
        const named = [
          ...explanation.replay,
          ...[...explanation.counted, ...(explanation.inWhole ?? [])].flatMap(({ events }) => events),
          ...explanation.overridden.flatMap(({ event, by }) => [event, by]),
        ]
        expect(named.filter((position) => !told.has(position))).toEqual([])
        total += named.length
      }
    }),
    { numRuns, seed },
  )
  expect(total).toBeGreaterThan(10 * numRuns)
})
