import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { folder, run } from './taizhang.ts'

const sampleFile = fileURLToPath(new URL('../../../examples/sample-district/sample-district.ndjson', import.meta.url))
const { path, remove } = folder()
const sample = path('sample.ledger')
const planned = path('planned.ndjson')
const day = ['--as-of', '2021-06-30']

const founded = (organizationId: string, unitId: string): string =>
  JSON.stringify({
    type: 'OrganizationFounded',
    effectiveOn: '2021-06-01',
    data: {
      organizationId,
      name: `${unitId} 党支部`,
      kind: 'branch',
      formation: 'solo',
      category: 'enterprise',
      unitIds: [unitId],
    },
  })

beforeAll(async () => {
  const { code, stderr } = await run(['restore', sample, sampleFile])
  if (code !== 0) throw new Error(stderr)
  writeFileSync(planned, `${founded('new-1', 'e124')}\n${founded('new-2', 'e125')}\n`)
})
afterAll(remove)

const ok = async (...args: string[]): Promise<string> => {
  const { code, stdout, stderr } = await run(args)
  expect([code, stderr]).toEqual([0, expect.not.stringContaining('错误')])
  return stdout
}
const json = async <T>(...args: string[]): Promise<T> => JSON.parse(await ok(...args, '--format', 'json')) as T

test.each([
  ['groups', ['figures', sample, 'organization-coverage', 'members', 'dues-paid', ...day, '--by', 'town']],
  ['groups-two', ['figures', sample, 'units-listed', ...day, '--by', '从业人员规模,park', '--scope', 'enterprise']],
  [
    'groups-series',
    [
      'series',
      sample,
      'members',
      '--by',
      'town',
      '--where',
      'size>=50',
      '--from',
      '2019-01-01',
      '--to',
      '2021-06-30',
      '--every',
      'year',
      '--scope',
      'enterprise',
    ],
  ],
  ['list-units', ['list', 'units', sample, ...day, '--left-out', 'organization-coverage', '--scope', 'enterprise']],
  [
    'list-terms',
    [
      'list',
      'terms',
      sample,
      ...day,
      '--where',
      '乡镇（街道）=东屿镇',
      '--sort=-due',
      '--columns',
      'organization,due,secretary',
    ],
  ],
  ['dimensions', ['dimensions']],
] as const)('%s: as people read them, in Chinese and English', async (name, args) => {
  for (const language of ['zh', 'en'])
    await expect(await ok(...args, '--lang', language)).toMatchFileSnapshot(`golden/${name}.${language}.txt`)
})

interface Row {
  readonly scope?: string
  readonly by?: Readonly<Record<string, string>>
  readonly value: number
}

test('groups add up, a condition keeps its group, and lists hold what is counted', async () => {
  const rows = await json<readonly Row[]>(
    'figures',
    sample,
    'units-covered',
    ...day,
    '--by',
    'town',
    '--scope',
    'enterprise',
  )
  const parts = rows.filter(({ by }) => by)
  expect(parts.length).toBeGreaterThan(4)
  expect(parts.reduce((sum, { value }) => sum + value, 0)).toBe(rows.at(-1)?.value)
  for (const { by, value } of parts) {
    const where = ['--where', `town=${by?.['town']}`, '--scope', 'enterprise']
    const [alone] = await json<readonly Row[]>('figures', sample, 'units-covered', ...day, ...where)
    const listed = await json<readonly unknown[]>(
      'list',
      'units',
      sample,
      ...day,
      ...where,
      '--counted',
      'units-covered',
    )
    expect([alone?.value, listed.length]).toEqual([value, value])
  }
})

