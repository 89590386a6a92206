import { memoryStore, openLedger, party, type EventStore } from '@taizhang/core'
import { streamOf } from '@taizhang/kernel/internal'
import { type CheckResult } from '@taizhang/kernel/store'
import { sqliteStore, type SqliteStore } from '@taizhang/sqlite'
import { idOf, play, scriptArbitrary } from '@taizhang/core/testing'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkpointOf, originOf, signCheckpoint, signingKey, verifyBook, type SealedNote } from '../src/index.ts'
import { forgeSegments } from '../attacks/forge-segments.ts'
import { bookOf, read } from './book-of.ts'

const seed = Number(process.env['TAIZHANG_SEED'] ?? Date.now() % 2 ** 31)

const states = (checks: readonly CheckResult[]): Record<string, string> =>
  Object.fromEntries(checks.map(({ check, state }) => [check, state]))

const unitListed = (unitId: string) =>
  ({ type: 'UnitListed', effectiveOn: '2020-01-01', data: { unitId, kind: 'enterprise', name: unitId } }) as const

const key = signingKey(originOf('test'), 'book', new Uint8Array(32).fill(1))

async function sealed(store: EventStore): Promise<SealedNote> {
  return read(signCheckpoint(await checkpointOf(store, 'test'), key))
}

test('random books on SQLite and in memory: all holds, and the kept root is the one made anew', async () => {
  await fc.assert(
    fc.asyncProperty(scriptArbitrary({ batches: 8 }), async (script) => {
      const store = sqliteStore(':memory:', { domain: party, create: true })
      await (await play(script, { store })).keepSnapshot()
      const since = await sealed(store)
      const { checks, size, root, unsealed } = await verifyBook(store, 'test', { domain: party, since, keys: [key] })
      expect(checks.filter(({ state }) => state !== 'held')).toEqual([])
      expect(states(checks)).toHaveProperty('snapshot')
      expect([size, unsealed.count]).toEqual([since.size, 0])
      expect(root).toBe(Buffer.from(since.root).toString('base64'))
      const inMemory = memoryStore()
      await play(script, { store: inMemory })
      expect((await sealed(inMemory)).root).toEqual(since.root)
      await store.close()
    }),
    { numRuns: 40 },
  )
})

test('segments that say something else than the events are found, whatever their hashes', async () => {
  const store = sqliteStore(':memory:', { domain: party, create: true })
  const ledger = await play([[{ draft: unitListed('u1'), corrects: undefined }]], { store })
  await ledger.keepSnapshot()
  await forgeSegments(store, 'test', (kept) => {
    const at = Buffer.from(kept).indexOf('"enterprise"')
    expect(at).toBeGreaterThan(0)
    return kept.with(at + 1, 'x'.charCodeAt(0))
  })
  expect(states((await verifyBook(store, 'test', { domain: party })).checks)).toMatchObject({
    facts: 'held',
    tables: 'held',
    snapshot: 'failed',
  })
  await store.close()
})

test('segments whose bytes are no archive, or are cut short, are found; a ledger that opens the book replays it', async () => {
  const store = sqliteStore(':memory:', { domain: party, create: true })
  const ledger = await play([[{ draft: unitListed('u1'), corrects: undefined }]], { store })
  await ledger.keepSnapshot()
  const head = '{"lists":[],"lengths":[]}'
  const empty = Uint8Array.of(head.length, 0, 0, 0, ...Buffer.from(head))
  let whole: Uint8Array | undefined
  const cut = (share: (length: number) => number) => (): Uint8Array => whole?.slice(0, share(whole.length)) ?? empty
  const changes = [() => Buffer.from('garbage!!!!'), () => new Uint8Array(), () => empty]
  for (const change of [...changes, cut((length) => length >> 1), cut((length) => length - 8)]) {
    await forgeSegments(store, 'test', (kept) => {
      whole ??= kept
      return change()
    })
    const { checks } = await verifyBook(store, 'test', { domain: party })
    expect(states(checks)).toMatchObject({ facts: 'held', snapshot: 'failed' })
    expect((await openLedger(store, { book: 'test' })).events()).toEqual(ledger.events())
  }
  await store.close()
})

