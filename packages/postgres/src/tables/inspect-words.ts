import { refuse, type Refusal, type Words } from '@taizhang/kernel'
import type { CheckResult } from '@taizhang/kernel/store'
import type { PgTable, PgValue } from './dialect.ts'

/** The check of the tables, however it ends. */
export const check = (state: CheckResult['state'], note: Words, findings: readonly Refusal[] = []): CheckResult => ({
  check: 'tables',
  title: { zh: '数据表', en: 'tables' },
  state,
  note,
  findings,
})

type Note = (list: string) => Words

/** Names with what is the matter with them; nothing where there are none. */
export const named = (note: Note, names: readonly string[]): readonly Words[] =>
  names.length === 0 ? [] : [note(names.join(', '))]

export const left: Note = (list) => ({
  zh: `由不认识这些表的程序录入，只推算并比较到括号中的条数，下次录入时补齐：${list}`,
  en: `left behind by a program that does not know them and compared up to there, to catch up when the next batch is recorded: ${list}`,
})
export const missing: Note = (list) => ({
  zh: `尚未建立，下次录入时推算：${list}`,
  en: `not there yet, to be made when the next batch is recorded: ${list}`,
})
export const notKnown: Note = (list) => ({
  zh: `本程序不认识、没有比较：${list}`,
  en: `not known to this program and not compared: ${list}`,
})

export const notReplayed: Words = {
  zh: '记录未能重放（见“记录”一项），无法推算数据表，因此没有比较',
  en: 'the events could not be replayed (see events), so no tables could be made from them to compare',
}
export const notThere: Words = {
  zh: '数据库中还没有这册台账的数据表，没有比较：录入一次即会推算，然后再查',
  en: 'the tables of this book are not there yet, so nothing was compared: they are made when the next batch is recorded; verify then',
}
export const behind = (size: number, expected: number): Words => ({
  zh: `本程序的数据表只推算到 ${size} 条（共 ${expected} 条），只比较到那里：录入一次即会补齐，然后再查`,
  en: `this program's tables stand at ${size} of ${expected} events and were compared up to there: they catch up when the next batch is recorded; verify then`,
})
export const others = (names: readonly string[]): Words => ({
  zh: `由另一版本程序推算、没有比较的数据表：${names.join('、')}；其余无误。录入一次即会重新推算，然后再查`,
  en: `made by another version of the program and not compared: ${names.join(', ')}; the others hold. They are made anew when the next batch is recorded; verify then`,
})

export const ahead = (size: number, expected: number): Refusal =>
  refuse('tables-ahead', {
    zh: `数据表已推算到 ${size} 条，而记录只有 ${expected} 条：有记录被删除`,
    en: `the tables stand at ${size} events, but there are ${expected}: events were deleted`,
  })

/** Whoever queries it takes it for this program's. */
export const inNoList = (table: string): Refusal =>
  refuse(
    'table-unlisted',
    {
      zh: `${table} 占着本程序数据表的位置，却不是本程序所建：请改名或删去，再录入一次，然后再查`,
      en: `${table} stands where a table of this program is to stand, but this program has not made it: rename it or take it away, record the next batch, and verify then`,
    },
    { table },
  )

export const tableMissing = (table: string): Refusal =>
  refuse('table-missing', { zh: `缺少数据表 ${table}`, en: `table ${table} is missing` }, { table })

const rowFinding = (code: string, table: string, key: string, zh: string, en: string): Refusal =>
  refuse(code, { zh: `表 ${table} 的一行 ${key} ${zh}`, en: `a row of table ${table}, ${key}, ${en}` }, { table, key })

export const rowSurplus = (table: string, key: string): Refusal =>
  rowFinding('row-surplus', table, key, '是多出来的', 'should not be there')
export const rowMissing = (table: string, key: string): Refusal =>
  rowFinding('row-missing', table, key, '缺失', 'is missing')

/** A row that was found, and the one that should be there. */
interface Pair {
  readonly row: readonly PgValue[]
  readonly other: readonly PgValue[]
}

export function rowDiffers({ name, columns }: PgTable, key: string, { row, other }: Pair): Refusal {
  const differing = columns.flatMap(({ sql }, at) =>
    row[at] === other[at] ? [] : [{ sql, found: String(row[at]), expected: String(other[at]) }],
  )
  const zh = differing.map((one) => `${one.sql} 是 ${one.found}，应为 ${one.expected}`).join('；')
  const en = differing.map((one) => `${one.sql} is ${one.found}, expected ${one.expected}`).join('; ')
  return rowFinding('row-differs', name, key, `不符：${zh}`, `differs: ${en}`)
}
