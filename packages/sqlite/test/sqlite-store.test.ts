import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { LedgerError, party } from '@taizhang/core'
import { type ReadEvent, type StoredEvent } from '@taizhang/kernel/store'
import { describeEventStore } from '@taizhang/testkit'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { sqliteStore, type SqliteStore } from '../src/index.ts'

describeEventStore('SQLite', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'taizhang-'))
  return {
    open: async () => sqliteStore(join(folder, 'a.ledger'), { domain: party, create: true }),
    remove: async () => rmSync(folder, { recursive: true }),
  }
})

let folder: string
let file: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'taizhang-'))
  file = join(folder, 'a.ledger')
})
afterEach(() => rmSync(folder, { recursive: true }))

const events = (count: number): StoredEvent[] =>
  Array.from({ length: count }, (_, at) => ({ id: `n${at}`, text: `{"n":${at},"text":"${'台'.repeat(200)}"}` }))

async function written(count: number): Promise<void> {
  const store = sqliteStore(file, { domain: party, create: true })
  await store.append('ledger-b', events(count), { expectedRevision: 'no-stream' })
  await store.close()
}

function change(path: string, sql: string): void {
  const db = new DatabaseSync(path)
  db.exec(sql)
  db.close()
}

/** Why a step fails, in one line. */
async function failing(step: () => unknown): Promise<string> {
  try {
    await step()
    return 'it did not fail'
  } catch (error) {
    if (!(error instanceof LedgerError)) throw error
    return `${error.kind} ${error.refusal.code}: ${error.refusal.message.en}`
  }
}

async function readAll(store: SqliteStore): Promise<ReadEvent[]> {
  const found: ReadEvent[] = []
  for await (const page of store.read('ledger-b')) found.push(...page)
  return found
}

const insertion = (verb: string, position: number, id: string): string =>
  `${verb} INTO event (book, position, id, text) VALUES ('b', ${position}, '${id}', '{}')`

test('events refuse UPDATE, DELETE and REPLACE, and to be anything but the next', async () => {
  await written(3)
  const store = sqliteStore(file, { domain: party })
  const refusals = {
    "UPDATE event SET text = '{}'": /never changed/,
    'UPDATE OR REPLACE event SET position = 0 WHERE position = 1': /never changed/,
    'DELETE FROM event': /never deleted/,
    'DELETE FROM event WHERE position = 2': /never deleted/,
    [insertion('REPLACE', 0, 'x')]: /only appended/,
    [insertion('INSERT OR REPLACE', 3, 'n0')]: /only appended/,
    [insertion('INSERT OR IGNORE', 0, 'n0')]: /only appended/,
    [`${insertion('INSERT', 0, 'n0')} ON CONFLICT DO UPDATE SET text = '{}'`]: /only appended/,
    [insertion('INSERT', 4, 'x')]: /only appended/,
    "REPLACE INTO event (rowid, book, position, id, text) SELECT min(rowid), 'b', 3, 'x', '{}' FROM event":
      /only appended/,
  }
  for (const [sql, reason] of Object.entries(refusals)) expect(() => store.database.exec(sql)).toThrow(reason)
  expect((await readAll(store)).map(({ id, text }) => ({ id, text }))).toEqual(events(3))
  await store.close()
})

test('events are known by their ids, whatever these are', async () => {
  const store = sqliteStore(file, { domain: party, create: true })
  const awkward = ['plain', '"quoted"', 'back\\slash', 'zero\0', 'half \ud800', '😀']
  for (const ids of [awkward, ['plain', '😀'], awkward.slice(1, 2)]) {
    const added = ids.map((id) => ({ id, text: `{"of":${awkward.indexOf(id)}}` }))
    await store.append('ledger-b', added, { expectedRevision: 'any' })
    const again = await store.append('ledger-b', added.slice(0, 1), { expectedRevision: 'no-stream' })
    expect(again).toEqual({ ok: true, revision: awkward.indexOf(ids[0] ?? ''), repeated: true })
    const other = added.map(({ id }) => ({ id, text: '{}' }))
    expect(await store.append('ledger-b', other, { expectedRevision: 'any' })).toEqual({
      ok: false,
      reason: 'conflicting-content',
      ids,
    })
  }
  expect(await readAll(store)).toHaveLength(awkward.length)
  await store.close()
})

