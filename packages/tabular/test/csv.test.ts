import { expect, test } from 'vitest'

import { csvForExcel, type Kind, type Value } from '../src/index.ts'

const lineOf = (kind: Kind, value: Value): string =>
  csvForExcel({ sheets: [{ name: '表', columns: [{ title: '列', kind }], rows: [[value]] }] }).slice(
    '\ufeff列\r\n'.length,
  )

test('it begins with a byte order mark and the titles, and has every row', () => {
  const columns = [
    { title: '名称', kind: 'text' },
    { title: ['党费', '已缴'], kind: 'money' },
  ] as const
  const text = csvForExcel({
    sheets: [
      {
        name: '表',
        titles: ['台账'],
        columns,
        rows: [
          ['甲, 乙', 123],
          ['"丙"', null],
        ],
      },
    ],
  })
  expect(text).toBe('\ufeff名称,党费 已缴\r\n"甲, 乙",1.23\r\n"""丙""",\r\n')
})

test.each<readonly [Kind, Value, string]>([
  ['text', '甲', '甲'],
  ['text', '=1+1', "'=1+1"],
  ['text', '+86 571', "'+86 571"],
  ['text', '-5', "'-5"],
  ['text', '@x', "'@x"],
  ['text', '＝1+1', "'＝1+1"],
  ['text', ' =1', "' =1"],
  ['text', '\t=1', "'\t=1"],
  ['text', '\r=1', '"\'\r=1"'],
  ['text', '=A1,"x"', '"\'=A1,""x"""'],
  ['code', '350305199001011234', "'350305199001011234"],
  ['code', '0012', "'0012"],
  ['code', '1e5', "'1e5"],
  ['code', '3-1', "'3-1"],
  ['code', '2021年6月', "'2021年6月"],
  ['code', 'o015', 'o015'],
  ['code', '350305', '350305'],
  ['text', '2021-06-30', "'2021-06-30"],
  ['day', '2021-06-30', '2021-06-30'],
  ['number', -1.5, '-1.5'],
  ['number', 2 ** 53, "'9007199254740992"],
  ['percent', '95.2', '95.2%'],
  ['money', 5, '0.05'],
  ['money', -123_456, '-1234.56'],
  ['boolean', false, 'FALSE'],
  ['text', null, ''],
])('%s %j', (kind, value, cell) => {
  expect(lineOf(kind, value)).toBe(`${cell}\r\n`)
})

test('a hostile title is harmless, too', () => {
  expect(csvForExcel({ sheets: [{ name: '表', columns: [{ title: '=1', kind: 'text' }], rows: [] }] })).toBe(
    "\ufeff'=1\r\n",
  )
})
