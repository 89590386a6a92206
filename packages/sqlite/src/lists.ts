import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite'

/** A statement whose rows are lists of values, in the order of its columns: they take half the time of objects, whatever the columns are called. */
export interface ListStatement extends Omit<StatementSync, 'all' | 'iterate'> {
  all(...values: readonly SQLInputValue[]): readonly (readonly unknown[])[]
  all(named: Readonly<Record<string, SQLInputValue>>): readonly (readonly unknown[])[]
  iterate(...values: readonly SQLInputValue[]): IterableIterator<readonly unknown[]>
}

export function prepareLists(db: DatabaseSync, sql: string): ListStatement {
  const statement = db.prepare(sql)
  statement.setReturnArrays(true)
  // To Node's types rows stay objects.
  return statement as unknown as ListStatement
}
