import { behindItsBack, show, textAt, type Attack } from './attack.ts'

/** The later ones make room: their positions count up, in their texts too. */
export const insertOne: Attack = {
  name: 'insert an event',
  does: 'a listing that nobody recorded appears among the others',
  tamper: (ledger) =>
    behindItsBack(ledger, (db) => {
      const size = Number(db.prepare('SELECT count(*) AS n FROM event').get()?.['n'])
      const move = db.prepare('UPDATE event SET position = ?, text = ? WHERE position = ?')
      for (let at = size - 1; at >= 3; at--)
        move.run(at + 1, textAt(db, at).replace(`"position":${at}`, `"position":${at + 1}`), at)
      const id = '00000000-0000-7000-8000-00000000ffff'
      const text = textAt(db, 2)
        .replaceAll('u2', 'u6')
        .replace(/"id":"[^"]+"/, `"id":"${id}"`)
        .replace('"position":2', '"position":3')
      db.prepare('INSERT INTO event (book, position, id, text) SELECT book, 3, ?, ? FROM event LIMIT 1').run(id, text)
    }),
}

if (import.meta.main) await show(insertOne)
