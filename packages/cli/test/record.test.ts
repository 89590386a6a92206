import { readFileSync } from 'node:fs'
import { afterAll, describe, expect, test } from 'vitest'
import { party } from '@taizhang/core'

import { fixture, folder, run, taizhang, type Ran } from './taizhang.ts'

const { path, remove } = folder()
afterAll(remove)

let made = 0
/** A ledger with its first event. */
async function ledger(): Promise<string> {
  made += 1
  const file = path(`${made}.ledger`)
  expect(await run(['init', file, '--book', '330109', '--name', '台账'])).toMatchObject({ code: 0 })
  return file
}

const unit = (unitId: string, more: object = {}): object => ({
  type: 'UnitListed',
  effectiveOn: '2018-01-01',
  data: { unitId, kind: 'enterprise', name: unitId },
  ...more,
})
const id = (number: number): string => `00000000-0000-7000-8000-${String(number).padStart(12, '0')}`
const ndjson = (...events: readonly object[]): string => events.map((event) => `${JSON.stringify(event)}\n`).join('')

/** The answer or the error, as a program reads it. */
async function recorded(file: string, stdin: string | Uint8Array, ...args: readonly string[]): Promise<unknown> {
  const ran = await run(['record', file, ...args, '--format', 'json'], { stdin })
  return { exit: ran.code, ...(JSON.parse(ran.code === 0 ? ran.stdout : ran.stderr) as object) }
}

const check = async (file: string, stdin: string, ...args: readonly string[]): Promise<Ran> =>
  run(['check', file, ...args], { stdin })

const sizeOf = async (file: string): Promise<number> =>
  (JSON.parse((await run(['coverage', file, '--format', 'json'])).stdout) as { size: number }).size

describe('init', () => {
  test('a new book has size 1 and is not made twice', async () => {
    const file = path('init.ledger')
    const init = ['init', file, '--book', '330109', '--name', '台账']
    const { code, stdout, stderr } = await run([...init, '--format', 'json'])
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(JSON.parse(stdout)).toEqual({ book: '330109', size: 1 })
    for (const book of ['330109', '330110']) {
      const again = await run(['init', file, '--book', book, '--name', '台账', '--format', 'json'])
      expect([again.code, JSON.parse(again.stderr)]).toMatchObject([1, { code: 'ledger-exists', book: '330109' }])
    }
    expect((await run(['export', file])).stdout).toContain(
      '"data":{"jurisdiction":"330109","name":"台账"},"effectiveOn":"1921-07-23"',
    )
  })

  test('one of two at the same time wins', async () => {
    const file = path('race.ledger')
    const ran = await Promise.all(
      ['1', '2', '3'].map(async (book) => run(['init', file, '--book', book, '--name', 'x'])),
    )
    expect(ran.map(({ code }) => code).filter((code) => code === 0)).toHaveLength(1)
    expect(ran.map(({ code }) => code).filter((code) => code === 1)).toHaveLength(2)
    expect(await sizeOf(file)).toBe(1)
  })
})

