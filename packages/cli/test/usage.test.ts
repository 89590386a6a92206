import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { folder, golden, makeDistrict, run } from './taizhang.ts'

const { path, remove } = folder()
const ledger = path('district.ledger')

beforeAll(async () => makeDistrict(ledger))
afterAll(remove)

const window = ['--from', '2020-01-01', '--to', '2020-12-31']

test.each<readonly [number, string, readonly string[]]>([
  [2, 'unknown-command', ['coverge', ledger]],
  [2, 'unknown-command', ['constructor']],
  [2, 'unknown-command', ['__proto__']],
  [2, 'unknown-option', ['coverage', ledger, '--as-off', '2021-01-01']],
  [2, 'unknown-option', ['coverage', ledger, '--constructor', 'x']],
  [2, 'unknown-option', ['--to-string']],
  [2, 'unknown-option', ['coverage', ledger, '-x']],
  [2, 'unknown-option', ['coverage', ledger, '-5']],
  [2, 'option-value-missing', ['coverage', ledger, '--as-of']],
  [2, 'option-twice', ['coverage', ledger, '--as-of', '2021-01-01', '--as-of', '2021-01-02']],
  [2, 'argument-missing', ['coverage']],
  [2, 'argument-missing', ['record']],
  [2, 'too-many-arguments', ['coverage', ledger, 'again']],
  [2, 'bad-date', ['coverage', ledger, '--as-of', '2021-02-29']],
  [2, 'bad-date', ['coverage', ledger, '--as-of=']],
  [2, 'bad-date', ['coverage', ledger, '--as-of', '9999-12-31']],
  [2, 'bad-date', ['figures', ledger, '--from', '1 January']],
  [2, 'bad-option-value', ['coverage', ledger, '--lang', 'fr']],
  [2, 'from-after-to', ['figures', ledger, '--from', '2020-01-02', '--to', '2020-01-01']],
  [2, 'from-after-to', ['figures', ledger, '--from', '2020-01-02', '--as-of', '2020-01-01']],
  [2, 'option-missing', ['series', ledger, 'members', '--to', '2020-01-01', '--every', 'year']],
  [2, 'option-missing', ['series', ledger, 'members', '--from', '2020-01-01', '--every', 'year']],
  [2, 'bad-period', ['series', ledger, 'members', ...window]],
  [2, 'bad-period', ['series', ledger, 'members', ...window, '--every', 'decade']],
  [2, 'unsupported-address', ['coverage', 'https://localhost:2113/330109']],
  [2, 'option-missing', ['init', path('new.ledger'), '--book', '330109']],
  [2, 'invalid', ['init', path('new.ledger'), '--book', '萧山', '--name', 'x']],
  [2, 'invalid', ['init', path('new.ledger'), '--book', '330109', '--name', '']],
  [2, 'bad-number', ['record', ledger, '--batch', '0']],
  [2, 'bad-number', ['record', ledger, '--batch', 'many']],
  [2, 'stdin-twice', ['record', ledger, '-', '-']],
  [4, 'no-such-ledger', ['coverage', path('missing.ledger')]],
  [4, 'no-such-ledger', ['record', path('missing.ledger')]],
  [4, 'no-such-ledger', ['coverage', path('.')]],
  [4, 'no-such-book', ['coverage', ledger, '--book', '330110']],
  [4, 'no-such-scope', ['coverage', ledger, '--scope', 'firms']],
  [4, 'no-such-scope', ['series', ledger, 'members', ...window, '--every', 'year', '--scope', 'firms']],
  [4, 'no-such-figure', ['figures', ledger, 'member']],
  [4, 'no-such-figure', ['series', ledger, 'constructor', ...window, '--every', 'year']],
  [4, 'no-such-organization', ['organization', ledger, 'o9']],
  [4, 'no-such-organization', ['organization', ledger, 'o1', '--as-of', '2018-01-01']],
  [4, 'no-such-subject', ['history', ledger, 'o9']],
  [4, 'no-such-type', ['events', 'BranchUpgrade']],
  [4, 'no-such-file', ['record', ledger, path('missing.ndjson')]],
  [4, 'no-such-folder', ['init', path('no/where.ledger'), '--book', '1', '--name', 'x']],
])('%i %s: %j', async (code, error, args) => {
  const { stdout, stderr, ...ran } = await run([...args, '--format', 'json'])
  expect(ran.code).toBe(code)
  expect(stdout).toBe('')
  const found = JSON.parse(stderr) as Record<string, unknown>
  expect(found).toMatchObject({
    code: error,
    message: { zh: expect.any(String) as string, en: expect.any(String) as string },
    next: { zh: expect.any(String) as string, en: expect.any(String) as string },
  })
})

