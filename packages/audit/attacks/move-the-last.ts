import { behindItsBack, show, type Attack } from './attack.ts'

/** The texts and their order are as they were. Whoever counts positions instead of events would count for ever. */
export const moveTheLast: Attack = {
  name: 'move the last event far away',
  does: 'the last event gets the last position that a number can tell',
  tamper: (ledger) =>
    behindItsBack(ledger, (db) => {
      db.exec(`UPDATE event SET position = ${Number.MAX_SAFE_INTEGER}
        WHERE position = (SELECT max(position) FROM event)`)
    }),
}

if (import.meta.main) await show(moveTheLast)
