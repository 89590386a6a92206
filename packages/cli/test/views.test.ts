import { party } from '@taizhang/core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { folder, golden, makeDistrict, run, type Ran } from './taizhang.ts'

const { path, remove } = folder()
const ledger = path('district.ledger')
const day = ['--as-of', '2021-06-30']

beforeAll(async () => makeDistrict(ledger))
afterAll(remove)

/** Runs a command that must succeed and say nothing on stderr. */
async function ok(...args: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await run(args)
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  return stdout
}

const json = (text: string): unknown => JSON.parse(text)
const lines = (text: string): unknown[] =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => json(line))

const foundedIn = async (...window: readonly string[]): Promise<unknown> =>
  json(await ok('figures', ledger, 'organizations-founded', ...day, ...window, '--format', 'json'))

describe('what people read', () => {
  test.each([
    ['coverage', ['coverage', ledger, ...day]],
    ['figures', ['figures', ledger, 'members', 'organization-coverage', 'members-recruited', 'dossiers', ...day]],
    ['series', ['series', ledger, 'members', '--from', '2018-01-01', '--to', '2021-06-30', '--every', 'year']],
    ['organization', ['organization', ledger, 'o1', ...day]],
    ['history', ['history', ledger, 'm2']],
    ['event', ['events', 'OrganizationFounded']],
    ['help', ['--help']],
    ['command-help', ['figures', '--help']],
  ])('%s, in Chinese and in English', async (name, args) => {
    await expect(await ok(...args, '--lang', 'zh')).toMatchFileSnapshot(golden(`${name}.zh.txt`))
    await expect(await ok(...args, '--lang', 'en')).toMatchFileSnapshot(golden(`${name}.en.txt`))
  })
})

test('the catalogue has every type of event, with its title', async () => {
  const text = await ok('events', '--lang', 'zh')
  for (const { type, title, doc } of party.events.values())
    expect(text).toMatch(new RegExp(`^${type} +${title.zh} +${doc.zh.slice(0, 4)}`, 'm'))
})

