import { expectList, expectObject, expectWhole } from '../doors/doors.ts'
import { expectHash, type TreeHash } from './tree-hash.ts'

/** A subtree that is complete: 2^level leaves, from leaf `index` * 2^level on. It never changes again. */
export interface Subtree {
  readonly level: number
  readonly index: number
  readonly hash: Uint8Array
}

/**
 * The right edge of a tree that leaves are appended to: the roots of its complete subtrees, one for each bit of its size, the
 * largest first. Enough to append to and to give the root, whatever the size.
 *
 * @example
 * const tree = new GrowingTree(hash)
 * tree.append(leaves[0])
 * tree.size // => 1
 */
export class GrowingTree {
  readonly #hash: TreeHash
  readonly #edge: Subtree[]
  #size: number

  /** @param edge of a tree that is there already, as {@link edgeOf} lists it */
  constructor(hash: TreeHash, edge: readonly Subtree[] = []) {
    expectList(edge, 'edge')
    for (const subtree of edge) expectSubtree(subtree)
    this.#hash = hash
    this.#edge = [...edge]
    this.#size = edge.reduce((size, { level }) => size + 2 ** level, 0)
  }

  get size(): number {
    return this.#size
  }

  /**
   * Appends a leaf by its hash, of 32 bytes; returns the subtrees that are complete now, the leaf first.
   *
   * @example
   * const tree = new GrowingTree(hash)
   * tree.append(leaves[0]).length // => 1
   * tree.append(leaves[1]).map(({ level }) => level) // => [0, 1]
   */
  append(leaf: Uint8Array): readonly Subtree[] {
    expectHash(leaf, 'leaf')
    let top: Subtree = { level: 0, index: this.#size, hash: leaf }
    const completed = [top]
    for (let left = this.#edge.at(-1); left?.level === top.level; left = this.#edge.at(-1)) {
      this.#edge.pop()
      top = { level: top.level + 1, index: left.index / 2, hash: this.#hash.node(left.hash, top.hash) }
      completed.push(top)
    }
    this.#edge.push(top)
    this.#size += 1
    return completed
  }

  /**
   * @example
   * const tree = new GrowingTree(hash)
   * for (const leaf of leaves) tree.append(leaf)
   * sameHash(tree.root(), merkleTree(hash, leaves).root()) // => true
   */
  root(): Uint8Array {
    const [last, ...rest] = this.#edge.map(({ hash }) => hash).toReversed()
    return last === undefined ? this.#hash.empty() : rest.reduce((right, left) => this.#hash.node(left, right), last)
  }
}

/**
 * Where the complete subtrees lie that make up the first `size` leaves, the largest first.
 *
 * Throws `LedgerError` (usage) where the size is none.
 *
 * @example edgeOf(5) // => [{ level: 2, index: 0 }, { level: 0, index: 4 }]
 */
export function edgeOf(size: number): readonly { readonly level: number; readonly index: number }[] {
  expectWhole(size, 'size')
  const edge: { level: number; index: number }[] = []
  let start = 0
  for (let level = Math.floor(Math.log2(Math.max(size, 1))); level >= 0; level--) {
    if (start + 2 ** level > size) continue
    edge.push({ level, index: start / 2 ** level })
    start += 2 ** level
  }
  return edge
}

function expectSubtree(subtree: Subtree): void {
  expectObject(subtree, 'edge')
  expectWhole(subtree.level, 'edge.level')
  expectHash(subtree.hash, 'edge.hash')
}
