import { createLedger, memoryStore, party, plusDays, type EventStore, type RecordOptions } from '@taizhang/core'
import { idOf } from '@taizhang/core/testing'
import type { CheckResult } from '@taizhang/kernel/store'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  checkpointOf,
  cosign,
  originOf,
  signCheckpoint,
  signingKey,
  verifyBook,
  type SealedNote,
  type VerifyOptions,
} from '../src/index.ts'
import { read } from './book-of.ts'

const seed = Number(process.env['TAIZHANG_SEED'] ?? Date.now() % 2 ** 31)
const key = signingKey(originOf('test'), 'book', new Uint8Array(32).fill(1))
const witness = signingKey('wang', 'witness', new Uint8Array(32).fill(2))

const hour = 3_600_000
const start = Date.parse('2021-06-01T00:00:00Z')

/** A book with a unit recorded each time that so many hours have passed. */
async function bookOver(
  hours: readonly number[],
): Promise<{ readonly store: EventStore; readonly times: readonly number[] }> {
  const store = memoryStore()
  let made = 0
  const at = (now: number): RecordOptions => ({
    now: new Date(now),
    newId: () => idOf(made++),
    actor: 'tester',
    clockAhead: true,
  })
  const ledger = await createLedger(store, { book: 'test', name: '测试' }, at(start))
  const times = [start]
  for (const [index, passed] of hours.entries()) {
    const now = (times.at(-1) ?? start) + passed * hour
    const data = { unitId: `u${index}`, kind: 'enterprise', name: `u${index}` } as const
    expect(
      await ledger.record([{ type: 'UnitListed', effectiveOn: plusDays('2020-01-01', index), data }], at(now)),
    ).toMatchObject({ ok: true })
    times.push(now)
  }
  return { store, times }
}

/** The checkpoint of the book's first events, cosigned at a time. */
async function cosignedAt(hours: readonly number[], now: number): Promise<SealedNote> {
  const { store } = await bookOver(hours)
  const note = read(signCheckpoint(await checkpointOf(store, 'test'), key))
  return read(await cosign(store, 'test', { note, held: undefined, keys: [key] }, { key: witness, now: new Date(now) }))
}

async function timesOf(store: EventStore, options: VerifyOptions): Promise<CheckResult> {
  const { checks } = await verifyBook(store, 'test', { domain: party, keys: [key, witness], ...options })
  const times = checks.find(({ check }) => check === 'times')
  if (!times) throw new Error('times were not checked')
  return times
}

const passed = fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 2, maxLength: 8 })

test(`nobody is accused whose witnesses sign in time, and what says that it is older than it can be is told; seed ${seed}`, async () => {
  const seen = { inTime: 0, told: 0, found: 0 }
  await fc.assert(
    fc.asyncProperty(passed, fc.nat(), fc.integer({ min: 0, max: 200 }), async (hours, pick, later) => {
      const { store, times } = await bookOver(hours)
      const size = 1 + (pick % hours.length)
      const signed = (times[size - 1] ?? start) + later * hour
      const since = await cosignedAt(hours.slice(0, size - 1), signed)
      const older = times.slice(size).filter((time) => time < signed)
      const by = older.length === 0 ? 0 : (signed - (older[0] ?? 0)) / hour
      for (const cosignDelayDays of [1, 3, 10]) {
        const { state, note, findings } = await timesOf(store, { since, cosignDelayDays })
        const isFound = older.length > 0 && by >= cosignDelayDays * 24
        expect(state).toBe(isFound ? 'failed' : 'held')
        expect(note.en.startsWith(`${older.length} events behind the checkpoint, from ${size} on`)).toBe(
          older.length > 0,
        )
        const expected = { code: 'recorded-before-cosigned', position: size, count: older.length, byMs: by * hour }
        expect(findings).toMatchObject(isFound ? [expected] : [])
        if (isFound) seen.found++
        else seen[older.length > 0 ? 'told' : 'inTime']++
      }
    }),
    { numRuns: 60, seed },
  )
  expect(Math.min(seen.inTime, seen.told, seen.found)).toBeGreaterThan(5)
})

test('leaps of more than a year are told by their place, the first five of them', async () => {
  const year = 366 * 24
  const { store } = await bookOver([1, year + 1, 1, year, year + 1])
  expect(await timesOf(store, {})).toMatchObject({
    state: 'held',
    note: {
      en: 'no cosignature or time stamp to compare with; leaps of more than a year: 2; was the recording clock right? event 2: 2021-06-01T01:00:00.000Z to 2022-06-02T02:00:00.000Z, event 5: 2023-06-03T03:00:00.000Z to 2024-06-03T04:00:00.000Z',
    },
  })
  const many = await bookOver(Array.from({ length: 6 }, () => year + 1))
  const { note } = await timesOf(many.store, {})
  expect(note.en.match(/event \d+:/g)).toHaveLength(5)
  expect(note.en.endsWith('…')).toBe(true)
})

test('a checkpoint of another book, or cosigned by nobody who is trusted, tells no times', async () => {
  const { store } = await bookOver([1, 1])
  const since = await cosignedAt([1], start + 100 * hour)
  expect((await timesOf(store, { since, keys: [key] })).note.en).toContain('no cosignature')
  expect((await timesOf(store, { since: { ...since, origin: originOf('other') } })).note.en).toContain('no cosignature')
})

test('a time stamp is a cosignature without a name: what is recorded before it is told, and found', async () => {
  const { store, times } = await bookOver([1, 1, 72])
  const note = await cosignedAt([1], start + 2 * hour)
  const stampedAt = new Date((times.at(-1) ?? 0) + hour)
  const [told, found] = [
    await timesOf(store, { since: note, stampedAt, cosignDelayDays: 4 }),
    await timesOf(store, { since: note, stampedAt }),
  ]
  expect([told.state, found.state]).toEqual(['held', 'failed'])
  expect(found.note.en).toContain('before the authority stamped it, by up to 4 days')
  expect((await timesOf(store, { since: note, stampedAt: new Date(start) })).state).toBe('held')
})
