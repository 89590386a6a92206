import { behindItsBack, show, type Attack } from './attack.ts'

/** Whoever verifies names a book; this one has no events, and would be verified by nobody. */
export const rowsOfNoBook: Attack = {
  name: 'add rows of no book',
  does: 'units are covered in a book that has no events, and counted by whoever asks for all books',
  tamper: (ledger) =>
    behindItsBack(ledger, (db) => {
      db.exec(`CREATE TEMP TABLE copied AS SELECT * FROM coverage; UPDATE copied SET book = '350306';
        INSERT INTO coverage SELECT * FROM copied`)
    }),
}

if (import.meta.main) await show(rowsOfNoBook)
