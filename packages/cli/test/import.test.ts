import { writeFileSync } from 'node:fs'

import { afterAll, expect, test } from 'vitest'

import { folder, run } from './taizhang.ts'

const { path, remove } = folder()
afterAll(remove)

const ledger = path('my.ledger')
const form = path('台账.csv')
const importing = ['import', ledger, form, '--as-of', '2021-06-30']

const writeForm = (...rows: readonly string[]): void =>
  writeFileSync(form, ['单位名称,乡镇,从业人员数,党组织名称,成立时间', ...rows, ''].join('\n'))

test('a form is previewed, recorded once, and printed again with nothing to propose', async () => {
  writeForm('海峡木业,临港镇,20,海峡木业党支部,2015.6.1', '东峤石材,东峤镇,1.2万,,')
  await run(['init', ledger, '--book', 'b', '--name', '台账'])
  const preview = await run([...importing, '--lang', 'zh'])
  expect(preview).toMatchObject({ code: 0, stderr: '' })
  expect(preview.stdout).toContain('单位台账：2 行，提出 6 条记录')
  expect(preview.stdout).toContain('没有录入')
  expect((await run([...importing, '--record', '--lang', 'zh'])).stdout).toContain('已录入 6 条')
  expect(await run([...importing, '--record', '--format', 'ndjson'])).toMatchObject({ code: 0, stdout: '' })
  const printed = path('打印.xlsx')
  const list = [
    'list',
    'units',
    ledger,
    '--form',
    '单位台账',
    '--as-of',
    '2021-06-30',
    '--format',
    'xlsx',
    '-o',
    printed,
  ]
  expect((await run(list)).code).toBe(0)
  const again = await run(['import', ledger, printed, '--as-of', '2021-06-30', '--format', 'json'])
  expect(JSON.parse(again.stdout)).toMatchObject({ form: 'units', proposals: [], refusals: [] })
})

test('what cannot be read is told with its cell, and nothing is recorded', async () => {
  writeForm('笏石鞋业,笏石镇,约二十,,', '新厂,笏石镇,5,,')
  const { code, stderr } = await run([...importing, '--record', '--lang', 'zh'])
  expect(code).toBe(1)
  expect(stderr).toContain('第 2 行“从业人员数”（C2）：“约二十”不是整数')
  const { stdout } = await run([...importing, '--covers', 'all', '--format', 'json'])
  const { recorded, proposals, questions } = JSON.parse(stdout) as Record<string, readonly unknown[]>
  expect([recorded, proposals?.length, questions?.length]).toEqual([0, 2, 2])
})

test('a file that is none and a form that there is not are refused', async () => {
  writeFileSync(path('网页.xls'), '<html><table></table></html>')
  const day = ['--as-of', '2021-06-30', '--format', 'json'] as const
  const html = await run(['import', ledger, path('网页.xls'), ...day])
  expect([html.code, html.stderr.includes('html-workbook')]).toEqual([2, true])
  const filled = ['list', 'units', ledger, '--form', '单位台账', '--format'] as const
  const [table, chosen, other] = await Promise.all([
    run([...filled, 'json']),
    run([...filled, 'xlsx', '-o', path('x.xlsx'), '--where', 'town=临港镇']),
    run(['list', 'terms', ...filled.slice(2), 'xlsx', '-o', path('x.xlsx')]),
  ])
  expect([table, chosen, other].map(({ code }) => code)).toEqual([2, 2, 2])
  expect(JSON.parse(table.stderr)).toMatchObject({ code: 'form-is-workbook' })
  expect(chosen.stderr).toContain('--where')
  expect(other.stderr).toContain('单位台账')
  const unknown = await run([...importing, '--form', '花名册', '--format', 'json'])
  expect([unknown.code, unknown.stderr.includes('no-such-form')]).toEqual([4, true])
})