test('a name that cannot be used so: the error says what has it', async () => {
  const district = path('named.ledger')
  await makeDistrict(district)
  const { code, stderr } = await run(['organization', district, '湘湖智能机械厂', '--lang', 'zh'])
  expect([code, stderr]).toEqual([4, expect.stringContaining('；这是单位 u2 的名称')])
})

test('an unknown format is told in words', async () => {
  const { code, stderr } = await run(['coverage', ledger, '--format', 'xml', '--lang', 'en'])
  expect(code).toBe(2)
  expect(stderr).toContain('--format takes one of table, json, ndjson, csv, xlsx, not xml')
})

test('a figure or a type that is nearly right is suggested', async () => {
  const { stderr } = await run(['figures', ledger, 'member', '--format', 'json'])
  expect(JSON.parse(stderr)).toMatchObject({ near: expect.arrayContaining(['members']) as string[] })
  expect((await run(['events', 'branchupgraded', '--lang', 'en'])).stderr).toContain('BranchUpgraded')
})

describe('errors for people', () => {
  test.each([
    ['no-ledger', ['coverage', 'missing.ledger']],
    ['bad-date', ['coverage', ledger, '--as-of', '2021-02-29']],
    ['no-figure', ['figures', ledger, 'member']],
    ['unknown-command', ['coverge']],
  ])('%s, in Chinese and in English', async (name, args) => {
    await expect((await run([...args, '--lang', 'zh'])).stderr).toMatchFileSnapshot(golden(`error-${name}.zh.txt`))
    await expect((await run([...args, '--lang', 'en'])).stderr).toMatchFileSnapshot(golden(`error-${name}.en.txt`))
  })
})

async function languageOfError(args: readonly string[], env: Readonly<Record<string, string>>): Promise<string> {
  const { stderr } = await run(['coverage', 'missing.ledger', ...args], { env })
  return stderr.startsWith('error') ? 'en' : 'zh'
}

describe('the language', () => {
  test.each<readonly [string, readonly string[], Readonly<Record<string, string>>]>([
    ['en', ['--lang', 'en'], { TAIZHANG_LANG: 'zh' }],
    ['en', ['--lang=en'], {}],
    ['en', [], { TAIZHANG_LANG: 'en', LANG: 'zh_CN.UTF-8' }],
    ['en', [], { LC_ALL: 'en_US.UTF-8', LANG: 'zh_CN.UTF-8' }],
    ['en', [], { LANG: 'en_GB' }],
    ['zh', [], { LANG: 'C.UTF-8' }],
    ['zh', [], {}],
    ['zh', [], { LC_ALL: 'C', LANG: 'en_US.UTF-8' }],
  ])('is %s with %j and %j', async (language, args, env) => {
    expect(await languageOfError(args, env)).toBe(language)
  })

  test('may be given before the command', async () => {
    expect((await run(['--lang', 'en', 'coverage', 'missing.ledger'])).stderr).toMatch(/^error/)
    expect((await run(['--lang', 'en', 'help', 'coverage'])).stdout).toMatch(/^Usage/)
  })
})

test('what a book says cannot command the terminal', async () => {
  const evil = path('evil.ledger')
  await run(['init', evil, '--book', '1', '--name', 'x'])
  const name = 'a\u001b[2Jb\u202ec\u009b'
  const event = { type: 'UnitListed', effectiveOn: '2018-01-01', data: { unitId: 'u1', kind: 'enterprise', name } }
  await run(['record', evil], { stdin: JSON.stringify(event) })
  const { stdout } = await run(['history', evil, 'u1'])
  expect(stdout).toContain('u1')
  for (const character of ['\u001b', '\u009b', '\u202e']) expect(stdout).not.toContain(character)
})