describe('what programs read', () => {
  test('coverage: one object', async () => {
    const found = json(await ok('coverage', ledger, ...day, '--format', 'json'))
    expect(found).toEqual({
      book: '330109',
      asOf: '2021-06-30',
      knownAt: '2021-06-30T04:02:00.000Z',
      size: 22,
      read: 'tables',
      scopes: [
        {
          scope: 'enterprise',
          listed: 3,
          covered: 2,
          rate: '66.7',
          solo: 0,
          soloRate: '0.0',
          workCovered: 3,
          workRate: '100.0',
          organizations: 1,
          committees: 0,
          members: 3,
          employees: 320,
        },
        {
          scope: 'social-organization',
          listed: 1,
          covered: 1,
          rate: '100.0',
          solo: 1,
          soloRate: '100.0',
          workCovered: 1,
          workRate: '100.0',
          organizations: 1,
          committees: 0,
          members: 1,
          employees: 45,
        },
      ],
    })
  })

  test('coverage before there is anything: rates are null', async () => {
    const found = json(await ok('coverage', ledger, '--as-of', '2017-01-01', '--format', 'json'))
    expect(found).toMatchObject({ scopes: [{ listed: 0, rate: null, soloRate: null, workRate: null }, {}] })
  })

  test('coverage as NDJSON and CSV: a line for each scope', async () => {
    const only = ['--scope', 'social-organization']
    expect(lines(await ok('coverage', ledger, ...day, ...only, '--format', 'ndjson'))).toMatchObject([
      { book: '330109', asOf: '2021-06-30', size: 22, scope: 'social-organization', rate: '100.0' },
    ])
    expect(await ok('coverage', ledger, '--as-of', '2017-01-01', ...only, '--format', 'csv')).toBe(
      'book,asOf,knownAt,size,scope,listed,covered,rate,solo,soloRate,workCovered,workRate,organizations,committees,members,employees,scopeTitleZh,scopeTitleEn,read\r\n' +
        '330109,2017-01-01,2021-06-30T04:02:00.000Z,22,social-organization,0,0,,0,,0,,0,0,0,0,社会组织,Social organizations,tables\r\n',
    )
  })

  test('as-of is today in Asia/Shanghai by default', async () => {
    const late = new Date('2021-06-30T16:30:00.000Z')
    const { stdout } = await run(['coverage', ledger, '--format', 'json'], { now: late })
    expect(json(stdout)).toMatchObject({ asOf: '2021-07-01' })
  })

  test('figures: stocks have a day, flows a window with both days', async () => {
    const named = ['members-recruited', 'dossiers', 'units-listed']
    expect(json(await ok('figures', ledger, ...named, ...day, '--format', 'json'))).toEqual([
      {
        figure: 'members-recruited',
        by: { post: 'middle-or-above' },
        value: 1,
        measure: 'persons',
        from: '2018-07-01',
        to: '2021-06-30',
      },
      { figure: 'members-recruited', value: 1, measure: 'persons', from: '2018-07-01', to: '2021-06-30' },
      { figure: 'dossiers', value: 2, measure: 'organizations', asOf: '2021-06-30' },
      { figure: 'units-listed', scope: 'enterprise', value: 3, measure: 'units', asOf: '2021-06-30' },
      { figure: 'units-listed', scope: 'social-organization', value: 1, measure: 'units', asOf: '2021-06-30' },
    ])
  })

  test('figures: the members of a row are in the order that is promised', async () => {
    const [part] = json(await ok('figures', ledger, 'members-recruited', ...day, '--format', 'json')) as object[]
    expect(Object.keys(part ?? {})).toEqual(['figure', 'by', 'value', 'measure', 'from', 'to'])
  })

  test('figures: a window includes both of its days, and either may be left out', async () => {
    const row = { figure: 'organizations-founded', measure: 'organizations' }
    const [from, to] = ['2018-06-20', '2019-01-15']
    expect(await foundedIn('--from', from, '--to', to)).toEqual([{ ...row, value: 2, from, to }])
    expect(await foundedIn('--from', '2018-06-21', '--to', to)).toEqual([{ ...row, value: 1, from: '2018-06-21', to }])
    expect(await foundedIn('--from', from, '--to', '2019-01-14')).toMatchObject([{ value: 1, to: '2019-01-14' }])
    expect(await foundedIn('--from', to)).toEqual([{ ...row, value: 1, from: to, to: '2021-06-30' }])
    expect(await foundedIn('--to', from)).toEqual([{ ...row, value: 1, from: '2018-01-01', to: from }])
  })

  test('figures: a scope leaves out what is not counted by scope, and naming it is refused', async () => {
    const scope = ['--scope', 'enterprise', ...day, '--format', 'json']
    const all = json(await ok('figures', ledger, ...scope)) as { figure: string; scope?: string }[]
    expect(all.length).toBeGreaterThan(5)
    expect(all.every((row) => row.scope === 'enterprise')).toBe(true)
    for (const figure of ['dossiers', 'interviews-held'])
      for (const [command, ...times] of [
        ['figures', ...day],
        ['explain', ...day],
        ['diff', '--as-of', '2020-06-30..2021-06-30'],
        ['series', '--from', '2020-01-01', '--to', '2021-06-30', '--every', 'year'],
      ] as const) {
        const args = [command, ledger, figure, ...times, '--scope', 'enterprise', '--format', 'json']
        const { code, stderr } = await run(args)
        expect([command, code, json(stderr)]).toMatchObject([command, 2, { code: 'not-by-scope', figure }])
      }
  })

  test('figures as CSV: what it is counted by is JSON', async () => {
    const text = await ok('figures', ledger, 'members-recruited', ...day, '--format', 'csv')
    expect(text.split('\r\n')).toEqual([
      'figure,scope,by,value,qualifier,measure,asOf,from,to,reported,difference,repeated,titleZh,titleEn,scopeTitleZh,scopeTitleEn,byTitleZh,byTitleEn',
      'members-recruited,,"{""post"":""middle-or-above""}",1,,persons,,2018-07-01,2021-06-30,,,,发展党员数,Members recruited,,,中层以上管理人员,middle management or above',
      'members-recruited,,,1,,persons,,2018-07-01,2021-06-30,,,,发展党员数,Members recruited,,,,',
      '',
    ])
  })

  test('series: the last day of each period, and the last day asked for', async () => {
    const window = ['--from', '2019-11-15', '--to', '2020-07-02', '--every', 'quarter', '--format', 'json']
    expect(json(await ok('series', ledger, 'members', ...window, '--scope', 'enterprise'))).toEqual([
      { on: '2019-12-31', value: 2 },
      { on: '2020-03-31', value: 2 },
      { on: '2020-06-30', value: 2 },
      { on: '2020-07-02', value: 3 },
    ])
    const both = json(await ok('series', ledger, 'members', ...window)) as { scope: string }[]
    expect(both.map(({ scope }) => scope)).toEqual([
      ...Array.from({ length: 4 }, () => 'enterprise'),
      ...Array.from({ length: 4 }, () => 'social-organization'),
    ])
    expect(json(await ok('series', ledger, 'members-recruited', ...window))).toMatchObject([
      { value: 0 },
      { value: 0 },
      { value: 0 },
      { on: '2020-07-02', value: 1 },
    ])
  })

  test('organization: the dossier', async () => {
    expect(json(await ok('organization', ledger, 'o1', ...day, '--format', 'json'))).toMatchObject({
      organizationId: 'o1',
      profile: { name: '钱塘联合党支部', foundedOn: '2018-06-20', exists: true },
      coverage: [{ unitId: 'u1' }, { unitId: 'u2', name: '湘湖智能机械厂' }],
      members: { counted: 3, ids: ['m1', 'm2', 'm3'] },
    })
  })

  test('history: in book order, withdrawn events marked, as known then', async () => {
    const marks = async (...args: readonly string[]): Promise<unknown> =>
      (json(await ok('history', ledger, 'm2', ...args, '--format', 'json')) as Record<string, unknown>[]).map(
        ({ position, effectiveOn, withdrawnBy }) => [position, effectiveOn, withdrawnBy ?? null],
      )
    const correction = '00000000-0000-7000-8000-000000000102'
    expect(await marks()).toEqual([
      [12, '2018-06-20', correction],
      [21, '2018-08-20', null],
    ])
    expect(await marks('--known-at', '20')).toEqual([[12, '2018-06-20', null]])
    expect(await marks('--as-of', '2018-07-01')).toEqual([[12, '2018-06-20', correction]])
    const [first] = lines(await ok('history', ledger, 'm2', '--format', 'ndjson')) as Record<string, unknown>[]
    expect(first).toMatchObject({ type: 'MemberEnrolled', actor: 'cli', data: { memberId: 'm2' }, version: 2 })
    expect(await ok('history', ledger, 'm2', '--format', 'csv')).toMatch(
      /^position,id,type,titleZh,titleEn,[^]*,MemberEnrolled,建账时已有党员,Member enrolled,2,/,
    )
  })
})

