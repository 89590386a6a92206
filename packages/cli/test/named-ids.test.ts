import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { folder, run } from './taizhang.ts'

const sampleFile = fileURLToPath(new URL('../../../examples/sample-district/sample-district.ndjson', import.meta.url))
const { path, remove } = folder()
const sample = path('sample.ledger')

/** By id, every name that an organization or a unit ever had; ids that are words stand in texts as such. */
const names = new Map<string, Set<string>>()
for (const line of readFileSync(sampleFile, 'utf8').trimEnd().split('\n')) {
  const { type, data } = JSON.parse(line) as { readonly type: string; readonly data: Readonly<Record<string, unknown>> }
  const id = type.startsWith('Organization') ? data['organizationId'] : data['unitId']
  if (
    !/^(Organization|Unit)/.test(type) ||
    typeof id !== 'string' ||
    !/\d/.test(id) ||
    typeof data['name'] !== 'string'
  )
    continue
  names.set(id, (names.get(id) ?? new Set()).add(data['name']))
}

beforeAll(async () => {
  const { code, stderr } = await run(['restore', sample, sampleFile])
  if (code !== 0) throw new Error(stderr)
})
afterAll(remove)

const day = ['--as-of', '2021-06-30']
const pages = [
  ['diff', sample, ...day, '--known-at', '2021-07-05..'],
  ['diff', sample, '--as-of', '2020-12-31..2021-06-30', 'units-covered', 'organizations', 'members'],
  ['late', sample, '--since', '2021-07-05'],
  ['explain', sample, 'organization-coverage', ...day, '--scope', 'enterprise'],
  ['explain', sample, 'members-recruited', ...day],
  ['explain', sample, 'organizations-reassigned', ...day],
  ['findings', sample, ...day],
  ['terms', sample, ...day],
  ['history', sample, 'o015'],
  ['organization', sample, 'o014', ...day],
  ['figures', sample, ...day],
]
const refused = [
  ['organization', sample, 'o01'],
  ['findings', sample, '--subject', 'e00'],
  ['explain', sample, 'dues-paid', '--subject', 'e001'],
  ['record', sample, '-'],
]
/** Events that the book makes impossible. */
const drafts = [
  { type: 'OrganizationDissolved', effectiveOn: '2021-06-30', data: { organizationId: 'o014' } },
  { type: 'UnitListed', effectiveOn: '2021-06-30', data: { unitId: 'e001', kind: 'enterprise', name: '甲' } },
  {
    type: 'MemberEnrolled',
    effectiveOn: '2011-12-31',
    data: { memberId: 'new', organizationId: 'o079', status: 'full', unitId: 'e001' },
  },
]

/** The lines of a text that have an id, and nowhere its name. */
const bareIn = (text: string): readonly string[] =>
  text
    .split(/\r?\n/)
    .filter((line) =>
      [...names].some(
        ([id, own]) =>
          new RegExp(`(?<![\\w-])${id}(?![\\w-])`).test(line) && ![...own].some((name) => line.includes(name)),
      ),
    )

test.each(pages)('%s %s %s: no id of what has a name stands alone', async (...args) => {
  for (const form of [
    ['--lang', 'zh'],
    ['--lang', 'en'],
    ['--format', 'csv'],
  ]) {
    const { code, stdout, stderr } = await run([...args, ...form])
    expect([code, stderr]).toEqual([0, ''])
    expect(bareIn(stdout)).toEqual([])
  }
})

test.each(refused)('%s %s %s: nor in what is refused, and no type of event does', async (...args) => {
  for (const language of ['zh', 'en']) {
    const stdin = drafts.map((draft) => JSON.stringify(draft)).join('\n')
    const { code, stderr } = await run([...args, '--lang', language], { stdin })
    expect(code).toBeGreaterThan(0)
    expect(bareIn(stderr)).toEqual([])
    expect(stderr).not.toMatch(/[A-Z][a-z]+(Founded|Listed|Dissolved|Enrolled)/)
  }
})

test('the names are looked for where there are some', () => {
  expect(names.size).toBeGreaterThan(200)
  expect(bareIn('o015 海屿')).toEqual(['o015 海屿'])
})
