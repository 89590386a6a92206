import type { hash } from 'node:crypto'
import type { DatabaseSync } from 'node:sqlite'
import { edgeOf, GrowingTree, hashBytes, treeHash, type Subtree } from '@taizhang/core/merkle'
import { hashesOf, openHashes, subtreeHash, TileEdge, tileHashes, type Tile } from './tiles.ts'

/** Loaded for the first hash: who only asks the tables needs none, and it takes a quarter of Node's start. */
let digest: typeof hash | undefined

/** By way of a text: Node makes that in half the time that it takes for bytes. */
export const sha256Tree = treeHash((bytes) => {
  digest ??= process.getBuiltinModule('node:crypto').hash
  return Buffer.from(digest('sha256', bytes, 'binary'), 'binary')
})

/** The Merkle tree over the texts of each book, as rows of its tiles. */
export interface TreeTable {
  /** How many events the tree covers; 0 where there is none. */
  readonly size: (book: string) => number
  /** The root over the first `size` events; `undefined` where the tree does not cover them. */
  readonly root: (book: string, size: number) => Uint8Array | undefined
  /**
   * Brings the tree up to the book's last event, inside the caller's transaction. A tree that somebody has changed so that nothing
   * can follow on it is left as it is: to make it anew would hide that, and events are not refused for it.
   */
  readonly grow: (book: string) => void
}

export function treeTable(db: DatabaseSync): TreeTable {
  // Prepared when needed: ledgers of schema 1 that are only read have no such table.
  const there = db.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'tree'")
  const statements = lazily(() => ({
    last: db.prepare(
      'SELECT place, length(hashes) AS bytes FROM tree WHERE book = ? AND level = 0 ORDER BY place DESC LIMIT 1',
    ),
    find: db.prepare('SELECT hashes FROM tree WHERE book = ? AND level = ? AND place = ?'),
    write: db.prepare(
      `INSERT INTO tree (book, level, place, hashes) VALUES (?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET hashes = excluded.hashes
       WHERE substr(excluded.hashes, 1, length(tree.hashes)) = tree.hashes`,
    ),
  }))

  const size = (book: string): number => {
    const last = there.get() === undefined ? undefined : statements().last.get(book)
    return last ? Number(last['place']) * tileHashes + Number(last['bytes']) / hashBytes : 0
  }

  const find = (book: string, level: number, place: number): readonly Uint8Array[] => {
    const found = statements().find.get(book, level, place)?.['hashes']
    return found instanceof Uint8Array ? hashesOf(found) : []
  }

  /** The tiles that are not full, if they are as they must be for a tree of that size. */
  const openTiles = (book: string, upTo: number): (readonly Uint8Array[])[] | undefined => {
    const open: (readonly Uint8Array[])[] = []
    for (let level = 0; tileHashes ** level <= upTo; level++) {
      const count = openHashes(upTo, level)
      const found = find(book, level, Math.floor(upTo / tileHashes ** (level + 1)))
      if (found.length !== count) return undefined
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
      const tile = find(book, Math.floor(level / 8), Math.floor(start / tileHashes))
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
    grow: (book) => {
      if (there.get() === undefined) return
      const from = size(book)
      const open = openTiles(book, from)
      if (!open) return
      const write = ({ level, place, hashes }: Tile): void => void statements().write.run(book, level, place, hashes)
      const tiles = new TileEdge(sha256Tree, from, open)
      for (const bytes of bookTexts(db, book, from)) tiles.append(sha256Tree.leaf(bytes), write)
      for (const tile of tiles.grown()) write(tile)
    },
  }
}

/** The texts of a book's events from a position on, as the very bytes that are stored. */
export function* bookTexts(db: DatabaseSync, book: string, from: number): Generator<Uint8Array> {
  const texts = db.prepare(
    'SELECT CAST(text AS BLOB) AS bytes FROM event WHERE book = ? AND position >= ? ORDER BY position',
  )
  for (const { bytes } of texts.iterate(book, from)) yield bytes as Uint8Array
}

function lazily<T>(make: () => T): () => T {
  let made: T | undefined
  return () => (made ??= make())
}
