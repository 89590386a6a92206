import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'

import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { folder, makeDistrict, run } from './taizhang.ts'

const { path, remove } = folder()
afterAll(remove)

const [ledger, other] = [path('a.ledger'), path('other.ledger')]
const [key, witness, stranger] = [path('book.key'), path('witness.key'), path('stranger.key')]
const trust = (file: string): readonly string[] => ['--trust', `${file}.pub`]

const done = async (args: readonly string[], stdin = ''): Promise<void> => {
  const { code, stderr } = await run(args, { stdin })
  if (code !== 0) throw new Error(stderr)
}

beforeAll(async () => {
  await makeDistrict(ledger)
  for (const args of [
    ['init', other, '--book', '330110', '--name', '另一册'],
    ['keygen', key, '--book', '330109'],
    ['keygen', stranger, '--book', '330109'],
    ['keygen', path('other.key'), '--book', '330110'],
    ['keygen', witness, '--name', 'wang'],
    ['checkpoint', ledger, '--key', key, '-o', path('older.note')],
  ])
    await done(args)
  const unit = { unitId: 'z9', kind: 'enterprise', name: '新来的' }
  const drafts = JSON.stringify({ type: 'UnitListed', effectiveOn: '2021-06-01', data: unit })
  await done(['record', ledger], drafts)
  for (const args of [
    ['checkpoint', ledger, '--key', key, '-o', path('note')],
    ['checkpoint', ledger, '--key', stranger, '-o', path('stranger.note')],
    ['checkpoint', other, '--key', path('other.key'), '-o', path('other.note')],
    ['cosign', ledger, path('note'), '--key', witness, ...trust(key), '--first', '-o', path('cosigned')],
  ])
    await done(args)
  const zeros = Buffer.alloc(32).toString('base64')
  const note = readFileSync(path('note'), 'utf8').split('\n')
  writeFileSync(path('forged.note'), note.with(2, zeros).join('\n'))
})

const change = (name: string, sql: string): string => {
  const file = path(name)
  copyFileSync(ledger, file)
  const db = new DatabaseSync(file)
  db.exec(sql)
  db.close()
  return file
}

const backup = /backup|备份/

describe('what to do next fits what is wrong', () => {
  test.each<readonly [what: string, args: () => readonly string[], code: number, next: RegExp]>([
    [
      'a missing signature',
      () => ['verify', ledger, '--since', path('note'), ...trust(witness)],
      3,
      /public key again/,
    ],
    ['a wrong key', () => ['verify', ledger, '--since', path('note'), ...trust(stranger)], 3, /public key again/],
    [
      'a forged checkpoint',
      () => ['verify', ledger, '--since', path('forged.note'), ...trust(key)],
      3,
      /public key again/,
    ],
    ['one that nobody asked who signed', () => ['verify', ledger, '--since', path('forged.note')], 3, /with --trust/],
    ["another book's", () => ['verify', ledger, '--since', path('other.note'), ...trust(key)], 3, /of this book/],
    ["another book's, unasked", () => ['verify', ledger, '--since', path('other.note')], 3, /of this book/],
    ['another one to stand on', () => ['coverage', ledger, '--known-at', path('other.note')], 3, /of this book/],
    [
      'a wrong key to stand on',
      () => ['coverage', ledger, '--known-at', path('note'), ...trust(stranger)],
      3,
      /key again/,
    ],
    [
      'a forged one to stand on',
      () => ['coverage', ledger, '--known-at', path('forged.note')],
      3,
      /verify with --since/,
    ],
    [
      'an older one to cosign',
      () => ['cosign', ledger, path('older.note'), '--key', witness, ...trust(key), '--since', path('note')],
      3,
      /newer than the one you hold/,
    ],
    [
      "a witness's key alone, to cosign",
      () => ['cosign', ledger, path('cosigned'), '--key', witness, ...trust(witness), '--first'],
      2,
      /add the book's public key/,
    ],
    ["another book's key", () => ['checkpoint', ledger, '--key', path('other.key')], 2, /use the key that is named/],
    ["a witness's key", () => ['checkpoint', ledger, '--key', witness], 2, /use the key that is named/],
    [
      'changed tables',
      () => ['verify', change('tables.ledger', "UPDATE unit SET name = 'x'")],
      3,
      /restore into a new file/,
    ],
    [
      'a right one',
      () => ['verify', change('cut.ledger', 'SELECT 1'), '--since', path('note'), ...trust(key)],
      0,
      /^$/,
    ],
  ])('%s', async (_what, args, code, next) => {
    const ran = await run([...args(), '--format', 'json'])
    expect(ran.code).toBe(code)
    const { next: told = { en: '', zh: '' } } = JSON.parse(ran.stderr || '{}') as { next?: { en: string; zh: string } }
    expect(told.en).toMatch(next)
    expect(told.en + told.zh).not.toMatch(backup)
  })

  test('a changed event is what leads to a backup', async () => {
    const changed = change(
      'changed.ledger',
      `DROP TRIGGER event_is_never_updated; UPDATE event SET text = replace(text, '"actor":"cli"', '"actor":"cla"') WHERE position = 1`,
    )
    const ran = await run(['verify', changed, '--since', path('note'), ...trust(key)])
    expect([ran.code, ran.stderr]).toEqual([3, expect.stringMatching(backup)])
  })
})

