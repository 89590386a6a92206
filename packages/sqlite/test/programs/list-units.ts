/** Lists units in batches of three until it is killed, and says when it has begun: `FILE BOOK`. */
import { randomUUID } from 'node:crypto'
import { openLedger, party, type Ledger } from '@taizhang/core'
import { sqliteStore } from '../../src/index.ts'

const [file = '', book = ''] = process.argv.slice(2)
const ledger: Ledger = await openLedger(sqliteStore(file, { domain: party }), { book })
const options = { now: new Date(), newId: randomUUID, actor: 'tester' }
for (;;) {
  const drafts = [0, 1, 2].map(() => ({
    type: 'UnitListed',
    effectiveOn: '2020-01-01',
    data: { unitId: randomUUID(), kind: 'enterprise', name: '甲' },
  }))
  const outcome = await ledger.record(drafts, options)
  process.stdout.write(outcome.ok ? `${outcome.size}\n` : 'refused\n')
}
