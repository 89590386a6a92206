import type { DatabaseSync } from 'node:sqlite'
import { party } from '@taizhang/core'
import { play, scriptArbitrary } from '@taizhang/core/testing'
import { Replay } from '@taizhang/kernel/internal'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { sqliteStore } from '../src/index.ts'
import { sameRows } from '../src/table-sums.ts'

const seed = Number(process.env['TAIZHANG_SEED'] ?? Date.now() % 2 ** 31)

/** All rows of a table, as a text to compare. */
const dump = (db: DatabaseSync, table: string): string =>
  JSON.stringify(
    db
      .prepare(`SELECT * FROM "${table}"`)
      .all()
      .map((row) => JSON.stringify(row))
      .toSorted(),
  )

interface Change {
  readonly kind: 'cell' | 'swap' | 'drop' | 'double'
  readonly table: number
  readonly row: number
  readonly column: number
}
const changes = fc.record<Change>({
  kind: fc.constantFrom('cell', 'swap', 'swap', 'swap', 'drop', 'double'),
  table: fc.nat(),
  row: fc.nat(),
  column: fc.nat(),
})

/** What somebody does to a table; a change that it does not take is none. */
function make(db: DatabaseSync, table: string, { kind, row, column }: Change): void {
  const names = db
    .prepare(`PRAGMA table_info("${table}")`)
    .all()
    .map(({ name }) => `"${String(name)}"`)
  const keys = db
    .prepare(`PRAGMA table_info("${table}")`)
    .all()
    .filter(({ pk }) => Number(pk) > 0)
    .map(({ name }) => String(name))
  const rows = db.prepare(`SELECT * FROM "${table}"`).all()
  const one = rows[row % Math.max(rows.length, 1)]
  if (!one) return
  const same = keys.map((key) => `"${key}" = ?`).join(' AND ')
  const at = (of: typeof one) => keys.map((key) => of[key] as string)
  try {
    if (kind === 'drop') db.prepare(`DELETE FROM "${table}" WHERE ${same}`).run(...at(one))
    const name = names[column % names.length] ?? ''
    const other = rows[column % rows.length] ?? one
    if (kind === 'cell')
      db.prepare(
        `UPDATE "${table}" SET ${name} = coalesce(CASE typeof(${name}) WHEN 'integer' THEN ${name} - 1 ELSE ${name} || 'x' END, 1) WHERE ${same}`,
      ).run(...at(one))
    if (kind === 'swap') {
      const set = db.prepare(`UPDATE "${table}" SET recorded_to = ? WHERE ${same}`)
      set.run(one['recorded_to'] as number, ...at(other))
      set.run(other['recorded_to'] as number, ...at(one))
    }
    if (kind === 'double')
      db.prepare(
        `INSERT INTO "${table}" SELECT ${names.map((each) => (each === '"recorded_from"' ? 'recorded_from - 1' : each)).join(', ')} FROM "${table}" WHERE ${same}`,
      ).run(...at(one))
  } catch (error) {
    if (!/constraint|datatype|cannot store|JSON/i.test(String(error))) throw error
  }
}

test(`a table has the sums of what the events make of it if and only if it has these rows, seed ${seed}`, async () => {
  const told = { same: 0, changed: 0, swapped: 0 }
  await fc.assert(
    fc.asyncProperty(
      scriptArbitrary({ batches: 14 }),
      fc.array(changes, { minLength: 6, maxLength: 6 }),
      async (script, some) => {
        const store = sqliteStore(':memory:', { domain: party, create: true })
        const ledger = await play(script, { store })
        const { database: db, projection } = store
        const replay = new Replay('test', { definitions: party, counting: projection.counting })
        for await (const page of store.read('ledger-test')) replay.take(page)
        const options = { book: 'test', changes: [...replay.changesSince(0)], key: 'k', upTo: () => ledger.size }
        const same = (): ReadonlyMap<string, number> => sameRows(db, projection.relations.values(), options)
        const tables = [...projection.relations.keys()].map((name) => projection.relations.get(name)?.name ?? '')
        const names = [...tables, 'live_event']
        expect([...same().keys()].toSorted()).toEqual(names.toSorted())
        const filled = names.filter((name) => db.prepare(`SELECT 1 FROM "${name}"`).get() !== undefined)
        for (const change of some) {
          const table = filled[change.table % filled.length] ?? ''
          db.exec('BEGIN')
          const before = dump(db, table)
          make(db, table, change)
          const isSame = dump(db, table) === before
          expect([table, change, same().has(table)]).toEqual([table, change, isSame])
          db.exec('ROLLBACK')
          told.same += isSame ? 1 : 0
          told.changed += isSame ? 0 : 1
          told.swapped += !isSame && change.kind === 'swap' ? 1 : 0
        }
        await store.close()
      },
    ),
    { numRuns: 40, seed },
  )
  console.log(`changes of tables: ${JSON.stringify(told)}`)
  expect(Math.min(told.same, told.swapped)).toBeGreaterThan(2)
  expect(told.changed).toBeGreaterThan(60)
})
