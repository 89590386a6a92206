import type { DatabaseSync } from 'node:sqlite'
import { refuse, type Refusal, type Words } from '@taizhang/kernel'
import { type CheckResult } from '@taizhang/kernel/store'
import { check, Findings } from './check.ts'
import { prepareLists } from './lists.ts'
import type { Projection } from './projection.ts'
import type { Stranger } from './kept-tables.ts'
import { quoted } from '@taizhang/kernel/internal'
import { sameValue, type Value } from './same-value.ts'
import { batchUnit, figureCounts, figuresUnit } from './tables-definition.ts'

/** The tables of a ledger: of a file, or made anew from its events. */
export interface Tables {
  readonly db: DatabaseSync
  readonly projection: Projection
}

/** A book that has `total` events. */
interface Inspected {
  readonly book: string
  readonly total: number
  /** The tables that are known to have the right rows, by name, and how many that are. */
  readonly same: ReadonlyMap<string, number>
}

/**
 * Compares every table of the file that is this program's, row by row and column by column, with the one made from the events up to the size
 * that it stands at. Those that are not there, are left behind or are not this program's are named.
 */
export function inspectTables(stored: Tables, rebuilt: Tables, { book, total, same }: Inspected): CheckResult {
  const { whole, own, otherwise, unknown } = stored.projection.of(book)
  const { units } = stored.projection
  const findings = new Findings()
  const strangers = stored.projection.strangers()
  for (const stranger of strangers) findings.add(() => inNoList(stranger))
  if (whole > total) findings.add(() => ahead(whole, total))
  const strange = new Set(strangers.map(({ name }) => name.toLowerCase()))
  let [compared, rows] = [0, 0]
  for (const { name: unit, tables } of units) {
    if (otherwise.includes(unit)) continue
    for (const [name] of tables) {
      const isListed = own.has(unit)
      if (strange.has(name) || (!isListed && columnsOf(stored.db, name).length === 0)) continue
      // Of a book of which a table is not listed it has no rows.
      if (columnsOf(stored.db, name).length === 0) findings.add(() => tableMissing(name))
      else if (definitionOf(stored.db, name) !== definitionOf(rebuilt.db, name)) findings.add(() => madeOtherwise(name))
      else {
        // What batches say of the rows of figures is compared with these.
        const isTold = ({ name: column }: Column): boolean =>
          unit !== batchUnit || own.has(figuresUnit) || !figureCounts.includes(column)
        rows += same.get(name) ?? compareTable(stored.db, rebuilt.db, { name, book, isTold }, findings)
      }
      if (isListed) compared++
    }
  }
  if (findings.count > 0) return findings.end('tables', notThere)
  if (whole === 0) return check('tables', 'unable', notThere)
  if (whole < total) return check('tables', 'unable', behind(whole, total))
  if (otherwise.length > 0) return check('tables', 'unable', others(otherwise))
  const besides = [
    left(units.flatMap(({ name }) => ((own.get(name) ?? whole) < whole ? [`${name} (${own.get(name)})`] : []))),
    missing(units.flatMap(({ name }) => (own.has(name) ? [] : [name]))),
    notKnown(unknown),
  ].flat()
  return check('tables', 'held', {
    zh: [`由记录重新推算了 ${compared} 张表，${rows} 行逐一相同`, ...besides.map(({ zh }) => zh)].join('；'),
    en: [
      `${compared} tables made anew from the events; all ${rows} rows are the same`,
      ...besides.map(({ en }) => en),
    ].join('; '),
  })
}

type Note = (names: readonly string[]) => readonly Words[]

const named =
  (zh: string, en: string): Note =>
  (names) =>
    names.length === 0 ? [] : [{ zh: `${zh}：${names.join('、')}`, en: `${en}: ${names.join(', ')}` }]

const left = named(
  '由不认识这些表的程序录入，只推算并比较到括号中的条数，下次录入时补齐',
  'left behind by a program that does not know them and compared up to there, to catch up when the next batch is recorded',
)
const missing = named('尚未建立，下次录入时推算', 'not there yet, to be made when the next batch is recorded')
const notKnown = named('本程序不认识、没有比较', 'not known to this program and not compared')

const definitionOf = (db: DatabaseSync, table: string): string =>
  String(db.prepare('SELECT sql FROM sqlite_schema WHERE name = ?').get(table)?.['sql'])

const madeOtherwise = (name: string): Refusal =>
  refuse('schema-changed', { zh: `${name} 的定义被改动`, en: `the definition of ${name} was changed` }, { name })

/** Whoever queries it takes it for this program's. */
function inNoList({ name, leftOver }: Stranger): Refusal {
  const { zh, en } = leftOver ? madeAnew : owned
  return refuse(
    'table-unlisted',
    {
      zh: `${name} 占着本程序数据表的位置，却不在表 kept_table 所列之内：${zh}`,
      en: `${name} stands where a table of this program is to stand, but is not in the list, kept_table: ${en}`,
    },
    { table: name },
  )
}

const owned = {
  zh: '请改名或删去，再录入一次，然后再查',
  en: 'rename it or take it away, record the next batch, and verify then',
}

const madeAnew = {
  zh: '录入一次即会重新推算，然后再查',
  en: 'it is made anew when the next batch is recorded; verify then',
}

const others = (names: readonly string[]): CheckResult['note'] => ({
  zh: `由另一版本程序推算、没有比较的数据表：${names.join('、')}；其余无误。录入一次即会重新推算，然后再查`,
  en: `made by another version of the program and not compared: ${names.join(', ')}; the others hold. They are made anew when the next batch is recorded; verify then`,
})

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
  rebuilt: DatabaseSync,
  {
    name,
    book,
    isTold,
  }: { readonly name: string; readonly book: string; readonly isTold: (column: Column) => boolean },
  findings: Findings,
): number {
  const columns = columnsOf(rebuilt, name).filter(isTold)
  const keyOf = (row: readonly Value[]): string => JSON.stringify(row.filter((_, at) => columns[at]?.key).map(String))
  const expected = new Map<string, readonly Value[]>()
  for (const row of rowsOf(rebuilt, name, columns, book)) expected.set(keyOf(row), row)
  const count = expected.size
  for (const row of rowsOf(stored, name, columns, book)) {
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
