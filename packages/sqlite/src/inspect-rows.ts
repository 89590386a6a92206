import type { DatabaseSync } from 'node:sqlite'
import { refuse } from '@taizhang/kernel'
import type { Findings } from './check.ts'
import { domainsListed } from './domain-of-file.ts'
import { earlierNames } from './earlier-list.ts'
import { tablesDiffer } from './failure.ts'
import { keepsRecords } from '@taizhang/kernel/internal'
import { listsTables } from './schema.ts'
import { segmentTable } from './segments.ts'

/** Rows that stand for nothing: lists of tables that are not there, and segments that nobody can take up. */
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
  if (hasRows(db, 'snapshot_segment', book) && !segmentTable(db).holds(book)) findings.add(() => noSegments(book))
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

const noSegments = (book: string) =>
  refuse(
    'row-surplus',
    {
      zh: `表 snapshot_segment 中台账 ${book} 的行不是首尾相接的快照：字节、位置或出处与其哈希不符，或有多出来的行；请删除这些行`,
      en: `the rows of book ${book} in snapshot_segment do not follow on one another: their bytes, places or origin do not have their hash, or there are rows too many; delete them`,
    },
    { table: 'snapshot_segment', book },
  )
