import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { readPeriodText } from '../src/period-text.ts'
import { folder, run } from './taizhang.ts'

const sampleFile = fileURLToPath(new URL('../../../examples/sample-district/sample-district.ndjson', import.meta.url))
const { path, remove } = folder()
const sample = path('sample.ledger')
const twins = path('twins.ndjson')
const day = ['--as-of', '2021-06-30']
const month = '2021-06-01'

beforeAll(async () => {
  const { code, stderr } = await run(['restore', sample, sampleFile])
  if (code !== 0) throw new Error(stderr)
  const listed = {
    type: 'UnitListed',
    effectiveOn: '2021-06-30',
    data: { kind: 'enterprise', name: '海屿帆安新材料党支部' },
  }
  writeFileSync(twins, JSON.stringify({ ...listed, data: { ...listed.data, unitId: 'twin' } }))
})
afterAll(remove)

const answer = async (...args: readonly string[]): Promise<string> => {
  const { code, stdout, stderr } = await run([...args, '--format', 'json'])
  expect([code, stderr]).toEqual([0, ''])
  return stdout
}

const text = async (...args: readonly string[]): Promise<string> => {
  const { code, stdout, stderr } = await run(args)
  expect([code, stderr]).toEqual([0, ''])
  return stdout
}

type Row = Readonly<Record<string, unknown>>

/** The same questions, by ids and as people ask them. */
test.each<readonly [readonly string[], readonly string[]]>([
  [
    ['figures', sample, 'organization-coverage', ...day, '--scope', 'enterprise'],
    ['figures', sample, '党组织覆盖率', ...day, '--scope', '非公企业'],
  ],
  [
    ['coverage', sample, ...day, '--scope', 'enterprise'],
    ['coverage', sample, ...day, '--scope', ' 非公 企业'],
  ],
  [
    [
      'series',
      sample,
      'members',
      '--from',
      '2020-01-01',
      '--to',
      '2020-12-31',
      '--every',
      'quarter',
      '--scope',
      'enterprise',
    ],
    [
      'series',
      sample,
      '党员数',
      '--from',
      '2020.1.1',
      '--to',
      '2020年12月31日',
      '--every',
      'quarter',
      '--scope',
      '非公企业',
    ],
  ],
  [
    ['explain', sample, 'units-covered', ...day, '--scope', 'enterprise', '--subject', 'e005'],
    ['explain', sample, '党组织覆盖单位数', ...day, '--scope', '非公企业', '--subject', '海屿帆安新材料有限公司'],
  ],
  [
    ['diff', sample, 'organizations', '--as-of', '2021-06-01..2021-06-30', '--scope', 'enterprise'],
    ['diff', sample, '党组织数', '--as-of', '2021.6.1..2021/6/30', '--scope', '非公企业'],
  ],
  [
    ['list', 'units', sample, ...day, '--left-out', 'organization-coverage', '--scope', 'enterprise'],
    ['list', 'units', sample, ...day, '--left-out', '党组织覆盖率', '--scope', '非公企业'],
  ],
  [
    ['list', 'organizations', sample, ...day, '--where', 'superior=lingang', '--where', 'organization-kind=branch'],
    [
      'list',
      'organizations',
      sample,
      ...day,
      '--where',
      '直接上级党组织=海屿区临港镇党委',
      '--where',
      '党组织类型=党支部',
    ],
  ],
  [
    ['organization', sample, 'o009', ...day],
    ['organization', sample, '海屿帆安新材料党支部', ...day],
  ],
  [
    ['history', sample, 'o009', ...day],
    ['history', sample, '海屿帆安新材料党支部', ...day],
  ],
  [
    ['findings', sample, '--subject', 'o001', ...day],
    ['findings', sample, '--subject', '海屿礁裕鞋业机关党支部', ...day],
  ],
])('%j is %j', async (byId, byName) => {
  expect(await answer(...byName)).toBe(await answer(...byId))
})

test.each(['2021-6-1', '2021/6/1', '2021.6.1', '20210601', '2021年6月1日', '2021年06月01号', ' ２０２１-6-1'])(
  '%s is a day',
  async (text) => {
    const asked = ['rules']
    expect(await answer(...asked, '--as-of', text)).toBe(await answer(...asked, '--as-of', month))
  },
)

test.each(['2021-06', '2021年', '2021/6', '2021年6月', '2021'])(
  '%s is asked back where a day is meant',
  async (text) => {
    const { code, stderr } = await run(['rules', '--as-of', text, '--lang', 'zh'])
    expect([code, stderr]).toEqual([2, expect.stringContaining(`${text} 不止一天`)])
  },
)

