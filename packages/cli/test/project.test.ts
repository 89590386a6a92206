import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { setTimeout as wait } from 'node:timers/promises'

import type { Verification } from '@taizhang/audit'
import { createLedger, openLedger, party, relations, type EventStore, type Ledger } from '@taizhang/core'
import {
  eventStoreDbStore,
  fromWire,
  parseAddress,
  type EventStoreDbStore,
  type FollowOptions,
  type LogEvent,
  type LogPage,
} from '@taizhang/eventstoredb'
import * as kernel from '@taizhang/kernel'
import { sqliteStore, tableFacts } from '@taizhang/sqlite'
import { idOf } from '@taizhang/core/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { inventory } from '../../../examples/equipment-inventory/inventory.ts'
import { district } from '../../../examples/party-extension/reading-corners.ts'
import { startDouble, type Double } from '../../eventstoredb/test/double/start-double.ts'
import { workerOf } from '../src/project/share.ts'
import { shownBy } from '../src/project/shown.ts'
import { Worker, type State } from '../src/project/worker.ts'
import { startSession } from '../src/session.ts'
import type { World } from '../src/world.ts'
import { command, run } from './taizhang.ts'

const folder = mkdtempSync(join(tmpdir(), 'taizhang-'))

let double: Double
let server: EventStoreDbStore
beforeAll(async () => {
  double = await startDouble()
  server = eventStoreDbStore(parseAddress(double.address))
})
afterAll(async () => {
  await server.close()
  await double.stop()
  rmSync(folder, { recursive: true })
})

let ids = 1
const options = () => ({ now: new Date('2021-06-30T00:00:00Z'), newId: () => idOf(ids++), actor: 'tester' })
const newBook = async (book: string): Promise<Ledger> => createLedger(server, { book, name: '测试' }, options())

/** Lists units, and takes the first of them back every other time. */
async function recordMore(ledger: Ledger, round: number): Promise<void> {
  const units = Array.from({ length: 3 }, (_, at) => ({
    id: idOf(ids++),
    type: 'UnitListed',
    effectiveOn: '2020-01-01',
    data: { unitId: `${ledger.book}-${round}-${at}`, kind: 'enterprise', name: '单位' },
  }))
  expect(await ledger.record(units, options())).toMatchObject({ ok: true })
  if (round % 2 === 1) return
  const back = { type: 'EventWithdrawn', effectiveOn: '2020-01-01', data: { eventId: units[0]?.id, reason: '误登' } }
  expect(await ledger.record([back], options())).toMatchObject({ ok: true })
}

async function textsOf(store: EventStore, book: string): Promise<string[]> {
  const texts: string[] = []
  for await (const page of store.read(`ledger-${book}`)) texts.push(...page.map(({ text }) => text))
  return texts
}

/** The file has the same events as the server, in the same places, and tables that agree with a ledger opened on it. */
async function expectSame(file: string, books: readonly string[]): Promise<void> {
  const store = sqliteStore(file, { domain: party, readOnly: true })
  expect(await store.streams()).toEqual(books.map((book) => `ledger-${book}`))
  for (const book of books) {
    expect(await textsOf(store, book)).toEqual(await textsOf(server, book))
    const ledger = await openLedger(store, { book })
    expect(await store.tables.size(`ledger-${book}`)).toBe(ledger.size)
    const { facts } = ledger.asOf('2021-01-01')
    for (const relation of relations.filter(({ name }) => name === 'unit' || name === 'scope')) {
      const keys = (rows: ReturnType<typeof facts.rows>): string[] =>
        rows.map(({ key }) => JSON.stringify(key)).toSorted()
      expect(keys(tableFacts(store, book, { knownAt: ledger.size }).rows(relation))).toEqual(keys(facts.rows(relation)))
    }
  }
  await store.close()
}

