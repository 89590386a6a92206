import type { DatabaseSync } from 'node:sqlite'
import { refuse } from '@taizhang/kernel'
import type { Findings } from './check.ts'
import { domainsListed } from './domain-of-file.ts'
import { earlierNames } from './earlier-list.ts'
import { tablesDiffer } from './failure.ts'
import { keepsRecords } from '@taizhang/kernel/internal'
import { listsTables } from './schema.ts'
import { snapshotTable } from './snapshots.ts'

/** Rows that stand for nothing: lists of tables that are not there, and parts of a snapshot that nobody can take up. */
export function findIdleRows(db: DatabaseSync, book: string, findings: Findings): void {
  const standing = new Set(
    db
      .prepare("SELECT name FROM sqlite_schema WHERE type = 'table'")
      .all()
      .map(({ name }) => String(name)),
  )
  const listed = listsTables(db)
    ? db
        .prepare('SELECT DISTINCT name FROM kept_table')
        .all()
        .map(({ name }) => String(name))
    : earlierNames(db)
  for (const name of listed) if (!standing.has(name) || keepsRecords(name)) findings.add(() => listsNothing(name))
  const domains = domainsListed(db)
  if (domains.length > 1) findings.add(() => severalDomains(domains))
  const kept = ['snapshot', 'snapshot_part'].filter((table) => hasRows(db, table, book))
  if (kept.length > 0 && (!snapshotTable(db).load(book) || !partsFollow(db, book)))
    findings.add(() => noSnapshot(book, kept))
}

/** Whether a snapshot's parts are numbered from 0 on, each with bytes of its own: an empty one changes no hash. */
function partsFollow(db: DatabaseSync, book: string): boolean {
  const { n, last, least } =
    db
      .prepare(
        'SELECT count(*) AS n, max(part) AS last, min(min(part), min(length(bytes)) - 1) AS least FROM snapshot_part WHERE book = ?',
      )
      .get(book) ?? {}
  return n === 0 || (Number(last) === Number(n) - 1 && Number(least) === 0)
}

function hasRows(db: DatabaseSync, table: string, book: string): boolean {
  try {
    return db.prepare(`SELECT 1 FROM ${table} WHERE book = ? LIMIT 1`).get(book) !== undefined
  } catch (error) {
    // There is no such table, or somebody has made something else of it.
    if (tablesDiffer(error)) return false
    throw error
  }
}

const severalDomains = (names: readonly string[]) =>
  refuse(
    'row-surplus',
    {
      zh: `表 ledger_domain 有 ${names.length} 个领域（${names.slice(0, 5).join('、')}）：一个文件只放一个领域的台账`,
      en: `the table ledger_domain names ${names.length} domains (${names.slice(0, 5).join(', ')}): a file holds one`,
    },
    { table: 'ledger_domain', domains: names.slice(0, 5) },
  )

const listsNothing = (missing: string) =>
  refuse(
    'row-surplus',
    {
      zh: `数据表的列表 kept_table 中的 ${missing} 不是数据表，或不存在`,
      en: `the list of tables, kept_table, has ${missing}, which is no such table or is not there`,
    },
    { table: 'kept_table', key: missing },
  )

const noSnapshot = (book: string, tables: readonly string[]) =>
  refuse(
    'row-surplus',
    {
      zh: `表 ${tables.join('、')} 中台账 ${book} 的行不成快照：字节与其哈希不符，或有多出来的行；请删除这些行`,
      en: `the rows of book ${book} in ${tables.join(' and ')} are no snapshot: their bytes do not have their hash, or there are rows too many; delete them`,
    },
    { table: tables[0], book },
  )