const knownAt = async (text: string) =>
  run(['figures', sample, 'members', ...day, '--known-at', text, '--format', 'json'])

test('what was known by a day takes days so written; digits alone are a size', async () => {
  expect((await knownAt('2021/7/5')).stdout).toBe((await knownAt('2021-07-05')).stdout)
  expect((await knownAt('20210705')).code).toBe(4)
})

test('a name that several have is asked back, with all of them', async () => {
  const name = '海屿帆安新材料党支部'
  const { code, stderr } = await run(['history', sample, name, ...day, '--with', twins, '--lang', 'zh'])
  expect(code).toBe(2)
  expect(stderr).toMatch(/不止一个：.*twin（单位）/)
  expect(stderr).toMatch(/o009（党组织）/)
  const asked = ['organization', sample, name, ...day, '--with', twins]
  expect((await run(asked)).code).toBe(0)
})

test.each([
  ['2021', '2021-01-01', '2021-12-31'],
  ['2020-2', '2020-02-01', '2020-02-29'],
  ['2021年6月', '2021-06-01', '2021-06-30'],
  ['2021H1', '2021-01-01', '2021-06-30'],
  ['2021年下半年', '2021-07-01', '2021-12-31'],
  ['2021Q2', '2021-04-01', '2021-06-30'],
  ['2021年第三季度', '2021-07-01', '2021-09-30'],
  ['近三年', '2019-07-01', '2022-06-30'],
  ['近6个月', '2021-12-31', '2022-06-30'],
  ['今年', '2022-01-01', '2022-06-30'],
  ['去年', '2021-01-01', '2021-12-31'],
  ['last-2-years', '2020-07-01', '2022-06-30'],
])('the period %s is %s to %s', (text, from, to) => {
  expect(readPeriodText('period', text, '2022-06-30')).toEqual({ from, to })
})

test('a figure is compared with the year before, over the same period of it', async () => {
  const [members] = JSON.parse(await answer('figures', sample, '党员数', ...day, '--compare', 'year')) as readonly Row[]
  expect(members).toMatchObject({ value: 610, before: 613, change: -3, beforeAsOf: '2020-06-30' })
  const period = ['--period', '2021H1', '--compare', '同比']
  const rows = JSON.parse(await answer('figures', sample, '发展党员数', ...period)) as readonly Row[]
  expect(rows.at(-1)).toMatchObject({
    from: '2021-01-01',
    to: '2021-06-30',
    beforeFrom: '2020-01-01',
    beforeTo: '2020-06-30',
  })
  const [then] = (
    JSON.parse(await answer('figures', sample, '发展党员数', '--period', '2020上半年')) as readonly Row[]
  ).slice(-1)
  expect(rows.at(-1)?.['before']).toBe(then?.['value'])
  expect((await run(['figures', sample, '--period', '2021', '--from', '2021-01-01'])).code).toBe(2)
  expect(await text('report', sample, ...day, '--compare', '2020-6-30')).toContain('610 人（原为 613 人，减 3 人）')
})

test('what changed between two days is one sheet', async () => {
  const page = await text('changes', sample, '--period', '2021-02')
  expect(page).toMatch(/2021-02-16 +单位信息变更 +e117 +海屿枫兴鞋业有限公司 +规模以上 否 → 是/)
  expect(page).toMatch(/2021-02-24 +单位不再纳入管理 +e142/)
  expect((await text('changes', sample, '--period', '2021-02', '--format', 'csv')).split('\r\n')).toHaveLength(4)
})

test('the dossier of a committee adds up what is under it', async () => {
  const found = JSON.parse(await answer('organization', sample, 'o014', ...day)) as Record<string, unknown>
  const { members, subordinates, together } = found as {
    members: { counted: number }
    subordinates: readonly string[]
    together: { organizations: number; members: number; units: number }
  }
  const below = await Promise.all(
    subordinates.map(async (id) => JSON.parse(await answer('organization', sample, id, ...day)) as typeof found),
  )
  expect(below.length).toBeGreaterThan(1)
  expect(below.filter((one) => 'together' in one)).toEqual([])
  const counted = below.map((one) => (one['members'] as { counted: number }).counted)
  expect(together.members).toBe(counted.reduce((sum, count) => sum + count, members.counted))
  expect(together.organizations).toBe(below.length + 1)
})