describe('record', () => {
  test('events that are there already count as recorded, and change nothing', async () => {
    const file = await ledger()
    const district = readFileSync(fixture('district.ndjson'), 'utf8')
    expect(await recorded(file, district)).toEqual({ exit: 0, recorded: 19, alreadyRecorded: 0, size: 20 })
    expect(await recorded(file, district)).toEqual({ exit: 0, recorded: 0, alreadyRecorded: 19, size: 20 })
    const both = district + readFileSync(fixture('later.ndjson'), 'utf8')
    expect(await recorded(file, both)).toEqual({ exit: 0, recorded: 2, alreadyRecorded: 19, size: 22 })
  })

  test('the same id with other content is a conflict', async () => {
    const file = await ledger()
    await recorded(file, ndjson(unit('u1', { id: id(1) })))
    expect(await recorded(file, ndjson(unit('u2'), unit('u3', { id: id(1) })))).toMatchObject({
      exit: 5,
      recorded: 0,
      errors: [{ code: 'conflicting-content', file: '-', line: 2, id: id(1), inTheWay: [{ position: 1, id: id(1) }] }],
    })
    expect(await sizeOf(file)).toBe(2)
  })

  test('new ids are told, and the actor comes from the environment', async () => {
    const file = await ledger()
    const stdin = ndjson(unit('u1'), unit('u2', { id: id(2) }), unit('u3', { actor: 'clerk-9' }))
    const ran = await run(['record', file, '--lang', 'en'], { stdin, env: { TAIZHANG_ACTOR: 'clerk-3' } })
    expect(ran.stdout).toBe('3 recorded; the book has 4 events\n')
    expect(ran.stderr).toBe('2 events had no id and got new ones; recording the same input again makes new events\n')
    const events = (await run(['export', file])).stdout.trimEnd().split('\n').slice(1)
    expect(events.map((line) => (JSON.parse(line) as { actor: string }).actor)).toEqual([
      'clerk-3',
      'clerk-3',
      'clerk-9',
    ])
    for (const line of events)
      expect((JSON.parse(line) as { id: string }).id).toMatch(
        /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-/,
      )
  })

  test.each([`x`.repeat(201), '11010519491231002X'])('TAIZHANG_ACTOR is not %s', async (actor) => {
    const file = await ledger()
    for (const command of ['record', 'check']) {
      const ran = await run([command, file, '--format', 'json'], {
        stdin: ndjson(unit('u1')),
        env: { TAIZHANG_ACTOR: actor },
      })
      expect([ran.code, JSON.parse(ran.stderr)]).toMatchObject([2, { option: 'TAIZHANG_ACTOR' }])
    }
    expect(await sizeOf(file)).toBe(1)
  })

  test('CRLF, a byte order mark, blank lines and a missing last line feed are taken', async () => {
    const file = await ledger()
    const text = `\ufeff${ndjson(unit('u1'), unit('u2')).replaceAll('\n', '\r\n')}\r\n  \n\n${JSON.stringify(unit('u3'))}`
    expect(await recorded(file, text)).toMatchObject({ exit: 0, recorded: 3 })
  })

  test('nothing is recorded from nothing', async () => {
    const file = await ledger()
    for (const nothing of ['', '\n\r\n', '\ufeff'])
      expect(await recorded(file, nothing)).toEqual({ exit: 0, recorded: 0, alreadyRecorded: 0, size: 1 })
  })

  test('several files are one batch', async () => {
    const file = await ledger()
    const { stdout } = await run(
      ['record', file, fixture('district.ndjson'), fixture('later.ndjson'), '-', '--format', 'ndjson'],
      { stdin: ndjson(unit('u9')) },
    )
    expect(JSON.parse(stdout)).toEqual({ recorded: 22, alreadyRecorded: 0, size: 23 })
    const lines = (await run(['export', file])).stdout.trimEnd().split('\n').slice(1)
    expect(lines.every((line) => line.includes('"batch":{"count":22,'))).toBe(true)
  })

  test('what is impossible names its line and the events in the way', async () => {
    const file = await ledger()
    await recorded(file, ndjson(unit('u1', { id: id(1) })))
    expect(await recorded(file, ndjson(unit('u2', { id: id(2) }), unit('u1')))).toMatchObject({
      exit: 1,
      recorded: 0,
      file: '-',
      line: 2,
      errors: [
        {
          code: 'already-open',
          file: '-',
          line: 2,
          inTheWay: [
            {
              position: 1,
              id: id(1),
              type: 'UnitListed',
              title: party.events.get('UnitListed')?.title,
              effectiveOn: '2018-01-01',
            },
          ],
        },
      ],
    })
    expect(await sizeOf(file)).toBe(2)
  })

  test('events of the batch that are in each other’s way are named by their lines', async () => {
    const file = await ledger()
    await recorded(file, ndjson(unit('u0', { id: id(1) })))
    // The first is there already, so the positions that core names are not those of the lines.
    const found = await recorded(file, ndjson(unit('u0', { id: id(1) }), unit('u1'), unit('u2'), unit('u1')))
    const { errors } = found as { errors: [{ line: number; inTheWay: [{ line: number }] }] }
    expect(new Set([errors[0].line, errors[0].inTheWay[0].line])).toEqual(new Set([2, 4]))
  })

  test('LedgerOpened is refused', async () => {
    const opened = { type: 'LedgerOpened', effectiveOn: '1921-07-23', data: { name: 'x', jurisdiction: 'x' } }
    expect(await recorded(await ledger(), ndjson(unit('u1'), opened))).toMatchObject({
      exit: 1,
      errors: [{ code: 'opens-twice', line: 2, path: 'type' }],
    })
  })

  test('two programs at once both record', async () => {
    const file = await ledger()
    const batches = Array.from({ length: 4 }, (_, batch) =>
      ndjson(...Array.from({ length: 25 }, (_, index) => unit(`u${batch}-${index}`))),
    )
    const ran = await Promise.all(
      batches.map(async (stdin) => taizhang(['record', file, '--batch', '5', '--format', 'json'], { stdin })),
    )
    expect(ran.map(({ code }) => code)).toEqual([0, 0, 0, 0])
    expect(await sizeOf(file)).toBe(101)
  })

  test('a batch over 1,000,000 bytes is told of', async () => {
    const file = await ledger()
    const stdin = ndjson(...Array.from({ length: 3500 }, (_, index) => unit(`u${index}`, { id: id(index) })))
    const ran = await run(['record', file, '--lang', 'en'], { stdin })
    expect(ran.stderr).toMatch(
      /^a batch has 1,\d{3},\d{3} bytes, over 1,000,000: the book can then not move to EventStoreDB/,
    )
    const smaller = await run(['record', await ledger(), '--batch', '1000'], { stdin })
    expect(smaller).toMatchObject({ code: 0, stderr: '' })
  })
})

