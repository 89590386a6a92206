import { draft, openEnd, type Draft } from '@taizhang/core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { folder, golden, makeDistrict, run, type Ran } from './taizhang.ts'

const { path, remove } = folder()
const ledger = path('district.ledger')
const day = ['--as-of', '2021-06-30']

beforeAll(async () => makeDistrict(ledger))
afterAll(remove)

async function ok(...args: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await run(args)
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  return stdout
}

interface Found {
  readonly ruleId: string
  readonly severity: string
  readonly subject: string
  readonly since: string
  readonly until: string
}
const json = (text: string): unknown => JSON.parse(text)

/** Makes a ledger of events, recorded as one batch. */
async function bookOf(name: string, events: readonly Draft[], now?: Date): Promise<string> {
  const file = path(name)
  await ok('init', file, '--book', '330109', '--name', '台账')
  const stdin = events.map((event) => `${JSON.stringify(event)}\n`).join('')
  const { code, stderr } = await run(['record', file, '-'], { stdin, ...(now ? { now } : {}) })
  expect([code, stderr]).toEqual([0, expect.any(String)])
  return file
}

const findings = async (file: string, ...args: readonly string[]): Promise<string[]> =>
  (json(await ok('findings', file, ...args, '--format', 'json')) as Found[]).map(
    ({ ruleId, severity, subject, since, until }) =>
      [ruleId, severity, subject, since, ...(until === openEnd ? [] : [until])].join(' '),
  )

const founded = draft('OrganizationFounded', '2016-02-01', {
  organizationId: 'o1',
  name: '海峡木业有限公司党支部',
  kind: 'branch',
  formation: 'solo',
  category: 'enterprise',
  unitIds: [],
})
const member = (memberId: string): Draft =>
  draft('MemberEnrolled', '2016-03-01', { memberId, organizationId: 'o1', status: 'full' })
const members = (count: number): Draft[] => Array.from({ length: count }, (_, at) => member(`p${at + 1}`))

describe('what people read', () => {
  test.each([
    ['findings', ['findings', ledger, ...day]],
    [
      'findings-window',
      ['findings', ledger, '--rule', 'TERM-REMIND', '--from', '2020-01-01', '--to', '2021-06-30', ...day],
    ],
    ['findings-none', ['findings', ledger, '--rule', 'ORG-MAX', ...day]],
    ['rules', ['rules', ...day]],
    ['rule', ['rules', 'ELEC-QUORUM', ...day]],
    ['rule-on-offer', ['rules', 'FUND-RETURN', ...day]],
  ])('%s, in Chinese and in English', async (name, args) => {
    await expect(await ok(...args, '--lang', 'zh')).toMatchFileSnapshot(golden(`${name}.zh.txt`))
    await expect(await ok(...args, '--lang', 'en')).toMatchFileSnapshot(golden(`${name}.en.txt`))
  })
})

describe('the worked examples through the command line', () => {
  test('4 the seventh full member', async () => {
    const file = await bookOf('seventh.ledger', [
      founded,
      ...members(6),
      draft('MemberRecruited', '2020-03-15', { memberId: 'p7', organizationId: 'o1', post: 'other' }),
      draft('MemberConfirmed', '2021-03-15', { memberId: 'p7' }),
    ])
    expect(await findings(file, '--rule', 'COM-7', '--as-of', '2021-03-14')).toEqual([])
    expect(await findings(file, '--rule', 'COM-7', ...day)).toEqual(['COM-7 violation o1 2021-03-15'])
  })
  test('6 a term, its reminder and its end', async () => {
    const file = await bookOf('term.ledger', [
      founded,
      draft('TermStarted', '2018-11-20', { organizationId: 'o1', years: 3 }),
    ])
    const about = async (on: string): Promise<string[]> =>
      (await findings(file, '--as-of', on)).filter((found) => found.startsWith('TERM'))
    expect(await about('2021-05-20')).toEqual(['TERM-REMIND notice o1 2021-05-20 2021-11-20'])
    expect(await about('2021-11-20')).toEqual(['TERM-OVERDUE violation o1 2021-11-20'])
    const window = ['--rule', 'TERM-REMIND', '--as-of', '2022-06-30']
    expect(await findings(file, ...window, '--from', '2021-11-19', '--to', '2021-12-31')).toHaveLength(1)
    expect(await findings(file, ...window, '--from', '2021-11-20', '--to', '2021-12-31')).toEqual([])
    expect(await findings(file, ...window, '--from', '2021-01-01', '--to', '2021-05-20')).toHaveLength(1)
    expect(await findings(file, ...window, '--from', '2021-01-01', '--to', '2021-05-19')).toEqual([])
  })
  test('10 a shell', async () => {
    const file = await bookOf('shell.ledger', [
      draft('UnitListed', '2016-01-01', { unitId: 'u1', kind: 'enterprise', name: '甲' }),
      { ...founded, data: { ...founded.data, unitIds: ['u1'] } },
      draft('UnitDelisted', '2020-09-01', { unitId: 'u1', reason: 'bankrupt' }),
    ])
    expect(await findings(file, '--rule', 'ORG-SHELL', '--as-of', '2020-09-30')).toEqual([
      'ORG-SHELL violation o1 2020-09-01',
    ])
  })
})

