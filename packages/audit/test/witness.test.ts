import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  answerRequest,
  checkpointOf,
  originOf,
  readCheckpoint,
  readRequest,
  readWitnessState,
  requestOf,
  signCheckpoint,
  signersOf,
  signingKey,
  writeRequest,
  writeWitnessState,
  type SealedNote,
  type WitnessAnswer,
  type WitnessRequest,
  type WitnessState,
} from '../src/index.ts'
import { bookOf, read } from './book-of.ts'

const bookKey = signingKey(originOf('b'), 'book', new Uint8Array(32).fill(1))
const key = signingKey('wang', 'witness', new Uint8Array(32).fill(2))
const now = new Date('2021-07-01T00:00:00Z')

/** A book that grows one event at a time, with its checkpoint after each. */
async function grown(
  units: number,
  name: string,
): Promise<{ readonly notes: readonly SealedNote[]; readonly at: Ask }> {
  const notes: SealedNote[] = []
  for (let size = 0; size <= units; size++) {
    const { store } = await bookOf('b', size, name)
    notes.push(read(signCheckpoint(await checkpointOf(store, 'b'), bookKey)))
  }
  const { store } = await bookOf('b', units, name)
  const at: Ask = async (from, to) =>
    requestOf(store, 'b', { note: noteAt({ notes }, to), from: from === 0 ? undefined : noteAt({ notes }, from) })
  return { notes, at }
}

/** The request from one size to another. */
type Ask = (from: number, to: number) => Promise<WitnessRequest>

const ours = await grown(8, '公司')
const theirs = await grown(8, '另一家')
const none: WitnessState = new Map()
const answer = (request: WitnessRequest, state: WitnessState) =>
  answerRequest(request, { key, state, keys: [bookKey], now })

/** What a witness comes to that answers all of these, one after the other; the notes that it cosigned. */
function cosigning(requests: readonly WitnessRequest[]): readonly SealedNote[] {
  let state = none
  return requests.flatMap((request) => {
    const answered = answer(request, state)
    if (answered.status !== 200) return []
    const written = writeWitnessState(answered.state, key)
    const kept = readWitnessState(written, key)
    if (!kept) throw new Error('the state that was written cannot be read')
    state = kept
    return [request.note]
  })
}

/** The checkpoint at a size. */
function noteAt({ notes }: { readonly notes: readonly SealedNote[] }, size: number): SealedNote {
  const note = notes[size - 1]
  if (!note) throw new Error(`no checkpoint of ${size}`)
  return note
}

test('nothing is proved from a checkpoint of a fork or of another book, nor to one', async () => {
  const { store } = await bookOf('b', 8, '公司')
  const keyOfC = signingKey(originOf('c'), 'book', new Uint8Array(32))
  const other = read(signCheckpoint(await checkpointOf((await bookOf('c', 2)).store, 'c'), keyOfC))
  const [note, older] = [noteAt(ours, 7), noteAt(ours, 4)]
  await expect(requestOf(store, 'b', { note, from: older })).resolves.toMatchObject({ old: 4 })
  for (const [to, from, code] of [
    [note, noteAt(theirs, 4), 'root-differs'],
    [noteAt(theirs, 7), older, 'root-differs'],
    [note, other, 'other-book'],
    [other, older, 'other-book'],
  ] as const)
    await expect(requestOf(store, 'b', { note: to, from })).rejects.toMatchObject({
      kind: 'damaged',
      refusal: { code },
    })
})

test('nothing is sealed of a store whose tree has more than its events', async () => {
  const { store } = await bookOf('b', 2)
  const tree = {
    size: async () => 4,
    root: async () => new Uint8Array(32),
    consistency: async () => [],
    inclusion: async () => [],
  }
  await expect(checkpointOf({ ...store, tree }, 'b')).rejects.toMatchObject({
    kind: 'damaged',
    refusal: { code: 'events-missing', size: 3, kept: 4 },
  })
})

test('a cosignature on a request is one on the note', async () => {
  const request = await ours.at(0, 5)
  const answered = answer(request, none)
  expect(answered.status).toBe(200)
  const cosigned = read(writeNoteOf(request) + answered.body)
  expect(signersOf(cosigned, [bookKey, key])).toMatchObject([{ key: { name: 'taizhang/b' } }, { cosignedAt: now }])
})

const writeNoteOf = (request: WitnessRequest): string => writeRequest(request).split('\n\n').slice(1).join('\n\n')

/** What a witness keeps that has cosigned five events. */
const at5 = async (): Promise<WitnessState> => stateAfter(answer(await ours.at(0, 5), none))