/** What became of each check of a book, and the root of its tree. */
async function statesOf(args: readonly string[]): Promise<{ states: Record<string, string>; root: string }> {
  const { code, stdout } = await run([...args, '--format', 'json'])
  expect(code).toBe(0)
  const { checks, root } = JSON.parse(stdout) as Verification
  return { states: Object.fromEntries(checks.map(({ check, state }) => [check, state])), root }
}

test('brings the books asked for into a file, and later only what is new', async () => {
  const [a, b] = [await newBook('pa'), await newBook('pb')]
  await newBook('pc')
  for (const round of [0, 1, 2]) for (const ledger of [a, b]) await recordMore(ledger, round)
  const file = join(folder, 'two.ledger')
  const args = ['project', double.address, '--into', file, '--book', 'pa,pb', '--format', 'json']
  expect(JSON.parse((await run(args)).stdout)).toEqual({ books: 2, written: a.size + b.size })
  await expectSame(file, ['pa', 'pb'])
  await recordMore(a, 3)
  expect(JSON.parse((await run(args)).stdout)).toEqual({ books: 2, written: 3 })
  await expectSame(file, ['pa', 'pb'])
  const before = await double.calls('read')
  expect(JSON.parse((await run(args)).stdout)).toEqual({ books: 2, written: 0 })
  // Of each book, where it ends, its first event and its last.
  expect((await double.calls('read')) - before).toBe(8)
  expect((await run(['project', double.address, '--into', file, '--book', 'nobody', '--format', 'json'])).code).toBe(4)
  // The file has its tree and holds by itself; the server keeps nothing else, and nobody says that it was checked.
  const inFile = await statesOf(['verify', file, '--book', 'pa'])
  expect(inFile.states).toMatchObject({ events: 'held', facts: 'held', tree: 'held', tables: 'held', books: 'skipped' })
  const onServer = await statesOf(['verify', double.address.replace('?', '/pa?')])
  expect(onServer.states).toMatchObject({ events: 'held', facts: 'held', store: 'skipped', checkpoint: 'skipped' })
  expect(onServer.root).toBe(inFile.root)
  // A file with several books needs to be told which.
  expect((await run(['coverage', file])).code).toBe(2)
  expect((await run(['coverage', file, '--book', 'pa'])).code).toBe(0)
})

test('a book of another domain, and one of a newer program, are named and left out; the others are written', async () => {
  const mixed = await startDouble()
  const store = eventStoreDbStore(parseAddress(mixed.address))
  try {
    const given = { book: 'a-rooms', opening: { name: '机房' } }
    await createLedger(store, { book: 'c-ours', name: '测试' }, options())
    await kernel.createLedger(store, { ...given, domain: inventory }, options())
    const newer = await kernel.createLedger(
      store,
      { book: 'b-newer', opening: { name: '测试', jurisdiction: 'test' }, domain: district },
      options(),
    )
    const drafts = [
      { type: 'UnitListed', data: { unitId: 'u1', kind: 'enterprise', name: '甲木业' } },
      {
        type: 'OrganizationFounded',
        data: {
          organizationId: 'o1',
          name: '甲木业党支部',
          kind: 'branch',
          formation: 'solo',
          category: 'enterprise',
          unitIds: ['u1'],
        },
      },
      { type: 'ReadingCornerOpened', data: { cornerId: 'c1', organizationId: 'o1', books: 60 } },
    ].map((draft) => ({ ...draft, id: idOf(ids++), effectiveOn: '2020-01-01' }))
    const parsed = newer.parse(drafts)
    expect(parsed.ok && (await newer.record(parsed.drafts, options()))).toMatchObject({ ok: true })
    const file = join(folder, 'mixed.ledger')
    const project = ['project', mixed.address, '--into', file]
    const ran = await run([...project, '--all', '--format', 'json'])
    expect([ran.code, JSON.parse(ran.stderr)]).toMatchObject([
      6,
      {
        code: 'books-left-out',
        books: [
          { book: 'a-rooms', code: 'other-domain', type: 'BookOpened' },
          { book: 'b-newer', code: 'unknown-type', type: 'ReadingCornerOpened' },
        ],
      },
    ])
    const written = sqliteStore(file, { domain: party, readOnly: true })
    expect([await written.streams(), await written.tables.size('ledger-c-ours')]).toEqual([['ledger-c-ours'], 1])
    await written.close()
    // Whoever knows more finds the book that was left out.
    const all = sqliteStore(file, { domain: district })
    const worker = new Worker({
      worker: 1,
      workers: 1,
      books: [],
      server: store,
      file: all,
      fromWire,
      onState: () => {},
    })
    await worker.catchUp()
    expect([[...worker.left.keys()], await all.tables.size('ledger-b-newer')]).toEqual([['a-rooms'], 4])
    await all.close()
    // Asked for by name, it is a slip.
    expect((await run([...project, '--book', 'a-rooms'])).code).toBe(2)
  } finally {
    await store.close()
    await mixed.stop()
  }
})

