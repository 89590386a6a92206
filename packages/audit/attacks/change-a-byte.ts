import { behindItsBack, show, textAt, type Attack } from './attack.ts'

/** The document's number is in no table, so only the hashes can tell. */
export const changeAByte: Attack = {
  name: 'change a byte of an event',
  does: 'the number of the document behind an event becomes another one',
  tamper: (ledger) =>
    behindItsBack(ledger, (db) => {
      const text = textAt(db, 2).replace('2021-u2', '2021-u9')
      db.prepare('UPDATE event SET text = ? WHERE position = 2').run(text)
    }),
}

if (import.meta.main) await show(changeAByte)