describe('record --batch', () => {
  test('a batch for every N events', async () => {
    const file = await ledger()
    const events = ['u1', 'u2', 'u3', 'u4', 'u5'].map((unitId) => unit(unitId))
    expect(await recorded(file, ndjson(...events), '--batch', '2')).toEqual({
      exit: 0,
      recorded: 5,
      alreadyRecorded: 0,
      size: 6,
    })
    const batches = (await run(['export', file])).stdout
      .trimEnd()
      .split('\n')
      .map((line) => (JSON.parse(line) as { batch: { index: number; count: number } }).batch)
    expect(batches.map(({ index, count }) => `${index}/${count}`)).toEqual(['0/1', '0/2', '1/2', '0/2', '1/2', '0/1'])
  })

  test('where one is refused those before it stay, and the error says so', async () => {
    const file = await ledger()
    const stdin = ndjson(unit('u1'), unit('u2'), unit('u3'), unit('u1'), unit('u5'))
    const ran = await run(['record', file, '--batch', '2', '--lang', 'en'], { stdin })
    expect(ran.code).toBe(1)
    expect(ran.stdout).toBe('')
    expect(ran.stderr).toContain('2 events had no id and got new ones')
    expect(ran.stderr).toContain(
      'error: 1 refusal in batch 2; the batches before it are recorded (2 events), nothing from it on is\n  stdin:4: Unit listed',
    )
    expect(await sizeOf(file)).toBe(3)
    expect(await recorded(file, stdin, '--batch', '1')).toMatchObject({ exit: 1, recorded: 0, batch: 1, line: 1 })
  })

  test('a bad line anywhere, and not even the first batch is recorded', async () => {
    const file = await ledger()
    const stdin = ndjson(unit('u1'), unit('u2'), unit('u3', { type: 'UnitDreamt' }))
    expect(await recorded(file, stdin, '--batch', '1')).toMatchObject({ exit: 1, recorded: 0, line: 3, path: 'type' })
    expect(await recorded(file, `${ndjson(unit('u1'))}{`, '--batch', '1')).toMatchObject({ exit: 1, line: 2 })
    expect(await sizeOf(file)).toBe(1)
  })
})

describe('check', () => {
  test('says what record would say, and records nothing', async () => {
    const file = await ledger()
    const stdin = ndjson(unit('u1', { id: id(1) }))
    for (const batch of [[], ['--batch', '1']]) {
      const { code, stdout, stderr } = await check(file, stdin, ...batch, '--format', 'json')
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
      expect(JSON.parse(stdout)).toEqual({ recorded: 1, alreadyRecorded: 0, size: 2 })
    }
    expect(await sizeOf(file)).toBe(1)
    expect((await check(file, stdin, '--lang', 'en')).stdout).toBe('1 can be recorded; the book would have 2 events\n')
  })

  test('refusals are its answer and its error', async () => {
    const file = await ledger()
    await recorded(file, ndjson(unit('u1')))
    const stdin = ndjson(unit('u2'), unit('u1'))
    const { code, stdout, stderr } = await check(file, stdin, '--format', 'json')
    expect(code).toBe(1)
    expect(JSON.parse(stdout)).toMatchObject([{ code: 'already-open', file: '-', line: 2 }])
    expect(JSON.parse(stderr)).toMatchObject({
      code: 'already-open',
      recorded: 0,
      errors: JSON.parse(stdout) as object[],
    })
    expect((await check(file, stdin)).stdout).toBe('')
  })

  test('a later batch may need an earlier one, which is not recorded', async () => {
    const file = await ledger()
    const renamed = { type: 'UnitRenamed', effectiveOn: '2019-01-01', data: { unitId: 'u1', name: 'x' } }
    expect((await check(file, ndjson(unit('u1'), renamed), '--batch', '1')).code).toBe(0)
    const refused = await check(file, ndjson(unit('u1'), renamed, unit('u1')), '--batch', '1', '--format', 'json')
    expect(JSON.parse(refused.stderr)).toMatchObject({ batch: 3, recorded: 0, line: 3 })
    expect(await sizeOf(file)).toBe(1)
  })
})

