import type { DatabaseSync } from 'node:sqlite'
import { refuse, type Refusal } from '@taizhang/kernel'
import { type CheckResult } from '@taizhang/kernel/store'
import { hashBytes, sameHash } from '@taizhang/kernel/merkle'
import { check, Findings } from './check.ts'
import { bookTexts, sha256Tree } from './kept-tree.ts'
import { prepareLists } from './lists.ts'
import { keepsTree } from './schema.ts'
import { tileRows } from './tile-rows.ts'
import { hashesOf, TileEdge, tileHashes, type Tile } from '@taizhang/kernel/internal'

/** Hashes every event anew and compares each kept hash. */
export function inspectTree(db: DatabaseSync, book: string): CheckResult {
  if (!keepsTree(db)) return check('tree', 'unable', notKept)
  const findings = new Findings()
  const { read, hashesInRow } = tileRows(db)
  let hashes = 0
  const compare = (tile: Tile): void => {
    hashes += tile.hashes.length / hashBytes
    compareTile(tile, read(book, tile.level, tile.place), findings)
  }
  const tiles = new TileEdge(sha256Tree, 0)
  for (const bytes of bookTexts(db, book, 0, Number.MAX_SAFE_INTEGER)) tiles.append(sha256Tree.leaf(bytes), compare)
  for (const tile of tiles.grown()) compare(tile)
  findSurplus(db, book, (level, place) => roomIn(tiles.size, { level, place, hashes: hashesInRow(level) }), findings)
  return findings.end('tree', {
    zh: `重新计算了 ${tiles.size} 条记录的哈希，与录入时保存的 ${hashes} 个哈希逐一相同`,
    en: `${tiles.size} events hashed anew; all ${hashes} hashes kept when they were recorded are the same`,
  })
}

const notKept = {
  zh: '没有保存哈希树，无从对照：文件由较早的程序写成。用 npx taizhang export 导出、restore 到新文件即有，再查新文件',
  en: 'no tree is kept to compare with: an older program wrote this file. npx taizhang export and restore into a new file make one; verify that',
}

function compareTile({ level, place, hashes }: Tile, stored: Uint8Array, findings: Findings): void {
  const kept = hashesOf(stored)
  for (const [at, expected] of hashesOf(hashes).entries()) {
    const found = kept[at]
    if (found && sameHash(found, expected)) continue
    findings.add(() => differs(level, place * tileHashes + at, found !== undefined))
  }
}

function differs(level: number, index: number, kept: boolean): Refusal {
  const leaves = tileHashes ** level
  const position = index * leaves
  const range = level === 0 ? `${position}` : `${position}-${position + leaves - 1}`
  return kept
    ? refuse(
        'hash-differs',
        {
          zh: `记录 ${range} 与录入时保存的哈希不符：其中之一被改动过`,
          en: `events ${range} do not give the hash kept when they were recorded: one or the other was changed`,
        },
        { position, leaves },
      )
    : refuse(
        'hash-missing',
        { zh: `记录 ${range} 没有保存哈希`, en: `no hash is kept of events ${range}` },
        { position, leaves },
      )
}

/** How many hashes a row has in the tree of so many events; 0 where that has no such row. */
const roomIn = (
  size: number,
  { level, place, hashes }: { readonly level: number; readonly place: number; readonly hashes: number },
): number => Math.max(0, Math.min(hashes, Math.floor(size / tileHashes ** level) - place * hashes))

/** Rows that the events give no hash for, also empty ones, and rows with more hashes than the events give. */
function findSurplus(
  db: DatabaseSync,
  book: string,
  expected: (level: number, place: number) => number,
  findings: Findings,
): void {
  const rows = prepareLists(db, 'SELECT level, place, length(hashes) FROM tree WHERE book = ? ORDER BY level, place')
  rows.setReadBigInts(true)
  let surplus = 0
  for (const row of rows.iterate(book)) {
    const [level, place, bytes] = row as readonly [bigint, bigint, bigint]
    const found = Number(bytes) / hashBytes
    const due = level < 0n || place < 0n ? 0 : expected(Number(level), Number(place))
    surplus += Math.max(0, found - due)
    if (due === 0) findings.add(() => noSuchRow(String(level), String(place), found))
  }
  if (surplus > 0) findings.add(() => tooMany(surplus))
}

const noSuchRow = (level: string, place: string, hashes: number): Refusal =>
  refuse(
    'row-surplus',
    {
      zh: `表 tree 的一行（level ${level}，place ${place}，${hashes} 个哈希）是多出来的`,
      en: `a row of table tree (level ${level}, place ${place}, hashes: ${hashes}) should not be there`,
    },
    { table: 'tree', key: JSON.stringify([level, place]) },
  )

const tooMany = (count: number): Refusal =>
  refuse('hash-surplus', {
    zh: `保存的哈希比记录多出 ${count} 个：有记录被删除，或哈希是另外加进去的`,
    en: `${count} more hashes are kept than the events give: events were deleted, or hashes were added`,
  })
