import { expectWhole } from '../doors/doors.ts'
import { fail } from '../errors/refusal.ts'
import type { TreeHash } from './tree-hash.ts'

/** The hash of a complete subtree: 2^level leaves from leaf `index` * 2^level on. */
export type NodeAt = (level: number, index: number) => Uint8Array

/**
 * The root of the tree of the first `size` leaves. Throws `LedgerError` (usage) where the size is none.
 *
 * @example
 * const tree = merkleTree(hash, leaves)
 * const nodeAt: NodeAt = (level, index) => (level === 0 ? (leaves[index] ?? leaves[0]) : hash.node(leaves[0], leaves[1]))
 * sameHash(rootOf(hash, nodeAt, 3), tree.root()) // => true
 */
export function rootOf(hash: TreeHash, nodeAt: NodeAt, size: number): Uint8Array {
  expectWhole(size, 'size')
  return size === 0 ? hash.empty() : rangeHash(hash, nodeAt, 0, size)
}

/**
 * The hashes that lead from leaf `index` to the root of the tree of the first `size` leaves (RFC 9162, 2.1.3.1), those next to the
 * leaf first. Throws `LedgerError` (usage) where the tree has no such leaf.
 */
export function inclusionProof(hash: TreeHash, nodeAt: NodeAt, index: number, size: number): readonly Uint8Array[] {
  expectWhole(size, 'size')
  expectWhole(index, 'index')
  if (index >= size) noSuchLeaf(index, size)
  const path = (from: number, to: number): Uint8Array[] => {
    if (to - from === 1) return []
    const middle = from + split(to - from)
    return index < middle
      ? [...path(from, middle), rangeHash(hash, nodeAt, middle, to)]
      : [...path(middle, to), rangeHash(hash, nodeAt, from, middle)]
  }
  return path(0, size)
}

/**
 * The hashes that show that the tree of `size2` leaves begins with the one of `size1` (RFC 9162, 2.1.4.1). Throws `LedgerError` (usage) where
 * either has no leaf, or the first is the larger one.
 */
export function consistencyProof(hash: TreeHash, nodeAt: NodeAt, size1: number, size2: number): readonly Uint8Array[] {
  expectWhole(size1, 'size1')
  expectWhole(size2, 'size2')
  if (size1 === 0 || size1 > size2) noProof(size1, size2)
  const path = (from: number, to: number, known: boolean): Uint8Array[] => {
    if (to === size1) return known ? [] : [rangeHash(hash, nodeAt, from, to)]
    const middle = from + split(to - from)
    return size1 <= middle
      ? [...path(from, middle, known), rangeHash(hash, nodeAt, middle, to)]
      : [...path(middle, to, false), rangeHash(hash, nodeAt, from, middle)]
  }
  return path(0, size2, true)
}

/** The largest power of two below `n`, which is at least 2: how many leaves lie in the left part. */
function split(n: number): number {
  let left = 1
  while (left * 2 < n) left *= 2
  return left
}

function rangeHash(hash: TreeHash, nodeAt: NodeAt, from: number, to: number): Uint8Array {
  const leaves = to - from
  const level = Math.log2(leaves)
  // Ranges come from splitting, so one of 2^n leaves begins at a multiple of 2^n.
  if (Number.isInteger(level)) return nodeAt(level, from / leaves)
  const middle = from + split(leaves)
  return hash.node(rangeHash(hash, nodeAt, from, middle), rangeHash(hash, nodeAt, middle, to))
}

const noSuchLeaf = (index: number, size: number): never =>
  fail(
    'usage',
    'no-such-leaf',
    { zh: `${size} 个叶子的树没有第 ${index} 个叶子`, en: `a tree of ${size} leaves has no leaf ${index}` },
    { parameter: 'index', found: index, size },
  )

const noProof = (size1: number, size2: number): never =>
  fail(
    'usage',
    'no-such-proof',
    { zh: `从 ${size1} 个叶子到 ${size2} 个叶子没有证明`, en: `no proof leads from ${size1} leaves to ${size2}` },
    { parameter: 'size1', found: size1, size2 },
  )
