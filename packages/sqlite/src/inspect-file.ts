import type { DatabaseSync } from 'node:sqlite'
import { refuse } from '@taizhang/kernel'
import { type CheckResult } from '@taizhang/kernel/store'
import { few, Findings } from './check.ts'
import { positionMax } from './event-table.ts'
import { findIdleRows } from './inspect-rows.ts'
import { prepareLists } from './lists.ts'

/**
 * SQLite's own check of the whole file, whether what guards the events is as this program makes it, events where none can be, and rows that stand
 * for nothing. What is not this program's is named.
 *
 * @param own the tables that the file has of domains, besides what every file has
 */
export function inspectFile(
  db: DatabaseSync,
  fresh: DatabaseSync,
  { book, own }: { readonly book: string; readonly own: readonly string[] },
): CheckResult {
  const findings = new Findings()
  for (const { integrity_check: said } of db.prepare('PRAGMA integrity_check(100)').iterate()) {
    if (said === 'ok') continue
    findings.add(() =>
      refuse('file-damaged', { zh: `SQLite 自检：${String(said)}`, en: `SQLite says: ${String(said)}` }),
    )
  }
  compareSchemas(db, fresh, findings)
  findStrays(db, findings)
  findIdleRows(db, book, findings)
  const others = notOurs(db, fresh, own)
  return findings.end('file', {
    zh: `SQLite 自检通过，表结构和触发器与本程序所建的一致${others.length > 0 ? `；不是本程序所建、没有查的：${few(others, '、')}` : ''}`,
    en: `SQLite's own check passes; the tables' structure and the triggers are as this program makes them${others.length > 0 ? `; not made by this program and not checked: ${few(others, ', ')}` : ''}`,
  })
}

/** Tables and views that somebody has added: whatever is in them, no book is read from there. */
function notOurs(db: DatabaseSync, fresh: DatabaseSync, own: readonly string[]): readonly string[] {
  const known = new Set([...own, ...definedIn(fresh).keys()])
  return db
    .prepare("SELECT name FROM sqlite_schema WHERE type IN ('table', 'view') ORDER BY name")
    .all()
    .map(({ name }) => String(name))
    .filter((name) => !known.has(name) && !name.startsWith('sqlite_'))
}

/** Rows before the first position, or behind the last that a number can tell: no book is read from there, but whoever asks SQL sees them. */
function findStrays(db: DatabaseSync, findings: Findings): void {
  const strays = prepareLists(
    db,
    `SELECT book, position, id FROM event WHERE position NOT BETWEEN 0 AND ${positionMax}`,
  )
  strays.setReadBigInts(true)
  for (const row of strays.iterate()) {
    const [book, position, id] = row.map(String)
    findings.add(() =>
      refuse(
        'position-outside',
        {
          zh: `台账 ${book} 的记录 ${id} 位于第 ${position} 条：记录从第 0 条起，至 ${positionMax}`,
          en: `event ${id} of book ${book} is at position ${position}: events are counted from 0 to ${positionMax}`,
        },
        { book, position, id },
      ),
    )
  }
}

function compareSchemas(db: DatabaseSync, fresh: DatabaseSync, findings: Findings): void {
  const [found, expected] = [definedIn(db), definedIn(fresh)]
  for (const [name, sql] of expected) {
    if (found.get(name) === sql) continue
    findings.add(() =>
      refuse(
        'schema-changed',
        {
          zh: found.has(name) ? `${name} 的定义被改动` : `缺少 ${name}`,
          en: found.has(name) ? `the definition of ${name} was changed` : `${name} is missing`,
        },
        { name },
      ),
    )
  }
  const known = new Set(expected.keys())
  for (const { name } of db.prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger'").iterate()) {
    if (known.has(String(name))) continue
    findings.add(() =>
      refuse(
        'unexpected-trigger',
        {
          zh: `触发器 ${String(name)} 不是本程序所建`,
          en: `the trigger ${String(name)} was not made by this program`,
        },
        { name },
      ),
    )
  }
}

/** What is defined in a file, by name. */
const definedIn = (db: DatabaseSync): ReadonlyMap<string, string> =>
  new Map(
    db
      .prepare('SELECT name, type, tbl_name, sql FROM sqlite_schema')
      .all()
      .map(({ name, ...rest }) => [String(name), JSON.stringify(rest)]),
  )
