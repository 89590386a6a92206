import { behindItsBack, show, type Attack } from './attack.ts'

export const deleteTheLast: Attack = {
  name: 'delete the last event',
  does: 'the last listing disappears',
  tamper: (ledger) =>
    behindItsBack(ledger, (db) => {
      db.exec('DELETE FROM event WHERE position = (SELECT max(position) FROM event)')
    }),
}

if (import.meta.main) await show(deleteTheLast)