function stateAfter(answered: WitnessAnswer): WitnessState {
  if (answered.status !== 200) throw new Error(answered.refusal.message.en)
  return answered.state
}

describe('what the protocol says', () => {
  const last = '5\n'
  test('a wrong old size is 409 with the size that was cosigned last; so is the fork of a size', async () => {
    const state = await at5()
    for (const [from, to] of [
      [0, 8],
      [4, 8],
      [6, 8],
      [0, 3],
    ] as const)
      expect([from, answer(await ours.at(from, to), state)]).toMatchObject([from, { status: 409, body: last }])
    const fork = { ...(await theirs.at(5, 5)) }
    expect(answer(fork, state)).toMatchObject({ status: 409, body: last, refusal: { code: 'fork' } })
    expect(answer(await ours.at(5, 5), state)).toMatchObject({ status: 200 })
    expect(answer(await ours.at(4, 5), none)).toMatchObject({ status: 409, body: '0\n' })
  })

  test('a proof that does not hold is 422, one from nothing too', async () => {
    const state = await at5()
    const right = await ours.at(5, 8)
    for (const proof of [right.proof.slice(1), [...right.proof, ...right.proof], (await theirs.at(5, 8)).proof, []])
      expect(answer({ ...right, proof }, state)).toMatchObject({ status: 422, body: '' })
    expect(answer(await theirs.at(5, 8), state)).toMatchObject({ status: 422 })
    expect(answer({ ...(await ours.at(0, 5)), proof: right.proof }, none)).toMatchObject({ status: 422 })
  })

  test('more known than there is is 400, an unknown book 404, a wrong signature 403', async () => {
    const request = await ours.at(5, 8)
    expect(answer({ ...request, old: 9 }, await at5())).toMatchObject({ status: 400 })
    const other = signingKey(originOf('c'), 'book', new Uint8Array(32).fill(1))
    const stranger = signingKey(originOf('b'), 'book', new Uint8Array(32).fill(3))
    expect(answerRequest(request, { key, state: none, keys: [other, key], now })).toMatchObject({ status: 404 })
    expect(answerRequest(request, { key, state: none, keys: [stranger], now })).toMatchObject({ status: 403 })
  })
})

test('of two forks never both are cosigned past where they part, whatever is asked in whatever order', async () => {
  const step = fc.tuple(fc.boolean(), fc.nat(8), fc.integer({ min: 1, max: 9 })).filter(([, from, to]) => from <= to)
  let cosigned = 0
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 12 }), async (steps) => {
      const requests: WitnessRequest[] = []
      for (const [isOurs, from, to] of steps) requests.push(await (isOurs ? ours : theirs).at(from, to))
      const notes = cosigning(requests)
      cosigned += notes.length
      const sizes = notes.map(({ size }) => size)
      expect(sizes).toEqual(sizes.toSorted((a, b) => a - b))
      // They part after the first event.
      const apart = notes.filter(({ size }) => size > 1)
      const among = (of: typeof ours): boolean => apart.every((note) => of.notes.includes(note))
      expect(among(ours) || among(theirs)).toBe(true)
    }),
    { numRuns: 60 },
  )
  expect(cosigned).toBeGreaterThan(30)
})

test('a request is written in one way and read again, and no byte of it can change and be cosigned as another', async () => {
  const state = await at5()
  const request = await ours.at(5, 8)
  const written = writeRequest(request)
  expect(readRequest(written)).toEqual(request)
  const accepted = flips(written).filter((text) => {
    const found = readRequest(text)
    return found !== undefined && answer(found, state).status === 200
  })
  expect(accepted).toEqual([])
})

test('no byte of a state can change and be read; nor is that of another witness', () => {
  const state = new Map([[originOf('b'), { origin: originOf('b'), size: 6, root: new Uint8Array(32).fill(5) }]])
  const written = writeWitnessState(state, key)
  expect(readWitnessState(written, key)).toEqual(state)
  expect(flips(written).filter((text) => readWitnessState(text, key) !== undefined)).toEqual([])
  const other = signingKey('li', 'witness', new Uint8Array(32).fill(3))
  expect(readWitnessState(written, other)).toBeUndefined()
  expect(readWitnessState(writeWitnessState(none, key), key)).toEqual(none)
  expect(readCheckpoint(written)).toBeUndefined()
})

/** A text with each of its bytes changed, in one bit after the other. */
function flips(text: string): readonly string[] {
  const bytes = Buffer.from(text)
  return Array.from({ length: bytes.length }, (_, at) => {
    const flipped = Buffer.from(bytes)
    flipped[at] = (flipped[at] ?? 0) ^ (1 << (at % 8))
    return flipped.toString('utf8')
  })
}
