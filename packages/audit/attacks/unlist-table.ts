import { behindItsBack, show, type Attack } from './attack.ts'

/** A table that no program takes for its own is compared by none; but it stands where one is to stand. */
export const unlistTable: Attack = {
  name: 'take a table off the list',
  does: 'the table of coverage is taken off the list of tables, so that nobody compares it, and rows of it are deleted',
  tamper: (ledger) =>
    behindItsBack(ledger, (db) => {
      db.exec("DELETE FROM kept_table WHERE name = 'coverage'; DELETE FROM coverage")
    }),
}

if (import.meta.main) await show(unlistTable)
