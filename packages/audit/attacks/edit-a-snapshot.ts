import { openLedger } from '@taizhang/kernel'
import { party } from '@taizhang/core'
import { sqliteStore } from '@taizhang/sqlite'
import { show, type Attack } from './attack.ts'
import { forgeSegments } from './forge-segments.ts'

const book = '350305'

/** Events and tables are left alone; whoever opens the book takes up what the segments say. Their hashes are made to fit. */
export const editASnapshot: Attack = {
  name: 'edit a snapshot',
  does: 'a unit has another kind, in the snapshot that opening the book takes up',
  tamper: async (ledger) => {
    const store = sqliteStore(ledger, { domain: party })
    await (await openLedger(store, { book })).keepSnapshot()
    await forgeSegments(store, book, (kept) => {
      const bytes = Buffer.from(kept)
      const at = bytes.indexOf('"enterprise"')
      if (at >= 0) bytes.write('"enterprisf"', at)
      return bytes
    })
    await store.close()
  },
}

if (import.meta.main) await show(editASnapshot)