describe('what programs read', () => {
  test('findings: what is wrong, since when, what the rule says, where it stands, what to do, and the events behind', async () => {
    const [found] = json(await ok('findings', ledger, '--rule', 'TERM-OVERDUE', ...day, '--format', 'json')) as Found[]
    expect(found).toMatchObject({
      ruleId: 'TERM-OVERDUE',
      severity: 'violation',
      subject: 'o1',
      since: '2021-06-20',
      title: { zh: '任期届满未换届', en: 'Term overdue' },
      message: { zh: expect.stringContaining('2021-06-20') as string, en: expect.any(String) as string },
      text: { zh: expect.any(String) as string },
      citation: { zh: expect.stringContaining('选举工作条例') as string },
      next: { en: expect.stringContaining('Hold the election') as string },
      facts: [{ relation: 'term', key: { organizationId: 'o1' }, from: '2018-06-20' }],
      events: [10],
      edition: expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/) as string,
    })
  })
  test('NDJSON and CSV have a line for each', async () => {
    const args = ['findings', ledger, '--severity', 'violation', ...day, '--format']
    const count = (json(await ok(...args, 'json')) as unknown[]).length
    expect(count).toBeGreaterThan(0)
    expect((await ok(...args, 'ndjson')).trimEnd().split('\n')).toHaveLength(count)
    const csv = (await ok(...args, 'csv')).trimEnd().split('\r\n')
    expect(csv).toHaveLength(count + 1)
    // An end that is not known is empty there, and the last day of the calendar in JSON.
    expect(csv.join()).not.toContain(openEnd)
    expect(csv[0]).toBe(
      'ruleId,severity,subject,since,until,titleZh,titleEn,messageZh,messageEn,textZh,textEn,citationZh,citationEn,nextZh,nextEn,events,edition,nameZh,nameEn',
    )
  })
  test('one subject, one severity', async () => {
    expect((await findings(ledger, '--subject', 'm3', ...day)).every((found) => found.includes(' m3 '))).toBe(true)
    expect((await findings(ledger, '--severity', 'notice', ...day)).every((found) => found.includes(' notice '))).toBe(
      true,
    )
    expect(await findings(ledger, '--subject', 'u1', '--rule', 'ORG-MAX', ...day)).toEqual([])
  })
  test('the dossier has them', async () => {
    const { findings: found } = json(await ok('organization', ledger, 'o1', ...day, '--format', 'json')) as {
      findings: Found[]
    }
    expect(found.map(({ ruleId, subject }) => `${ruleId} ${subject}`)).toContain('TERM-OVERDUE o1')
  })
  test('rules: those in force on the day, or all texts of one', async () => {
    const rules = json(await ok('rules', '--as-of', '2018-07-11', '--format', 'json')) as {
      ruleId: string
      inForce: boolean
    }[]
    expect(rules.every(({ inForce }) => inForce)).toBe(true)
    expect(rules.map(({ ruleId }) => ruleId)).toContain('TERM-YEARS-OLD')
    expect(rules.map(({ ruleId }) => ruleId)).not.toContain('TERM-YEARS')
    expect(json(await ok('rules', 'ELEC-QUORUM', ...day, '--format', 'json'))).toMatchObject([
      { until: '2020-07-13', inForce: false },
      { from: '2020-07-13', inForce: true, parameters: { part: 4, whole: 5, equalSuffices: true } },
    ])
  })
  test('rules of a ledger: what it has adopted and repealed', async () => {
    const own = { check: 'UNIT-NO-MEMBERS', severity: 'warning', title: '本地', citation: '本区' } as const
    const file = await bookOf('rules.ledger', [
      draft('RuleAdopted', '2020-01-01', { ruleId: 'LOCAL-1', parameters: { employeesMin: 30 }, ...own }),
      draft('RuleRepealed', '2020-01-01', { ruleId: 'ORG-MAX' }),
    ])
    const ids = async (on: string): Promise<string[]> =>
      (json(await ok('rules', '--ledger', file, '--as-of', on, '--format', 'json')) as { ruleId: string }[]).map(
        ({ ruleId }) => ruleId,
      )
    expect(await ids('2019-12-31')).toContain('ORG-MAX')
    expect(await ids('2020-01-01')).not.toContain('ORG-MAX')
    expect(await ids('2020-01-01')).toContain('LOCAL-1')
    expect(json(await ok('rules', 'LOCAL-1', '--ledger', file, '--format', 'json'))).toMatchObject([
      { check: 'UNIT-NO-MEMBERS', adoptedBy: 1, inForce: true },
    ])
    expect((await run(['rules', 'LOCAL-1'])).code).toBe(4)
  })
})

