import { DatabaseSync } from 'node:sqlite'
import type { FigureDelta } from '@taizhang/core'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { figureDeltaDdl, figureDeltaWriter, figureSum, figureSumDdl } from '../src/figure-deltas.ts'

const tables = { delta: 'figure_delta', sum: 'figure_sum' }
const blocks = [2, 4, 12]
const figures = ['f', 'g', '"']
const scopes = ['a', 'b']
const days = ['2020-01-01', '2020-01-02', '2020-02-01', '2021-01-01']

const batch = fc.record({
  events: fc.integer({ min: 1, max: 7 }),
  deltas: fc.uniqueArray(
    fc.record<FigureDelta>({
      figure: fc.constantFrom(...figures),
      scope: fc.constantFrom(...scopes),
      day: fc.constantFrom(...days),
      delta: fc.integer({ min: -3, max: 3 }),
    }),
    { maxLength: 6, selector: ({ figure, scope, day }) => [figure, scope, day].join() },
  ),
})

test('the sum over whole blocks and the rest of the batches is that of all deltas, on any day, as known at any size', () => {
  let summed = 0
  fc.assert(
    fc.property(fc.array(batch, { maxLength: 20 }), fc.constantFrom('other', 'b'), (batches, book) => {
      const db = new DatabaseSync(':memory:')
      db.exec(figureDeltaDdl(tables.delta) + figureSumDdl(tables.sum))
      const write = figureDeltaWriter(db, tables, blocks)
      write('other', { deltas: [{ figure: 'f', scope: 'a', day: '2020-01-01', delta: 99 }], before: 0, size: 1 })
      const known: (FigureDelta & { size: number })[] = []
      let size = book === 'other' ? 1 : 0
      if (size === 1) known.push({ figure: 'f', scope: 'a', day: '2020-01-01', delta: 99, size })
      for (const { events, deltas } of batches) {
        write(book, { deltas, before: size, size: size + events })
        size += events
        known.push(...deltas.map((delta) => ({ ...delta, size })))
      }
      for (let knownAt = 0; knownAt <= size; knownAt++)
        for (const asOf of ['2019-12-31', ...days]) {
          const sum = figureSum(db, tables, { book, asOf, knownAt }, blocks)
          for (const figure of figures)
            for (const scope of scopes) {
              const expected = known
                .filter((one) => one.figure === figure && one.scope === scope && one.day <= asOf && one.size <= knownAt)
                .reduce((total, { delta }) => total + delta, 0)
              if (expected !== 0) summed++
              expect([knownAt, asOf, figure, scope, sum(figure, scope)]).toEqual([
                knownAt,
                asOf,
                figure,
                scope,
                expected,
              ])
            }
        }
      db.close()
    }),
    { numRuns: 60 },
  )
  expect(summed).toBeGreaterThan(1000)
})

test('what is asked of a long book are a few rows of each block', () => {
  const db = new DatabaseSync(':memory:')
  db.exec(figureDeltaDdl(tables.delta) + figureSumDdl(tables.sum))
  const write = figureDeltaWriter(db, tables, [4, 16])
  for (let size = 1; size <= 40; size++)
    write('b', { deltas: [{ figure: 'f', scope: 'a', day: '2020-01-01', delta: 1 }], before: size - 1, size })
  const rows = db.prepare('SELECT from_size, to_size, value FROM figure_sum ORDER BY from_size, to_size').all()
  expect(rows.map(({ from_size, to_size, value }) => [from_size, to_size, value])).toEqual([
    [0, 4, 3],
    [0, 16, 15],
    ...[4, 8, 12].map((from) => [from, from + 4, 4]),
    [16, 20, 4],
    [16, 32, 16],
    ...[20, 24, 28, 32, 36].map((from) => [from, from + 4, 4]),
  ])
  // All that is in whole blocks may go: it is not read again.
  db.exec('DELETE FROM figure_delta WHERE recorded_from < 40')
  expect(figureSum(db, tables, { book: 'b', asOf: '2020-06-01', knownAt: 40 }, [4, 16])('f', 'a')).toBe(40)
  db.close()
})
