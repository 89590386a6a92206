import type { DatabaseSync } from 'node:sqlite'
import { refuse, type CheckResult, type Refusal } from '@taizhang/core'
import { hashBytes, sameHash } from '@taizhang/core/merkle'
import { check, Findings } from './check.ts'
import { bookTexts, sha256Tree } from './kept-tree.ts'
import { keepsTree } from './schema.ts'
import { tileRows } from './tile-rows.ts'
import { hashesOf, TileEdge, tileHashes, type Tile } from './tiles.ts'

/** Hashes every event anew and compares each kept hash. */
export function inspectTree(db: DatabaseSync, book: string): CheckResult {
  if (!keepsTree(db)) return check('tree', 'skipped', notKept)
  const findings = new Findings()
  const { read } = tileRows(db)
  let hashes = 0
  const compare = (tile: Tile): void => {
    hashes += tile.hashes.length / hashBytes
    compareTile(tile, read(book, tile.level, tile.place), findings)
  }
  const tiles = new TileEdge(sha256Tree, 0)
  for (const bytes of bookTexts(db, book, 0, Number.MAX_SAFE_INTEGER)) tiles.append(sha256Tree.leaf(bytes), compare)
  for (const tile of tiles.grown()) compare(tile)
  const kept = db.prepare('SELECT sum(length(hashes)) AS bytes FROM tree WHERE book = ?').get(book)?.['bytes']
  const surplus = Number(kept ?? 0) / hashBytes - hashes
  if (surplus > 0) findings.add(() => tooMany(surplus))
  return findings.end('tree', {
    zh: `重新计算了 ${tiles.size} 条记录的哈希，与录入时保存的 ${hashes} 个哈希逐一相同`,
    en: `${tiles.size} events hashed anew; all ${hashes} hashes kept when they were recorded are the same`,
  })
}

const notKept = {
  zh: '此文件由较早的程序写成，还没有保存哈希树；下次以写入方式打开时补上',
  en: 'this file was written by an older program and keeps no tree yet; it gets one when it is next opened for writing',
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

const tooMany = (count: number): Refusal =>
  refuse('hash-surplus', {
    zh: `保存的哈希比记录多出 ${count} 个：有记录被删除`,
    en: `${count} more hashes are kept than the events give: events were deleted`,
  })