const exitOf = async (...args: readonly string[]): Promise<Pick<Ran, 'code'> & { error: unknown }> => {
  const { code, stderr } = await run([...args, '--format', 'json'])
  return { code, error: stderr === '' ? undefined : (json(stderr) as { code: string }).code }
}

describe('exit codes', () => {
  test('3 where one is as grave as --fail-on', async () => {
    const only = ['findings', ledger, '--rule', 'TERM-OVERDUE', ...day, '--fail-on']
    expect(await exitOf(...only, 'violation')).toEqual({ code: 3, error: 'findings' })
    expect(await exitOf(...only, 'notice')).toEqual({ code: 3, error: 'findings' })
    const notices = ['findings', ledger, '--severity', 'notice', ...day, '--fail-on']
    expect(await exitOf(...notices, 'warning')).toEqual({ code: 0, error: undefined })
    expect(await exitOf(...notices, 'notice')).toEqual({ code: 3, error: 'findings' })
  })
  test('the findings are printed all the same', async () => {
    const { stdout } = await run(['findings', ledger, ...day, '--fail-on', 'violation', '--format', 'json'])
    expect((json(stdout) as Found[]).length).toBeGreaterThan(0)
  })
  test('4 for a rule, a subject or a size that is not there', async () => {
    const { code: exit, stderr } = await run(['findings', ledger, '--rule', 'TERM-OVRDUE', '--format', 'json'])
    expect([exit, json(stderr)]).toMatchObject([
      4,
      { code: 'no-such-rule', near: expect.arrayContaining(['TERM-OVERDUE']) as string[] },
    ])
    expect(await exitOf('findings', ledger, '--subject', 'nobody')).toEqual({ code: 4, error: 'no-such-subject' })
    expect(await exitOf('findings', ledger, '--known-at', '999')).toEqual({ code: 4, error: 'no-such-size' })
    expect(await exitOf('rules', 'NO-SUCH')).toEqual({ code: 4, error: 'no-such-rule' })
    const { stderr: typo } = await run(['findings', ledger, '--rule', 'com-7', '--lang', 'zh'])
    expect(typo).toContain('错误：没有规则 com-7，是否指 COM-7（支部班子不合规定）\n')
  })
  test('2 for what makes no sense', async () => {
    expect(await exitOf('findings', ledger, '--severity', 'grave')).toEqual({ code: 2, error: 'bad-option-value' })
    expect(await exitOf('findings', ledger, '--fail-on', '')).toEqual({ code: 2, error: 'bad-option-value' })
    expect(await exitOf('findings', ledger, '--from', '2021-07-01', '--to', '2021-06-30')).toEqual({
      code: 2,
      error: 'from-after-to',
    })
    expect(await exitOf('rules', '--known-at', '3')).toEqual({ code: 2, error: 'option-needs-ledger' })
  })
  test('a book with nothing in it is clean', async () => {
    const file = await bookOf('empty.ledger', [])
    expect(await exitOf('findings', file, '--fail-on', 'notice')).toEqual({ code: 0, error: undefined })
    expect(await findings(file)).toEqual([])
  })
})
