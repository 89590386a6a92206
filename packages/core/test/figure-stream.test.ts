import { party, type Ledger } from '@taizhang/core'
import { figureCatalogue, figureRows, type Figure } from '@taizhang/core/figures'
import { dimensionsOf, type GroupedAsked } from '@taizhang/kernel'
import { dayNumber, figureStream, FigureSums, labelText, type Label } from '@taizhang/kernel/internal'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { play, scriptArbitrary, smallUniverse } from '../src/testing/index.ts'

const seed = Number(process.env['TAIZHANG_SEED'] ?? Date.now() % 2 ** 31)
const days = [...new Set(smallUniverse.days)]
const compared = { values: 0, scoped: 0, told: 0, grouped: 0, inexact: 0 }

/** The rows of a figure, by the label that the stream has for each; the total of groups is left out. */
function rowsOf(ledger: Ledger, figure: Figure, asked: GroupedAsked, view: { asOf: string; size: number }) {
  const rows = figureRows(ledger.asOf(view.asOf, { knownAt: view.size }), figure, asked)
  const labelOf = ({ scope, by }: (typeof rows)[number]): Label => ({
    ...(scope === undefined ? {} : { scope }),
    ...(asked.by ? { values: asked.by.map((name) => by?.[name] ?? '') } : {}),
    ...(by === undefined || asked.by ? {} : { by: Object.values(by)[0] ?? '' }),
  })
  return new Map(
    rows
      .filter(({ by, value }) => value !== null && (asked.by === undefined || by !== undefined))
      .map((row) => [labelText(labelOf(row)), { value: row.value, qualifier: row.qualifier }]),
  )
}

function compare(ledger: Ledger, figures: readonly Figure[], asked: GroupedAsked): void {
  const stream = figureStream(ledger, figures, asked)
  const sums = new FigureSums()
  for (const batch of stream.batches()) {
    sums.add(batch)
    const day = days[batch.size % days.length] ?? ''
    for (const { counting } of stream.figures) {
      const { figure } = counting
      const rows = rowsOf(ledger, figure, asked, { asOf: day, size: batch.size })
      for (const label of sums.labels(figure)) {
        if (figure.measure === 'various' && label.by === undefined) continue
        const { value, qualifier } = sums.amount(figure, label, dayNumber(day))
        const expected = rows.get(labelText(label)) ?? { value: 0, qualifier: undefined }
        expect([figure.id, label, batch.size, day, value, qualifier]).toEqual([
          figure.id,
          label,
          batch.size,
          day,
          expected.value,
          expected.qualifier,
        ])
        rows.delete(labelText(label))
        if (value === 0) continue
        compared.values++
        if (label.scope !== undefined) compared.scoped++
        if (label.by !== undefined) compared.told++
        if (label.values !== undefined) compared.grouped++
        if (qualifier !== undefined) compared.inexact++
      }
      expect([...rows].filter(([, { value }]) => value !== 0)).toEqual([])
    }
  }
}

test(`what batches change adds up to every figure, by scope and by groups; seed ${seed}`, async () => {
  const all = [...figureCatalogue.values()]
  const asked = fc.record({
    script: fc.oneof(
      scriptArbitrary(),
      scriptArbitrary({ mostly: ['ActivityRecorded', 'SuggestionSubmitted', 'VenueOpened', 'RoleUnitEstablished'] }),
    ),
    by: fc.subarray([...party.dimensions.keys()], { minLength: 1, maxLength: 2 }),
  })
  await fc.assert(
    fc.asyncProperty(asked, async ({ script, by }) => {
      const ledger = await play(script)
      compare(ledger, all, {})
      const view = ledger.asOf(days[0] ?? '')
      const figures = all.filter((figure) => {
        const possible = new Set(dimensionsOf(view, figure).map(({ id }) => id))
        return by.every((name) => possible.has(name))
      })
      compare(ledger, figures, { by })
    }),
    { numRuns: 40, seed },
  )
  console.log(`compared: ${JSON.stringify(compared)}`)
  for (const many of Object.values(compared)) expect(many).toBeGreaterThan(20)
})
