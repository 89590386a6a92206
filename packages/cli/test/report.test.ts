import { fileURLToPath } from 'node:url'
import { figureCatalogue } from '@taizhang/core/figures'
import type { Report } from '@taizhang/report'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { folder, golden, run, taizhang } from './taizhang.ts'

const { path, remove } = folder()
const ledger = path('sample.ledger')
const empty = path('empty.ledger')
const day = ['--as-of', '2021-06-30']
const sample = fileURLToPath(new URL('../../../examples/sample-district/sample-district.ndjson', import.meta.url))

beforeAll(async () => {
  await ok('restore', ledger, sample)
  await ok('init', empty, '--book', '1', '--name', '空台账')
})
afterAll(remove)

/** Runs a command that must succeed and say nothing on stderr. */
async function ok(...args: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await run(args)
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  return stdout
}

const reportIn = async (...args: readonly string[]): Promise<Report> =>
  JSON.parse(await ok('report', ledger, ...day, '--format', 'json', ...args)) as Report
const valuesIn = (report: Report, figure: string): readonly unknown[] =>
  report.sections.flatMap(({ items }) => items).find((item) => item.figure === figure)?.values ?? []

describe('report', () => {
  test('is Markdown unless told otherwise, in the reader’s language', async () => {
    const text = await ok('report', ledger, ...day, '--lang', 'zh')
    expect(text).toMatch(/^# 两新组织党建工作报告\n/)
    expect(text).toContain('`organization-coverage`：非公企业 95.2%；社会组织 86.3%')
    expect(await ok('report', ledger, ...day, '--lang', 'en', '--format', 'md')).toMatch(/^# Work report/)
  })

  test('as HTML is one whole page', async () => {
    const page = await ok('report', ledger, ...day, '--format', 'html', '--lang', 'en')
    expect(page).toMatch(/^<!doctype html>\n<html lang="en">[\s\S]*<\/html>\n$/)
    expect(page.match(/<svg /g)?.length).toBe(8)
    expect(page).not.toMatch(/https?:\/\/(?!www\.w3\.org\/2000\/svg)/)
  })

  test('as JSON has every figure in the order of the catalogue, windows with both of their days', async () => {
    const report = await reportIn()
    expect(report.sections.flatMap(({ items }) => items.map(({ figure }) => figure))).toEqual([
      ...figureCatalogue.keys(),
    ])
    const rows = JSON.parse(await ok('figures', ledger, ...day, '--format', 'json')) as unknown
    const values = report.sections.flatMap(({ items }) => items).flatMap((item) => item.values)
    expect(values.map(({ behind, byTitle, differs, ...row }) => row)).toEqual(rows)
  })

  test('--from is the first day of every flow', async () => {
    expect(valuesIn(await reportIn('--from', '2021-01-01'), 'organizations-founded')).toMatchObject([
      { from: '2021-01-01', to: '2021-06-30' },
    ])
    const { code, stderr } = await run(['report', ledger, ...day, '--from', '2021-07-01', '--lang', 'en'])
    expect({ code, stderr }).toMatchObject({ code: 2, stderr: /--from \(2021-07-01\) is after --as-of/ })
  })

  test('stands on what was known', async () => {
    expect(valuesIn(await reportIn('--known-at', '2021-07-05'), 'organization-coverage')).toMatchObject([
      { value: '94.4' },
      { value: '86.3' },
    ])
  })

  test.each(['md', 'html', 'json'])('of an empty book, as %s', async (format) => {
    expect((await ok('report', empty, '--format', format)).length).toBeGreaterThan(1000)
  })

  test('gives the same bytes in another process', async () => {
    for (const format of ['md', 'html']) {
      const args = ['report', ledger, ...day, '--format', format, '--lang', 'zh']
      expect((await taizhang(args)).stdout).toBe(await ok(...args))
    }
  })
})

const daysLeft = async (...args: readonly string[]): Promise<readonly number[]> =>
  (JSON.parse(await ok('terms', ledger, ...day, ...args, '--format', 'json')) as { daysLeft: number }[]).map(
    (term) => term.daysLeft,
  )

describe('terms', () => {
  const soon = ['terms', ledger, ...day, '--within', '1m']

  test('a table, in Chinese and in English', async () => {
    await expect(await ok(...soon, '--lang', 'zh')).toMatchFileSnapshot(golden('terms.zh.txt'))
    await expect(await ok(...soon, '--lang', 'en')).toMatchFileSnapshot(golden('terms.en.txt'))
  })

  test('within six months unless told otherwise; 0d are those overdue', async () => {
    const all = await daysLeft()
    expect(all).toEqual(await daysLeft('--within', '6m'))
    expect(all).toEqual(all.toSorted((a, b) => a - b))
    expect(await daysLeft('--within', '0d')).toEqual(all.filter((left) => left <= 0))
    expect((await daysLeft('--within', '2y')).length).toBeGreaterThan(all.length)
  })

  test('rows as CSV and NDJSON; as iCalendar, lines end with CRLF', async () => {
    const count = (JSON.parse(await ok(...soon, '--format', 'json')) as unknown[]).length
    expect((await ok(...soon, '--format', 'csv')).match(/\r\n/g)?.length).toBe(count + 1)
    expect((await ok(...soon, '--format', 'ndjson')).match(/\n/g)?.length).toBe(count)
    const calendar = await ok(...soon, '--format', 'ics')
    expect(calendar.match(/^BEGIN:VEVENT\r$/gm)?.length).toBe(count)
    expect(calendar.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
  })

  test.each(['6', 'm', '-1m', '6w', '99999d', ''])('--within %j is refused', async (within) => {
    const { code, stderr } = await run(['terms', ledger, `--within=${within}`, '--format', 'json'])
    expect(code).toBe(2)
    expect(JSON.parse(stderr)).toMatchObject({ code: expect.stringMatching(/bad-span|option-value-missing/) as string })
  })

  test('an empty book has none', async () => {
    expect(await ok('terms', empty, '--format', 'json')).toBe('[]\n')
    expect(await ok('terms', empty, '--format', 'ics')).toMatch(/^BEGIN:VCALENDAR\r\n[\s\S]*END:VCALENDAR\r\n$/)
  })
})

describe('a format', () => {
  test.each([
    [['report', ledger], 'table', 'md, html, json'],
    [['report', ledger], 'ics', 'md, html, json'],
    [['terms', ledger], 'md', 'table, json, ndjson, csv, xlsx, ics'],
    [['coverage', ledger], 'html', 'table, json, ndjson, csv, xlsx'],
  ])('that %j does not take is refused, with those that it does: %s', async (args, format, formats) => {
    const { code, stdout, stderr } = await run([...args, '--format', format, '--lang', 'en'])
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toContain(`--format takes one of ${formats}, not ${format}\n`)
  })

  test('of a command that is not there is not what is wrong', async () => {
    const { code, stderr } = await run(['raport', ledger, '--format', 'html', '--lang', 'en'])
    expect({ code, stderr }).toMatchObject({ code: 2, stderr: /there is no command raport/ })
  })

  test('is listed in the help of its command', async () => {
    expect(await ok('report', '--help', '--lang', 'en')).toContain('format: md, html or json (default: md)')
    expect(await ok('terms', '--help', '--lang', 'zh')).toContain('table、json、ndjson、csv、xlsx 或 ics（默认 table）')
  })
})
