import { hash as digest } from 'node:crypto'
import type { DatabaseSync } from 'node:sqlite'
import { edgeOf, GrowingTree, treeHash, type Subtree } from '@taizhang/core'

export const sha256Tree = treeHash((bytes) => digest('sha256', bytes, 'buffer'))

/** The Merkle tree over the texts of each book, as rows of its complete subtrees. */
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
    last: db.prepare('SELECT max(place) AS last FROM tree WHERE book = ? AND level = 0'),
    find: db.prepare('SELECT hash FROM tree WHERE book = ? AND level = ? AND place = ?'),
    insert: db.prepare('INSERT INTO tree (book, level, place, hash) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING'),
  }))

  const size = (book: string): number =>
    there.get() === undefined ? 0 : Number(statements().last.get(book)?.['last'] ?? -1) + 1

  const find = (book: string, level: number, place: number): Uint8Array | undefined => {
    const found = statements().find.get(book, level, place)?.['hash']
    return found instanceof Uint8Array ? found : undefined
  }

  /** The right edge of the tree over the first events, if all of it is there. */
  const edge = (book: string, upTo: number): readonly Subtree[] | undefined => {
    const subtrees: Subtree[] = []
    for (const { level, index } of edgeOf(upTo)) {
      const found = find(book, level, index)
      if (!found) return undefined
      subtrees.push({ level, index, hash: found })
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
      const kept = edge(book, size(book))
      if (!kept) return
      const tree = new GrowingTree(sha256Tree, kept)
      for (const bytes of bookTexts(db, book, tree.size)) {
        for (const { level, index, hash } of tree.append(sha256Tree.leaf(bytes)))
          statements().insert.run(book, level, index, hash)
      }
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
