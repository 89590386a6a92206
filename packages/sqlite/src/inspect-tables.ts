import type { DatabaseSync } from 'node:sqlite'
import { refuse, type Refusal, type Words } from '@taizhang/kernel'
import { type CheckResult } from '@taizhang/kernel/store'
import { check, Findings } from './check.ts'
import { prepareLists } from './lists.ts'
import type { Projection } from './projection.ts'
import type { Stranger } from './places.ts'
import { quoted } from './relation-tables.ts'
import { sameValue, type Value } from './same-value.ts'

/** The tables of a ledger: of a file, or made anew from its events. */
export interface Tables {
  readonly db: DatabaseSync
  readonly projection: Projection
}

/** A book that has `total` events. */
interface Inspected {
  readonly book: string
  readonly total: number
}

/**
 * Compares every table of the file, row by row and column by column, with the one made from the events up to the size that the tables
 * stand at.
 */
export function inspectTables(stored: Tables, rebuilt: Tables, { book, total }: Inspected): CheckResult {
  const size = stored.projection.size(book)
  const kept = stored.projection.listed()
  const findings = new Findings()
  const strangers = stored.projection.strangers()
  for (const stranger of strangers) findings.add(() => inNoList(stranger, strangers))
  if (kept === undefined)
    return findings.count > 0 ? findings.end('tables', notThere) : check('tables', 'unable', notThere)
  if (size > total) findings.add(() => ahead(size, total))
  const listed = rebuilt.projection.listed() ?? '[]'
  if (kept !== listed) findings.add(otherList)
  const { names } = rebuilt.projection
  let rows = 0
  for (const name of names) {
    const storedName = stored.projection.tableOf(name) ?? name
    if (columnsOf(stored.db, storedName).length === 0) findings.add(() => tableMissing(name))
    else if (!isMadeAs(stored.db, storedName, rebuilt.db, name)) findings.add(() => madeOtherwise(storedName))
    else rows += compareTable(stored.db, storedName, rebuilt.db, name, book, findings)
  }
  if (findings.count === 0 && size < total) return check('tables', 'unable', behind(size, total))
  if (findings.count === 0 && othersToo(stored.db)) return check('tables', 'unable', others)
  return findings.end('tables', {
    zh: `由记录重新推算了 ${names.length} 张表，${rows} 行逐一相同`,
    en: `${names.length} tables made anew from the events; all ${rows} rows are the same`,
  })
}

/** Whether a table is made as this program makes it, whatever its place: another cannot be compared. */
const isMadeAs = (stored: DatabaseSync, storedName: string, rebuilt: DatabaseSync, name: string): boolean =>
  definitionOf(stored, storedName) === definitionOf(rebuilt, name).replace(quoted(name), quoted(storedName))

const definitionOf = (db: DatabaseSync, table: string): string =>
  String(db.prepare('SELECT sql FROM sqlite_schema WHERE name = ?').get(table)?.['sql'])

const madeOtherwise = (name: string): Refusal =>
  refuse('schema-changed', { zh: `${name} 的定义被改动`, en: `the definition of ${name} was changed` }, { name })

/** Whoever queries it takes it for this program's. */
function inNoList({ name, leftOver }: Stranger, strangers: readonly Stranger[]): Refusal {
  const { zh, en } = leftOver ? goesWith(strangers) : owned
  return refuse(
    'table-unlisted',
    {
      zh: `${name} 占着本程序数据表的位置，却不在表 generation 所列之内：${zh}`,
      en: `${name} stands where a table of this program is to stand, but is in no list of generation: ${en}`,
    },
    { table: name },
  )
}

const owned = {
  zh: '请改名或删去，再录入一次，然后再查',
  en: 'rename it or take it away, record the next batch, and verify then',
}

const goesWith = (strangers: readonly Stranger[]): Words =>
  strangers.every(({ leftOver }) => leftOver)
    ? { zh: '录入一次即会重新推算，然后再查', en: 'it is made anew when the next batch is recorded; verify then' }
    : { zh: '其余的移开之后才会重新推算', en: 'it is made anew once the others are out of the way' }

const otherList = (): Refusal =>
  refuse('row-differs', {
    zh: '表 generation 所列的数据表不符',
    en: 'the list of tables in generation differs',
  })