/** The worker that takes all books of a server into a file. */
const taking = (more: Pick<ConstructorParameters<typeof Worker>[0], 'server' | 'file'> & object) => ({
  worker: 1,
  workers: 1,
  books: [],
  fromWire,
  onState: () => undefined,
  ...more,
})

test('streams of others, damaged, deleted and truncated books are named by each run, at once and by whoever follows; the others go on', async () => {
  const shared = await startDouble()
  const store = eventStoreDbStore(parseAddress(shared.address))
  const begun = async (book: string): Promise<Ledger> => createLedger(store, { book, name: '测试' }, options())
  const junk = async (book: string): Promise<unknown> =>
    shared.tell({
      do: 'append',
      stream: `ledger-${book}`,
      events: [{ id: idOf(ids++), metadata: { type: 'Junk', 'content-type': 'application/json' }, data: '{}' }],
    })
  try {
    const [good, cut] = [await begun('a-good'), await begun('e-cut')]
    await recordMore(cut, 1)
    await begun('b-damaged')
    await junk('b-damaged')
    await junk('000999')
    await begun('c-deleted')
    await shared.tell({ do: 'delete', stream: 'ledger-c-deleted' })
    await shared.tell({ do: 'tombstone', stream: 'ledger-d-gone' })
    await shared.tell({ do: 'truncate', stream: 'ledger-nobody', before: 0 })
    const [opening] = await textsOf(store, 'a-good')
    const dataless = { ...(JSON.parse(opening ?? '') as { readonly id: string }), data: undefined }
    const event = { id: dataless.id, text: JSON.stringify(dataless) }
    await store.append('ledger-d-less', [event], { expectedRevision: 'no-stream' })
    const path = join(folder, 'bad.ledger')
    const project = ['project', shared.address, '--into', path]
    const bad = [
      { book: '000999', code: 'foreign-event', position: 0 },
      { book: 'b-damaged', code: 'foreign-event', position: 1 },
      { book: 'c-deleted', code: 'stream-deleted' },
      { book: 'd-gone', code: 'stream-deleted' },
      { book: 'd-less', code: 'invalid', position: 0 },
    ]
    for (const attempt of [1, 2]) {
      const ran = await run([...project, '--all', '--format', 'json'])
      const told = { code: 'books-left-out', next: { en: expect.not.stringContaining('restore') as string } }
      expect([attempt, ran.code, JSON.parse(ran.stderr)]).toMatchObject([attempt, 3, { ...told, books: bad }])
    }
    expect((await run([...project, '--all', '--lang', 'en'])).stderr).toMatch(
      /^000999 is left out, the others go on: .*event 0 of stream ledger-000999 was not written by this program\n/,
    )
    // What the file has in full is looked at again where the server says something of it.
    await shared.tell({ do: 'truncate', stream: 'ledger-e-cut', before: 2 })
    const worse = [...bad, { book: 'e-cut', code: 'events-missing', position: 0 }]
    for (const how of ['--workers=1', '--workers=2', '--workers=2']) {
      const share = [how, '--worker', how === '--workers=1' ? '1' : String(workerOf('e-cut', 2))]
      const mine = worse.filter(({ book }) => how === '--workers=1' || workerOf(book, 2) === workerOf('e-cut', 2))
      const ran = await run([...project, '--all', ...share, '--format', 'json'])
      expect([how, ran.code, JSON.parse(ran.stderr)]).toMatchObject([how, 3, { books: mine }])
    }
    // Asked for by its name, it is told of by itself.
    for (const book of ['c-deleted', 'e-cut']) expect((await run([...project, '--book', book])).code).toBe(3)

    const file = sqliteStore(path, { domain: party })
    const left: string[] = []
    const onLeft = (book: string): void => void left.push(book)
    const worker = new Worker({ ...taking({ server: store, file }), onLeft, retryMs: 20 })
    const [stop, from] = [new AbortController(), await worker.catchUp()]
    expect(left.splice(0)).toEqual(['000999', 'b-damaged', 'c-deleted', 'd-gone', 'd-less', 'e-cut'])
    const following = worker.follow(from, stop.signal)
    // While it is followed, too: what is foreign comes last, and nothing behind it shows the gap.
    const later = await begun('d-later')
    await recordMore(later, 1)
    await expect.poll(async () => file.tables.size('ledger-d-later')).toBe(later.size)
    await junk('d-later')
    await expect.poll(() => left.splice(0)).toEqual(['d-later'])
    await recordMore(good, 1)
    await expect.poll(async () => file.tables.size('ledger-a-good')).toBe(good.size)
    await shared.tell({ do: 'delete', stream: 'ledger-a-good' })
    await expect.poll(() => left.splice(0)).toEqual(['a-good'])
    // Nothing else happens, and what changed is tried again all the same.
    for (const book of ['c-deleted', 'e-cut'])
      await shared.tell({ do: 'truncate', stream: `ledger-${book}`, before: 0 })
    await expect
      .poll(() => [...worker.left.keys()])
      .toEqual(['000999', 'b-damaged', 'd-gone', 'd-less', 'd-later', 'a-good'])
    stop.abort()
    await following
    await file.close()

    // Workers that share the books hear of what comes in the place of one.
    const until = new AbortController()
    const share = ['--workers', '2', '--worker', String(workerOf('000998', 2))]
    const worked = run([...project, '--all', ...share, '--follow', '--format', 'json'], { until: until.signal })
    await wait(400)
    await junk('000998')
    await wait(400)
    until.abort()
    const { code, stderr } = await worked
    expect([code, JSON.parse(stderr)]).toMatchObject([3, { code: 'books-left-out' }])
    expect((JSON.parse(stderr) as { books: { book: string }[] }).books.map(({ book }) => book)).toContain('000998')
  } finally {
    await store.close()
    await shared.stop()
  }
})

