import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  edgeOf,
  GrowingTree,
  merkleTree,
  treeHash,
  verifyConsistency,
  verifyInclusion,
} from '../../src/merkle/index.ts'
import { mth, path, proof } from './recursive-tree.ts'

const hash = treeHash((bytes) => new Uint8Array(createHash('sha256').update(bytes).digest()))
const leaves = Array.from({ length: 64 }, (_, at) => Buffer.from(`leaf ${at}`.repeat(at % 3)))
const hashes = leaves.map(hash.leaf)
const tree = merkleTree(hash, hashes)

describe('as the recursive definitions of RFC 9162 have it, for all sizes up to 64', () => {
  test('roots, grown leaf by leaf, over the whole tree and from the right edge', () => {
    const growing = new GrowingTree(hash)
    const roots = [mth([])]
    expect(growing.root()).toEqual(mth([]))
    for (const [at, leaf] of hashes.entries()) {
      growing.append(leaf)
      const expected = mth(leaves.slice(0, at + 1))
      roots.push(expected)
      expect([growing.size, growing.root(), tree.root(at + 1)]).toEqual([at + 1, expected, expected])
    }
    for (let size = 0; size <= 64; size++) {
      const grown = new GrowingTree(
        hash,
        edgeOf(size).map(({ level, index }) => ({
          level,
          index,
          hash: mth(leaves.slice(index * 2 ** level, (index + 1) * 2 ** level)),
        })),
      )
      expect([grown.size, grown.root()]).toEqual([size, roots[size]])
    }
  })

  test('inclusion proofs, each accepted for its own leaf and place alone', () => {
    for (let size = 1; size <= 64; size++) {
      const root = tree.root(size)
      for (let index = 0; index < size; index++) {
        const made = tree.inclusion(index, size)
        expect(made).toEqual(path(index, leaves.slice(0, size)))
        const leaf = hashes[index] as Uint8Array
        expect(verifyInclusion(hash, { leaf, index, size, root, proof: made })).toBe(true)
        expect(verifyInclusion(hash, { leaf, index: (index + 1) % 64, size, root, proof: made })).toBe(false)
      }
    }
  })

  test('consistency proofs, each accepted for its own two trees alone', () => {
    for (let size2 = 1; size2 <= 64; size2++) {
      for (let size1 = 1; size1 <= size2; size1++) {
        const made = tree.consistency(size1, size2)
        expect(made).toEqual(proof(size1, leaves.slice(0, size2)))
        const trees = { size1, root1: tree.root(size1), size2, root2: tree.root(size2), proof: made }
        expect(verifyConsistency(hash, trees)).toBe(true)
        expect(verifyConsistency(hash, { ...trees, size1: 0 })).toBe(false)
        expect(verifyConsistency(hash, { ...trees, root1: tree.root(size1 - 1) })).toBe(false)
      }
    }
  })
})

/** A byte of one of the proof's hashes is changed, a hash is left out, repeated, or moved. */
const broken = (made: readonly Uint8Array[]): fc.Arbitrary<readonly Uint8Array[]> => {
  const whole = made.map((part) => [...part])
  const flip = fc
    .tuple(fc.nat(Math.max(made.length - 1, 0)), fc.nat(31), fc.integer({ min: 1, max: 255 }))
    .map(([at, byte, mask]) =>
      whole.map((part, n) => part.map((value, m) => (n === at && m === byte ? value ^ mask : value))),
    )
  const cut = fc.nat(made.length).map((at) => whole.filter((_, n) => n !== at))
  const more = fc
    .tuple(fc.nat(made.length), fc.nat(31))
    .map(([at, seed]) => whole.toSpliced(at, 0, [...(hashes[seed] ?? [])]))
  const shorter = fc.nat(31).map((length) => whole.map((part) => part.slice(0, length)))
  return fc.oneof(flip, cut, more, shorter).map((parts) => parts.map((part) => Uint8Array.from(part)))
}

const same = (a: readonly Uint8Array[], b: readonly Uint8Array[]): boolean =>
  a.length === b.length && a.every((part, at) => Buffer.compare(part, b[at] as Uint8Array) === 0)

test('no changed proof is accepted', () => {
  const sizes = fc
    .integer({ min: 1, max: 64 })
    .chain((size) => fc.tuple(fc.constant(size), fc.integer({ min: 1, max: size })))
  const inclusion = sizes.chain(([size, upTo]) =>
    broken(tree.inclusion(upTo - 1, size)).map((made) => ({ size, upTo, made })),
  )
  fc.assert(
    fc.property(inclusion, ({ size, upTo, made }) => {
      fc.pre(!same(made, tree.inclusion(upTo - 1, size)))
      const leaf = hashes[upTo - 1] as Uint8Array
      expect(verifyInclusion(hash, { leaf, index: upTo - 1, size, root: tree.root(size), proof: made })).toBe(false)
    }),
  )
  const consistency = sizes.chain(([size, upTo]) =>
    broken(tree.consistency(upTo, size)).map((made) => ({ size, upTo, made })),
  )
  fc.assert(
    fc.property(consistency, ({ size, upTo, made }) => {
      fc.pre(!same(made, tree.consistency(upTo, size)))
      const trees = { size1: upTo, root1: tree.root(upTo), size2: size, root2: tree.root(size) }
      expect(verifyConsistency(hash, { ...trees, proof: made })).toBe(false)
    }),
  )
})

test('numbers that are none, and proofs of what is not there', () => {
  const [leaf] = hashes as [Uint8Array]
  for (const size of [0, -1, 0.5, Number.NaN, 2 ** 53, Infinity])
    expect(verifyInclusion(hash, { leaf, index: 0, size, root: leaf, proof: [] })).toBe(false)
  expect(() => tree.inclusion(64, 64)).toThrow(/no leaf 64/)
  expect(() => tree.consistency(0, 64)).toThrow(/no proof/)
  expect(() => tree.consistency(9, 8)).toThrow(/no proof/)
  expect(() => tree.root(65)).toThrow(/no subtree/)
})

interface Vector {
  readonly name: string
  readonly desc: string
  readonly proof: readonly string[] | null
  readonly wantErr: boolean
  readonly [field: string]: unknown
}

const bytes = (text: unknown): Uint8Array => Buffer.from(typeof text === 'string' ? text : '', 'base64')

/** Published by transparency-dev/merkle; they lie beside the project, not in it. */
const vectorFile = fileURLToPath(new URL('../../../../../shared/vectors/merkle-proofs.ndjson', import.meta.url))

test('the public test vectors', (context) => {
  if (!existsSync(vectorFile)) context.skip('the vectors are not there: ../shared/vectors/merkle-proofs.ndjson')
  const vectors = readFileSync(vectorFile, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Vector)
    .filter(({ name }) => !name.startsWith('subtree'))
  for (const { name, desc, wantErr, ...given } of vectors) {
    const parts = (given.proof ?? []).map(bytes)
    const accepted = name.startsWith('inclusion')
      ? verifyInclusion(hash, {
          leaf: bytes(given['leafHash']),
          index: Number(given['leafIdx']),
          size: Number(given['treeSize']),
          root: bytes(given['root']),
          proof: parts,
        })
      : verifyConsistency(hash, {
          size1: Number(given['size1']),
          root1: bytes(given['root1']),
          size2: Number(given['size2']),
          root2: bytes(given['root2']),
          proof: parts,
        })
    expect([name, desc, accepted]).toEqual([name, desc, !wantErr])
  }
  expect(vectors.length).toBeGreaterThan(190)
})
