import { openLedger, relations } from '@taizhang/core'
import { sqliteStore } from '@taizhang/sqlite'
import { behindItsBack, show, type Attack } from './attack.ts'

/** No program takes the snapshot up any more: opening the book becomes slow, and nobody knows why. */
export const addToASnapshot: Attack = {
  name: 'add a part to a snapshot',
  does: 'a snapshot has a part more than was kept, so that its bytes do not have their hash',
  tamper: async (ledger) => {
    const store = sqliteStore(ledger, { relations })
    await (await openLedger(store, { book: '350305' })).keepSnapshot()
    await store.close()
    behindItsBack(ledger, (db) => {
      db.exec("INSERT INTO snapshot_part (book, part, bytes) VALUES ('350305', 1000, x'00')")
    })
  },
}

if (import.meta.main) await show(addToASnapshot)