test('a book that cannot be read for a while is left out, and taken up again when it changes', async () => {
  await double.tell({ do: 'reset' })
  const ledger = await newBook('ra')
  const other = await newBook('rb')
  const file = sqliteStore(join(folder, 'again.ledger'), { domain: party, create: true })
  const left: string[] = []
  const onLeft = (book: string): void => void left.push(book)
  await double.fault({ on: 'read', kind: 'access-denied', stream: 'ledger-ra', times: 1000 })
  const worker = new Worker({ ...taking({ server, file }), onLeft, retryMs: 0 })
  const [stop, from] = [new AbortController(), await worker.catchUp()]
  expect([left, [...worker.left.keys()]]).toEqual([['ra'], ['ra']])
  const following = worker.follow(from, stop.signal)
  await recordMore(other, 1)
  await expect.poll(async () => file.tables.size('ledger-rb')).toBe(other.size)
  expect(await file.tables.size('ledger-ra')).toBe(0)
  await double.tell({ do: 'clear' })
  await recordMore(ledger, 1)
  await expect.poll(async () => file.tables.size('ledger-ra')).toBe(ledger.size)
  expect([left, [...worker.left.keys()]]).toEqual([['ra'], []])
  stop.abort()
  await following
  await file.close()
})

test('workers that share the books receive their own alone', async () => {
  await double.tell({ do: 'reset' })
  const names = Array.from({ length: 12 }, (_, at) => `share${at}`)
  const books = await Promise.all(names.slice(0, 10).map(newBook))
  const received: number[] = []
  const stop = new AbortController()
  const workers = await Promise.all(
    [1, 2, 3].map(async (worker) => {
      const counting: EventStoreDbStore = {
        ...server,
        follow: async function* follow(following) {
          for await (const page of server.follow(following)) {
            received[worker] = (received[worker] ?? 0) + page.events.length
            yield page
          }
        },
      }
      const file = sqliteStore(join(folder, `share-${worker}.ledger`), { domain: party, create: true })
      const one = new Worker({ ...taking({ server: counting, file }), workers: 3, worker })
      return { worker, file, following: one.follow(await one.catchUp(), stop.signal) }
    }),
  )
  for (const round of [1, 3, 5]) for (const ledger of books) await recordMore(ledger, round)
  // Books that nobody knew of when the workers began.
  for (const name of names.slice(10)) books.push(await newBook(name))
  for (const ledger of books) await recordMore(ledger, 7)
  for (const { worker, file } of workers)
    for (const { book, size } of books)
      await expect
        .poll(async () => [book, await file.tables.size(`ledger-${book}`)])
        .toEqual([book, workerOf(book, 3) === worker ? size : 0])
  stop.abort()
  for (const { following, file } of workers) {
    await following
    await file.close()
  }
  for (const { worker } of workers) {
    const own = books.filter(({ book }) => workerOf(book, 3) === worker).reduce((sum, { size }) => sum + size, 0)
    // The first events of new books come to all.
    expect(received[worker]).toBeGreaterThan(0)
    expect(received[worker]).toBeLessThanOrEqual(own * 1.3 + 4)
  }
})

