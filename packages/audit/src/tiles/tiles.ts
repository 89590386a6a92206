import type { EventStore } from '@taizhang/kernel'
import { expectObject, expectText, streamOf } from '@taizhang/kernel/internal'
import { GrowingTree } from '@taizhang/kernel/merkle'
import type { SealedNote } from '../notes/checkpoint.ts'
import { writeNote } from '../notes/signed-note.ts'
import { bookHash, leafOf } from '../sha256.ts'
import { expectSealed } from '../verify/seal.ts'
import { atOneState } from '../verify/verify-book.ts'

/** A file of a published tree, by its path in the folder. */
export interface TreeFile {
  /** Parts are separated by `/`. */
  readonly path: string
  readonly bytes: Uint8Array
  /** A full tile: it never changes as the book grows. */
  readonly full: boolean
}

/** How many hashes a tile has when it is full: it stands for eight levels of the tree. */
const tileHashes = 256

/**
 * The tree of a book as files for others to read (C2SP tlog-tiles), hashes alone: no event is in them. The last one is the `checkpoint` itself, to
 * be written when all others are there.
 *
 * Throws `LedgerError` (damaged) where the checkpoint is not of this book.
 *
 * @example
 * (await tilesOf(store, '350305', note)).map(({ path }) => path) // => ['tile/0/000.p/7', 'checkpoint']
 */
export async function tilesOf(store: EventStore, book: string, note: SealedNote): Promise<readonly TreeFile[]> {
  expectText(book, 'book')
  expectObject(note, 'note')
  return atOneState(store, async (still) => {
    await expectSealed(still, book, note, [])
    const leaves: Uint8Array[] = []
    for await (const page of still.read(streamOf(book), { to: note.size - 1 }))
      for (const { text } of page) leaves.push(leafOf(text))
    const checkpoint = { path: 'checkpoint', bytes: Buffer.from(writeNote(note.note)), full: false }
    return [...tilesOfLeaves(leaves), checkpoint]
  })
}

/** The tiles of a tree, by the hashes of its leaves. */
export function tilesOfLeaves(leaves: readonly Uint8Array[]): readonly TreeFile[] {
  const tiles: TreeFile[] = []
  let hashes = leaves
  for (let level = 0; hashes.length > 0; level++) {
    const above: Uint8Array[] = []
    for (let at = 0; at < hashes.length; at += tileHashes) {
      const some = hashes.slice(at, at + tileHashes)
      const full = some.length === tileHashes
      tiles.push({ path: tilePath(level, at / tileHashes, some.length), bytes: Buffer.concat(some), full })
      if (full) above.push(rootOfTile(some))
    }
    hashes = above
  }
  return tiles
}

/** The hash of the subtree over a full tile. */
function rootOfTile(hashes: readonly Uint8Array[]): Uint8Array {
  const tree = new GrowingTree(bookHash)
  for (const hash of hashes) tree.append(hash)
  return tree.root()
}

/** Where a tile lies: its number in groups of three digits, `x` before all but the last; a partial one says how many hashes it has. */
export function tilePath(level: number, index: number, width: number): string {
  const digits = String(index)
  const padded = digits.padStart(Math.ceil(digits.length / 3) * 3, '0')
  const groups = padded.match(/\d{3}/g) ?? []
  const number = groups.map((group, at) => (at < groups.length - 1 ? `x${group}` : group)).join('/')
  return `tile/${level}/${number}${width < tileHashes ? `.p/${width}` : ''}`
}
