import { hashBytes, type TreeHash } from './tree-hash.ts'

/** How many hashes a tile holds: eight levels of the tree. */
export const tileHashes = 256

/**
 * A stretch of the tree. On level 0 its hashes are those of leaves, on level n those of whole tiles of level n - 1: of complete
 * subtrees of 256^n leaves. A tile grows at its end only, and never changes once it is full.
 */
export interface Tile {
  readonly level: number
  readonly place: number
  /** One after the other, 32 bytes each. */
  readonly hashes: Uint8Array
  /** How many of them were there before. */
  readonly before: number
}

/** A tile that is not full, with room for all its hashes. */
interface OpenTile {
  readonly bytes: Uint8Array
  hashes: number
  /** How many hashes it had when it was read: none have been added where it still has as many. */
  readonly before: number
}

/** The right edge of a tree in tiles: the last tile of each level that is not full. Leaves are appended to it. */
export class TileEdge {
  readonly #hash: TreeHash
  readonly #open: OpenTile[]
  #size: number

  /** @param open the last tile of each level that is not full, for a tree of that size */
  constructor(hash: TreeHash, size: number, open: readonly Uint8Array[] = []) {
    this.#hash = hash
    this.#size = size
    this.#open = open.map(openTile)
  }

  get size(): number {
    return this.#size
  }

  /** Appends a leaf by its hash; `full` is handed each tile that it fills. */
  append(leaf: Uint8Array, full: (tile: Tile) => void): void {
    let hash = leaf
    for (let level = 0, count = this.#size; ; level++, count = Math.floor(count / tileHashes)) {
      const open = (this.#open[level] ??= openTile())
      open.bytes.set(hash, open.hashes * hashBytes)
      open.hashes += 1
      if (open.hashes < tileHashes) break
      full({ level, place: Math.floor(count / tileHashes), hashes: open.bytes, before: open.before })
      hash = subtreeHash(this.#hash, hashesOf(open.bytes))
      this.#open[level] = openTile()
    }
    this.#size += 1
  }

  /** The tiles that are not full, those that have grown. */
  *grown(): Generator<Tile> {
    for (const [level, { bytes, hashes, before }] of this.#open.entries()) {
      if (hashes === before) continue
      const place = Math.floor(this.#size / tileHashes ** (level + 1))
      yield { level, place, hashes: bytes.subarray(0, hashes * hashBytes), before }
    }
  }
}

function openTile(kept: Uint8Array = new Uint8Array()): OpenTile {
  const bytes = new Uint8Array(tileHashes * hashBytes)
  bytes.set(kept)
  const hashes = kept.length / hashBytes
  return { bytes, hashes, before: hashes }
}

/** How many hashes the last tile of a level has, for a tree of that size. */
export const openHashes = (size: number, level: number): number => Math.floor(size / tileHashes ** level) % tileHashes

/** The root over hashes of a number that is a power of two. */
export function subtreeHash({ node }: TreeHash, hashes: readonly Uint8Array[]): Uint8Array {
  let level = hashes
  while (level.length > 1) {
    const above: Uint8Array[] = []
    for (let at = 0; at + 1 < level.length; at += 2)
      above.push(node(level[at] as Uint8Array, level[at + 1] as Uint8Array))
    level = above
  }
  const [root] = level
  if (!root) throw new RangeError('no hashes have no root')
  return root
}

/** The hashes of a tile, as far as they are whole. */
export const hashesOf = (bytes: Uint8Array): readonly Uint8Array[] =>
  Array.from({ length: Math.floor(bytes.length / hashBytes) }, (_, at) =>
    bytes.subarray(at * hashBytes, (at + 1) * hashBytes),
  )