test('a file that somebody has recorded into is not written to', async () => {
  await newBook('pd')
  const file = join(folder, 'own.ledger')
  const args = ['project', double.address, '--into', file, '--book', 'pd', '--format', 'json']
  await run(args)
  const unit = { type: 'UnitListed', effectiveOn: '2020-01-01', data: { unitId: 'x', kind: 'enterprise', name: 'x' } }
  expect(await run(['record', file, '-'], { stdin: JSON.stringify(unit) })).toMatchObject({ code: 0 })
  const ran = await run(args)
  expect(ran.code).toBe(6)
  expect(JSON.parse(ran.stderr)).toMatchObject({ code: 'replica-differs', book: 'pd' })
})

/** Starts a worker that follows; what it says is of no interest. */
const startWorker = (file: string, ...more: readonly string[]) => {
  const [program, args] = command('project', double.address, '--into', file, '--all', '--follow', ...more)
  return spawn(program, args, { stdio: ['ignore', 'ignore', 'inherit'] })
}

const sizesIn = async (file: string): Promise<Record<string, number>> => {
  try {
    const store = sqliteStore(file, { domain: party, readOnly: true })
    const streams = await store.streams()
    const sizes = await Promise.all(streams.map(async (stream) => [stream, await store.tables.size(stream)] as const))
    await store.close()
    return Object.fromEntries(sizes)
  } catch {
    return {}
  }
}

