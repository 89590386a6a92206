import { behindItsBack, show, type Attack } from './attack.ts'

/** Events are left alone; analysts who ask the table get another answer. */
export const editATable: Attack = {
  name: 'edit a relation table',
  does: 'a unit that nobody covers is covered, in the table that analysts query',
  tamper: (ledger) =>
    behindItsBack(ledger, (db) => {
      db.exec("UPDATE coverage SET unit_id = 'u3' WHERE unit_id = 'u2'")
    }),
}

if (import.meta.main) await show(editATable)