const othersToo = (db: DatabaseSync): boolean =>
  Number(db.prepare('SELECT count(*) AS n FROM generation').get()?.['n']) > 1

const others = {
  zh: '本程序的数据表无误，但文件中还有另一版本程序的数据表，没有比较：请用那个版本再查',
  en: "this program's tables hold, but those of another version are there too and were not compared: verify with that one as well",
}

const notThere = {
  zh: '文件中还没有本程序的数据表，没有比较：录入一次即会推算，然后再查',
  en: "this program's tables are not there yet, so nothing was compared: they are made when the next batch is recorded; verify then",
}

const behind = (size: number, expected: number): CheckResult['note'] => ({
  zh: `本程序的数据表只推算到 ${size} 条（共 ${expected} 条），只比较到那里：录入一次即会补齐，然后再查`,
  en: `this program's tables stand at ${size} of ${expected} events and were compared up to there: they catch up when the next batch is recorded; verify then`,
})

const ahead = (size: number, expected: number): Refusal =>
  refuse('tables-ahead', {
    zh: `数据表已推算到 ${size} 条，而记录只有 ${expected} 条：有记录被删除`,
    en: `the tables stand at ${size} events, but there are ${expected}: events were deleted`,
  })

interface Column {
  readonly name: string
  readonly key: boolean
}

/** Compares one table; returns how many rows it should have. */
function compareTable(
  stored: DatabaseSync,
  storedName: string,
  rebuilt: DatabaseSync,
  name: string,
  book: string,
  findings: Findings,
): number {
  const columns = columnsOf(rebuilt, name)
  const keyOf = (row: readonly Value[]): string => JSON.stringify(row.filter((_, at) => columns[at]?.key).map(String))
  const expected = new Map<string, readonly Value[]>()
  for (const row of rowsOf(rebuilt, name, columns, book)) expected.set(keyOf(row), row)
  const count = expected.size
  for (const row of rowsOf(stored, storedName, columns, book)) {
    const key = keyOf(row)
    const other = expected.get(key)
    expected.delete(key)
    if (!other) findings.add(() => rowFinding('row-surplus', name, key, '是多出来的', 'should not be there'))
    else if (!row.every((value, at) => sameValue(value, other[at])))
      findings.add(() => rowDiffers(name, key, columns, row, other))
  }
  for (const key of expected.keys()) findings.add(() => rowFinding('row-missing', name, key, '缺失', 'is missing'))
  return count
}

function* rowsOf(
  db: DatabaseSync,
  name: string,
  columns: readonly Column[],
  book: string,
): Generator<readonly Value[]> {
  const list = columns.map((column) => quoted(column.name)).join(', ')
  const rows = prepareLists(db, `SELECT ${list} FROM ${quoted(name)} WHERE book = ?`)
  rows.setReadBigInts(true)
  // Our tables hold texts and whole numbers alone.
  for (const row of rows.iterate(book)) yield row as readonly Value[]
}

const columnsOf = (db: DatabaseSync, name: string): readonly Column[] =>
  db
    .prepare(`PRAGMA table_info(${quoted(name)})`)
    .all()
    .map(({ name: column, pk }) => ({ name: String(column), key: Number(pk) > 0 }))

const tableMissing = (table: string): Refusal =>
  refuse('table-missing', { zh: `缺少数据表 ${table}`, en: `table ${table} is missing` }, { table })

const rowFinding = (code: string, table: string, key: string, zh: string, en: string): Refusal =>
  refuse(code, { zh: `表 ${table} 的一行 ${key} ${zh}`, en: `a row of table ${table}, ${key}, ${en}` }, { table, key })

function rowDiffers(
  table: string,
  key: string,
  columns: readonly Column[],
  found: readonly Value[],
  expected: readonly Value[],
): Refusal {
  const differing = columns.flatMap(({ name }, at) =>
    sameValue(found[at], expected[at]) ? [] : [{ name, found: String(found[at]), expected: String(expected[at]) }],
  )
  const zh = differing.map((one) => `${one.name} 是 ${one.found}，应为 ${one.expected}`).join('；')
  const en = differing.map((one) => `${one.name} is ${one.found}, expected ${one.expected}`).join('; ')
  return rowFinding('row-differs', table, key, `不符：${zh}`, `differs: ${en}`)
}