test('workers share all books, follow them, and after kill -9 and broken connections miss and double nothing', async () => {
  await double.tell({ do: 'reset' })
  const names = Array.from({ length: 6 }, (_, at) => `w${at}`)
  const books = await Promise.all(names.slice(0, 5).map(newBook))
  const files = [join(folder, 'one.ledger'), join(folder, 'two-of-two.ledger')]
  const shares = files.map((_, at) => names.filter((name) => workerOf(name, 2) === at + 1))
  expect(shares.map(({ length }) => length > 0)).toEqual([true, true])
  const start = (at: number) => startWorker(files[at] ?? '', '--workers', '2', '--worker', String(at + 1))
  let workers = files.map((_, at) => start(at))
  for (let round = 0; round < 9; round++) {
    for (const ledger of books) await recordMore(ledger, round)
    // One that nobody knew of when the workers began.
    if (round === 4) books.push(await newBook('w5'))
    if (round % 4 === 1) await double.tell({ do: 'cut' })
    if (round % 3 === 2) {
      await wait(300 * (round % 5))
      for (const worker of workers) worker.kill('SIGKILL')
      workers = files.map((_, at) => start(at))
    }
  }
  // The last workers may have begun with nothing left to do: what comes now shows that they follow.
  for (const ledger of books) await recordMore(ledger, 9)
  const expected = shares.map((share) =>
    Object.fromEntries(
      books.filter(({ book }) => share.includes(book)).map(({ book, size }) => [`ledger-${book}`, size]),
    ),
  )
  await expect.poll(async () => Promise.all(files.map(sizesIn)), { interval: 300 }).toEqual(expected)
  // Asked to end, a worker ends as it should.
  const codes = workers.map(async (worker) => once(worker, 'exit'))
  for (const worker of workers) worker.kill('SIGTERM')
  expect(await Promise.all(codes)).toEqual([
    [0, null],
    [0, null],
  ])
  for (const [at, file] of files.entries()) await expectSame(file, shares[at] ?? [])
})

test('books that do not fit into memory are put off, and the position with them: whenever a worker stops, the next one goes on', async () => {
  await double.tell({ do: 'reset' })
  const books = await Promise.all(['ma', 'mb', 'mc', 'md'].map(newBook))
  const path = join(folder, 'small.ledger')
  const states: State[] = []
  const onState = (state: State): void => void states.push(state)
  const follow = async (signal: AbortSignal): Promise<void> => {
    const file = sqliteStore(path, { domain: party, create: true })
    const share = { workers: 1, worker: 1, books: [] }
    const worker = new Worker({ ...share, server, file, fromWire, onState, heldEventsMax: 10 })
    await worker.follow(await worker.catchUp(), signal)
    await file.close()
  }
  for (let round = 0; round < 8; round++) {
    const stop = new AbortController()
    const following = follow(stop.signal)
    for (const ledger of books) await recordMore(ledger, round)
    if (round % 3 === 0) books.push(await newBook(`m${round}`))
    await wait(round * 40)
    stop.abort()
    await following
  }
  const stop = new AbortController()
  const following = follow(stop.signal)
  for (const ledger of books) await recordMore(ledger, 8)
  const sizes = Object.fromEntries(books.map(({ book, size }) => [`ledger-${book}`, size]))
  await expect.poll(async () => sizesIn(path)).toEqual(sizes)
  await expect.poll(() => states.at(-1)).toMatchObject({ books: books.length, done: books.length })
  stop.abort()
  await following
  await expectSame(path, books.map(({ book }) => book).toSorted())
  expect(states.some(({ books: all, done, handled }) => handled !== undefined && done < all)).toBe(true)
})

test('a worker that dies before it has read a new book leaves the position before it', async () => {
  await double.tell({ do: 'reset' })
  const known = await newBook('ka')
  const path = join(folder, 'dying.ledger')
  const start = async (from: EventStoreDbStore, use: (worker: Worker) => Promise<void>): Promise<void> => {
    const file = sqliteStore(path, { domain: party, create: true })
    const share = { workers: 1, worker: 1, books: [], onState: () => undefined }
    try {
      await use(new Worker({ ...share, server: from, file, fromWire }))
    } finally {
      await file.close()
    }
  }
  const read: EventStore['read'] = (stream, options) => {
    if (stream === 'ledger-kb') throw new Error('killed')
    return server.read(stream, options)
  }
  // One page for all: events of the new book, then later ones of the other.
  async function* follow(options: FollowOptions): AsyncGenerator<LogPage> {
    const events: LogEvent[] = []
    for await (const page of server.follow(options)) {
      events.push(...page.events)
      if (events.length >= 8) yield { ...page, events }
    }
  }
  const dying = start({ ...server, read, follow }, async (worker) => {
    const end = await worker.catchUp()
    await recordMore(known, 1)
    await newBook('kb')
    await recordMore(known, 2)
    await worker.follow(end, new AbortController().signal)
  })
  await expect(dying).rejects.toThrow('killed')
  await start(server, async (worker) => void (await worker.catchUp()))
  await expectSame(path, ['ka', 'kb'])
})