async function unsealed(...args: readonly string[]): Promise<number> {
  const { stdout } = await run(['verify', ledger, ...args, '--format', 'json'])
  return (JSON.parse(stdout) as { readonly unsealed: { readonly count: number } }).unsealed.count
}

describe('only what a right and required signature covers is sealed', () => {
  test.each([
    [0, () => ['--since', path('note'), ...trust(key)]],
    [0, () => ['--since', path('cosigned'), ...trust(witness)]],
    [1, () => ['--since', path('older.note'), ...trust(key)]],
    [23, () => ['--since', path('note')]],
    [23, () => ['--since', path('note'), ...trust(stranger)]],
    [23, () => ['--since', path('note'), ...trust(witness)]],
    [23, () => ['--since', path('stranger.note'), ...trust(key)]],
    [23, () => ['--since', path('other.note'), ...trust(key)]],
    [23, () => []],
  ])('%d are not', async (count, args) => {
    expect(await unsealed(...args())).toBe(count)
    const { stdout } = await run(['verify', ledger, ...args()])
    expect(stdout.includes('未封存：无')).toBe(count === 0)
  })
})

test('a checkpoint or a key that is none is refused in words, at once', async () => {
  const note = readFileSync(path('note'), 'utf8')
  const file = (name: string, content: string | Uint8Array): string => {
    writeFileSync(path(name), content)
    return path(name)
  }
  mkdirSync(path('folder'))
  expect(spawnSync('mkfifo', [path('pipe')]).status).toBe(0)
  const none: readonly (readonly [string, string])[] = [
    ['/dev/zero', 'not-a-file'],
    [path('folder'), 'not-a-file'],
    [path('pipe'), 'not-a-file'],
    [file('large', Buffer.alloc(10 << 20, note)), 'file-too-large'],
    [file('binary', Uint8Array.of(0xff, 0xfe, 0, 1)), 'not-a-text'],
    [file('marked', `\ufeff${note}`), 'not-a-checkpoint'],
    [file('zero', note.replace('\n', '\u0000\n')), 'not-a-checkpoint'],
    [file('windows', note.replaceAll('\n', '\r\n')), 'not-a-checkpoint'],
    [file('empty', ''), 'not-a-checkpoint'],
  ]
  for (const [name, code] of none) {
    for (const args of [
      ['verify', ledger, '--since', name],
      ['coverage', ledger, '--known-at', name],
      ['late', ledger, '--since', name],
      ['cosign', ledger, name, '--key', witness, ...trust(key), '--first'],
      ['bundle', ledger, 'members', '--known-at', path('note'), '--since', name, '-o', path('b.zip')],
    ]) {
      const ran = await run([...args, '--format', 'json'])
      expect([args, ran.code, JSON.parse(ran.stderr)]).toMatchObject([args, 2, { code }])
      expect(ran.stderr).not.toMatch(backup)
    }
    const keys = await run(['verify', ledger, '--since', path('note'), '--trust', name, '--format', 'json'])
    expect([name, keys.code]).toEqual([name, 2])
  }
})
