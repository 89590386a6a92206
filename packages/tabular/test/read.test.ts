import { deflateRawSync } from 'node:zlib'

import { party } from '@taizhang/core'
import { expect, test } from 'vitest'

import { readForm, readWorkbook, xlsxOf } from '../src/index.ts'
import { formNamed } from './form-book.ts'

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text)
const codeOf = async (bytes: Uint8Array): Promise<unknown> =>
  readWorkbook(bytes).then(
    () => 'read',
    (error: unknown) =>
      error instanceof Error && 'refusal' in error ? (error.refusal as { code: string }).code : error,
  )

/** A zip file of one entry that claims a size. */
function zipOf(content: Uint8Array, claimed: number): Uint8Array {
  const packed = deflateRawSync(content)
  const name = Buffer.from('xl/worksheets/sheet1.xml')
  const local = Buffer.alloc(30)
  local.writeUInt32LE(0x04034b50, 0)
  local.writeUInt16LE(8, 8)
  local.writeUInt32LE(packed.length, 18)
  local.writeUInt32LE(claimed, 22)
  local.writeUInt16LE(name.length, 26)
  const central = Buffer.alloc(46)
  central.writeUInt32LE(0x02014b50, 0)
  central.writeUInt16LE(8, 10)
  central.writeUInt32LE(packed.length, 20)
  central.writeUInt32LE(claimed, 24)
  central.writeUInt16LE(name.length, 28)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(1, 10)
  end.writeUInt32LE(central.length + name.length, 12)
  end.writeUInt32LE(local.length + name.length + packed.length, 16)
  return Buffer.concat([local, name, packed, central, name, end])
}

const ole = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]

test('what is no workbook is refused for what it is, whatever it is called', async () => {
  expect(await codeOf(new Uint8Array([...ole, ...new Uint8Array(600)]))).toBe('old-workbook')
  const encrypted = Buffer.from('EncryptedPackage', 'utf16le')
  expect(await codeOf(new Uint8Array([...ole, ...new Uint8Array(600), ...encrypted]))).toBe('encrypted-workbook')
  expect(await codeOf(bytesOf('\ufeff<html><table><tr><td>单位</td></tr></table></html>'))).toBe('html-workbook')
  expect(await codeOf(new Uint8Array([0xff, 0xfe, 0x41, 0]))).toBe('utf16-text')
  expect(await codeOf(bytesOf('%PDF-1.7'))).toBe('pdf')
  expect(await codeOf(bytesOf('PK\u0003\u0004 and nothing more'))).toBe('broken-workbook')
  const whole = await xlsxOf({ sheets: [{ name: '表', columns: [{ title: '列', kind: 'text' }], rows: [] }] })
  expect(await codeOf(whole.subarray(0, 900))).toBe('broken-workbook')
})

test('what would unpack to too much is refused before it is unpacked, and what hides its size, too', async () => {
  const large = new Uint8Array(5 * 1024 * 1024)
  expect(await codeOf(zipOf(large, large.length))).toBe('too-large')
  expect(await codeOf(zipOf(large, 900 * 1024 * 1024))).toBe('too-large')
  expect(await codeOf(zipOf(large, 0))).toBe('broken-workbook')
})

test('CSV is read in UTF-8, with and without a mark, and in GB18030', async () => {
  const gb = Buffer.from([0xb5, 0xa5, 0xce, 0xbb, 0x2c, 0xc8, 0xcb, 0x0a, 0xbc, 0xd7, 0x2c, 0x31, 0x0a])
  for (const bytes of [bytesOf('单位,人\n甲,1\n'), bytesOf('\ufeff单位\t人\r\n甲\t1\r\n'), gb]) {
    const { sheets } = await readWorkbook(bytes)
    expect(sheets[0]?.rows).toEqual([
      ['单位', '人'],
      ['甲', '1'],
    ])
  }
})

/** A sheet as it was read, with a header of two levels, a joint branch in merged cells, a total and a note. */
const sheet = {
  name: '表',
  hidden: false,
  hiddenRows: new Set([5]),
  isPlain: false,
  merges: [
    { top: 1, left: 0, bottom: 2, right: 0 },
    { top: 1, left: 1, bottom: 2, right: 1 },
    { top: 1, left: 2, bottom: 1, right: 3 },
    { top: 3, left: 4, bottom: 4, right: 4 },
    { top: 3, left: 5, bottom: 4, right: 5 },
  ],
  rows: [
    ['非公有制经济组织工作台账'],
    ['企业\n名称', '从业人员\r\n数量（名）', '党组织\n组建形式', null, '党组织成立时间', '党组织书记姓名', '备用'],
    [null, null, '单独建立', '联合建立'],
    ['甲厂 ', 20, null, '√', { day: '2015-06-01' }, 'p1'],
    ['\u00a0乙厂', '３０', null, '○', null, null],
    ['丙厂', null, null, null, null, null, 'x'],
    ['合计', 50],
    ['注：以上为 7 月数'],
  ],
}

test('a header of levels is found, merged rows are one branch, totals and notes are left out, and what is not known is told', () => {
  const { rows, refusals, remarks } = readForm(formNamed('enterprise-ledger'), party, { sheets: [sheet] })
  expect(refusals).toEqual([])
  expect(
    rows.map(({ statements }) =>
      [...statements.values()].map(({ path, value, place }) => [path, value, place.address]),
    ),
  ).toEqual([
    [
      ['unit.name', '甲厂', 'A4'],
      ['headcount.employees', 20, 'B4'],
      ['organization.from', '2015-06-01', 'E4'],
      ['organization.formation', 'joint', 'D4'],
      ['office[secretary]', ['p1'], 'F4'],
    ],
    [
      ['unit.name', '乙厂', 'A5'],
      ['headcount.employees', 30, 'B5'],
      ['organization.from', '2015-06-01', 'E5'],
      ['organization.formation', 'joint', 'D5'],
      ['office[secretary]', ['p1'], 'F5'],
    ],
    [['unit.name', '丙厂', 'A6']],
  ])
  expect(remarks.map(({ code }) => code)).toEqual(['unknown-column', 'hidden-row', 'row-left-out', 'row-left-out'])
})

test('a number over several rows, and two marks in a group, are refused', () => {
  const merges = [...sheet.merges, { top: 3, left: 1, bottom: 4, right: 1 }]
  const rows = sheet.rows.with(5, ['丙厂', null, '√', '√'])
  const { refusals } = readForm(formNamed('enterprise-ledger'), party, { sheets: [{ ...sheet, merges, rows }] })
  expect(refusals.map(({ code, place }) => [code, place?.address])).toEqual([
    ['merged-number', 'B4'],
    ['merged-number', 'B5'],
    ['two-marks', 'D6'],
  ])
})
