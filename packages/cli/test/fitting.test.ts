import * as fc from 'fast-check'
import { expect, test } from 'vitest'

import { fitting, sheet, type Column, type Paint } from '../src/sheet.ts'
import { textWidth } from '../src/text-width.ts'

type Row = readonly string[]

const words = fc.constantFrom('', '非公企业', 'a', '91350399MAFT8CY11F', '2021-06-30')
const tables = fc
  .integer({ min: 1, max: 8 })
  .chain((width) => fc.array(fc.array(words, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 5 }))

test('a table is no wider than the line but for its first two columns, and says what it leaves out', () => {
  const seen = { fits: 0, cut: 0 }
  fc.assert(
    fc.property(tables, fc.integer({ min: 20, max: 120 }), (rows, width) => {
      const paint: Paint = { language: 'zh', bold: String, dim: String, width }
      const columns = (rows[0] ?? []).map((_, at): Column<Row> => ({
        title: { zh: `列${at}`, en: `c${at}` },
        cell: (row) => row[at] || undefined,
      }))
      const { shown, leftOut } = fitting(columns, rows, paint)
      const widest = Math.max(...sheet(shown, rows, paint).split('\n').map(textWidth))
      expect([...shown.map(({ title }) => title.zh), ...leftOut].toSorted()).toEqual(
        columns.map(({ title }) => title.zh),
      )
      expect(widest <= width || shown.length <= 2).toBe(true)
      seen[leftOut.length === 0 ? 'fits' : 'cut']++
    }),
    { numRuns: 300 },
  )
  expect(Math.min(seen.fits, seen.cut)).toBeGreaterThan(20)
})
