import { createHash } from 'node:crypto'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkpointOf, readCheckpoint, signCheckpoint, signingKey, tilesOf, type TreeFile } from '../src/index.ts'
import { tilePath, tilesOfLeaves } from '../src/tiles/tiles.ts'
import { leafOf } from '../src/sha256.ts'
import { bookOf, read } from './book-of.ts'

/** A client of a published tree, written from C2SP's tlog-tiles and RFC 9162 alone: it knows the size and fetches tiles by their paths. */
class Client {
  readonly #files: ReadonlyMap<string, Uint8Array>
  readonly #size: number

  constructor(files: readonly TreeFile[], size: number) {
    this.#files = new Map(files.map(({ path, bytes }) => [path, bytes]))
    this.#size = size
  }

  /** The hash at a place of a level of the tree whose subtree is full. */
  node(level: number, index: number): Buffer {
    const [tileLevel, inside] = [Math.floor(level / 8), level % 8]
    const first = index * 2 ** inside
    const tile = Math.floor(first / 256)
    const hashes = Math.floor(this.#size / 256 ** tileLevel)
    const width = Math.min(256, hashes - tile * 256)
    const bytes = this.#files.get(`tile/${tileLevel}/${place(tile)}${width < 256 ? `.p/${width}` : ''}`)
    if (bytes?.length !== width * 32) throw new Error(`no tile ${tileLevel}/${tile} of ${width} hashes`)
    const offset = first % 256
    return over(
      Array.from({ length: 2 ** inside }, (_, at) =>
        Buffer.from(bytes.subarray((offset + at) * 32, (offset + at + 1) * 32)),
      ),
    )
  }

  /** MTH over the leaves from `from` on, by full subtrees. */
  root(from = 0, size = this.#size): Buffer {
    const half = size === 1 ? 0 : 2 ** Math.ceil(Math.log2(size) - 1)
    const level = Math.log2(size)
    if (Number.isInteger(level) && from % size === 0) return this.node(level, from / size)
    return pair(this.root(from, half), this.root(from + half, size - half))
  }
}

const place = (number: number): string =>
  number < 1000
    ? String(number).padStart(3, '0')
    : `${over1000(Math.floor(number / 1000))}/${String(number % 1000).padStart(3, '0')}`
const over1000 = (number: number): string =>
  number < 1000
    ? `x${String(number).padStart(3, '0')}`
    : `${over1000(Math.floor(number / 1000))}/x${String(number % 1000).padStart(3, '0')}`
const sha256 = (...parts: readonly Uint8Array[]): Buffer => {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest()
}
const pair = (left: Uint8Array, right: Uint8Array): Buffer => sha256(Uint8Array.of(1), left, right)
const over = (hashes: readonly Buffer[]): Buffer =>
  hashes.length === 1
    ? (hashes[0] as Buffer)
    : pair(over(hashes.slice(0, hashes.length / 2)), over(hashes.slice(hashes.length / 2)))

/** MTH of RFC 9162, 2.1.1, from leaf hashes. */
function rootOver(leaves: readonly Buffer[]): Buffer {
  if (leaves.length === 1) return leaves[0] as Buffer
  let half = 1
  while (half * 2 < leaves.length) half *= 2
  return pair(rootOver(leaves.slice(0, half)), rootOver(leaves.slice(half)))
}

const leaves = (count: number): readonly Buffer[] =>
  Array.from({ length: count }, (_, at) => sha256(Buffer.from(`${at}`)))

describe('tiles', () => {
  test('lie where the specification says', () => {
    expect(tilePath(0, 0, 7)).toBe('tile/0/000.p/7')
    expect(tilePath(1, 999, 256)).toBe('tile/1/999')
    expect(tilePath(0, 1000, 256)).toBe('tile/0/x001/000')
    expect(tilePath(0, 1234067, 8)).toBe('tile/0/x001/x234/067.p/8')
  })

  test('give a client of the specification the root of every size, and a full one never changes', () => {
    const sizes = fc.oneof(fc.integer({ min: 1, max: 1500 }), fc.constantFrom(255, 256, 257, 512, 1024))
    fc.assert(
      fc.property(sizes, fc.integer({ min: 0, max: 300 }), (size, more) => {
        const files = tilesOfLeaves(leaves(size))
        expect(new Client(files, size).root()).toEqual(rootOver(leaves(size)))
        const later = new Map(tilesOfLeaves(leaves(size + more)).map(({ path, bytes }) => [path, bytes]))
        const changed = files.filter(
          ({ path, bytes, full }) => full && !later.get(path)?.every((byte, at) => byte === bytes[at]),
        )
        expect(changed).toEqual([])
      }),
      { numRuns: 60 },
    )
  })

  test('of the third level come with 65,536 leaves', () => {
    const size = 65_536 + 300
    const files = tilesOfLeaves(leaves(size))
    expect(files.filter(({ path }) => path.startsWith('tile/2')).map(({ path }) => path)).toEqual(['tile/2/000.p/1'])
    expect(new Client(files, size).root()).toEqual(rootOver(leaves(size)))
  })
})

test('a book is published without a word of it, and its checkpoint last', async () => {
  const { store, ledger } = await bookOf('b')
  const key = signingKey('taizhang/b', 'book', new Uint8Array(32).fill(1))
  const text = signCheckpoint(await checkpointOf(store, 'b'), key)
  const files = await tilesOf(store, 'b', read(text))
  expect(files.map(({ path }) => path)).toEqual([`tile/0/000.p/${ledger.size}`, 'checkpoint'])
  expect(Buffer.from(files.at(-1)?.bytes ?? []).toString()).toBe(text)
  expect(files[0]?.bytes.length).toBe(32 * ledger.size)
  expect(files[0]?.bytes.subarray(0, 32)).toEqual(Buffer.from(leafOf(ledger.text(0) ?? '')))
  const other = read(signCheckpoint({ origin: 'taizhang/b', size: ledger.size, root: new Uint8Array(32) }, key))
  await expect(tilesOf(store, 'b', other)).rejects.toMatchObject({ refusal: { code: 'root-differs' } })
  const longer = readCheckpoint(
    signCheckpoint({ origin: 'taizhang/b', size: ledger.size + 1, root: new Uint8Array(32) }, key),
  )
  await expect(tilesOf(store, 'b', longer ?? read(text))).rejects.toMatchObject({ refusal: { code: 'book-shorter' } })
})
