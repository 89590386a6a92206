import { plusDays, rowsOn, type View } from '@taizhang/core'
import { changesBetween, comparedRows, dimensionsOf, figureCatalogue, figureRows, plus } from '@taizhang/core/figures'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { play, scriptArbitrary, smallUniverse } from '../src/testing/index.ts'

const seed = Number(process.env['TAIZHANG_SEED'] ?? Date.now() % 2 ** 31)
const days = [...new Set(smallUniverse.days)]
const seen = { rows: 0, changed: 0, began: 0, ended: 0, other: 0 }
const asked = fc.record({ script: scriptArbitrary({ batches: 30 }), one: fc.constantFrom(...days), pick: fc.nat() })
const textOf = ({ scope, by }: { scope?: string; by?: unknown }): string => JSON.stringify([scope, by])

test(`then, now and the difference are what the figure is in both views; seed ${seed}`, async () => {
  await fc.assert(
    fc.asyncProperty(asked, async ({ script, one, pick }) => {
      const ledger = await play(script)
      const [then, now] = [ledger.asOf(one), ledger.asOf('2025-01-01')]
      for (const [at, figure] of [...figureCatalogue.values()].entries()) {
        if ((at + pick) % 5 !== 0) continue
        const by = dimensionsOf(now, figure).some(({ id }) => id === 'town') && pick % 2 === 0 ? ['town'] : []
        const [before, after] = [then, now].map((view) => figureRows(view, figure, { by }))
        const rows = comparedRows(then, now, figure, { by })
        const names = new Set([...(before ?? []), ...(after ?? [])].map(textOf))
        expect(rows.map(textOf).every((name) => names.has(name))).toBe(true)
        expect(rows.length).toBeGreaterThanOrEqual(after?.length ?? 0)
        for (const row of rows) {
          const [was, is] = [before, after].map((some) => some?.find((found) => textOf(found) === textOf(row)))
          const none = figure.measure === 'percent' || row.by === undefined ? null : 0
          expect([figure.id, row.before, row.value]).toEqual([figure.id, was ? was.value : none, is ? is.value : none])
          const change = row.before === null || row.value === null ? null : plus(Number(row.value), -Number(row.before))
          expect(row.change).toBe(change)
          seen.rows++
          if (change) seen.changed++
        }
      }
    }),
    { numRuns: 25, seed },
  )
  expect([seen.rows > 100, seen.changed > 0]).toEqual([true, true])
})

/** By id, the names of the units and organizations of a day. */
const namesOn = (view: View): ReadonlyMap<string, unknown> =>
  new Map(
    view.domain.relations
      .filter(({ name }) => name === 'unit' || name === 'organization')
      .flatMap((relation) =>
        rowsOn(view, relation).map(({ key, attributes }) => [
          `${relation.name} ${Object.values(key).join()}`,
          (attributes as Readonly<Record<string, unknown>>)['name'],
        ]),
      ),
  )

const inOrder = (names: ReadonlyMap<string, unknown>): unknown => [...names].toSorted(([a], [b]) => (a < b ? -1 : 1))

test(`what began, was renamed and ended leads from the first day to the last; seed ${seed}`, async () => {
  await fc.assert(
    fc.asyncProperty(asked, async ({ script, one }) => {
      const ledger = await play(script)
      const to = '2024-12-31'
      const view = ledger.asOf(to)
      const names = new Map(namesOn(ledger.asOf(plusDays(one, -1))))
      for (const { what, relation, id, name, changed, event } of changesBetween(view, { from: one, to })) {
        if (relation !== 'unit' && relation !== 'organization') continue
        const subject = `${relation} ${id}`
        if (what === 'ended') names.delete(subject)
        else names.set(subject, name)
        expect(changed.length > 0).toBe(what === 'changed')
        expect(ledger.event(event)?.effectiveOn).toBeDefined()
        seen[what === 'changed' ? 'other' : what]++
      }
      expect(inOrder(names)).toEqual(inOrder(namesOn(view)))
    }),
    { numRuns: 40, seed },
  )
  expect(Object.values(seen).filter((count) => count < 1)).toEqual([])
})
