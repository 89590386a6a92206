import { behindItsBack, show, type Attack } from './attack.ts'

/** JavaScript takes the last of two members of one name, SQLite the first: analysts read another kind. */
export const sayItTwice: Attack = {
  name: 'say it twice in JSON',
  does: 'the data of a listing has another kind before its own, in the table that analysts query',
  tamper: (ledger) =>
    behindItsBack(ledger, (db) => {
      db.exec(`UPDATE live_event SET data = '{"kind":"social",' || substr(data, 2)
        WHERE type = 'UnitListed' AND position = 2`)
    }),
}

if (import.meta.main) await show(sayItTwice)