/** The events of a book behind its opening. */
const linesOf = async (file: string): Promise<Record<string, unknown>[]> =>
  (await run(['export', file])).stdout
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => JSON.parse(line) as Record<string, unknown>)

const theirs = ({ batch: _batch, book: _book, recordedAt: _at, ...rest }: Record<string, unknown>): object => rest

describe('record --from-export', () => {
  test('takes the events of another book with all that is theirs, and nothing that is the book’s', async () => {
    const [from, into] = [await ledger(), await ledger()]
    const said = { actor: 'somebody', evidence: { documentNumber: '1号' } }
    await recorded(from, ndjson(unit('u1', { id: id(1), ...said }), unit('u2', { id: id(2) })))
    const right = { corrects: id(2), reason: '登错', id: id(3) }
    await recorded(from, ndjson(unit('u3', right)))
    const all = (await run(['export', from])).stdout
    expect(await recorded(into, all, '--from-export')).toMatchObject({ exit: 0, recorded: 3, size: 4 })
    expect((await linesOf(into)).map(theirs)).toEqual((await linesOf(from)).map(theirs))
    expect((await linesOf(into))[0]).toMatchObject({ ...said, batch: { count: 3, index: 0 } })
    // Again nothing is new, and the reader is told what was left.
    const again = await run(['record', into, '-', '--from-export', '--lang', 'en'], { stdin: all })
    expect(again).toMatchObject({ code: 0, stdout: '0 recorded, 3 were there already; the book has 4 events\n' })
    expect(again.stderr).toMatch(/^from an export: 3 events keep .*the other book’s opening is left out\n$/)
  })

  test('data of an older version come in today’s form, and those of a newer program are not taken', async () => {
    const into = await ledger()
    const exported = (version: number): string =>
      ndjson({ ...unit('u9', { id: id(9) }), version, position: 1, recordedAt: '2020-01-01T00:00:00.000Z', actor: 'a' })
    expect(await recorded(into, exported(99), '--from-export')).toMatchObject({ exit: 6, code: 'unknown-version' })
    expect(await recorded(into, exported(1), '--from-export')).toMatchObject({ exit: 0, recorded: 1 })
    expect(await recorded(into, ndjson(unit('u1')), '--from-export')).toMatchObject({ exit: 2, code: 'not-an-export' })
  })
})

const years = (count: number): Date => new Date(Date.UTC(2021 + count, 5, 30, 5))

test('a clock that is far ahead is told, and records nothing from 20 years on unless it is said to be right', async () => {
  const file = await ledger()
  const at = async (now: Date, stdin: string, ...args: readonly string[]): Promise<Ran> =>
    run(['record', file, ...args, '--lang', 'en'], { now, stdin })
  const refused = await at(years(21), ndjson(unit('u1')))
  expect(refused.code).toBe(2)
  expect(refused.stderr).toContain('the clock says 2042-06-30T05:00:00.000Z, over 20 years after')
  expect(await sizeOf(file)).toBe(1)
  expect(refused.stderr).toContain('add --clock-ahead')
  const told = await at(years(3), ndjson(unit('u1')))
  expect([told.code, told.stderr]).toEqual([0, expect.stringContaining('over 3 years later: check the clock')])
  const said = await at(years(90), ndjson(unit('u2')), '--clock-ahead')
  expect([said.code, await sizeOf(file)]).toEqual([0, 3])
  const verified = await run(['verify', file, '--lang', 'en'])
  expect(verified.stdout).toContain(
    'leaps of more than a year: 2; was the recording clock right? event 1: 2021-06-30T04',
  )
})
