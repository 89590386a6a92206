import { fail } from '../errors/refusal.ts'
import { GrowingTree } from './growing-tree.ts'
import { consistencyProof, inclusionProof, rootOf, type NodeAt } from './proofs.ts'
import type { TreeHash } from './tree-hash.ts'

/** A whole tree in memory. Throws `LedgerError` (usage) where it has no such size or leaf. */
export interface MerkleTree {
  readonly size: number
  /** The root of the first `size` leaves; of all by default. */
  readonly root: (size?: number) => Uint8Array
  readonly inclusion: (index: number, size: number) => readonly Uint8Array[]
  readonly consistency: (size1: number, size2: number) => readonly Uint8Array[]
}

/**
 * The tree of leaves, given by their hashes.
 *
 * @example
 * const tree = merkleTree(hash, leaves)
 * tree.size // => 3
 * tree.inclusion(0, 3).length // => 2
 */
export function merkleTree(hash: TreeHash, leaves: Iterable<Uint8Array>): MerkleTree {
  const levels: Uint8Array[][] = []
  const growing = new GrowingTree(hash)
  for (const leaf of leaves)
    for (const subtree of growing.append(leaf)) (levels[subtree.level] ??= []).push(subtree.hash)
  const { size } = growing
  const nodeAt: NodeAt = (level, index) => {
    const found = levels[level]?.[index]
    return found ?? noSubtree(size, level, index)
  }
  return {
    size,
    root: (at = size) => rootOf(hash, nodeAt, at),
    inclusion: (index, at) => inclusionProof(hash, nodeAt, index, at),
    consistency: (size1, size2) => consistencyProof(hash, nodeAt, size1, size2),
  }
}

const noSubtree = (size: number, level: number, index: number): never =>
  fail(
    'usage',
    'no-such-subtree',
    {
      zh: `${size} 个叶子的树没有第 ${level} 层的第 ${index} 棵子树`,
      en: `a tree of ${size} leaves has no subtree ${index} of level ${level}`,
    },
    { parameter: 'size', size, level, index },
  )
