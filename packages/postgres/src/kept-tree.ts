import { createHash } from 'node:crypto'
import type { StoredEvent } from '@taizhang/kernel/store'
import { edgeOf, GrowingTree, hashBytes, treeHash, type Subtree } from '@taizhang/kernel/merkle'
import { hashesOf, openHashes, subtreeHash, TileEdge, tileHashes, type Tile } from '@taizhang/kernel/internal'
import type { Queries } from './queries.ts'

const sha256 = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest()
export const sha256Tree = treeHash(sha256)

/** The leaf of a text, in UTF-8. */
export const leafOf = (text: string): Uint8Array => sha256Tree.leaf(Buffer.from(text))

/** A tile of leaves lies in rows of 16 hashes, of which the last is written anew with each event; the others grow so rarely that they are one row each. */
const rowHashes = 16
export const rowsOf = (level: number): { readonly hashes: number; readonly rows: number } =>
  level === 0 ? { hashes: rowHashes, rows: tileHashes / rowHashes } : { hashes: tileHashes, rows: 1 }

/** Where leaves go that have room in one row of a tile that has been begun, and do not fill it: nothing but that row is needed then. */
export interface RowRoom {
  readonly place: number
  /** Bytes that the row has. */
  readonly begun: number
  readonly leaves: Uint8Array
}

/** `undefined` where there is no such room. */
export function roomFor(from: number, events: readonly StoredEvent[]): RowRoom | undefined {
  const [inRow, inTile] = [from % rowHashes, from % tileHashes]
  if (inTile === 0 || inRow + events.length > rowHashes || inTile + events.length >= tileHashes) return undefined
  const leaves = Buffer.concat(events.map(({ text }) => leafOf(text)))
  return { place: Math.floor(from / rowHashes), begun: inRow * hashBytes, leaves }
}

/** The Merkle tree over the texts of each book, as rows of its tiles. */
export interface TreeTable {
  /** How many events the tree covers; 0 where there is none. */
  readonly size: (queries: Queries, book: string) => Promise<number>
  /** The root over the first `size` events; `undefined` where the tree does not cover them. */
  readonly root: (queries: Queries, book: string, size: number) => Promise<Uint8Array | undefined>
  /**
   * Brings the tree up to the events just appended, inside the caller's transaction. A tree that somebody has changed so that nothing can follow on it is
   * left as it is: to make it anew would hide that, and events are not refused for it.
   */
  readonly grow: (queries: Queries, book: string, from: number, events: readonly StoredEvent[]) => Promise<void>
}

interface Asked {
  readonly level: number
  readonly place: number
}

