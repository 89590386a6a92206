import { openLedger, party } from '@taizhang/core'
import { sqliteStore } from '@taizhang/sqlite'
import { behindItsBack, show, type Attack } from './attack.ts'

/** No program takes all of the segments up any more: opening the book becomes slow, and nobody knows why. */
export const addToASnapshot: Attack = {
  name: 'add to a snapshot',
  does: 'what a ledger takes up has a segment more than was kept, which follows on none',
  tamper: async (ledger) => {
    const store = sqliteStore(ledger, { domain: party })
    await (await openLedger(store, { book: '350305' })).keepSnapshot()
    await store.close()
    behindItsBack(ledger, (db) => {
      db.exec(
        `INSERT INTO snapshot_segment SELECT book, 1000, 1001, fingerprint, sha256, bytes FROM snapshot_segment LIMIT 1`,
      )
    })
  },
}

if (import.meta.main) await show(addToASnapshot)