test('coverage, explain, diff and report take groups and conditions, too, and agree', async () => {
  const where = ['--where', '乡镇（街道）=临港镇']
  const enterprise = ['--scope', 'enterprise']
  const { scopes } = await json<{ scopes: readonly (Row & { listed: number; rate: string })[] }>(
    'coverage',
    sample,
    ...day,
    ...enterprise,
    '--by',
    'town',
  )
  const own = scopes.find(({ by }) => by?.['town'] === '临港镇')
  const [figure] = await json<readonly Row[]>(
    'figures',
    sample,
    'organization-coverage',
    ...day,
    ...enterprise,
    ...where,
  )
  const [told] = await json<readonly Row[]>('explain', sample, 'organization-coverage', ...day, ...enterprise, ...where)
  const grouped = await json<readonly Row[]>(
    'explain',
    sample,
    'organization-coverage',
    ...day,
    ...enterprise,
    '--by',
    'town',
  )
  const same = grouped.find(({ by }) => by?.['town'] === '临港镇')
  expect([figure?.value, told?.value, same?.value]).toEqual([own?.rate, own?.rate, own?.rate])
  const changed = await json<{
    differences: readonly (Row & { second: number; windows?: readonly { to: string }[] })[]
    names: Readonly<Record<string, string>>
  }>('diff', sample, 'members', 'members-recruited', '--as-of', '2020-12-31..2021-06-30', '--by', 'town')
  const members = changed.differences.find(({ scope, by }) => scope === 'enterprise' && by?.['town'] === '临港镇')
  expect(members?.second).toBe(191)
  expect(changed.differences.at(-1)?.windows?.map(({ to }) => to)).toEqual(['2020-12-31', '2021-06-30'])
  const flows = await ok('diff', sample, 'members-recruited', '--as-of', '2021-05-31..2021-06-30', '--format', 'csv')
  expect(flows).toMatch(/党支部/)
  expect(await ok('report', sample, ...day, ...where)).toContain('只计：乡镇（街道） = 临港镇')
})

test('what is missing for a rate: so many units, and those that could be the ones', async () => {
  const asked = ['reach', sample, '党组织覆盖率', '98%', ...day, '--scope', 'enterprise']
  const found = await json<readonly Reach[]>(...asked, '--by', 'town')
  const total = found.at(-1)
  expect(total).toMatchObject({ part: 119, whole: 125, missing: 4 })
  expect(total?.candidates).toHaveLength(6)
  for (const { part, whole, missing, candidates } of found) {
    expect(candidates).toHaveLength(whole - part)
    expect([
      (100 * (part + missing)) / whole >= 98,
      missing === 0 || (100 * (part + missing - 1)) / whole < 98,
    ]).toEqual([true, true])
    expect(candidates.map((one) => one.fullMembers)).toEqual(
      candidates.map((one) => one.fullMembers).toSorted((a, b) => b - a),
    )
  }
  expect(await ok(...asked)).toMatch(/119\/125 +4 /)
})

interface Reach {
  readonly part: number
  readonly whole: number
  readonly missing: number
  readonly candidates: readonly { readonly unitId: string; readonly fullMembers: number }[]
}

test('CSV has the names of groups in columns of their own', async () => {
  const [header, first] = (await ok('figures', sample, 'members', ...day, '--by', 'town', '--format', 'csv')).split(
    '\r\n',
  )
  expect(header).toMatch(/,townZh,townEn$/)
  expect(first).toMatch(/,东屿镇,东屿镇$/)
})

test('what if: events of a file are counted, judged and not recorded', async () => {
  const before = readFileSync(sample)
  const rate = async (...args: string[]): Promise<unknown> =>
    (
      await json<readonly Row[]>('figures', sample, 'organization-coverage', ...day, '--scope', 'enterprise', ...args)
    )[0]?.value
  expect([await rate(), await rate('--with', planned)]).toEqual(['95.2', '96.8'])
  const coverage = await json<{ read: string; scopes: readonly { rate: string }[] }>(
    'coverage',
    sample,
    ...day,
    '--with',
    planned,
  )
  expect([coverage.read, coverage.scopes[0]?.rate]).toEqual(['events', '96.8'])
  const { code, stderr } = await run(['figures', sample, 'members', ...day, '--known-at', '100', '--with', planned])
  expect([code, stderr]).toEqual([1, expect.stringContaining('planned.ndjson:1')])
  expect(readFileSync(sample).equals(before)).toBe(true)
  expect(statSync(planned).size).toBeGreaterThan(0)
})

test.each([
  [['figures', sample, 'members', '--by', 'twon'], 4, 'town'],
  [['figures', sample, 'members', '--where', 'nonsense'], 2, 'town=临港镇'],
  [['figures', sample, 'members', '--where', 'size>=a,b'], 2, 'where.values'],
  [['figures', sample, 'instructors', '--by', 'status'], 2, 'superior'],
  [['list', 'unts', sample], 4, 'units'],
  [['list', 'units', sample, '--columns', 'nmae'], 4, 'name'],
  [['list', 'units', sample, '--counted', 'members-recruited'], 2, 'explain'],
  [['list', 'units', sample, '--counted', 'members', '--scope', 'enterprise'], 2, '单位'],
] as const)('%j is refused in words', async (args, exitCode, word) => {
  const { code, stderr, stdout } = await run([...args])
  expect([code, stdout]).toEqual([exitCode, ''])
  expect(stderr).toContain(word)
})
