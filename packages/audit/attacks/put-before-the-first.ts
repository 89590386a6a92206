import { behindItsBack, show, textAt, type Attack } from './attack.ts'

/** No book is read from there, but whoever asks `envelope` counts it. */
export const putBeforeTheFirst: Attack = {
  name: 'put an event before the first',
  does: 'a copy of a listing stands at position -1',
  tamper: (ledger) =>
    behindItsBack(ledger, (db) => {
      db.prepare("INSERT INTO event (book, position, id, text) SELECT book, -1, 'copy', ? FROM event LIMIT 1").run(
        textAt(db, 2),
      )
    }),
}

if (import.meta.main) await show(putBeforeTheFirst)
