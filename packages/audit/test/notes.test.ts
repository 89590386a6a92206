import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  checkpointOf,
  cosign,
  originOf,
  readCheckpoint,
  readSigningLine,
  readVerifyingLine,
  signCheckpoint,
  signersOf,
  signingKey,
  signingLine,
  unsigned,
  verifyingLine,
} from '../src/index.ts'
import { readNote, writeNote } from '../src/notes/signed-note.ts'
import { bookOf, read } from './book-of.ts'

const seed = (byte: number): Uint8Array => new Uint8Array(32).fill(byte)
const key = signingKey(originOf('b'), 'book', seed(1))
const witness = signingKey('wang.example/w1', 'witness', seed(2))
const now = new Date('2021-07-01T00:00:00.500Z')

const { store } = await bookOf('b')
const checkpoint = await checkpointOf(store, 'b')
const note = signCheckpoint(checkpoint, key)
const cosigned = await cosign(store, 'b', { note: read(note), held: undefined, keys: [key] }, { key: witness, now })

/** From the documentation of Go's sumdb/note, which had the format first. */
const go = {
  signing: 'PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz',
  verifying: 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW',
  note:
    'If you think cryptography is the answer to your problem,\n' +
    "then you don't know what your problem is.\n\n" +
    '— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n',
}

describe('keys and notes as others write them', () => {
  test('keys are read, and written as they were', () => {
    const signing = readSigningLine(go.signing)
    expect(signing && signingLine(signing)).toBe(go.signing)
    expect(signing && verifyingLine(signing)).toBe(go.verifying)
    expect(readVerifyingLine(go.verifying)).toMatchObject({ name: 'PeterNeumann', kind: 'book', id: 'c74f20a3' })
  })

  test('a note is read, its signature is right, and it is written as it was', () => {
    const read = readNote(go.note)
    const verifying = readVerifyingLine(go.verifying)
    expect(read && verifying && signersOf({ note: read }, [verifying])).toEqual([{ key: verifying }])
    expect(read && writeNote(read)).toBe(go.note)
  })
})

test('a checkpoint says origin, size and root, is signed by the book and cosigned by the witness at a time', () => {
  expect(cosigned.split('\n').slice(0, 2)).toEqual(['taizhang/b', String(checkpoint.size)])
  expect(cosigned.startsWith(note)).toBe(true)
  expect(read(cosigned)).toMatchObject(checkpoint)
  expect(signersOf(read(cosigned), [key, witness])).toMatchObject([
    { key: { name: 'taizhang/b' } },
    { key: { name: 'wang.example/w1' }, cosignedAt: new Date('2021-07-01T00:00:00.000Z') },
  ])
  expect(unsigned(read(cosigned), [key, witness])).toEqual([])
  expect(unsigned(read(note), [key, witness])).toMatchObject([{ code: 'not-signed', key: 'wang.example/w1' }])
})

test('a witness that signs again takes its older signature back', async () => {
  const later = { key: witness, now: new Date('2021-08-01T00:00:00Z') }
  const again = await cosign(store, 'b', { note: read(cosigned), held: read(note), keys: [key] }, later)
  expect(read(again).note.signatures).toHaveLength(2)
  expect(signersOf(read(again), [witness])).toMatchObject([{ cosignedAt: later.now }])
})

test('every bit of a note flipped: never accepted', () => {
  const bytes = Buffer.from(cosigned)
  const accepted: string[] = []
  for (let at = 0; at < bytes.length; at++) {
    for (let bit = 0; bit < 8; bit++) {
      const flipped = Buffer.from(bytes)
      flipped[at] = (flipped[at] ?? 0) ^ (1 << bit)
      const text = asText(flipped)
      const found = text === undefined ? undefined : readCheckpoint(text)
      if (found && unsigned(found, [key, witness]).length === 0) accepted.push(`byte ${at}, bit ${bit}`)
    }
  }
  expect(accepted).toEqual([])
})

const asText = (bytes: Uint8Array): string | undefined => {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return undefined
  }
}

test('any change to a note: never accepted with another checkpoint', () => {
  const change = fc.oneof(
    fc
      .tuple(fc.nat(cosigned.length), fc.string({ maxLength: 3 }))
      .map(([at, text]) => cosigned.slice(0, at) + text + cosigned.slice(at)),
    fc
      .tuple(fc.nat(cosigned.length), fc.nat(9))
      .map(([at, length]) => cosigned.slice(0, at) + cosigned.slice(at + length)),
    fc.constantFrom(
      cosigned + cosigned,
      cosigned.replaceAll('\n', '\r\n'),
      `\uFEFF${cosigned}`,
      cosigned.toUpperCase(),
    ),
  )
  fc.assert(
    fc.property(change, (text) => {
      fc.pre(text !== cosigned)
      const found = readCheckpoint(text)
      const accepted = found && unsigned(found, [key, witness]).length === 0 ? found : checkpoint
      expect(accepted).toMatchObject(checkpoint)
    }),
  )
})