describe('what is not a ledger that this program can use is refused, and left as it was', () => {
  test('no file: not found, and none is made', async () => {
    for (const options of [{ readOnly: true }, {}, { readOnly: true, create: true }])
      expect(await failing(() => sqliteStore(file, { domain: party, ...options }))).toMatch(
        /^not-found no-such-ledger:/,
      )
    expect(existsSync(file)).toBe(false)
    expect(await failing(() => sqliteStore(join(folder, 'no', 'a'), { domain: party, create: true }))).toMatch(
      /^unavailable cannot-open:/,
    )
  })

  test('an empty file: not found, until one is to be made', async () => {
    writeFileSync(file, '')
    for (const readOnly of [true, false])
      expect(await failing(() => sqliteStore(file, { domain: party, readOnly }))).toMatch(/^not-found no-such-ledger:/)
    expect(readFileSync(file)).toHaveLength(0)
    await written(1)
    expect(readFileSync(file).length).toBeGreaterThan(0)
  })

  test.each([
    ['a text', (path: string) => writeFileSync(path, 'a text, long enough to be looked at. '.repeat(200))],
    ["somebody's database", (path: string) => change(path, 'CREATE TABLE t (a)')],
    ['an empty database with a version', (path: string) => change(path, 'PRAGMA user_version = 7')],
  ])('%s: refused', async (_, make) => {
    make(file)
    const before = readFileSync(file)
    for (const options of [{}, { create: true }, { readOnly: true }])
      expect(await failing(() => sqliteStore(file, { domain: party, ...options }))).toMatch(
        /^unavailable not-a-ledger:/,
      )
    expect(readFileSync(file)).toEqual(before)
  })

  test('a ledger of a newer program: refused, and says so', async () => {
    await written(1)
    change(file, 'PRAGMA user_version = 99')
    expect(await failing(() => sqliteStore(file, { domain: party }))).toMatch(
      /^unavailable newer-schema:.*newer program.*nothing was recorded/,
    )
  })

  test('a damaged ledger: said so, not taken for a shorter one', async () => {
    await written(2000)
    const bytes = readFileSync(file)
    bytes.fill(0xff, 64 * 1024, 256 * 1024)
    writeFileSync(file, bytes)
    const store = sqliteStore(file, { domain: party })
    expect(await failing(async () => readAll(store))).toMatch(/^unavailable file-damaged:/)
    await store.close()
  })
})

test('opened for reading, nothing is written', async () => {
  await written(2)
  const store = sqliteStore(file, { domain: party, readOnly: true })
  expect(await readAll(store)).toHaveLength(2)
  expect(await store.tables.size('ledger-b')).toBe(0)
  expect(
    await failing(async () => store.append('ledger-b', [{ id: 'x', text: '{}' }], { expectedRevision: 1 })),
  ).toMatch(/^unavailable read-only:.*nothing was recorded/)
  expect(await failing(async () => store.tables.write('ledger-b', []))).toMatch(/^unavailable read-only:/)
  await store.close()
})

test('readers are not blocked while another writes; a second writer waits, then says that nothing was recorded', async () => {
  await written(3)
  const other = new DatabaseSync(file)
  other.exec("BEGIN IMMEDIATE; INSERT INTO event (book, position, id, text) VALUES ('b', 3, 'x', '{}')")
  const reader = sqliteStore(file, { domain: party, readOnly: true })
  expect(await readAll(reader)).toHaveLength(3)
  const writer = sqliteStore(file, { domain: party, busyMs: 20 })
  const append = async (): Promise<unknown> =>
    writer.append('ledger-b', [{ id: 'y', text: '{}' }], { expectedRevision: 2 })
  expect(await failing(append)).toMatch(/^unavailable store-busy:.*nothing was recorded/)
  other.exec('COMMIT')
  other.close()
  expect(await readAll(reader)).toHaveLength(4)
  expect(await append()).toEqual({ ok: false, reason: 'wrong-expected-revision', actual: 3 })
  await reader.close()
  await writer.close()
})

test('a store that is closed says so', async () => {
  await written(2)
  const store = sqliteStore(file, { domain: party })
  await store.close()
  const stream = 'ledger-b'
  const said = 'unavailable store-closed: '
  expect(await failing(async () => readAll(store))).toContain(said)
  expect(await failing(async () => store.streams())).toContain(said)
  expect(await failing(async () => store.tables.size(stream))).toContain(said)
  expect(await failing(async () => store.append(stream, events(1), { expectedRevision: 1 }))).toContain(said)
})

test('a subscription ends when its store is closed', async () => {
  const store = sqliteStore(file, { domain: party, create: true })
  const next = store.subscribe(['s'], { signal: new AbortController().signal })[Symbol.asyncIterator]().next()
  await store.close()
  expect(await next).toMatchObject({ done: true })
  await store.close()
})

test('a page holds a few megabytes at most', async () => {
  const store = sqliteStore(file, { domain: party, create: true })
  const large = Array.from({ length: 12 }, (_, at) => ({ id: `n${at}`, text: `"${'x'.repeat(1_000_000)}"` }))
  await store.append('s', large, { expectedRevision: 'no-stream' })
  const sizes: number[] = []
  for await (const page of store.read('s', { direction: 'backwards' })) sizes.push(page.length)
  expect(sizes).toEqual([5, 5, 2])
  await store.close()
})
