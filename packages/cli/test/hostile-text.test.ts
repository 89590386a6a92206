import { copyFileSync, readFileSync, writeFileSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { PassThrough, Readable } from 'node:stream'

import { party } from '@taizhang/core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { eventSchema, type JsonSchema } from '../src/event-schema.ts'
import { main } from '../src/index.ts'
import { fixture, folder, noon, run, textOf, type Ran } from './taizhang.ts'

const { path, remove } = folder()
afterAll(remove)

/** What commands a terminal, turns text, joins it without being seen, or is no text; a line end and what a made-up line would say. */
const oneLine =
  '\u001b[2J\u001b]0;x\u0007\u009b31m\u0000\b\t\u00ad\u200b\u200d\u200e\u061c\u202e\u2066\u2069\ufeff\u{e0041}恶'
const hostile = `${oneLine}\nFORGED\r\nFORGED\u0085FORGED\u2028FORGED`
const hidden = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u

type Data = Record<string, unknown>
interface Poured extends Data {
  readonly type: string
  readonly data: Data
}

const isText = (schema: JsonSchema | undefined): boolean =>
  schema?.type === 'string' &&
  [schema.format, schema.pattern, schema.enum, schema.const].every((one) => one === undefined)

/** Where a draft may have text: in its data, and in what stands around it. */
function textsIn(draft: Poured): readonly (readonly [holder: Data, name: string])[] {
  const definition = party.events.get(draft.type)
  if (!definition) throw new Error(draft.type)
  const { properties = {} } = eventSchema(party, definition).properties?.['data'] ?? {}
  const ofData = Object.keys(properties).filter((name) => isText(properties[name]))
  const evidence: Data = {}
  draft['evidence'] = evidence
  return [
    ...ofData.map((name) => [draft.data, name] as const),
    ...['documentNumber', 'issuer', 'uri', 'page'].map((name) => [evidence, name] as const),
    ...['actor', 'reason', 'correlationId'].map((name) => [draft, name] as const),
  ]
}

const ledger = path('hostile.ledger')
const key = path('book.key')
const sealed = ['--trust', `${key}.pub`]
let poured = 0

/** Records the drafts with hostile text wherever they take it: on several lines, else on one, else as they were. */
async function pour(drafts: readonly Poured[]): Promise<void> {
  for (const draft of drafts) {
    for (const [holder, name] of textsIn(draft)) {
      const own = holder[name]
      for (const text of [hostile, oneLine, own]) {
        if (text === undefined) delete holder[name]
        else holder[name] = text
        const { code, stderr } = await run(['check', ledger, '--format', 'json'], { stdin: JSON.stringify(draft) })
        const { path: where } = code === 0 ? { path: undefined } : (JSON.parse(stderr) as { readonly path?: string })
        if (where?.split('.').at(-1) !== name) break
      }
      if (holder[name] === hostile || holder[name] === oneLine) poured++
    }
    const { code, stderr } = await run(['record', ledger], { stdin: JSON.stringify(draft) })
    if (code !== 0) throw new Error(stderr)
  }
}

beforeAll(async () => {
  expectClean(await run(['init', ledger, '--book', '330109', '--name', hostile, '--jurisdiction', '330109']))
  const drafts = ['district', 'outcomes', 'later'].flatMap((name) =>
    readFileSync(fixture(`${name}.ndjson`), 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Poured),
  )
  await pour(drafts)
  await run(['keygen', key, '--book', '330109'])
  await run(['keygen', path('witness.key'), '--name', 'witness'])
  await run(['checkpoint', ledger, '--key', key, '-o', path('note')])
})

/** Nothing in it commands, and no line is made up; a cell of CSV has lines of its own. */
function expectClean({ stdout, stderr }: Ran, kept = '\n'): void {
  const of = (text: string): string => Array.from(text, (each) => (kept.includes(each) ? ' ' : each)).join('')
  expect(of(stdout)).not.toMatch(hidden)
  expect(stderr.replaceAll('\n', ' ')).not.toMatch(hidden)
  const printed = kept === '\n' ? `${stdout}\n${stderr}` : stderr
  expect(printed.split('\n').filter((line) => /^[\s|>*-]*FORGED/.test(line))).toEqual([])
}

const day = ['--as-of', '2021-06-30']
const reading: readonly (readonly string[])[] = [
  ['coverage', ledger, ...day],
  ['figures', ledger, ...day],
  ['series', ledger, 'members', '--from', '2020-01-01', '--to', '2021-06-30', '--every', 'year'],
  ['explain', ledger, 'organization-coverage', ...day],
  ['explain', ledger, 'members', ...day],
  ['explain', ledger, 'donations', ...day],
  ['organization', ledger, 'o1', ...day],
  ['history', ledger, 'o1'],
  ['history', ledger, 'u1'],
  ['findings', ledger, ...day],
  ['rules', '--ledger', ledger],
  ['terms', ledger, ...day, '--within', '48m'],
  ['diff', ledger, '--as-of', '2018-01-01..2021-06-30'],
  ['late', ledger, '--days', '1'],
  ['verify', ledger, '--since', path('note'), ...sealed],
]

test('there is hostile text in the book', () => {
  expect(poured).toBeGreaterThan(150)
})

describe('hostile text in a book commands no terminal and makes up no line', () => {
  test.each(reading)('%s %s %s', async (...args) => {
    for (const language of ['zh', 'en']) {
      const ran = await run([...args, '--lang', language])
      expect(ran.code).toBe(0)
      expectClean(ran)
    }
    for (const format of ['json', 'ndjson']) expectClean(await run([...args, '--format', format]))
    expectClean(await run([...args, '--format', 'csv']), '\n\r\t')
  })

  test('documents', async () => {
    expectClean(await run(['report', ledger, ...day, '--format', 'md']))
    // A line of a page's source is no line of the page.
    expectClean(await run(['report', ledger, ...day, '--format', 'html']), '\n ')
    expectClean(await run(['report', ledger, ...day, '--format', 'json']))
    expectClean(await run(['terms', ledger, ...day, '--within', '48m', '--format', 'ics']), '\r\n')
  })

  test('JSON says all of it', async () => {
    const { stdout } = await run(['organization', ledger, 'o1', ...day, '--format', 'json'])
    expect(stdout).toContain('\\u009b31m')
    const { profile } = JSON.parse(stdout) as { readonly profile: { readonly name: string } }
    expect(profile.name).toBe(hostile)
  })

  test('on a terminal there are colours of ours, and nothing else', async () => {
    for (const args of reading) {
      const [stdout, stderr] = [Object.assign(new PassThrough(), { isTTY: true }), new PassThrough()]
      const said = textOf(stdout)
      await main({ args, env: { FORCE_COLOR: '1' }, stdin: Readable.from([]), stdout, stderr, now: () => noon })
      stdout.end()
      // oxlint-disable-next-line no-control-regex -- what makes text bold or dim, and ends it
      const rest = (await said).replaceAll(/\u001b\[(?:1|2|22)m/g, '')
      expectClean({ code: 0, stdout: rest, stderr: '' })
    }
  })
})

describe('hostile text in arguments, files and damage', () => {
  test.each([
    [hostile],
    ['coverage', path(`none${oneLine.replaceAll('\u0000', '')}`)],
    ['coverage', ledger, '--scope', hostile],
    ['coverage', ledger, '--as-of', hostile],
    ['coverage', ledger, '--known-at', hostile],
    ['coverage', ledger, '--book', hostile],
    ['coverage', ledger, `--${hostile}`],
    ['coverage', ledger, '--format', hostile],
    ['coverage', ledger, '--lang', hostile],
    ['figures', ledger, hostile],
    ['organization', ledger, hostile],
    ['history', ledger, hostile],
    ['findings', ledger, '--rule', hostile],
    ['findings', ledger, '--subject', hostile],
    ['events', hostile],
    ['rules', hostile],
    ['keygen', path('hostile.key'), '--name', hostile],
    ['keygen', path('forged.key'), '--name', 'taizhang/330109'],
    ['init', path('other.ledger'), '--book', hostile, '--name', 'x'],
    ['init', path('other.ledger'), '--book', 'x', '--name', `${hostile}${'x'.repeat(300)}`],
  ])('%j', async (...args) => {
    const ran = await run(args)
    expect(ran.code).not.toBe(0)
    expectClean(ran)
    expectClean(await run([...args, '--format', 'json']))
  })

  test('lines to record and to restore', async () => {
    const lines = [
      hostile,
      `{"${oneLine}":1}`,
      JSON.stringify({ type: hostile }),
      JSON.stringify({ [hostile]: hostile }),
    ]
    for (const line of lines) {
      for (const command of ['record', 'check']) {
        expectClean(await run([command, ledger], { stdin: line }))
        expectClean(await run([command, ledger, '--format', 'json'], { stdin: line }))
      }
      writeFileSync(path('texts'), line)
      expectClean(await run(['restore', path('restored.ledger'), path('texts')]))
    }
  })

  test('checkpoints and keys', async () => {
    const note = readFileSync(path('note'), 'utf8')
    const notes = [
      note.replace('taizhang/', `taizhang/${oneLine}`),
      note.replace('taizhang/', 'taizhang/\u009b2J\u202e'),
      note.replace('— ', `— ${oneLine}`),
      note.replace('330109', '33010\u202e9'),
    ]
    for (const text of notes) {
      writeFileSync(path('hostile.note'), text)
      for (const args of [
        ['verify', ledger, '--since', path('hostile.note'), ...sealed],
        ['coverage', ledger, '--known-at', path('hostile.note')],
        ['cosign', ledger, path('hostile.note'), '--key', path('witness.key'), ...sealed, '--first'],
      ]) {
        const ran = await run(args)
        expect(ran.code).not.toBe(0)
        expectClean(ran)
      }
    }
    writeFileSync(path('hostile.pub'), `${hostile}+12345678+AAAA\n`)
    expectClean(await run(['verify', ledger, '--since', path('note'), '--trust', path('hostile.pub')]))
  })

  test('what verify finds', async () => {
    const file = path('damaged.ledger')
    copyFileSync(ledger, file)
    const db = new DatabaseSync(file)
    const name = hostile.replaceAll('\u0000', '')
    db.exec('DROP TRIGGER event_is_never_updated; DROP TRIGGER event_is_only_appended')
    db.exec(`CREATE TRIGGER "${name}" AFTER INSERT ON event BEGIN SELECT 1; END`)
    db.exec(`CREATE TABLE "unit__next${name}" (book TEXT)`)
    db.prepare('UPDATE unit SET name = ?').run(name)
    db.prepare('UPDATE unit SET unit_id = ? WHERE unit_id = ?').run(name, 'u3')
    db.prepare("UPDATE kept_table SET name = ? WHERE name = 'unit'").run(name)
    db.prepare('UPDATE event SET id = ? WHERE position = 3').run(name)
    db.prepare('INSERT INTO batch VALUES (?, 1, ?, 0, NULL, 0)').run(name, name)
    db.prepare('INSERT INTO event (book, position, id, text) VALUES (?, 0, ?, ?)').run(name, name, name)
    db.close()
    const ran = await run(['verify', file, '--book', '330109'])
    expect(ran.code).toBe(3)
    expectClean(ran)
    for (const args of [
      ['verify', file],
      ['coverage', file],
      ['export', file],
    ])
      expectClean(await run(args))
    expectClean(await run(['verify', file, '--book', '330109', '--format', 'json']))
  })
})
