import {
  chmodSync,
  copyFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { DatabaseSync } from 'node:sqlite'

import { openLedger, party } from '@taizhang/core'
import { fingerprintOf } from '@taizhang/kernel/internal'
import type { Segment } from '@taizhang/kernel/store'
import { sqliteStore } from '@taizhang/sqlite'
import { originOf, signingKey, signingLine, verifyingLine } from '@taizhang/audit'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { fixture, folder, golden, makeDistrict, run, type Ran } from './taizhang.ts'

const { path, remove } = folder()
afterAll(remove)

const ledger = path('a.ledger')
const [bookKey, witnessKey] = [path('book.key'), path('witness.key')]

/** Keys that are the same in every run, so that what is printed is. */
function writeKeys(): void {
  const book = signingKey(originOf('330109'), 'book', new Uint8Array(32).fill(1))
  const witness = signingKey('审计见证人', 'witness', new Uint8Array(32).fill(2))
  for (const [file, key] of [
    [bookKey, book],
    [witnessKey, witness],
  ] as const) {
    writeFileSync(file, `${signingLine(key)}\n`, { mode: 0o600 })
    writeFileSync(`${file}.pub`, `${verifyingLine(key)}\n`)
  }
  writeFileSync(path('both.pub'), `# 两位\n${verifyingLine(book)}\n\n${verifyingLine(witness)}\n`)
}

const done = async (...args: readonly string[]): Promise<string> => {
  const { code, stdout, stderr } = await run(args)
  expect([code, stderr]).toEqual([0, ''])
  return stdout
}

/** The public key beside a private one. */
const publicKey = (file: string): string => readFileSync(`${file}.pub`, 'utf8').trim()

const errorOf = ({ stderr }: Ran): Record<string, unknown> => JSON.parse(stderr) as Record<string, unknown>

beforeAll(async () => {
  await makeDistrict(ledger)
  writeKeys()
  writeFileSync(path('note'), await done('checkpoint', ledger, '--key', bookKey))
  await done(
    'cosign',
    ledger,
    path('note'),
    '--key',
    witnessKey,
    '--trust',
    `${bookKey}.pub`,
    '--first',
    '-o',
    path('cosigned'),
  )
  copyFileSync(ledger, path('older.ledger'))
  const unit = {
    type: 'UnitListed',
    effectiveOn: '2021-06-01',
    data: { unitId: 'z9', kind: 'enterprise', name: '新来的' },
  }
  const { code, stderr } = await run(['record', ledger], { stdin: JSON.stringify(unit) })
  if (code !== 0) throw new Error(stderr)
})

/** A ledger whose last event a program without tables has recorded. */
async function lagging(): Promise<string> {
  const file = path('lagging.ledger')
  copyFileSync(path('older.ledger'), file)
  const whole = sqliteStore(ledger, { domain: party, readOnly: true })
  const store = sqliteStore(file, { domain: party })
  const stream = 'ledger-330109'
  for await (const events of whole.read(stream, { direction: 'backwards', limit: 1 }))
    expect(await store.append(stream, events, { expectedRevision: 'any' })).toMatchObject({ ok: true })
  await Promise.all([store.close(), whole.close()])
  return file
}

describe('verify', () => {
  test.each(['zh', 'en'])('lists what was checked and what was not, in %s', async (lang) => {
    const sealed = ['--since', path('cosigned'), '--trust', path('both.pub')]
    const texts = [
      await done('verify', ledger, ...sealed, '--lang', lang),
      await done('verify', ledger, '--lang', lang),
    ]
    const tampered = await run(['verify', tamper(), ...sealed, '--lang', lang])
    // The id of the event recorded above is new in every run, and so is the root over it.
    const same = texts.join('\n').replaceAll(/[A-Za-z0-9+/]{43}=/g, 'ROOT')
    const found = tampered.stdout.replaceAll(/[A-Za-z0-9+/]{43}=/g, 'ROOT')
    await expect(`${same}\n${found}\n${tampered.stderr}`).toMatchFileSnapshot(golden(`verify.${lang}.txt`))
  })

  test('something that does not hold is exit 3, on stdout in full and on stderr in short', async () => {
    const ran = await run(['verify', tamper(), '--format', 'json'])
    expect(ran.code).toBe(3)
    expect(JSON.parse(ran.stdout)).toMatchObject({ book: '330109', checks: expect.arrayContaining([]) as unknown })
    expect(errorOf(ran)).toMatchObject({ code: 'does-not-hold', checks: ['tree'] })
  })

  test('something that could not be checked is exit 6', async () => {
    const ran = await run(['verify', await lagging(), '--format', 'json'])
    expect([ran.code, errorOf(ran)]).toMatchObject([6, { code: 'not-checked', checks: ['tables'] }])
  })

  test('tables that lag are compared up to where they stand, and may not only say so', async () => {
    const changed = await lagging()
    change(changed, 'UPDATE figure_delta SET delta = delta + 1')
    const cut = path('cut.ledger')
    copyFileSync(ledger, cut)
    change(cut, 'DELETE FROM batch WHERE size > 1')
    for (const file of [changed, cut]) {
      const ran = await run(['verify', file, '--format', 'json'])
      expect([ran.code, errorOf(ran)]).toMatchObject([3, { checks: ['tables'] }])
    }
  })

  test('an older copy is found by the checkpoint', async () => {
    writeFileSync(path('newer'), await done('checkpoint', ledger, '--key', bookKey))
    const ran = await run(['verify', path('older.ledger'), '--since', path('newer'), '--format', 'json'])
    expect([ran.code, errorOf(ran)]).toMatchObject([3, { checks: ['checkpoint'] }])
  })

  test('a policy says how many witnesses are enough, and until when a key counts', async () => {
    const verified = async (sizes: string, ...more: readonly string[]): Promise<Ran> => {
      writeFileSync(path('policy'), [`log ${publicKey(bookKey)} ${sizes}`, ...more].join('\n'))
      return run(['verify', ledger, '--since', path('note'), '--trust', path('policy'), '--format', 'json'])
    }
    const witnesses = [`witness 审计 ${publicKey(witnessKey)}`, 'quorum 审计']
    expect((await verified('', 'quorum none')).code).toBe(0)
    expect(errorOf(await verified('sizes=1-2', 'quorum none'))).toMatchObject({ checks: ['signatures'] })
    const short = await verified('', ...witnesses)
    expect([short.code, errorOf(short)]).toMatchObject([
      3,
      { next: { en: expect.stringContaining('missing witnesses') as string } },
    ])
    const wrong = await verified('sizes=2-1', 'quorum none')
    expect([wrong.code, errorOf(wrong)]).toMatchObject([2, { code: 'bad-policy' }])
    expect((errorOf(wrong)['message'] as { zh: string }).zh).toContain('policy 第 1 行')
  })

  test('files that are no notes and no keys are wrong usage; files that are not there are not found', async () => {
    writeFileSync(path('garbage'), Uint8Array.of(0xff, 0xfe))
    writeFileSync(path('text'), '不是检查点\n')
    const cases: readonly (readonly [readonly string[], number, string])[] = [
      [['--since', path('garbage')], 2, 'not-a-text'],
      [['--since', path('text')], 2, 'not-a-checkpoint'],
      [['--since', path('none')], 4, 'no-such-file'],
      [['--since', path('note'), '--trust', path('text')], 2, 'not-a-key'],
      [['--since', path('note'), '--trust', path('none')], 4, 'no-such-file'],
    ]
    for (const [args, code, error] of cases) {
      const ran = await run(['verify', ledger, ...args, '--format', 'json'])
      expect([args, ran.code, errorOf(ran)['code']]).toEqual([args, code, error])
    }
  })
})

/** A ledger in which the number of a document has been changed. */
function tamper(): string {
  const tampered = path('tampered.ledger')
  copyFileSync(ledger, tampered)
  change(
    tampered,
    `DROP TRIGGER event_is_never_updated;
     UPDATE event SET text = replace(text, '"actor":"cli"', '"actor":"cla"') WHERE position = 1;
     CREATE TRIGGER event_is_never_updated BEFORE UPDATE ON event
BEGIN SELECT RAISE(ABORT, '事件不可修改 events are never changed: record a correction instead'); END;`,
  )
  return tampered
}

function change(file: string, sql: string): void {
  const db = new DatabaseSync(file)
  db.exec(sql)
  db.close()
}

describe('keygen', () => {
  test('makes a private file and a public one, and overwrites neither', async () => {
    const file = path('new.key')
    const stdout = await done('keygen', file, '--book', '330109', '--format', 'json')
    expect(JSON.parse(stdout)).toMatchObject({ name: 'taizhang/330109', kind: 'book' })
    expect(statSync(file).mode & 0o777).toBe(0o600)
    const before = readFileSync(file, 'utf8')
    const again = await run(['keygen', file, '--name', 'w', '--format', 'json'])
    expect([again.code, errorOf(again)['code'], readFileSync(file, 'utf8')]).toEqual([1, 'file-exists', before])
    expect(errorOf(again)['next']).toMatchObject({ en: 'choose another name, or move the file that is there' })
  })

  test('leaves nothing behind where one of the two cannot be written', async () => {
    writeFileSync(path('half.key.pub'), 'there already')
    expect((await run(['keygen', path('half.key'), '--name', 'w'])).code).toBe(1)
    expect([existsSync(path('half.key')), readFileSync(path('half.key.pub'), 'utf8')]).toEqual([false, 'there already'])
  })

  test('is for a book or for a witness', async () => {
    for (const args of [[], ['--book', '1', '--name', 'w'], ['--name', '']])
      expect([args, (await run(['keygen', path('x.key'), ...args])).code]).toEqual([args, 2])
    expect((await run(['keygen', path('none/x.key'), '--name', 'w'])).code).toBe(4)
  })

  test('keys that others can read are refused', async () => {
    const open = path('open.key')
    copyFileSync(bookKey, open)
    chmodSync(open, 0o640)
    const ran = await run(['checkpoint', ledger, '--key', open, '--format', 'json'])
    expect([ran.code, errorOf(ran)]).toMatchObject([2, { code: 'key-not-private', mode: '640' }])
  })
})

describe('--known-at with a checkpoint', () => {
  test('stands on its size', async () => {
    const args = ['coverage', ledger, '--known-at', path('cosigned'), '--trust', path('both.pub'), '--format', 'json']
    const bySize = await done('coverage', path('older.ledger'), '--format', 'json')
    // What was sealed are the events.
    expect(await done(...args)).toBe(bySize.replace(/("read": ?)"tables"/, '$1"events"'))
  })

  test('says when nobody asked who signed it, and refuses what is not signed or not of the book', async () => {
    const ran = await run(['figures', ledger, '--known-at', path('note')])
    expect([ran.code, ran.stderr]).toEqual([0, expect.stringMatching(/没有查它是谁签的/)])
    const unsigned = await run([
      'figures',
      ledger,
      '--known-at',
      path('note'),
      '--trust',
      path('both.pub'),
      '--format',
      'json',
    ])
    expect([unsigned.code, errorOf(unsigned)['code']]).toEqual([3, 'not-signed'])
    writeFileSync(path('other'), readFileSync(path('note'), 'utf8').replace('330109\n', '330110\n'))
    const other = await run([
      'series',
      ledger,
      'members',
      '--from',
      '2021-01-01',
      '--to',
      '2021-06-30',
      '--every',
      'month',
      '--known-at',
      path('other'),
      '--format',
      'json',
    ])
    expect([other.code, errorOf(other)['code']]).toEqual([3, 'other-book'])
    const alone = await run(['figures', ledger, '--known-at', '3', '--trust', path('both.pub'), '--format', 'json'])
    expect([alone.code, errorOf(alone)['code']]).toEqual([2, 'trust-without-note'])
  })
})

/** A ledger with a snapshot that says of an organization something that no event does; its hash is made to fit. */
async function forgedSnapshot(file: string, from: string, to: string): Promise<void> {
  copyFileSync(ledger, file)
  const store = sqliteStore(file, { domain: party })
  await (await openLedger(store, { book: '330109' })).keepSnapshot()
  const fingerprint = fingerprintOf(party)
  const segments: Segment[] = []
  for await (const segment of store.snapshots.load('ledger-330109', fingerprint)) segments.push(segment)
  const [kept = expect.fail()] = segments
  const bytes = Buffer.from(kept.bytes)
  const texts = bytes.indexOf(`"${from}"`)
  expect([texts > 0, Buffer.byteLength(to)]).toEqual([true, Buffer.byteLength(from)])
  bytes.write(`"${to}"`, texts)
  store.database.exec('DELETE FROM snapshot_segment')
  await store.snapshots.keep?.('ledger-330109', fingerprint, [{ ...kept, bytes }])
  await store.close()
}

describe('a snapshot that somebody has edited', () => {
  const forged = path('forged.ledger')
  const day = ['--as-of', '2021-06-30']
  beforeAll(async () => forgedSnapshot(forged, 'enterprise', 'enterprisf'))

  test.each([
    ['coverage'],
    ['figures'],
    ['series', 'members', '--from', '2020-01-01', '--to', '2021-06-30', '--every', 'year'],
    ['report', '--format', 'md'],
    ['explain', 'organization-coverage'],
    ['organization', 'o1'],
    ['history', 'o1'],
    ['findings'],
    ['terms'],
    ['diff', '--as-of', '2020-01-01..2021-06-30'],
    ['late', '--days', '1'],
  ])('says nothing where a checkpoint is given: %s', async (command, ...rest) => {
    const times = rest.includes('--as-of') || command === 'series' || command === 'late' ? [] : day
    const note = [command === 'late' ? '--since' : '--known-at', path('cosigned'), '--trust', path('both.pub')]
    const said = async (file: string, sealed: readonly string[]): Promise<string> =>
      done(command, file, ...rest, ...times, ...sealed)
    expect(await said(forged, note)).toBe(await said(ledger, note))
  })

  test('is what the same commands answer by without one, and verify finds it', async () => {
    const [told, right] = [await done('figures', forged, ...day), await done('figures', ledger, ...day)]
    expect(told).not.toBe(right)
    const ran = await run(['verify', forged, '--format', 'json'])
    expect([ran.code, errorOf(ran)]).toMatchObject([3, { checks: ['snapshot'] }])
  })

  test('is in no bundle', async () => {
    const sealed = ['--known-at', path('cosigned'), '--trust', path('both.pub'), '--full', ...day]
    for (const [file, out] of [
      [ledger, path('honest.zip')],
      [forged, path('forged.zip')],
    ] as const)
      await done('bundle', file, 'organization-coverage', 'units-listed', ...sealed, '-o', out)
    expect(readFileSync(path('forged.zip')).equals(readFileSync(path('honest.zip')))).toBe(true)
  })
})

/** A new checkpoint of a book, in a file. */
const noteOf = async (book: string): Promise<string> => {
  const note = `${book}.${Math.random()}.note`
  await done('checkpoint', book, '--key', bookKey, '-o', note)
  return note
}

describe('cosign and bundle', () => {
  test('a witness says which checkpoint it holds, or that it holds none', async () => {
    const args = ['cosign', ledger, path('note'), '--key', witnessKey, '--trust', `${bookKey}.pub`]
    for (const more of [[], ['--first', '--since', path('note')]]) expect((await run([...args, ...more])).code).toBe(2)
    // The book has grown since, and whoever cosigns is told.
    expect(await run([...args, '--since', path('note')])).toEqual({
      code: 0,
      stdout: readFileSync(path('cosigned'), 'utf8'),
      stderr: '此检查点有 22 条，台账已有 23 条：会签的不是台账现在的样子\n',
    })
    expect((await run([...args, '--first', '-o', path('note')])).code).toBe(1)
  })

  test('a witness cosigns without the ledger, once for each size, and keeps what it cosigned', async () => {
    const state = path('witness.state')
    const answers = ['--state', state, '--key', witnessKey, '--trust', `${bookKey}.pub`]
    const ask = async (...more: readonly string[]): Promise<string> => {
      writeFileSync(path('request'), await done('prove', ledger, ...more))
      return path('request')
    }
    const line = await done('cosign', '--request', await ask(path('note')), ...answers)
    writeFileSync(path('witnessed'), readFileSync(path('note'), 'utf8') + line)
    await done('verify', ledger, '--since', path('witnessed'), '--trust', path('both.pub'))
    const kept = readFileSync(state, 'utf8')
    const again = await run(['cosign', '--request', path('request'), ...answers])
    const size = readFileSync(path('note'), 'utf8').split('\n')[1]
    expect([again.code, again.stdout]).toEqual([5, `${size}\n`])
    const newer = await ask('--key', bookKey, '--from', path('note'))
    writeFileSync(state, kept.replace(`${size} `, `${Number(size) - 1} `))
    expect((await run(['cosign', '--request', newer, ...answers])).code).toBe(3)
    writeFileSync(state, kept)
    writeFileSync(`${state}.lock`, '')
    expect((await run(['cosign', '--request', newer, ...answers])).code).toBe(6)
    rmSync(`${state}.lock`)
    expect(await done('cosign', '--request', newer, ...answers)).toMatch(/^— 审计见证人 /)
    for (const wrong of [
      ['prove', ledger],
      ['cosign', '--request', newer, ledger, ...answers],
      ['cosign', ledger, ...answers],
    ])
      expect((await run(wrong)).code).toBe(2)
  })

  test('a witness with a state file cosigns one of two forks, and the same fork further on', async () => {
    const [state, books] = [path('forks.state'), ['one.ledger', 'two.ledger'].map(path)]
    const witnessed = async (book: string, ...more: readonly string[]): Promise<Ran> =>
      run([
        'cosign',
        book,
        await noteOf(book),
        '--state',
        state,
        '--key',
        witnessKey,
        '--trust',
        `${bookKey}.pub`,
        ...more,
      ])
    for (const book of books) await done('init', book, '--book', '330109', '--name', book)
    const [one = '', two = ''] = books
    const first = await witnessed(one)
    writeFileSync(path('of-state'), first.stdout)
    expect((await run(['verify', one, '--since', path('of-state'), '--trust', path('both.pub')])).code).toBe(0)
    expect(await witnessed(two)).toMatchObject({ code: 3, stdout: '' })
    expect(await witnessed(one, '--first')).toMatchObject({ code: 2 })
    await run(['record', one, fixture('district.ndjson')])
    const further = await witnessed(one)
    expect([further.code, further.stdout.split('\n').filter((line) => line.startsWith('— ')).length]).toEqual([0, 2])
    expect(readFileSync(state, 'utf8')).toContain(`taizhang/330109 ${further.stdout.split('\n')[1]} `)
  })

  test('a bundle is written once, for figures and a checkpoint that are there', async () => {
    const args = [
      '--known-at',
      path('cosigned'),
      '--trust',
      path('both.pub'),
      '--as-of',
      '2021-06-30',
      '-o',
      path('b.zip'),
    ]
    const partly = await run(['bundle', ledger, 'organization-coverage', ...args, '--format', 'json'])
    expect([partly.code, errorOf(partly)['code']]).toEqual([2, 'needs-whole-log'])
    const stdout = await done(
      'bundle',
      ledger,
      'organization-coverage',
      'members',
      ...args,
      '--full',
      '--format',
      'json',
    )
    expect(JSON.parse(stdout)).toMatchObject({ out: path('b.zip'), figures: 4 })
    expect((await run(['bundle', ledger, 'members', ...args])).code).toBe(1)
    expect((await run(['bundle', ledger, ...args])).code).toBe(2)
    expect((await run(['bundle', ledger, 'nothing', ...args])).code).toBe(4)
    expect((await run(['bundle', ledger, 'members', '--known-at', '3', '-o', path('c.zip')])).code).toBe(2)
    expect((await run(['bundle', ledger, 'members', '--known-at', path('note')])).code).toBe(2)
  })
})

describe('publish', () => {
  const folder = path('tiles')
  const published = (...more: readonly string[]): Promise<Ran> =>
    run(['publish', ledger, '--tiles', folder, ...more, '--format', 'json'])

  test('writes hashes and the checkpoint, and only what is new the next time', async () => {
    const first = await published('--key', bookKey)
    const { size, written } = JSON.parse(first.stdout) as { size: number; written: number }
    expect([first.code, written]).toEqual([0, 2])
    expect(readFileSync(path('tiles/checkpoint'), 'utf8').split('\n').slice(0, 2)).toEqual([
      'taizhang/330109',
      String(size),
    ])
    expect(statSync(path(`tiles/tile/0/000.p/${size}`)).size).toBe(32 * size)
    expect(JSON.parse((await published('--key', bookKey)).stdout)).toMatchObject({ files: 2, written: 0 })
  })

  test('never goes back, and never publishes another version', async () => {
    await published('--key', bookKey)
    const older = await run(['publish', path('older.ledger'), '--tiles', folder, '--key', bookKey, '--format', 'json'])
    expect([older.code, errorOf(older)['code']]).toEqual([3, 'book-shorter'])
    const [tile = ''] = readdirSync(path('tiles/tile/0/000.p'))
    const bytes = readFileSync(path(`tiles/tile/0/000.p/${tile}`))
    bytes[0] = (bytes[0] ?? 0) ^ 1
    writeFileSync(path(`tiles/tile/0/000.p/${tile}`), bytes)
    const other = await published('--key', bookKey)
    expect([other.code, errorOf(other)['code']]).toEqual([3, 'tile-differs'])
  })
})
