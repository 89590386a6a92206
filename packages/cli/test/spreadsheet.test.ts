import { Workbook, type Worksheet } from '@cj-tech-master/excelts'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { PassThrough } from 'node:stream'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { main } from '../src/index.ts'
import { columnWords } from '../src/spreadsheet/column-words.ts'
import { folder, makeDistrict, noon, run, shell } from './taizhang.ts'

const { path, remove } = folder()
const ledger = path('district.ledger')

beforeAll(async () => makeDistrict(ledger))
afterAll(remove)

async function read(file: string): Promise<Worksheet> {
  const workbook = new Workbook()
  await workbook.xlsx.load(readFileSync(file))
  const [sheet] = workbook.worksheets
  if (!sheet) throw new Error('the file has no sheet')
  return sheet
}

/** The row of the header: the last one that is frozen. */
const headerOf = (sheet: Worksheet): number =>
  Number(sheet.views[0] && 'ySplit' in sheet.views[0] && sheet.views[0].ySplit)

const cellsOf = (sheet: Worksheet, row: number): readonly unknown[] =>
  Array.from({ length: sheet.columnCount }, (_, at) => sheet.getCell(row, at + 1).value ?? null)

const years = ['--from', '2018-01-01', '--to', '2021-06-30', '--every', 'year']
const looking: readonly (readonly string[])[] = [
  ['coverage', ledger],
  ['figures', ledger],
  ['figures', ledger, '--compare', '2020-06-30'],
  ['changes', ledger, '--period', '2018'],
  ['series', ledger, 'organization-coverage', ...years],
  ['findings', ledger],
  ['terms', ledger, '--within', '9y'],
  ['history', ledger, 'o1'],
  ['explain', ledger, 'organization-coverage'],
  ['diff', ledger, '--as-of', '2021-06-30', '--known-at', '3..'],
  ['late', ledger],
  ['events'],
  ['rules'],
]

test.each(looking.map((args) => [String(args[0]), args] as const))(
  '%s has a workbook with its rows, its header frozen and in words',
  async (name, args) => {
    const file = path(args.includes('--compare') ? 'compared.xlsx' : `${name}.xlsx`)
    const ran = await run([...args, '--format', 'xlsx', '-o', file, '--lang', 'zh'])
    expect(ran).toMatchObject({ code: 0, stdout: '' })
    expect(ran.stderr).toContain(`结果已写入 ${file}\n`)
    const sheet = await read(file)
    const header = headerOf(sheet)
    const csv = (await run([...args, '--format', 'csv', '--excel', '--lang', 'zh'])).stdout
    const titles = cellsOf(sheet, header).map(String)
    expect(csv.startsWith(`\ufeff${titles.join(',')}\r\n`)).toBe(true)
    // Ids of the wire are for programs: each column is said in Chinese.
    expect(titles.filter((title) => !/\p{Script=Han}/u.test(title))).toEqual([])
    const { stdout } = await run([...args, '--format', 'ndjson'])
    const rows = stdout
      .trimEnd()
      .split('\n')
      .filter((line) => line !== '')
    expect(sheet.rowCount - header).toBe(rows.length)
  },
)

test('days are dates, rates are percent, counts are numbers, and ids are texts', async () => {
  const sheet = await read(path('coverage.xlsx'))
  const header = headerOf(sheet)
  const column = (title: string): number => cellsOf(sheet, header).indexOf(title) + 1
  const first = (title: string) => sheet.getCell(header + 1, column(title))
  const { stdout } = await run(['coverage', ledger, '--format', 'json'])
  const { scopes } = JSON.parse(stdout) as { scopes: readonly { scope: string; listed: number; rate: string | null }[] }
  const [scope] = scopes
  expect([first('口径').value, first('纳入管理').value]).toEqual([scope?.scope, scope?.listed])
  expect(first('口径').numFmt).toBe('@')
  expect(first('截至').value).toEqual(new Date('2021-06-30T00:00:00Z'))
  expect(first('覆盖率').numFmt).toBe('0.0#%')
  expect(first('覆盖率').value).toBeCloseTo(Number(scope?.rate) / 100, 10)
})

test('headers are in the language asked for', async () => {
  const { stdout } = await run(['series', ledger, 'members', ...years, '--format', 'csv', '--excel', '--lang', 'en'])
  expect(stdout).toMatch(/^\ufeffscope,"scope, title",on,value,qualifier\r\n/)
})

test('every column of CSV has words', async () => {
  for (const args of looking) {
    const [header = ''] = (await run([...args, '--format', 'csv'])).stdout.split('\r\n', 1)
    const names = header.split(',').map((name) => name.replace(/(Zh|En)$/, ''))
    const stems = names.map((name) => name.replace(/Fen$/, '').replace(/^byTitle$/, 'by'))
    expect(stems.filter((name) => columnWords[name] === undefined)).toEqual([])
  }
})

test('a file that is there is never written over', async () => {
  const args = ['coverage', ledger, '--format', 'xlsx', '-o', path('once.xlsx')]
  expect((await run(args)).code).toBe(0)
  const before = readFileSync(path('once.xlsx'))
  const { code, stderr } = await run(args)
  expect([code, stderr.includes('没有覆盖')]).toEqual([1, true])
  expect(readFileSync(path('once.xlsx')).equals(before)).toBe(true)
  expect(readdirSync(path('.')).filter((name) => name.includes('.new-'))).toEqual([])
})

test('--out takes every format', async () => {
  for (const format of ['table', 'json', 'ndjson', 'csv']) {
    const file = path(`coverage.${format}`)
    expect((await run(['coverage', ledger, '--format', format, `--out=${file}`])).stdout).toBe('')
    expect(readFileSync(file, 'utf8')).toBe((await run(['coverage', ledger, '--format', format])).stdout)
  }
})

test('the same bytes come out of stdout where that is no terminal', async () => {
  const { code } = await shell(
    `$taizhang rules --as-of 2021-06-30 --format xlsx --lang zh > a.xlsx && $taizhang rules --as-of 2021-06-30 --format xlsx --lang zh -o b.xlsx`,
    path('.'),
  )
  expect(code).toBe(0)
  expect(readFileSync(path('a.xlsx')).equals(readFileSync(path('b.xlsx')))).toBe(true)
})

test('a terminal is told what to do instead', async () => {
  const terminal = Object.assign(new PassThrough(), { isTTY: true })
  const [stdin, stderr] = [new PassThrough(), new PassThrough()]
  const args = ['coverage', ledger, '--format', 'xlsx', '--lang', 'zh']
  expect(await main({ args, env: {}, stdin, stdout: terminal, stderr, now: () => noon })).toBe(2)
  expect(terminal.read()).toBe(null)
  expect(String(stderr.read())).toContain('-o 文件.xlsx')
})

test.each([
  ['--excel 须与 --format csv 同用', ['coverage', ledger, '--excel']],
  ['--excel 须与 --format csv 同用', ['organization', ledger, 'o1', '--format', 'csv', '--excel']],
  ['缺少 --out 的文件名', ['coverage', ledger, '--out=']],
  ['--format 应为 table, json, ndjson, csv 之一', ['record', ledger, '--format', 'xlsx']],
  ['--format 应为 md, html, json 之一', ['report', ledger, '--format', 'xlsx']],
  ['--out', ['record', ledger, '-o', path('no.xlsx')]],
])('%s: %j', async (message, args) => {
  const { code, stderr } = await run([...args, '--lang', 'zh'])
  expect([code, stderr.includes(message)]).toEqual([2, true])
  expect(existsSync(path('no.xlsx'))).toBe(false)
})
