import { openLedger } from '@taizhang/kernel'
import { party } from '@taizhang/core'
import { streamOf } from '@taizhang/kernel/internal'
import { sqliteStore } from '@taizhang/sqlite'
import { show, type Attack } from './attack.ts'

const book = '350305'

/** Events and tables are left alone; whoever opens the book takes up what the snapshot says. Its hash is made to fit. */
export const editASnapshot: Attack = {
  name: 'edit a snapshot',
  does: 'a unit has another kind, in the snapshot that opening the book takes up',
  tamper: async (ledger) => {
    const store = sqliteStore(ledger, { domain: party })
    await (await openLedger(store, { book })).keepSnapshot()
    const kept = await store.snapshots.load(streamOf(book))
    if (!kept) throw new Error('no snapshot was kept')
    const bytes = Buffer.from(kept.bytes)
    bytes.write('"enterprisf"', bytes.indexOf('"enterprise"'))
    await store.snapshots.keep(streamOf(book), { ...kept, bytes })
    await store.close()
  },
}

if (import.meta.main) await show(editASnapshot)
