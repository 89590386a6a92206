import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import stringWidth from 'string-width'

import { folder, golden, makeDistrict, run } from './taizhang.ts'

const sampleFile = fileURLToPath(new URL('../../../examples/sample-district/sample-district.ndjson', import.meta.url))
const { path, remove } = folder()
const [sample, small] = [path('sample.ledger'), path('small.ledger')]

beforeAll(async () => {
  await makeDistrict(small)
  const { code, stderr } = await run(['restore', sample, sampleFile])
  if (code !== 0) throw new Error(stderr)
})
afterAll(remove)

/** Runs a command that must succeed and say nothing on stderr. */
async function ok(...args: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await run(args)
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  return stdout
}

const day = ['--as-of', '2021-06-30']
const classic = ['diff', sample, ...day, '--known-at', '2021-07-05..']

describe('what people read', () => {
  test.each([
    ['diff', classic],
    ['diff-both', ['diff', small, '--as-of', '2018-12-31..2021-06-30', '--known-at', '20..']],
    ['explain', ['explain', small, 'organization-coverage', ...day, '--scope', 'enterprise']],
    ['explain-flow', ['explain', small, 'members-recruited', ...day]],
    ['explain-subject', ['explain', sample, 'organization-coverage', '--as-of', '2019-06-30', '--subject', 'e123']],
    ['late', ['late', small]],
    ['late-since', ['late', small, '--since', '20']],
    ['explain-help', ['explain', '--help']],
  ])('%s, in Chinese and in English', async (name, args) => {
    await expect(await ok(...args, '--lang', 'zh')).toMatchFileSnapshot(golden(`${name}.zh.txt`))
    await expect(await ok(...args, '--lang', 'en')).toMatchFileSnapshot(golden(`${name}.en.txt`))
  })

  test('the classic question is answered in one screen, and names the founding', async () => {
    const lines = (await ok(...classic, '--lang', 'zh')).trimEnd().split('\n')
    expect(lines.length).toBeLessThanOrEqual(24)
    expect(Math.max(...lines.map((line) => stringWidth(line)))).toBeLessThanOrEqual(100)
    expect(lines.filter((line) => /94\.4%.*95\.2%/.test(line))).toHaveLength(1)
    expect(lines.filter((line) => /2021-06-20 {2}2021-10-12 {2}党组织成立/.test(line))).toHaveLength(1)
  })

  test('explanations fit a terminal of 100 columns', async () => {
    const lines = (await ok('explain', sample, 'organization-coverage', ...day, '--lang', 'zh')).split('\n')
    expect(lines.filter((line) => stringWidth(line) > 100)).toEqual([])
  })
})

describe('what programs read', () => {
  test('explain: an explanation for each scope; lines by event', async () => {
    const args = ['explain', small, 'organization-coverage', ...day]
    const found = JSON.parse(await ok(...args, '--format', 'json')) as readonly Record<string, unknown>[]
    expect(found).toMatchObject([
      { book: '330109', size: 22, scope: 'enterprise', value: '66.7', part: 2, whole: 3 },
      { scope: 'social-organization', value: '100.0', part: 1, whole: 1, notCounted: [] },
    ])
    const lines = (await ok(...args, '--format', 'ndjson')).trimEnd().split('\n')
    expect(lines.map((line) => JSON.parse(line) as unknown)).toContainEqual(
      expect.objectContaining({ counted: true, subject: 'u1', relation: 'unit', role: 'opened', type: 'UnitListed' }),
    )
    const csv = await ok(...args, '--format', 'csv')
    expect(csv.startsWith('figure,scope,counted,subject,value,whole,by,why,relation,key,role,position,')).toBe(true)
  })

  test('diff: both views, what differs, and the events', async () => {
    const args = ['diff', sample, 'organization-coverage', ...classic.slice(2), '--format', 'json']
    const found = JSON.parse(await ok(...args)) as { events: readonly { position: number }[] }
    expect(found).toMatchObject({
      first: { asOf: '2021-06-30' },
      second: { asOf: '2021-06-30' },
      differences: [{ first: '94.4', second: '95.2', steps: [{ because: 'knowledge', subjects: [{ of: 'part' }] }] }],
      events: [{ type: 'OrganizationFounded' }],
    })
  })

  test('late: batches with what they moved', async () => {
    const found = JSON.parse(await ok('late', small, '--since', '20', '--format', 'json')) as unknown
    expect(found).toMatchObject({ days: 30, sealed: { size: 20, on: '2021-06-30' }, batches: [{ size: 22 }] })
  })
})

