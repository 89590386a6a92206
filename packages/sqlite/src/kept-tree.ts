import type { DatabaseSync } from 'node:sqlite'
import type { StoredEvent } from '@taizhang/kernel/store'
import { edgeOf, GrowingTree, hashBytes, treeHash, type Subtree } from '@taizhang/kernel/merkle'
import { tablesDiffer } from './failure.ts'
import { sha256 } from './sha256.ts'
import { haveRoom, tileRows } from './tile-rows.ts'
import { hashesOf, openHashes, subtreeHash, TileEdge, tileHashes, type Tile } from '@taizhang/kernel/internal'

/** By way of a text: Node makes that in half the time that it takes for bytes. */
export const sha256Tree = treeHash((bytes) => Buffer.from(sha256(bytes, 'binary'), 'binary'))

/** The leaf of a text, as SQLite stores it: in UTF-8. Its first byte is the zero that marks a leaf; so the text needs no copy as bytes. */
const leafOf = (text: string): Uint8Array => Buffer.from(sha256(`\0${text}`, 'binary'), 'binary')

/** Events that have just been appended from a position on. */
export interface Appended {
  readonly from: number
  readonly events: readonly StoredEvent[]
}

/** The Merkle tree over the texts of each book, as rows of its tiles. */
export interface TreeTable {
  /** How many events the tree covers; 0 where there is none. */
  readonly size: (book: string) => number
  /** The root over the first `size` events; `undefined` where the tree does not cover them. */
  readonly root: (book: string, size: number) => Uint8Array | undefined
  /**
   * Brings the tree up to the book's last event, inside the caller's transaction. A tree that somebody has changed so that nothing
   * can follow on it is left as it is: to make it anew would hide that, and events are not refused for it. Texts that were appended just
   * now need not be read again.
   */
  readonly grow: (book: string, appended?: Appended) => void
}

export function treeTable(db: DatabaseSync): TreeTable {
  // Prepared when needed: ledgers of schema 1 that are only read have no such table.
  const there = db.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'tree'")
  const rows = lazily(() => tileRows(db))

  const size = (book: string): number => (there.get() === undefined ? 0 : rows().size(book))

  /** `false` where there is no tree, either. */
  const extend = (book: string, from: number, events: readonly StoredEvent[]): boolean => {
    try {
      return rows().extend(
        book,
        from,
        events.map(({ text }) => leafOf(text)),
      )
    } catch (error) {
      if (tablesDiffer(error)) return false
      throw error
    }
  }

  /** The tiles that are not full, if they are as they must be for a tree of that size. */
  const openTiles = (book: string, upTo: number): Uint8Array[] | undefined => {
    const open: Uint8Array[] = []
    for (let level = 0; tileHashes ** level <= upTo; level++) {
      const found = rows().read(book, level, Math.floor(upTo / tileHashes ** (level + 1)))
      if (found.length !== openHashes(upTo, level) * hashBytes) return undefined
      open.push(found)
    }
    return open
  }

  /** The complete subtrees that make up the first events, each from a tile; `undefined` where one is not there. */
  const edge = (book: string, upTo: number): readonly Subtree[] | undefined => {
    const subtrees: Subtree[] = []
    for (const { level, index } of edgeOf(upTo)) {
      const width = 2 ** (level % 8)
      const start = index * width
      const tile = hashesOf(rows().read(book, Math.floor(level / 8), Math.floor(start / tileHashes)))
      const hashes = tile.slice(start % tileHashes, (start % tileHashes) + width)
      if (hashes.length < width) return undefined
      subtrees.push({ level, index, hash: subtreeHash(sha256Tree, hashes) })
    }
    return subtrees
  }

  return {
    size,
    root: (book, upTo) => {
      const found = upTo <= size(book) ? edge(book, upTo) : undefined
      return found && new GrowingTree(sha256Tree, found).root()
    },
    grow: (book, { from: atHand, events } = { from: Number.MAX_SAFE_INTEGER, events: [] }) => {
      if (haveRoom(atHand, events.length) && extend(book, atHand, events)) return
      if (there.get() === undefined) return
      const from = rows().size(book)
      const open = openTiles(book, from)
      if (!open) return
      const write = (tile: Tile): void => rows().write(book, tile)
      const tiles = new TileEdge(sha256Tree, from, open)
      if (from < atHand)
        for (const bytes of bookTexts(db, book, from, atHand - 1)) tiles.append(sha256Tree.leaf(bytes), write)
      for (const { text } of events.slice(Math.max(0, from - atHand))) tiles.append(leafOf(text), write)
      for (const tile of tiles.grown()) write(tile)
    },
  }
}

/** The texts of a book's events from one position to another, as the very bytes that are stored. */
export function* bookTexts(db: DatabaseSync, book: string, from: number, to: number): Generator<Uint8Array> {
  const texts = db.prepare(
    'SELECT CAST(text AS BLOB) AS bytes FROM event WHERE book = ? AND position BETWEEN ? AND ? ORDER BY position',
  )
  for (const { bytes } of texts.iterate(book, from, to)) yield bytes as Uint8Array
}

function lazily<T>(make: () => T): () => T {
  let made: T | undefined
  return () => (made ??= make())
}