test('how far a worker has come is told again and again, also while nothing happens', async () => {
  const stderr = new PassThrough()
  const world: World = {
    args: [],
    env: {},
    stdin: new PassThrough(),
    stdout: new PassThrough(),
    stderr,
    now: () => new Date(),
  }
  const session = startSession(world, { language: 'en', format: 'table' }, { stdout: stderr, stderr })
  const told: string[] = []
  stderr.setEncoding('utf8').on('data', (text: string) => told.push(text))
  let newest = 500n
  const position = { commit: 500n, prepare: 500n }
  const shown = shownBy(session, async () => ({ commit: newest, prepare: newest }), 20)
  const state = { books: 2, done: 2, written: 7 }
  shown.onState(state)
  await expect.poll(() => told.at(-1)).toMatch(/^2 of 2 books, 7 events written, \d+ a second\n$/)
  shown.onState({ ...state, handled: { position } })
  await expect.poll(() => told.at(-1)).toMatch(/, 0 a second; not behind\n$/)
  newest = 800n
  await expect
    .poll(() => told.filter((line) => line.endsWith('; 0 s behind (300 bytes of log)\n')).length)
    .toBeGreaterThan(2)
  await expect.poll(() => told.at(-1)).toMatch(/; 1 s behind \(300 bytes of log\)\n$/)
  shown.onState({ ...state, dropped: 'gone' })
  await expect.poll(() => told.at(-1)).toMatch(/; the connection was lost and is made again \(gone\)\n$/)
  shown.stop()
  const { length } = told
  await wait(100)
  expect(told.length - length).toBeLessThan(2)
})

test('the newest event of some streams is found among those of others', async () => {
  const others = [await newBook('na'), await newBook('nb')]
  for (const ledger of others) await recordMore(ledger, 1)
  const [end, a, b] = [
    await server.end(),
    await server.newest({ streams: ['ledger-na'] }),
    await server.newest({ prefixes: ['ledger-n', 'x'] }),
  ]
  expect(b).toEqual(end)
  expect(Number(a?.commit)).toBeLessThan(Number(end?.commit))
  expect(await server.newest({ prefixes: ['x'] })).toBeUndefined()
})

test('which worker a book belongs to never changes', () => {
  const shares = ['350305', '350304', 'a', 'b', 'c'].map((book) => workerOf(book, 3))
  expect(shares).toMatchInlineSnapshot(`
    [
      1,
      2,
      3,
      1,
      3,
    ]
  `)
  const many = Array.from({ length: 3000 }, (_, at) => workerOf(`35${at}`, 4))
  for (const worker of [1, 2, 3, 4]) expect(many.filter((one) => one === worker).length).toBeGreaterThan(600)
})

test.each([
  ['not-a-server', ['a.ledger', '--into', 'b', '--all']],
  ['option-missing', ['esdb://h', '--all']],
  ['which-book', ['esdb://h', '--into', 'b']],
  ['all-and-book', ['esdb://h/x', '--into', 'b', '--all']],
  ['bad-book', ['esdb://h', '--into', 'b', '--book', 'a,台']],
  ['bad-share', ['esdb://h', '--into', 'b', '--all', '--workers', '2']],
  ['bad-share', ['esdb://h', '--into', 'b', '--all', '--workers', '2', '--worker', '3']],
])('wrong usage: %s', async (code, args) => {
  const ran = await run(['project', ...args, '--format', 'json'])
  expect(ran).toMatchObject({ code: 2, stdout: '' })
  expect(JSON.parse(ran.stderr)).toMatchObject({ code })
})
