import { spawnSync } from 'node:child_process'
import { existsSync, writeFileSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { fixture, folder, makeDistrict, shell, taizhang } from './taizhang.ts'

const { path, remove } = folder()
const ledger = path('district.ledger')

beforeAll(async () => makeDistrict(ledger))
afterAll(remove)

/** What was said to people besides an answer or an error. */
const remarksOf = (stderr: string): readonly string[] =>
  (JSON.parse(stderr) as { readonly remarks: readonly { readonly en: string }[] }).remarks.map(({ en }) => en)

const unitListed = (index: number): string =>
  `{"type":"UnitListed","effectiveOn":"2018-01-01","data":{"unitId":"u${index}","kind":"enterprise","name":"x"}}`

const at = (name: string): string => path(name).slice(0, -name.length - 1)

describe('the real program', () => {
  test('every command, with its exit code and nothing else on stderr', async () => {
    const file = path('new.ledger')
    const dump = path('book.ndjson')
    const first = [
      ['init', file, '--book', '330109', '--name', '台账'],
      ['check', file, fixture('district.ndjson')],
      ['record', file, fixture('district.ndjson')],
    ]
    for (const args of first) expect(await taizhang(args)).toMatchObject({ code: 0, stderr: '' })
    const exported = await taizhang(['export', file])
    writeFileSync(dump, exported.stdout)
    const rest = [
      ['restore', path('copy.ledger'), dump],
      ['coverage', file, '--format', 'json'],
      ['figures', file],
      ['series', file, 'members', '--from', '2018-01-01', '--to', '2021-06-30', '--every', 'month'],
      ['organization', file, 'o1'],
      ['history', file, 'o1'],
      ['events'],
      ['--help'],
      ['--version'],
    ]
    for (const ran of await Promise.all(rest.map(async (args) => taizhang(args))))
      expect({ ...ran, stdout: ran.stdout.length > 0 }).toEqual({ code: 0, stderr: '', stdout: true })
    expect((await taizhang(['export', path('copy.ledger')])).stdout).toBe(exported.stdout)
  })

  test('a file with two books needs --book', async () => {
    const file = path('two.ledger')
    expect((await taizhang(['init', file, '--book', '330109', '--name', '台账'])).code).toBe(0)
    const db = new DatabaseSync(file)
    db.exec(`INSERT INTO event (book, position, id, text)
      SELECT '330110', position, id, replace(text, '"book":"330109"', '"book":"330110"') FROM event`)
    db.close()
    expect(await taizhang(['coverage', file, '--lang', 'en'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('2 books (330109, 330110): choose one with --book') as string,
    })
    const { stdout } = await taizhang(['coverage', file, '--book', '330110', '--format', 'json'])
    expect(JSON.parse(stdout)).toMatchObject({ book: '330110', size: 1 })
  })
})

describe('what is damaged or from elsewhere', () => {
  test('a book that does not hold is not exported: 3', async () => {
    const file = path('damaged.ledger')
    await taizhang(['init', file, '--book', '330109', '--name', '台账'])
    const db = new DatabaseSync(file)
    db.exec(`DROP TRIGGER event_is_never_updated; UPDATE event SET text = replace(text, '"version":1', '"version": 1')`)
    db.close()
    const { code, stdout, stderr } = await taizhang(['export', file, '--format', 'json'])
    expect([code, stdout, JSON.parse(stderr)]).toMatchObject([3, '', { code: 'damaged', book: '330109' }])
  })

  test('an event of a type that this program does not know: 6', async () => {
    const file = path('newer.ledger')
    await taizhang(['init', file, '--book', '330109', '--name', '台账'])
    const db = new DatabaseSync(file)
    db.exec(`INSERT INTO event (book, position, id, text) SELECT book, 1, 'later',
      replace(replace(text, '"position":0', '"position":1'), 'LedgerOpened', 'LedgerClosed') FROM event`)
    db.close()
    const { code, stderr } = await taizhang(['coverage', file, '--format', 'json'])
    expect([code, JSON.parse(stderr)]).toMatchObject([6, { code: 'unknown-type', type: 'LedgerClosed' }])
  })

  test('a file that is no ledger: 6, and it stays as it was', async () => {
    const file = path('notes.txt')
    writeFileSync(file, 'nothing of the kind\n'.repeat(100))
    for (const args of [['coverage'], ['record'], ['export']])
      expect(await taizhang([args[0] ?? '', file])).toMatchObject({ code: 6, stdout: '' })
  })
})

describe('readers of the output', () => {
  test('who has seen enough ends the program: 6, as it has not given its whole answer', async () => {
    const script = `$taizhang events --format ndjson | head -c 1; echo "\${PIPESTATUS[0]}"`
    expect(await shell(script, at('x'))).toMatchObject({
      stdout: '{6\n',
      stderr: expect.stringMatching(/^\{"code":"output-closed".*"next":/) as string,
    })
  })

  test('a verdict stands, whoever reads it: 3 of findings and of verify, 1 of check', async () => {
    const damaged = path('verdict.ledger')
    await taizhang(['init', damaged, '--book', '330109', '--name', '台账'])
    const db = new DatabaseSync(damaged)
    db.exec(`DROP TRIGGER event_is_never_updated; UPDATE event SET text = replace(text, '"version":1', '"version": 1')`)
    db.close()
    writeFileSync(path('nonsense.ndjson'), '{}\n')
    const cases = [
      [`findings ${ledger} --as-of 2021-06-30 --fail-on notice`, 3],
      [`verify ${damaged}`, 3],
      [`check ${ledger} nonsense.ndjson`, 1],
    ] as const
    for (const [args, code] of cases) {
      const closed = '(exec <&-; sleep 1)'
      const ran = await shell(`$taizhang ${args} --format json | ${closed}; echo "\${PIPESTATUS[0]}"`, at('x'))
      expect([args, ran.stdout]).toEqual([args, `${code}\n`])
      expect([args, remarksOf(ran.stderr)]).toEqual([
        args,
        expect.arrayContaining(['the output was closed; the result is not complete']),
      ])
    }
  })

  test('what was carried out is said where nobody reads the answer', async () => {
    const script = `$taizhang init ${path('unread.ledger')} --book 330109 --name x --format json | (exec <&-; sleep 1)`
    const { stderr } = await shell(`${script}; exit "\${PIPESTATUS[0]}"`, at('x'))
    expect(JSON.parse(stderr)).toMatchObject({
      code: 'output-closed',
      message: { en: 'the output was closed; the ledger has been made' },
    })
  })

  test('an export that is cut off says that it is not complete: 6', async () => {
    const lines = Array.from({ length: 4000 }, (_, index) => unitListed(index))
    const file = path('large.ledger')
    await taizhang(['init', file, '--book', '330109', '--name', '台账'])
    await taizhang(['record', file], { stdin: lines.join('\n') })
    const ran = await shell(`$taizhang export ${file} --lang en | head -c 1; echo "\${PIPESTATUS[0]}"`, at('x'))
    expect(ran.stdout).toBe('{6\n')
    expect(ran.stderr).toContain('the export is not complete')
  })

  test('a pipe that somebody has set not to wait still gets everything', async ({ skip }) => {
    if (spawnSync('python3', ['--version']).status !== 0) skip('no python3 to set it so')
    const file = path('piped.ndjson')
    const lines = Array.from({ length: 3000 }, (_, index) => unitListed(index))
    await taizhang(['init', path('piped.ledger'), '--book', '330109', '--name', '台账'])
    await taizhang(['record', path('piped.ledger')], { stdin: lines.join('\n') })
    await shell(`$taizhang export ${path('piped.ledger')} > ${file}`, at('x'))
    const unblock = `python3 -c 'import os; os.set_blocking(1, False)'`
    const script = `{ ${unblock}; $taizhang export ${path('piped.ledger')}; } | { sleep 1; cmp - ${file}; }`
    expect(await shell(script, at('x'))).toEqual({ code: 0, stdout: '', stderr: '' })
  })

  test.runIf(existsSync('/dev/full'))('a full disk: 6, and what has been done is said', async () => {
    expect(await shell(`$taizhang export ${ledger} > /dev/full`, at('x'))).toMatchObject({ code: 6 })
    expect(await shell(`$taizhang coverage ${ledger} > /dev/full`, at('x'))).toMatchObject({ code: 6 })
    const script = `$taizhang record ${ledger} ${fixture('district.ndjson')} --lang en > /dev/full`
    const { code, stderr } = await shell(script, at('x'))
    expect(code).toBe(6)
    expect(stderr).toContain('0 events are recorded')
  })

  test('a disk that fills up in a later batch: what the batches before it recorded is said', async () => {
    const lines = Array.from(
      { length: 4000 },
      (_, index) =>
        `{"id":"00000000-0000-7000-8000-${String(index).padStart(12, '0')}","type":"UnitListed","effectiveOn":"2018-01-01","data":{"unitId":"u${index}","kind":"enterprise","name":"x"}}`,
    )
    const file = path('filling.ledger')
    await taizhang(['init', file, '--book', '330109', '--name', '台账'])
    writeFileSync(path('filling.ndjson'), lines.join('\n'))
    const script = `ulimit -f 700; $taizhang record ${file} ${path('filling.ndjson')} --batch 100 --format json`
    const { code, stderr } = await shell(script, at('x'))
    expect(code).toBe(6)
    const { recorded, message } = JSON.parse(stderr) as { recorded: number; message: { en: string } }
    expect(recorded).toBeGreaterThan(0)
    expect(message.en).toContain(`the batches before it are recorded (${recorded} events)`)
    const { stdout } = await taizhang(['coverage', file, '--format', 'json'])
    expect(JSON.parse(stdout)).toMatchObject({ size: recorded + 1 })
  })

  test('an error is one object on stderr, also with remarks', async () => {
    const stdin =
      '{"type":"UnitListed","effectiveOn":"2018-01-01","data":{"unitId":"u8","kind":"enterprise","name":"x"}}\n'
    const { code, stderr } = await taizhang(['record', ledger, '--batch', '1', '--format', 'json'], {
      stdin: stdin + stdin,
    })
    expect(code).toBe(1)
    expect(JSON.parse(stderr)).toMatchObject({ batch: 2, recorded: 1 })
    // The clock is years ahead of the book, and the event had no id.
    expect(remarksOf(stderr)).toEqual([
      expect.stringContaining('check the clock'),
      expect.stringContaining('had no id'),
    ])
  })
})

test('a progress line on a terminal, and none elsewhere', async ({ skip }) => {
  if (spawnSync('script', ['--version']).status !== 0) skip('no script(1) to make a terminal')
  const file = path('progress.ledger')
  await taizhang(['init', file, '--book', '330109', '--name', '台账'])
  const lines = Array.from(
    { length: 6000 },
    (_, index) =>
      `{"id":"00000000-0000-7000-8000-${String(index).padStart(12, '0')}","type":"UnitListed","effectiveOn":"2018-01-01","data":{"unitId":"u${index}","kind":"enterprise","name":"x"}}\n`,
  )
  writeFileSync(path('many.ndjson'), lines.join(''))
  const ran = await shell(`script -qec "$taizhang check ${file} many.ndjson --lang en" /dev/null`, at('x'))
  expect(ran.stdout).toContain('recording: 0 of 6000 events')
  // The line is wiped out before the answer is printed.
  expect(ran.stdout).toContain('\r\u001b[K6000 can be recorded')
  expect(await taizhang(['check', file, path('many.ndjson')])).toMatchObject({ stderr: '' })
})
