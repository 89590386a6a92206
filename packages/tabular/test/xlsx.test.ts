import * as fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'

import { xlsxOf, type Column, type Kind, type Value } from '../src/index.ts'
import { readAgain, readSheets, valuesOf } from './read.ts'

const column = (title: Column['title'], kind: Kind): Column => ({ title, kind })

/** What another library takes a cell for. */
const types = { number: 2, text: 3, date: 4, boolean: 9 }

const cellOf = async (kind: Kind, value: Value) => {
  const { value: read, type, numFmt } = (await readAgain([column('列', kind)], [[value]])).getCell(2, 1)
  return { value: read, type, format: numFmt }
}

test.each<readonly [Kind, Value, unknown, number, string]>([
  ['text', '钱塘联合党支部', '钱塘联合党支部', types.text, '@'],
  ['text', '2021-06-30', '2021-06-30', types.text, '@'],
  ['code', '350305199001011234', '350305199001011234', types.text, '@'],
  ['code', '0012', '0012', types.text, '@'],
  ['code', '9'.repeat(40), '9'.repeat(40), types.text, '@'],
  ['day', '2021-06-30', new Date('2021-06-30T00:00:00Z'), types.date, 'yyyy-mm-dd'],
  ['day', '1900-03-01', new Date('1900-03-01T00:00:00Z'), types.date, 'yyyy-mm-dd'],
  ['day', '1900-02-28', '1900-02-28', types.text, '@'],
  ['number', 7, 7, types.number, 'General'],
  ['number', -1.25, -1.25, types.number, 'General'],
  ['number', 350_305_199_001, 350_305_199_001, types.number, '0'],
  ['number', 2 ** 53, '9007199254740992', types.text, '@'],
  ['percent', '95.2', 0.952, types.number, '0.0#%'],
  ['percent', 100, 1, types.number, '0.0#%'],
  ['percent', '33.33', 0.3333, types.number, '0.0#%'],
  ['money', 123_456, 1234.56, types.number, '#,##0.00'],
  ['money', -5, -0.05, types.number, '#,##0.00'],
  ['money', 2 ** 53 - 1, '90071992547409.91', types.text, '@'],
  ['boolean', true, true, types.boolean, '"TRUE";"TRUE";"FALSE"'],
])('%s %j is read as what it is', async (kind, value, read, type, format) => {
  expect(await cellOf(kind, value)).toEqual({ value: read, type, format })
})

/** What a workbook can say of a text. */
const said = (text: string): string =>
  text
    .toWellFormed()
    .replaceAll(/\r\n?/g, '\n')
    // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
    .replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '\ufffd')

describe('what a book says is never a formula', () => {
  test.each(['=1+1', '+86', '-5', '@SUM(A1)', '=HYPERLINK("http://x")', '\t=1', '＝1+1', '{=1}', '_x003D_1+1'])(
    '%j',
    async (text) => {
      expect(await cellOf('text', text)).toMatchObject({ value: text, type: types.text })
    },
  )

  test('any text is a text cell and says the same', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.string({ unit: 'binary' }), { minLength: 1, maxLength: 60 }), async (texts) => {
        const sheet = await readAgain(
          [column('列', 'text')],
          texts.map((text) => [text]),
        )
        expect(texts.map((_, at) => sheet.getCell(at + 2, 1).value ?? '')).toEqual(texts.map(said))
      }),
      { numRuns: 30 },
    )
  })

  test('a text longer than Excel takes is cut and says so', async () => {
    const { value } = await cellOf('text', '长'.repeat(40_000))
    expect(value).toHaveLength(32_767)
    expect(value).toMatch(/长…（40000）$/)
  })
})

test('titles, levels of headers, what is merged, frozen and repeated, and how it is printed', async () => {
  const sheet = await readAgain(
    [
      column('名称', 'text'),
      column(['企业类型', '国有'], 'boolean'),
      column(['企业类型', '民营'], 'boolean'),
      column(['规模', '从业人员', '男'], 'number'),
      column(['规模', '从业人员', '女'], 'number'),
      column(['规模', '党费'], 'money'),
      // The same words as its neighbour’s, and a title of its own all the same.
      column('规模', 'number'),
    ],
    [['甲', true, null, 1, 2, 300, 4]],
    { titles: ['工作台账', '截至 2021-06-30'] },
  )
  const merges = ['A1:G1', 'A2:G2', 'A3:A5', 'B3:C3', 'B4:B5', 'C4:C5', 'D3:F3', 'D4:E4', 'F4:F5', 'G3:G5']
  expect(sheet.model.mergeCells?.map(String).toSorted()).toEqual(merges)
  expect(
    ['A1', 'A2', 'A3', 'B3', 'B4', 'C4', 'D3', 'D4', 'D5', 'E5', 'F4', 'G3'].map((at) => sheet.getCell(at).value),
  ).toEqual([
    '工作台账',
    '截至 2021-06-30',
    '名称',
    '企业类型',
    '国有',
    '民营',
    '规模',
    '从业人员',
    '男',
    '女',
    '党费',
    '规模',
  ])
  expect(valuesOf(sheet, 6, 7)).toEqual([['甲', true, null, 1, 2, 3, 4]])
  expect(sheet.views[0]).toMatchObject({ state: 'frozen', ySplit: 5 })
  expect(sheet.pageSetup).toMatchObject({
    paperSize: 9,
    fitToPage: true,
    fitToWidth: 1,
    fitToHeight: 0,
    printTitlesRow: '3:5',
  })
})

