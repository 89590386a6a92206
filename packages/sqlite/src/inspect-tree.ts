import type { DatabaseSync } from 'node:sqlite'
import { GrowingTree, refuse, sameHash, type Check, type Refusal, type Subtree } from '@taizhang/core'
import { check, Findings } from './check.ts'
import { eventTable } from './event-table.ts'
import { bookTexts, sha256Tree } from './kept-tree.ts'
import { isCurrent } from './schema.ts'

/** Hashes every event anew and compares each kept hash. */
export function inspectTree(db: DatabaseSync, book: string): Check {
  if (!isCurrent(db)) return check('tree', 'skipped', notKept)
  const findings = new Findings()
  const find = db.prepare('SELECT hash FROM tree WHERE book = ? AND level = ? AND place = ?')
  const tree = new GrowingTree(sha256Tree)
  const kept = Number(db.prepare('SELECT count(*) AS n FROM tree WHERE book = ?').get(book)?.['n'])
  let expected = 0
  for (const bytes of bookTexts(db, book, 0)) {
    for (const subtree of tree.append(sha256Tree.leaf(bytes))) {
      expected++
      const found = find.get(book, subtree.level, subtree.index)?.['hash']
      if (!(found instanceof Uint8Array) || !sameHash(found, subtree.hash)) findings.add(() => differs(subtree, found))
    }
  }
  if (kept > expected) findings.add(() => surplus(kept - expected))
  const size = eventTable(db).last(book) + 1
  return findings.end('tree', {
    zh: `重新计算了 ${size} 条事件的哈希，与记录时保存的 ${kept} 个哈希逐一相同`,
    en: `${size} events hashed anew; all ${kept} hashes kept when they were recorded are the same`,
  })
}

const notKept = {
  zh: '此文件由较早的程序写成，还没有保存哈希树；下次以写入方式打开时补上',
  en: 'this file was written by an older program and keeps no tree yet; it gets one when it is next opened for writing',
}

function differs({ level, index }: Subtree, found: unknown): Refusal {
  const position = index * 2 ** level
  const range = level === 0 ? `${position}` : `${position}-${position + 2 ** level - 1}`
  return found === undefined
    ? refuse(
        'hash-missing',
        { zh: `事件 ${range} 没有保存哈希`, en: `no hash is kept of events ${range}` },
        { position, level },
      )
    : refuse(
        'hash-differs',
        {
          zh: `事件 ${range} 与记录时保存的哈希不符：其中之一被改动过`,
          en: `events ${range} do not give the hash kept when they were recorded: one or the other was changed`,
        },
        { position, level },
      )
}

const surplus = (count: number): Refusal =>
  refuse('hash-surplus', {
    zh: `保存的哈希比事件多出 ${count} 个：有事件被删除`,
    en: `${count} more hashes are kept than the events give: events were deleted`,
  })
