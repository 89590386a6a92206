import { canonicalText, exportBook, memoryStore, openLedger, party, restoreLedger, type Ledger } from '@taizhang/core'
import { figureCatalogue, figureRows } from '@taizhang/core/figures'
import { findingsOn } from '@taizhang/core/rulebook'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { play, scriptArbitrary, smallUniverse } from '../src/testing/index.ts'

/*
 * A book of which some types were recorded in their first version answers as the one of today's versions that says the same, and its export is
 * restored as it is.
 */

const seed = Number(process.env['TAIZHANG_SEED'] ?? Date.now() % 2 ** 31)
const grown = [...party.events.values()].filter(({ earlier }) => earlier.length > 0)

interface Recorded {
  readonly type: string
  readonly data: Readonly<Record<string, unknown>>
}

/** The same event in the first version of its type, where that could say the same. */
function inFirst(text: string, types: ReadonlySet<string>): string {
  // An exported text is an event.
  const event = JSON.parse(text) as Recorded
  const [first] = party.events.get(event.type)?.earlier ?? []
  if (!first || !types.has(event.type)) return text
  const { approvalUnknown: _, ...data } = event.data
  const says = canonicalText(event.data)
  const same = [event.data, data].find((one) => {
    // Its version 2 has no first version of another form: every type grew once.
    const parsed = first.data.safeParse(one)
    return parsed.success && canonicalText(first.upcast(one)) === says
  })
  return same ? canonicalText({ ...event, data: same, version: 1 }) : text
}

/** Every row, figure and finding, on a day in the middle and on the last. */
const answers = (ledger: Ledger): unknown =>
  [smallUniverse.days[Math.floor(smallUniverse.days.length / 2)], '2021-06-30'].map((day) => {
    const view = ledger.asOf(String(day))
    return {
      rows: party.relations.map((relation) =>
        view.facts
          .rows(relation)
          .map(({ key, attributes, from, to, openedBy, closedBy }) => [key, attributes, from, to, openedBy, closedBy]),
      ),
      figures: [...figureCatalogue.values()].map((figure) => figureRows(view, figure)),
      findings: findingsOn(view),
    }
  })

test('books with events of older versions answer as their upcasts do, and are restored', async () => {
  let older = 0
  await fc.assert(
    fc.asyncProperty(
      scriptArbitrary({ batches: 12, mostly: grown.map(({ type }) => type) }),
      fc.subarray(grown.map(({ type }) => type)),
      async (script, chosen) => {
        const written = memoryStore()
        const ledger = await play(script, { store: written })
        const texts: string[] = []
        for await (const page of exportBook(written, ledger.book)) texts.push(...page)
        // Units are listed in every book.
        const types = new Set([...chosen, 'UnitListed'])
        const mixed = texts.map((text) => inFirst(text, types))
        older += mixed.filter((text, at) => text !== texts[at]).length
        const store = memoryStore()
        expect(await restoreLedger(store, mixed)).toMatchObject({ ok: true })
        expect(answers(await openLedger(store, { book: ledger.book }))).toEqual(answers(ledger))
        const again: string[] = []
        for await (const page of exportBook(store, ledger.book)) again.push(...page)
        expect(again).toEqual(mixed)
      },
    ),
    { seed, numRuns: 8 },
  )
  expect(older).toBeGreaterThan(0)
})
