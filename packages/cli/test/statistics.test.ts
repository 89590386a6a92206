import { Workbook } from '@cj-tech-master/excelts'
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { folder, makeDistrict, run } from './taizhang.ts'

const { path, remove } = folder()
const ledger = path('district.ledger')

beforeAll(async () => makeDistrict(ledger))
afterAll(remove)

const statistics = async (...args: readonly string[]) => run(['statistics', ledger, '--as-of', '2021-06-30', ...args])

/** Each cell that is filled in, as `form row column value`. */
async function inLines(): Promise<readonly string[]> {
  const { code, stdout } = await statistics('--format', 'ndjson')
  expect(code).toBe(0)
  return stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Readonly<Record<'form' | 'row' | 'column', number>> & { value?: number | null })
    .flatMap(({ form, row, column, value }) => (typeof value === 'number' ? [`${form} ${row} ${column} ${value}`] : []))
    .toSorted()
}

test('the workbook has a sheet for each form with the numbers of the lines, and one with notes', async () => {
  expect((await statistics('--format', 'xlsx', '-o', path('s.xlsx'))).code).toBe(0)
  const workbook = new Workbook()
  await workbook.xlsx.load(readFileSync(path('s.xlsx')))
  expect(workbook.worksheets.map(({ name }) => name)).toEqual(['表1', '表10', '表15', '表24', '表27', '表30', '说明'])
  const cells = workbook.worksheets.slice(0, -1).flatMap((sheet) => {
    const rows = Array.from({ length: sheet.rowCount }, (_, at) => sheet.getRow(at + 1))
    return rows.flatMap((row) => {
      const number = row.getCell(1).value
      if (typeof number !== 'number') return []
      return Array.from({ length: sheet.columnCount - 2 }, (_, at) => {
        const { value } = row.getCell(at + 3)
        return typeof value === 'number' ? [`${sheet.name.slice(1)} ${number} ${at + 1} ${value}`] : []
      }).flat()
    })
  })
  const lines = await inLines()
  expect(lines.length).toBeGreaterThan(100)
  expect(cells.toSorted()).toEqual(lines)
})

test('the first cells of form 27 are the units of the figures', async () => {
  const { stdout } = await run(['figures', ledger, 'units-listed', '--as-of', '2021-06-30', '--format', 'json'])
  const listed = (JSON.parse(stdout) as readonly { scope?: string; value: number }[]).find(
    ({ scope }) => scope === 'enterprise',
  )
  expect(await inLines()).toContain(`27 1 1 ${listed?.value}`)
})

test('a form that is not there is told with those that are', async () => {
  expect(await statistics('--form', '99')).toMatchObject({
    code: 4,
    stderr: expect.stringContaining('1、10、15、24、27、30') as string,
  })
})