describe('amounts and words', () => {
  const money = path('money.ledger')
  const founded = { kind: 'branch', formation: 'solo', category: 'enterprise', unitIds: [] }
  const events = [
    ['OrganizationFounded', { ...founded, organizationId: 'o9', name: '街道党工委' }],
    ['OrganizationFounded', { ...founded, organizationId: 'o1', name: '甲公司党支部' }],
    ['OrganizationFounded', { ...founded, organizationId: 'o3', name: '空壳党支部' }],
    ['BudgetAppropriated', { amountFen: 52_500_000 }],
    ['DuesPaid', { organizationId: 'o1', amountFen: 10_000 }],
    ['DuesReturned', { organizationId: 'o1', amountFen: 5_050 }],
    ['OrganizationReassigned', { organizationId: 'o1', superiorId: 'o9' }],
    ['MemberRecruited', { memberId: 'm1', organizationId: 'o1', post: 'middle-or-above', introducers: [] }],
    ['OrganizationFlagged', { organizationId: 'o3', reason: 'shell' }],
    ['OrganizationDissolved', { organizationId: 'o3', reason: 'shell' }],
  ] as const

  beforeAll(async () => {
    await ok('init', money, '--book', '330110', '--name', '测试')
    const lines = events.map(([type, data], at) =>
      JSON.stringify({ id: `00000000-0000-7000-8000-00000000000${at}`, type, effectiveOn: `2020-03-1${at}`, data }),
    )
    const { code, stderr } = await run(['record', money, '-'], { stdin: lines.join('\n') })
    if (code !== 0) throw new Error(stderr)
  })

  const asked = [
    ['diff', ['diff', money, '--as-of', '2021-01-01', '--known-at', '1..']],
    ['late', ['late', money]],
  ] as const

  test.each(asked)('%s: money in yuan, points with counts, titles and names', async (_name, args) => {
    for (const lang of ['zh', 'en']) {
      const page = await ok(...args, '--lang', lang)
      expect(page).toMatch(lang === 'zh' ? /525,000 元 +\+525,000 元/ : /525,000 yuan +\+525,000 yuan/)
      expect(page).toMatch(lang === 'zh' ? /50\.5%（50\.50\/100 元）/ : /50\.5% \(50\.50\/100 yuan\)/)
      expect(page).toContain('街道党工委')
      expect(page).toContain({ zh: '中层以上管理人员', en: 'middle management or above' }[lang])
      expect(page).not.toMatch(/52500000|middle-or-above|OrganizationDissolved/)
    }
  })

  test('in CSV money stands in columns that are named with its unit', async () => {
    const lines = (await ok(...asked[0][1], 'budget', 'organizations-founded', '--format', 'csv')).split('\r\n')
    const [titles = '', ...rows] = lines
    const cell = (figure: string, name: string): string | undefined =>
      rows.find((row) => row.startsWith(`${figure},`))?.split(',')[titles.split(',').indexOf(name)]
    expect([cell('budget', 'second'), cell('budget', 'secondFen')]).toEqual(['', '52500000'])
    expect([cell('organizations-founded', 'second'), cell('organizations-founded', 'secondFen')]).toEqual(['3', ''])
  })
})