test(`whatever is done to segments, the answers are the same and verify names it; seed ${seed}`, async () => {
  const done = { byte: 0, swap: 0, cut: 0, domain: 0, place: 0, gone: 0 }
  const kinds = Object.keys(done) as (keyof typeof done)[]
  let runs = 0
  await fc.assert(
    fc.asyncProperty(
      scriptArbitrary({ batches: 8 }),
      fc.array(fc.nat(), { minLength: 4, maxLength: 4 }),
      async (script, picks) => {
        const kind = kinds[runs++ % kinds.length] as (typeof kinds)[number]
        const store = sqliteStore(':memory:', { domain: party, create: true })
        const small = { ...store, snapshots: { ...store.snapshots, events: 2 } }
        const ledger = await play(script, { store: small })
        await ledger.keepSnapshot()
        if (!tamper(store, kind, picks)) return store.close()
        done[kind]++
        expect((await openLedger(store, { book: 'test' })).events()).toEqual(ledger.events())
        const { checks } = await verifyBook(store, 'test', { domain: party })
        const failed = checks.filter(({ state }) => state === 'failed').map(({ check }) => check)
        expect([kind, failed]).toEqual([kind, ['file']])
        return store.close()
      },
    ),
    { numRuns: 24, seed },
  )
  expect(Object.values(done).every((count) => count > 0)).toBe(true)
})

/** Does something of a kind to segments; `false` where there are too few for it. */
function tamper(
  { database: db }: SqliteStore,
  kind: string,
  [one = 0, other = 0, at = 0, by = 0]: readonly number[],
): boolean {
  const rows = db.prepare('SELECT rowid, "from", bytes FROM snapshot_segment ORDER BY "from"').all()
  if (rows.length < 2) return false
  // Without the last of them what is left is as it once was.
  const row = one % (kind === 'gone' ? rows.length - 1 : rows.length)
  const [first, second] = [rows[row], rows[(row + 1 + (other % (rows.length - 1))) % rows.length]]
  const bytesOf = (row: typeof first): Uint8Array => row?.['bytes'] as Uint8Array
  const write = (row: typeof first, bytes: Uint8Array): void =>
    void db.prepare('UPDATE snapshot_segment SET bytes = ? WHERE rowid = ?').run(bytes, Number(row?.['rowid']))
  const bytes = bytesOf(first)
  switch (kind) {
    case 'byte': {
      const place = at % bytes.length
      write(first, bytes.with(place, (bytes[place] as number) ^ (1 + (by % 255))))
      return true
    }
    case 'swap':
      write(first, bytesOf(second))
      write(second, bytes)
      return true
    case 'cut':
      write(first, bytes.slice(0, at % bytes.length))
      return true
    case 'domain':
      db.prepare("UPDATE snapshot_segment SET fingerprint = '0123456789abcdef' WHERE rowid = ?").run(
        Number(first?.['rowid']),
      )
      return true
    case 'place':
      db.prepare('UPDATE snapshot_segment SET size = size + ? WHERE rowid = ?').run(
        1 + (by % 9),
        Number(first?.['rowid']),
      )
      return true
    default:
      db.prepare('DELETE FROM snapshot_segment WHERE rowid = ?').run(Number(first?.['rowid']))
      return true
  }
}

test('events of a newer program are no damage, and do not hide any', async () => {
  const store = sqliteStore(':memory:', { domain: party, create: true })
  const { ledger } = await bookOf('test', 3, '公司', store)
  const text = ledger.text(3) ?? ''
  const newer = text
    .replace(idOf(3), idOf(99))
    .replace('"position":3', '"position":4')
    .replace(/"version":\d+/, '"version":9')
  expect(newer).toContain('"version":9')
  await store.append(streamOf('test'), [{ id: idOf(99), text: newer }], { expectedRevision: 3 })
  const { checks } = await verifyBook(store, 'test', { domain: party })
  expect(states(checks)).toMatchObject({ events: 'unable', facts: 'unable', tree: 'held', tables: 'unable' })
  expect(checks[0]).toMatchObject({ findings: [{ code: 'unknown-version', position: 4 }] })

  const sound = ledger.text(2) ?? ''
  const write = (tampered: string): void => {
    store.database.exec('DROP TRIGGER IF EXISTS event_is_never_updated')
    store.database.prepare('UPDATE event SET text = ? WHERE position = 2').run(tampered)
  }
  write(sound.replace('公司1', '公司9'))
  expect(states((await verifyBook(store, 'test', { domain: party })).checks)).toMatchObject({
    events: 'unable',
    tree: 'failed',
  })
  write(`${sound} `)
  expect(states((await verifyBook(store, 'test', { domain: party })).checks)).toMatchObject({
    events: 'failed',
    tree: 'failed',
  })
  await store.close()
})