async function coverageKnownAt(knownAt: string): Promise<Ran & { size: unknown }> {
  const ran = await run(['coverage', ledger, '--known-at', knownAt, '--format', 'json', '--lang', 'en'])
  return { ...ran, size: ran.code === 0 ? (json(ran.stdout) as { size: number }).size : undefined }
}

describe('what was known', () => {
  test.each([
    ['22', 22],
    ['20', 20],
    ['1', 1],
    ['2021-06-30', 22],
    ['2021-06-30T04:01:00.000Z', 20],
    ['2021-06-30T12:01:30+08:00', 20],
    ['2021-06-30T04:00:59.999Z', 1],
  ])('%s is size %i', async (knownAt, expected) => {
    expect(await coverageKnownAt(knownAt)).toMatchObject({ code: 0, size: expected, stderr: '' })
  })

  test('a size inside a batch stands on the last whole batch, and says so', async () => {
    const { size: stands, stderr } = await coverageKnownAt('7')
    expect(stands).toBe(1)
    expect(stderr).toBe('size 7 lies inside a batch: the answer stands on the last whole batch, size 1\n')
  })

  test.each([
    ['0', 4, 'nothing-known'],
    ['2021-06-29', 4, 'nothing-known'],
    ['23', 4, 'no-such-size'],
    ['9007199254740992', 2, 'bad-known-at'],
    ['-1', 2, 'bad-known-at'],
    ['2021-02-30', 2, 'bad-known-at'],
    ['2021-02-30T00:00:00Z', 2, 'bad-known-at'],
    ['2021-06-30T04:00:00', 2, 'bad-known-at'],
    ['yesterday', 2, 'bad-known-at'],
  ])('%s ends with %i', async (knownAt, code, error) => {
    const ran = await coverageKnownAt(knownAt)
    expect([ran.code, json(ran.stderr)]).toMatchObject([code, { code: error }])
  })
})