describe('what is refused', () => {
  test('what to do next fits the option that was given', async () => {
    const size = await run(['late', small, '--since', '99', '--lang', 'en'])
    expect(size.stderr).toContain('next: give a smaller size, or leave the option out\n')
    const trust = await run(['late', small, '--since', '20', '--trust', 'x', '--lang', 'en'])
    expect(trust.stderr).toContain('--since must be the file of one')
  })

  test.each([
    [['explain', small, 'no-such-figure'], 4, 'no-such-figure'],
    [['explain', small, 'members', '--scope', 'none'], 4, 'no-such-scope'],
    [['explain', small, 'members', '--subject', 'nobody', ...day], 4, 'no-such-subject'],
    [['explain', small, 'members', '--known-at', '99'], 4, 'no-such-size'],
    [['explain', small], 2, 'argument-missing'],
    [['explain', small, 'members', '--as-of', '2021-02-30'], 2, 'bad-date'],
    [['explain', path('none.ledger'), 'members'], 4, 'no-such-ledger'],
    [['diff', small], 2, 'nothing-to-compare'],
    [['diff', small, '--as-of', '2021-06-30', '--known-at', '20'], 2, 'nothing-to-compare'],
    [['diff', small, '--as-of', '..2021-06-30'], 2, 'bad-range'],
    [['diff', small, '--as-of', '2020-01-01..2021-01-01..'], 2, 'bad-range'],
    [['diff', small, '--as-of', '2021-06-30..2020-06-30'], 2, 'range-backwards'],
    [['diff', small, '--known-at', '22..20'], 2, 'range-backwards'],
    [['diff', small, '--known-at', '20..yesterday'], 2, 'bad-known-at'],
    [['diff', small, '--known-at', '20..99'], 4, 'no-such-size'],
    [['late', small, '--since', 'yesterday'], 2, 'bad-known-at'],
    [['late', small, '--since', '99'], 4, 'no-such-size'],
    [['late', small, '--since', 'missing.note'], 4, 'no-such-file'],
    [['figures', small, '--known-at', 'no/such'], 4, 'no-such-file'],
    [['figures', small, '--known-at', '2021-06-30.note'], 4, 'no-such-file'],
    [['figures', small, '--known-at', '2021-06-30T04:00:00.5'], 2, 'bad-known-at'],
    [['figures', small, '--known-at', '2021-06-30T04:00:00.Z'], 2, 'bad-known-at'],
    [['figures', small, '--known-at', '9999-12-31T23:00:00-08:00'], 2, 'bad-known-at'],
    [['figures', small, '--known-at', '2021/06/31'], 2, 'bad-known-at'],
    [['diff', small, '--known-at', '20..missing.note'], 4, 'no-such-file'],
    [['late', small, '--days', '-1'], 2, 'bad-number'],
    [['late', small, '--days', 'many'], 2, 'bad-number'],
  ])('%j ends with %i', async (args, code, error) => {
    const ran = await run([...args, '--format', 'json'])
    expect([ran.code, ran.stdout, JSON.parse(ran.stderr)]).toMatchObject([code, '', { code: error }])
  })
})

test('a book with nothing but its first event', async () => {
  const empty = path('empty.ledger')
  await ok('init', empty, '--book', '330110', '--name', '空册')
  expect(JSON.parse(await ok('explain', empty, 'organization-coverage', '--format', 'json'))).toMatchObject([
    { value: null, part: 0, whole: 0, counted: [], notCounted: [] },
    { value: null },
  ])
  expect(JSON.parse(await ok('late', empty, '--format', 'json'))).toMatchObject({ batches: [], events: [] })
  const diff = await ok('diff', empty, '--known-at', '1..', '--format', 'json')
  expect(JSON.parse(diff)).toMatchObject({ differences: [], events: [] })
  expect(await ok('diff', empty, '--known-at', '1..', '--lang', 'zh')).toContain('没有不同')
})