export function treeTable(schema: string): TreeTable {
  const tree = `${schema}.tree`

  /** Tiles, each up to the first of its hashes that is not in its place. */
  const tiles = async ({ query }: Queries, book: string, asked: readonly Asked[]): Promise<Uint8Array[]> => {
    const lows = asked.map(({ level, place }) => place * rowsOf(level).rows)
    const highs = asked.map(({ level }, at) => (lows[at] ?? 0) + rowsOf(level).rows - 1)
    const rows = await query(
      `SELECT tree.level, tree.place, tree.hashes FROM unnest($2::integer[], $3::bigint[], $4::bigint[]) AS asked(level, low, high)
       JOIN ${tree} AS tree ON tree.book = $1 AND tree.level = asked.level AND tree.place BETWEEN asked.low AND asked.high`,
      [book, asked.map(({ level }) => level), lows, highs],
    )
    const found = new Map(
      rows.map(({ level, place, hashes }) => [`${String(level)} ${String(place)}`, hashes as Uint8Array]),
    )
    return asked.map(({ level }, at) => {
      const parts: Uint8Array[] = []
      const { hashes, rows: count } = rowsOf(level)
      for (let row = 0; row < count; row++) {
        const bytes = found.get(`${level} ${(lows[at] ?? 0) + row}`)
        if (!bytes) break
        parts.push(bytes)
        if (bytes.length !== hashes * hashBytes) break
      }
      return Buffer.concat(parts)
    })
  }

  const size: TreeTable['size'] = async ({ query }, book) => {
    const [row] = await query(
      `SELECT place, octet_length(hashes) AS bytes FROM ${tree} WHERE book = $1 AND level = 0 ORDER BY place DESC LIMIT 1`,
      [book],
    )
    return row ? Number(row['place']) * rowHashes + Number(row['bytes']) / hashBytes : 0
  }

  /** The tiles that are not full, if they are as they must be for a tree of that size. */
  const openTiles = async (queries: Queries, book: string, upTo: number): Promise<Uint8Array[] | undefined> => {
    const asked: Asked[] = []
    for (let level = 0; tileHashes ** level <= upTo; level++)
      asked.push({ level, place: Math.floor(upTo / tileHashes ** (level + 1)) })
    const open = asked.length === 0 ? [] : await tiles(queries, book, asked)
    return open.every((found, level) => found.length === openHashes(upTo, level) * hashBytes) ? open : undefined
  }

  const write = async ({ query }: Queries, book: string, grown: readonly Tile[]): Promise<void> => {
    const rows = grown.flatMap(({ level, place, hashes: bytes, before }) => {
      const { hashes, rows: count } = rowsOf(level)
      const [step, first] = [hashes * hashBytes, Math.floor(before / hashes)]
      const needed = Math.ceil(bytes.length / step) - first
      return Array.from({ length: needed }, (_, at) => ({
        level,
        place: place * count + first + at,
        hashes: Buffer.from(bytes.subarray((first + at) * step, (first + at + 1) * step)).toString('hex'),
      }))
    })
    if (rows.length === 0) return
    await query(
      `INSERT INTO ${tree} AS tree (book, level, place, hashes)
       SELECT $1, level, place, decode(hashes, 'hex') FROM unnest($2::integer[], $3::bigint[], $4::text[]) AS grown(level, place, hashes)
       ON CONFLICT (book, level, place) DO UPDATE SET hashes = excluded.hashes
       WHERE substr(excluded.hashes, 1, octet_length(tree.hashes)) = tree.hashes`,
      [book, rows.map(({ level }) => level), rows.map(({ place }) => place), rows.map(({ hashes }) => hashes)],
    )
  }

  return {
    size,
    root: async (queries, book, upTo) => {
      if (upTo > (await size(queries, book))) return undefined
      const edge = edgeOf(upTo).map(({ level, index }) => {
        const width = 2 ** (level % 8)
        return { level, index, width, start: index * width }
      })
      const asked = edge.map(({ level, start }) => ({
        level: Math.floor(level / 8),
        place: Math.floor(start / tileHashes),
      }))
      const found = asked.length === 0 ? [] : await tiles(queries, book, asked)
      const subtrees: Subtree[] = []
      for (const [at, { level, index, width, start }] of edge.entries()) {
        const from = start % tileHashes
        const hashes = hashesOf(found[at] ?? new Uint8Array()).slice(from, from + width)
        if (hashes.length < width) return undefined
        subtrees.push({ level, index, hash: subtreeHash(sha256Tree, hashes) })
      }
      return new GrowingTree(sha256Tree, subtrees).root()
    },
    grow: async (queries, book, from, events) => {
      // The tree grows with every append, so one that does not end here is what somebody has changed.
      if ((await size(queries, book)) !== from) return
      const open = await openTiles(queries, book, from)
      if (!open) return
      const edge = new TileEdge(sha256Tree, from, open)
      const grown: Tile[] = []
      for (const { text } of events)
        edge.append(leafOf(text), (tile) => grown.push({ ...tile, hashes: Uint8Array.from(tile.hashes) }))
      await write(queries, book, [...grown, ...edge.grown()])
    },
  }
}