test('a cell may be of another kind than its column', async () => {
  const sheet = await readAgain(
    [column('数值', 'number')],
    [[12], [{ kind: 'percent', value: '95.2' }], [{ kind: 'money', value: 100 }]],
  )
  expect([2, 3, 4].map((row) => [sheet.getCell(row, 1).value, sheet.getCell(row, 1).numFmt])).toEqual([
    [12, 'General'],
    [0.952, '0.0#%'],
    [1, '#,##0.00'],
  ])
})

test('columns are as wide as what stands in them, a Chinese character counting two, up to a bound', async () => {
  const texts = ['六个汉字在此', 'twelve chars', '', '长'.repeat(100)]
  const sheet = await readAgain(
    [...texts.map(() => column('列', 'text')), { ...column('列', 'text'), width: 33 }],
    [[...texts, '']],
  )
  expect([1, 2, 3, 4, 5].map((at) => sheet.getColumn(at).width)).toEqual([14, 14, 8, 50, 33])
})

test('a row is as high as what is wrapped in it', async () => {
  const texts = ['长'.repeat(100), '一\n二\n三', '短', '字\n'.repeat(100)]
  const sheet = await readAgain(
    [column('列', 'text')],
    texts.map((text) => [text]),
  )
  expect([2, 3, 4, 5].map((row) => sheet.getRow(row).height)).toEqual([75, 45, undefined, 409])
})

test('wide sheets lie, narrow ones stand, and either may be asked for', async () => {
  const wide = Array.from({ length: 8 }, () => column('一个很长的标题', 'text'))
  expect((await readAgain(wide, [])).pageSetup.orientation).toBe('landscape')
  expect((await readAgain([column('列', 'text')], [])).pageSetup.orientation).toBe('portrait')
  expect((await readAgain(wide, [], { print: { orientation: 'portrait' } })).pageSetup.orientation).toBe('portrait')
})

test('names of sheets are such as Excel takes, each once', async () => {
  const names = ['企业/台账[1]:*?', "'引号'", '', '表', '表', 'History', 'x'.repeat(50), 'X'.repeat(50)]
  const [first, ...rest] = names.map((name) => ({ name, columns: [column('列', 'text')], rows: [] }))
  if (!first) throw new Error('no sheet')
  const read = (await readSheets([first, ...rest])).map(({ name }) => name)
  expect(read).toEqual([
    '企业 台账 1',
    '引号',
    'Sheet',
    '表',
    '表 (2)',
    'History_',
    'x'.repeat(31),
    `${'X'.repeat(27)} (2)`,
  ])
})

test('the same workbook gives the same bytes, whenever', async () => {
  const workbook = { sheets: [{ name: '表', columns: [column('列', 'text')], rows: [['甲']] }] } as const
  const first = await xlsxOf(workbook)
  vi.useFakeTimers({ now: new Date('2030-01-01'), toFake: ['Date'] })
  const again = await xlsxOf(workbook)
  vi.useRealTimers()
  expect(Buffer.from(again).equals(Buffer.from(first))).toBe(true)
})

test('10,000 rows are written in bounded memory, and all read again', async () => {
  const columns = Array.from({ length: 8 }, (_, at) => column(`列${at}`, at % 2 === 0 ? 'text' : 'number'))
  const rows = Array.from({ length: 10_000 }, (_, row) => columns.map((_, at) => (at % 2 === 0 ? `第${row}行` : row)))
  const before = process.memoryUsage().rss
  const bytes = await xlsxOf({ sheets: [{ name: '表', columns, rows }] })
  expect(process.memoryUsage().rss - before).toBeLessThan(400 * 2 ** 20)
  expect(bytes.length).toBeLessThan(2 * 2 ** 20)
  const sheet = await readAgain(columns, rows)
  expect(sheet.rowCount).toBe(10_001)
  expect(sheet.getCell(10_001, 1).value).toBe('第9999行')
})
