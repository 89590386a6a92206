import { DatabaseSync } from 'node:sqlite'
import type { FigureDelta } from '@taizhang/core'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { figureDeltaDdl, figureDeltaWriter, figureSumDdl } from '../src/figure-deltas.ts'
import { figureSum } from '../src/figure-sum.ts'

const tables = { delta: 'figure_delta', sum: 'figure_sum', batch: 'batch' }
const blocks = [2, 4, 12]
const figures = ['f', 'g', '"']
const scopes = ['a', 'b']
const days = ['2020-01-01', '2020-01-02', '2020-02-01', '2021-01-01']

type Batch = Parameters<ReturnType<typeof figureDeltaWriter>>[1]

/** Tables of figures with the counts of their rows, and what writes to both. */
function made(blocks: readonly number[]): {
  readonly db: DatabaseSync
  readonly write: (book: string, batch: Batch) => void
} {
  const db = new DatabaseSync(':memory:')
  db.exec(`${figureDeltaDdl(tables.delta)}${figureSumDdl(tables.sum)}
    CREATE TABLE batch (book, size, delta_rows, sum_rows)`)
  const figures = figureDeltaWriter(db, tables, blocks)
  const keep = db.prepare('INSERT INTO batch VALUES (?, ?, ?, ?)')
  return {
    db,
    write: (book, batch) => {
      const { deltas, sums } = figures(book, batch)
      keep.run(book, batch.size, deltas, sums.length > 0 ? JSON.stringify(sums) : null)
    },
  }
}

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
      const { db, write } = made(blocks)
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
                .reduce((total, { delta }) => total + Number(delta), 0)
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
  const { db, write } = made([4, 16])
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

test('rows of sums and of deltas that were added or taken away show wherever they would change what is read', () => {
  let [noticed, same] = [0, 0]
  fc.assert(
    fc.property(
      fc.array(batch, { minLength: 4, maxLength: 20 }),
      fc.constantFrom('figure_sum', 'figure_delta'),
      fc.boolean(),
      fc.nat(),
      fc.constantFrom(...days),
      (batches, table, added, pick, day) => {
        const { db, write } = made(blocks)
        let size = 0
        for (const { events, deltas } of batches) {
          write('b', { deltas: deltas.filter(({ delta }) => delta !== 0), before: size, size: size + events })
          size += events
        }
        const read = (knownAt: number, asOf: string): unknown => {
          const sum = figureSum(db, tables, { book: 'b', asOf, knownAt }, blocks)
          try {
            return figures.flatMap((figure) => scopes.map((scope) => sum(figure, scope)))
          } catch (error) {
            return (error as { refusal: { code: string } }).refusal.code
          }
        }
        const views = Array.from({ length: size + 1 }, (_, knownAt) =>
          days.map((asOf) => [knownAt, asOf] as const),
        ).flat()
        const before = views.map(([knownAt, asOf]) => read(knownAt, asOf))
        const rows = db.prepare(`SELECT * FROM ${table}`).all() as Record<string, string | number>[]
        const row = rows[pick % rows.length]
        fc.pre(row !== undefined)
        const where = Object.keys(row)
          .map((column) => `${column} = :${column}`)
          .join(' AND ')
        if (added) {
          const other = {
            ...row,
            day,
            ...(table === 'figure_sum' ? { value: Number(row['value']) + 5 } : { delta: 5 }),
          }
          const columns = Object.keys(row)
            .map((column) => `:${column}`)
            .join(', ')
          fc.pre(Number(db.prepare(`INSERT OR IGNORE INTO ${table} VALUES (${columns})`).run(other).changes) === 1)
        } else db.prepare(`DELETE FROM ${table} WHERE ${where}`).run(row)
        for (const [at, [knownAt, asOf]] of views.entries()) {
          const now = read(knownAt, asOf)
          if (now === 'rows-changed') noticed++
          else same++
          const right = before[at]
          expect([knownAt, asOf, now === 'rows-changed' ? right : now]).toEqual([knownAt, asOf, right])
        }
        db.close()
      },
    ),
    { numRuns: 100 },
  )
  expect([noticed > 100, same > 100]).toEqual([true, true])
})