test('what was not asked for or is not there is said, and never held', async () => {
  const { store } = await bookOf('test')
  const { checks, unsealed } = await verifyBook(store, 'test', { domain: party })
  expect(states(checks)).toEqual({
    events: 'held',
    facts: 'held',
    store: 'skipped',
    checkpoint: 'skipped',
    signatures: 'skipped',
    // That the clock made no leap was looked at.
    times: 'held',
  })
  expect(unsealed).toEqual({ from: 0, count: 4 })
})

test('events after the checkpoint are unsealed', async () => {
  const { store, ledger, options } = await bookOf('test')
  const since = await sealed(store)
  const data = { unitId: 'u9', kind: 'enterprise', name: '九' }
  await ledger.record([{ type: 'UnitListed', effectiveOn: '2020-01-01', data }], options)
  const { checks, unsealed } = await verifyBook(store, 'test', { domain: party, since, keys: [key] })
  expect(states(checks)).toMatchObject({ checkpoint: 'held', signatures: 'held' })
  expect(unsealed).toEqual({ from: 4, count: 1 })
})

test('changes that do not apply are reported, and what follows is still compared', async () => {
  const store = sqliteStore(':memory:', { domain: party, create: true })
  const { ledger } = await bookOf('test', 2, '公司', store)
  const text = ledger.text(2) ?? ''
  // Appended past the ledger, as a program with other rules might have: a unit that is listed already is listed again.
  const again = text.replace(idOf(2), idOf(99)).replace('"position":2', '"position":3')
  await store.append(streamOf('test'), [{ id: idOf(99), text: again }], { expectedRevision: 2 })
  const { checks } = await verifyBook(store, 'test', { domain: party })
  expect(states(checks)).toMatchObject({ events: 'held', facts: 'failed', tree: 'held', tables: 'unable' })
  const facts = checks.find(({ check }) => check === 'facts')
  expect(facts?.findings).toMatchObject([{ code: 'already-open', position: 3, events: [2, 3] }])
  await store.close()
})

test('bytes that are not the canonical form, and another id than the text says', async () => {
  const { ledger } = await bookOf('test', 2)
  const texts = [0, 1, 2].map((at) => ledger.text(at) ?? '')
  const store = memoryStore()
  await store.append(
    streamOf('test'),
    [
      { id: idOf(0), text: texts[0] ?? '' },
      { id: idOf(7), text: texts[1] ?? '' },
      { id: idOf(2), text: `${texts[2]} ` },
    ],
    { expectedRevision: 'no-stream' },
  )
  const { checks } = await verifyBook(store, 'test', { domain: party })
  expect(states(checks)).toMatchObject({ events: 'failed', facts: 'unable' })
  expect(checks[0]?.findings).toMatchObject([
    { code: 'id-differs', position: 1 },
    { code: 'not-canonical', position: 2 },
  ])
})

test('a checkpoint of another book, and one that others signed', async () => {
  const { store } = await bookOf('test')
  const since = await sealed(store)
  const stranger = signingKey(originOf('test'), 'book', new Uint8Array(32).fill(9))
  const { checks } = await verifyBook(store, 'test', {
    domain: party,
    since: { ...since, origin: 'taizhang/other' },
    keys: [stranger],
  })
  expect(states(checks)).toMatchObject({ checkpoint: 'failed', signatures: 'failed' })
  expect(checks.flatMap(({ findings }) => findings.map(({ code }) => code))).toEqual(['other-book', 'not-signed'])
})
