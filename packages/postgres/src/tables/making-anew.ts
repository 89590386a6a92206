import { fail } from '@taizhang/kernel'
import type { RelationTables } from '@taizhang/kernel/store'
import { hold } from '../append.ts'
import type { Patient } from '../patience.ts'
import type { Database } from '../queries.ts'
import { chunksOf, type Tables } from './tables.ts'
import { TablesChanged } from './writer.ts'

/**
 * Records, and where a table turns out to be changed by somebody does all once more, with that table forgotten: events are not refused for it. A
 * savepoint would do too, but takes two more turns with each append.
 */
export async function makingAnew<T>(database: Database, tables: Tables, record: () => Promise<T>): Promise<T> {
  const changed = new Set<string>()
  for (;;)
    try {
      return await record()
    } catch (error) {
      if (!(error instanceof TablesChanged)) throw error
      const id = JSON.stringify([error.book, error.unit])
      if (changed.has(id)) ownRows(error)
      changed.add(id)
      await tables.forget(database, error)
      await tables.make(database)
    }
}

interface Tools {
  readonly database: Database
  readonly schema: string
  readonly tables: Tables
  readonly patient: Patient
  readonly ready: () => Promise<unknown>
}

/** Brings the tables of a book forward, in pieces. Returns whether one was changed by somebody: it is forgotten then. */
export async function bringForward(
  { database, schema, tables, patient, ready }: Tools,
  book: string,
  changes: Parameters<RelationTables['write']>[1],
): Promise<boolean> {
  for await (const chunk of chunksOf(changes)) {
    const isWritten = await patient(async () => {
      await ready()
      await tables.make(database)
      try {
        await database.transaction(async (queries) => {
          await hold(queries, schema, book)
          await tables.bringForward(queries, book, chunk)
        })
        return true
      } catch (error) {
        if (!(error instanceof TablesChanged)) throw error
        await tables.forget(database, error)
        return false
      }
    })
    if (!isWritten) return true
  }
  return false
}

const ownRows = ({ book, unit, cause }: TablesChanged): never => {
  const said = cause instanceof Error ? cause.message : ''
  return fail(
    'unavailable',
    'rows-refused',
    {
      zh: `台账 ${book} 的数据表 ${unit} 重新推算时，不接受本程序自己推算出的行（${said}）：这是领域定义的缺陷，关系的属性与记录写入的值不符；没有记录`,
      en: `while the table ${unit} of book ${book} was made anew, it did not take the program's own rows (${said}): a defect of the domain, whose events write what the relation's attributes do not hold; nothing was recorded`,
    },
    { book, table: unit },
  )
}
