import { isHash, sameHash, type TreeHash } from './tree-hash.ts'

/** That a leaf is in a tree of some size, with the proof. */
export interface Inclusion {
  readonly leaf: Uint8Array
  readonly index: number
  readonly size: number
  readonly root: Uint8Array
  readonly proof: readonly Uint8Array[]
}

/**
 * Whether the leaf with that hash lies at `index` in the tree with that root. Source: RFC 9162, 2.1.3.2. Total: bad input is `false`.
 *
 * @example
 * const tree = merkleTree(hash, leaves)
 * verifyInclusion(hash, { leaf: leaves[1], index: 1, size: 3, root: tree.root(), proof: tree.inclusion(1, 3) }) // => true
 */
export function verifyInclusion(hash: TreeHash, inclusion: Inclusion): boolean {
  const { leaf, index, size, root, proof } = Object(inclusion) as Inclusion
  if (!isList(proof)) return false
  if (!isCount(index) || !isCount(size) || index >= size || ![leaf, root, ...proof].every(isHash)) return false
  const way = new Way(index, size - 1)
  let made = leaf
  for (const next of proof) {
    if (way.atTop) return false
    made = way.isRight() ? hash.node(next, made) : hash.node(made, next)
    way.up()
  }
  return way.atTop && sameHash(made, root)
}

/** That a tree of one size is the beginning of a tree of another, with the proof. */
export interface Consistency {
  readonly size1: number
  readonly root1: Uint8Array
  readonly size2: number
  readonly root2: Uint8Array
  readonly proof: readonly Uint8Array[]
}

/**
 * Whether the second tree begins with the first. Source: RFC 9162, 2.1.4.2. Every tree begins with the empty one, so a proof from
 * `size1` 0 would say nothing: it is not accepted. Total: bad input is `false`.
 *
 * @example
 * const tree = merkleTree(hash, leaves)
 * const [root1, root2, proof] = [tree.root(2), tree.root(3), tree.consistency(2, 3)]
 * verifyConsistency(hash, { size1: 2, size2: 3, root1, root2, proof }) // => true
 */
export function verifyConsistency(hash: TreeHash, consistency: Consistency): boolean {
  const { size1, root1, size2, root2, proof } = Object(consistency) as Consistency
  if (!isList(proof) || !isCount(size1) || !isCount(size2) || size1 === 0 || size1 > size2) return false
  // Of one tree nothing is hashed: its roots are compared as they are, and nothing is asked of their length.
  if (size1 === size2) return proof.length === 0 && sameHash(root1, root2)
  if (![root1, root2, ...proof].every(isHash)) return false
  // A first tree of 2^n leaves is a subtree of the second, so its root is not told again.
  const [first, ...rest] = Number.isInteger(Math.log2(size1)) ? [root1, ...proof] : proof
  if (!first || proof.length === 0) return false
  const way = new Way(size1 - 1, size2 - 1)
  way.skipRights()
  let [made1, made2] = [first, first]
  for (const next of rest) {
    if (way.atTop) return false
    if (way.isRight()) [made1, made2] = [hash.node(next, made1), hash.node(next, made2)]
    else made2 = hash.node(made2, next)
    way.up()
  }
  return way.atTop && sameHash(made1, root1) && sameHash(made2, root2)
}

const isList = (value: readonly Uint8Array[]): boolean => Array.isArray(value)

/** The way from a node up to the root: `at` is its index among those of its level, `last` that of the last one there. */
class Way {
  #at: number
  #last: number

  constructor(at: number, last: number) {
    this.#at = at
    this.#last = last
  }

  get atTop(): boolean {
    return this.#last === 0
  }

  /** Whether the node next to this one is on its left; if so, levels on which it has none beside it are passed over. */
  isRight(): boolean {
    if (this.#at % 2 === 0 && this.#at !== this.#last) return false
    while (this.#at % 2 === 0 && this.#at !== 0) this.up()
    return true
  }

  skipRights(): void {
    while (this.#at % 2 === 1) this.up()
  }

  up(): void {
    this.#at = Math.floor(this.#at / 2)
    this.#last = Math.floor(this.#last / 2)
  }
}

const isCount = (value: number): boolean => Number.isSafeInteger(value) && value >= 0