test('every bit of a key flipped: another key, or none', () => {
  for (const line of [verifyingLine(key), verifyingLine(witness)]) {
    const bytes = Buffer.from(line)
    for (let at = 0; at < bytes.length * 8; at++) {
      const flipped = Buffer.from(bytes)
      flipped[at >> 3] = (flipped[at >> 3] ?? 0) ^ (1 << (at & 7))
      const found = readVerifyingLine(asText(flipped) ?? '')
      expect(found && unsigned(read(cosigned), [found])).not.toEqual([])
    }
  }
})

test('keys sign what they are for, and names are names', () => {
  expect(() => signCheckpoint(checkpoint, witness)).toThrow(/signed by the book key named taizhang\/b/)
  expect(() => signCheckpoint(checkpoint, signingKey('taizhang/c', 'book', seed(1)))).toThrow(/taizhang\/b/)
  for (const name of ['', 'a b', 'a+b', 'a\nb', 'x'.repeat(256), '　'])
    expect(() => signingKey(name, 'witness', seed(1))).toThrow(/cannot name a key/)
  expect(signingKey('见证人', 'witness', seed(1)).name).toBe('见证人')
})

describe('a witness', () => {
  const later = { key: witness, now }

  test('signs nothing that the book is not, and nothing that nobody signed', async () => {
    const other = read(signCheckpoint({ ...checkpoint, root: new Uint8Array(32) }, key))
    await expect(cosign(store, 'b', { note: other, held: undefined, keys: [key] }, later)).rejects.toThrow(
      /do not give the checkpoint's root/,
    )
    await expect(cosign(store, 'b', { note: read(note), held: undefined, keys: [witness] }, later)).rejects.toThrow(
      /no right signature by witness wang/,
    )
    await expect(cosign(store, 'b', { note: read(note), held: undefined, keys: [key] }, { key, now })).rejects.toThrow(
      /book's key and cannot cosign/,
    )
  })

  test('never goes back, and signs only what continues what it holds', async () => {
    const { store: longer, ledger } = await bookOf('b', 6)
    const held = read(signCheckpoint(await checkpointOf(longer, 'b'), key))
    expect(held.size).toBe(ledger.size)
    const { size } = read(note)
    await expect(cosign(longer, 'b', { note: read(note), held, keys: [key] }, later)).rejects.toMatchObject({
      message: expect.stringContaining('never goes back') as string,
      refusal: { code: 'older-checkpoint', held: held.size, size },
    })
    await expect(cosign(store, 'b', { note: read(note), held, keys: [key] }, later)).rejects.toMatchObject({
      refusal: { code: 'book-shorter', size, sealed: held.size },
    })
    const forked = await bookOf('b', 6, '另一家')
    const note2 = read(signCheckpoint(await checkpointOf(forked.store, 'b'), key))
    await expect(cosign(forked.store, 'b', { note: note2, held: read(note), keys: [key] }, later)).rejects.toThrow(
      /do not give the checkpoint's root/,
    )
  })
})

test('a note with a control character but a line feed, or with half of a surrogate pair, is none', () => {
  const controls = Array.from({ length: 0x20 }, (_, code) => code).filter((code) => code !== 10)
  const halves = fc.sample(fc.integer({ min: 0xd800, max: 0xdfff }), { numRuns: 30 })
  for (const text of [cosigned, go.note])
    for (const code of [...controls, 0xd800, 0xdbff, 0xdc00, 0xdfff, ...halves]) {
      // In the text nothing else would be wrong with it; in signature lines much may be.
      const places = [1, text.lastIndexOf('\n\n'), ...fc.sample(fc.nat(text.length), { numRuns: 4 })]
      const made = places.map((at) => text.slice(0, at) + String.fromCharCode(code) + text.slice(at))
      const bad = made.filter((changed) => code < 0x20 || !changed.isWellFormed())
      expect([code, bad.map(readNote)]).toEqual([code, bad.map(() => undefined)])
    }
})

test('whatever note is read is written as it was', () => {
  const line = fc.string({ unit: fc.constantFrom('a', '—', ' ', '中', '😀', '+', '\u009b', '\n'), maxLength: 12 })
  const name = fc.string({ unit: fc.constantFrom('a', '中', '/', '.', '😀'), minLength: 1, maxLength: 8 })
  const signature = fc.record({
    name,
    id: fc.uint8Array({ minLength: 4, maxLength: 4 }).map((bytes) => Buffer.from(bytes).toString('hex')),
    signature: fc.uint8Array({ minLength: 1, maxLength: 80 }),
  })
  const note = fc.record({
    text: line.map((text) => `x${text}\n`),
    signatures: fc.array(signature, { minLength: 1, maxLength: 4 }),
  })
  const edit = fc.tuple(fc.nat(), fc.nat(2), fc.constantFrom('', '\n', ' ', '—', 'A', '=', '\u2028'))
  let [read, edited] = [0, 0]
  fc.assert(
    fc.property(note, fc.option(edit), (made, change) => {
      const written = writeNote(made)
      const [place, gone, more] = change ?? [0, 0, '']
      const at = place % (written.length + 1)
      const text = written.slice(0, at) + more + written.slice(at + gone)
      const found = readNote(text)
      expect(text === written ? found : made).toEqual(made)
      if (!found) return
      expect(writeNote(found)).toBe(text)
      read++
      if (text !== written) edited++
    }),
    { numRuns: 1000 },
  )
  expect(Math.min(read, edited)).toBeGreaterThan(50)
})
