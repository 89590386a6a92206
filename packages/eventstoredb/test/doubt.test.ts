/**
 * What is said of an append whose outcome nobody knows: never that nothing was recorded, until the stream has shown what stands in its
 * place.
 */
import { LedgerError } from '@taizhang/core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { Fault } from './double/faults.ts'
import { startDouble, type Double } from './double/start-double.ts'
import { asRead, events, newStream, open, readAll } from './tools.ts'

let double: Double
beforeAll(async () => {
  double = await startDouble()
})
afterEach(async () => {
  await double.tell({ do: 'clear' })
})
afterAll(async () => double.stop())

const none = { expectedRevision: 'no-stream' } as const
const hasty = { silenceMs: 300, patienceMs: 700, lookMs: 0 }

const failureOf = async (append: Promise<unknown>): Promise<LedgerError> => {
  const failed = await append.catch((error: unknown) => error)
  if (!(failed instanceof LedgerError)) throw new Error(`it did not fail: ${JSON.stringify(failed)}`)
  return failed
}

const unknown = { kind: 'unavailable', aftermath: 'unknown' }

test.each(['hides-then-commits', 'hides-then-goes'] as const)(
  'a write that the server has not committed, and then %s, is recorded once if patience lasts',
  async (kind) => {
    const patient = open(double.address)
    const [stream, first, batch] = [newStream(), events(2), events(3)]
    await patient.append(stream, first, none)
    await double.fault({ on: 'append', kind, stream, ms: 600 })
    expect(await patient.append(stream, batch, { expectedRevision: 1 })).toEqual({
      ok: true,
      revision: 4,
      repeated: false,
    })
    expect(await readAll(patient, stream)).toEqual(asRead([...first, ...batch]))
    await patient.close()
  },
)

/** Longer than any test takes: what hides is committed when the test says so. */
const long = 3_600_000

/** What leaves a doubt, behind the look whether the stream is there still, and what comes then until patience is at its end. */
const courses: readonly (readonly [string, readonly Omit<Fault, 'stream'>[]])[] = [
  ['the quorum is gone', [{ on: 'append', kind: 'hides-then-commits', ms: long }]],
  [
    'the quorum is gone, then the server refuses',
    [
      { on: 'append', kind: 'hides-then-commits', ms: long },
      { on: 'append', kind: 'access-denied', times: 1000 },
    ],
  ],
  [
    'it is made without an answer, then nothing can be read',
    [
      { on: 'append', kind: 'silent-after-write' },
      { on: 'append', kind: 'not-ready', times: 1000 },
      { on: 'read', kind: 'not-ready', skip: 1, times: 1000 },
    ],
  ],
  [
    'it is made without an answer, then reading is forbidden',
    [
      { on: 'append', kind: 'silent-after-write' },
      { on: 'read', kind: 'access-denied', skip: 1, times: 1000 },
    ],
  ],
  [
    'the connection is cut after it was made, then all are',
    [
      { on: 'append', kind: 'cut-after-write' },
      { on: 'append', kind: 'cut', times: 1000 },
      { on: 'read', kind: 'cut', skip: 1, times: 1000 },
    ],
  ],
]

test.each(courses)(
  'nobody says that nothing was recorded: %s; and the same again is recorded once',
  async (_, faults) => {
    const store = open(double.address, hasty)
    const [stream, first, batch] = [newStream(), events(2), events(3)]
    await store.append(stream, first, none)
    for (const fault of faults) await double.fault({ ...fault, stream })
    expect(await failureOf(store.append(stream, batch, { expectedRevision: 1 }))).toMatchObject(unknown)
    // The doubt is there still for who tries the same again.
    expect(await failureOf(store.append(stream, batch, { expectedRevision: 1 }))).toMatchObject(unknown)
    await double.tell({ do: 'clear' })
    await double.tell({ do: 'commit', stream })
    expect(await store.append(stream, batch, { expectedRevision: 1 })).toMatchObject({ ok: true, revision: 4 })
    expect(await readAll(store, stream)).toEqual(asRead([...first, ...batch]))
    await store.close()
  },
)

test('a program that meets what another has sent does not say that it is not recorded', async () => {
  const [one, other] = [open(double.address, hasty), open(double.address, hasty)]
  const [stream, batch] = [newStream(), events(3)]
  await double.fault({ on: 'append', kind: 'hides-then-commits', stream, ms: long })
  for (const store of [one, other]) {
    const failed = await failureOf(store.append(stream, batch, none))
    expect(failed).toMatchObject({ ...unknown, refusal: { code: 'outcome-unknown' } })
  }
  await double.tell({ do: 'commit', stream })
  expect(await other.append(stream, batch, none)).toEqual({ ok: true, revision: 2, repeated: true })
  for (const store of [one, other]) await store.close()
})

test('a store that is closed while an append is under way says that its outcome is not known', async () => {
  for (const kind of ['silent-after-write', 'silent'] as const) {
    const store = open(double.address)
    const stream = newStream()
    await store.append(stream, events(1), none)
    await double.fault({ on: 'append', kind, stream })
    const failing = failureOf(store.append(stream, events(2), { expectedRevision: 0 }))
    await expect.poll(async () => double.tell({ do: 'waiting' })).toBe(0)
    await store.close()
    expect(await failing).toMatchObject({ aftermath: 'unknown' })
  }
})

test('what was certainly not sent, or is certainly refused, was not recorded, and is said to be so', async () => {
  const store = open(double.address, hasty)
  const stream = newStream()
  await store.append(stream, events(1), none)
  for (const kind of ['not-ready', 'access-denied', 'too-large'] as const) {
    await double.fault({ on: 'append', kind, stream, times: 1000 })
    const failed = await failureOf(store.append(stream, events(1), { expectedRevision: 0 }))
    expect(failed).toMatchObject({ aftermath: 'nothing-recorded' })
    await double.tell({ do: 'clear' })
  }
  await store.close()
  expect(await failureOf(store.append(stream, events(1), { expectedRevision: 0 }))).toMatchObject({
    aftermath: 'nothing-recorded',
  })
  expect(await double.tell({ do: 'size', stream })).toBe(1)
})
